"""The walk that the reader is for: from a story to a person, a place, a question, another story, and back."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from briefing.model.place import AtMention, Place
from briefing.ui.app import BriefingApp
from tests.ui.conftest import Drive, press, text_of

SIZES = [(40, 12), (80, 24), (120, 40), (200, 60)]


def here(app: BriefingApp) -> tuple[str, str]:
    place = app.desk_screen.reading.trail.here
    assert place is not None
    shown = app.desk_screen.crew.reader.sheet.address
    assert place.address == shown
    return place.kind, place.key


async def walk_to(app: BriefingApp, pilot: Pilot[None], target: Place) -> None:
    """Step through the page until the cursor stands on a link to `target`, then follow it."""
    for _ in range(60):
        await press(app, pilot, "]")
        current = app.desk_screen.crew.reader.current
        assert current is not None
        if isinstance(current.target, Place) and current.target.same_page(target):
            await press(app, pilot, "enter")
            return
    raise AssertionError(f"no link to {target}")


@pytest.mark.parametrize("size", SIZES)
def test_walk_and_back_to_the_same_paragraph(drive: Drive, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        reader = app.desk_screen.crew.reader
        await walk_to(app, pilot, Place.to("actor", "recep-tayyip-erdogan"))
        left_at = app.desk_screen.reading.trail.places[0]
        assert here(app) == ("actor", "recep-tayyip-erdogan")
        await walk_to(app, pilot, Place.to("venue", "ankara"))
        assert here(app) == ("venue", "ankara")
        await walk_to(app, pilot, Place.to("story", "talks"))
        await walk_to(app, pilot, Place.to("question", "talks:who-leads"))
        assert here(app) == ("question", "talks:who-leads")
        await walk_to(app, pilot, Place.to("story", "first-day"))
        assert here(app) == ("story", "first-day")
        await press(app, pilot, *["backspace"] * 5)
        assert here(app) == ("story", "talks")
        assert left_at.left_at(reader.at) == left_at
        assert reader.current is not None
        assert reader.current.label == "Recep Tayyip Erdoğan"

    drive(steps, size=size, opened="talks")


def test_visiting_after_going_back_cuts_the_way_forward(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await walk_to(app, pilot, Place.to("actor", "turkey"))
        await press(app, pilot, "H")
        assert app.desk_screen.reading.trail.can_go_forward
        await press(app, pilot, "L")
        assert here(app) == ("actor", "turkey")
        await press(app, pilot, "H")
        await walk_to(app, pilot, Place.to("venue", "istanbul"))
        assert not app.desk_screen.reading.trail.can_go_forward
        await press(app, pilot, "L")
        assert "The trail ends here" in text_of(app)

    drive(steps, opened="talks")


def test_a_quote_in_a_dossier_opens_the_story_at_its_mention(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        reader = app.desk_screen.crew.reader
        await press(app, pilot, "]")
        last = max(
            (
                stop
                for stop in reader.layout_now.stops
                if isinstance(stop.target, Place) and isinstance(stop.target.at, AtMention)
            ),
            key=lambda stop: stop.target.at.index,  # type: ignore[union-attr]
        )
        reader.set_current(last)
        await press(app, pilot, "enter")
        assert here(app) == ("story", "talks")
        assert reader.current is not None
        assert reader.current.mention == last.target.at.index  # type: ignore[union-attr]
        assert reader.scroll_offset.y > 0

    drive(steps, size=(80, 24), opened="volodymyr-zelensky")


def test_the_cursor_in_the_list_is_followed_and_takes_one_step_of_the_trail(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "enter", "h")
        steps_before = len(app.desk_screen.reading.trail.places)
        await press(app, pilot, "j", "j")
        assert here(app) == ("story", "grain")
        assert len(app.desk_screen.reading.trail.places) == steps_before + 1
        await press(app, pilot, "backspace")
        assert here(app) == ("story", "first-day")

    drive(steps)


def test_next_and_previous_story(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "enter", "J")
        assert here(app) == ("story", "talks")
        await press(app, pilot, "K")
        assert here(app) == ("story", "first-day")
        await press(app, pilot, "K")
        assert "That was the first one" in text_of(app)

    drive(steps)


def test_the_session_is_found_again(drive: Drive) -> None:
    left: dict[str, object] = {}

    async def leave(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "enter", "J", "ctrl+d", "ctrl+d", "t", "j", "j", "enter", "2", "backspace")
        left["place"] = app.desk_screen.crew.memory.session().trail.here
        left["theme"] = app.theme_name
        await press(app, pilot, "q")

    async def come_back(app: BriefingApp, pilot: Pilot[None]) -> None:
        session = app.desk_screen.crew.memory.session()
        assert session.trail.here == left["place"]
        assert session.trail.here is not None
        assert session.trail.here.at.para > 0
        assert session.view == "people"
        assert session.pane == "reader"
        assert app.theme_name == left["theme"] == "paper"

    drive(leave, size=(80, 24))
    drive(come_back, size=(80, 24))


def test_a_position_survives_another_width(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        reader = app.desk_screen.crew.reader
        await press(app, pilot, "ctrl+d", "ctrl+d")
        before = reader.at
        assert before.para > 0
        await pilot.resize_terminal(60, 24)
        await press(app, pilot)
        narrow = reader.at
        assert narrow.para == before.para
        assert abs(narrow.offset - before.offset) < 80
        await pilot.resize_terminal(80, 24)
        await press(app, pilot)
        assert reader.at.para == before.para

    drive(steps, size=(80, 24), opened="talks")
