"""View 5: what happened and what is to come, in the order of the days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.model.place import Place
from briefing.model.session import Session
from briefing.ui.app import BriefingApp
from briefing.ui.scene import Scene, take
from tests.ui.conftest import Drive, press, text_of

SIZES = [(40, 12), (80, 24), (120, 40), (200, 60)]
SUMMIT = """\
title: A summit is called
date: 2025-05-10
actors: [turkey]
venues: [istanbul]
events:
  - {id: summit, name: The summit, when: late June 2025, where: istanbul, who: [turkey], status: scheduled}
  - {id: plan, name: The plan, when: 2025-05-20~, who: [russia], status: expected}
body: |
  Turkey calls.
"""


@pytest.fixture
def dated(desk: Path) -> Path:
    (desk / "summit.yaml").write_text(SUMMIT, encoding="utf-8")
    return desk


def rows(app: BriefingApp) -> list[str]:
    return [item.title for item in app.desk_screen.crew.list.items]


@pytest.mark.parametrize("size", SIZES)
def test_what_was_and_what_comes_on_either_side_of_today(drive: Drive, dated: Path, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "5")
        found = rows(app)
        assert [title for title in found if not title.startswith("May") and title != "June 2025"] == [
            "Meeting in the palace", "Today, 16 May 2025", "The plan", "The summit",
        ]  # fmt: skip
        text = text_of(app)
        assert "The plan" in text
        assert "about 20 May" in text
        assert app.desk_screen.crew.list.item is not None
        assert app.desk_screen.crew.list.item.title == "The plan"  # it opens at what comes next
        await press(app, pilot, "j")
        assert "late June" in text_of(app)

    drive(steps, size=size, folder=dated)


def test_enter_opens_the_story_where_it_tells_of_the_event(drive: Drive, dated: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "5", "k", "enter")
        here = app.desk_screen.reading.here
        assert here is not None
        assert (here.kind, here.key) == ("story", "talks")
        current = app.desk_screen.crew.reader.current
        assert current is not None  # where the text tells of it
        assert current.label == "Volodymyr Zelensky"

    drive(steps, size=(80, 24), folder=dated)


def test_the_timeline_of_one_actor_and_back(drive: Drive, dated: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "2")
        listed = app.desk_screen.crew.list
        while listed.item is None or listed.item.title != "Russia":
            await press(app, pilot, "j")
        await press(app, pilot, "T")
        assert rows(app)[0] == "Only Russia"
        assert "The plan" in rows(app)
        assert "The summit" not in rows(app)
        await press(app, pilot, "5")
        assert "The summit" in rows(app)

    drive(steps, folder=dated)


def test_the_timeline_of_one_is_found_again(drive: Drive, dated: Path) -> None:
    async def leave(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "2", "j", "T")
        assert rows(app)[0] == "Only Volodymyr Zelensky"
        await press(app, pilot, "q")

    async def come_back(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert rows(app)[0] == "Only Volodymyr Zelensky"
        assert "The plan" not in rows(app)
        assert "only Volodymyr Zelensky" in text_of(app)
        assert app.desk_screen.crew.list.item is not None
        assert app.desk_screen.crew.list.item.title == "Meeting in the palace"
        await press(app, pilot, "escape")
        assert "The plan" in rows(app)

    drive(leave, folder=dated)
    drive(come_back, folder=dated)


def test_the_timeline_of_one_who_is_gone_is_that_of_all(drive: Drive, dated: Path) -> None:
    async def leave(app: BriefingApp, pilot: Pilot[None]) -> None:
        app.library.state.save_session(Session(view="timeline", of=Place.to("actor", "nobody")))

    async def come_back(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert app.desk_screen.reading.view.of is None
        assert "The summit" in rows(app)

    drive(leave, folder=dated)
    drive(come_back, folder=dated)


def test_what_nobody_told_the_end_of_looks_like_nothing_to_come(drive: Drive, dated: Path) -> None:
    """An expectation whose day is over is said to have been one, in the list, on a page, and as its story tells it."""
    text = SUMMIT.replace("2025-05-20~", "2025-05-12").replace("summit is called", "plan of old")
    (dated / "summit.yaml").write_text(text, encoding="utf-8")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "5")
        [plan] = [item for item in app.desk_screen.crew.list.items if item.title == "The plan"]
        assert (plan.glyph, plan.count, plan.count_ink) == ("◦", "was expected", "faint")
        [summit] = [item for item in app.desk_screen.crew.list.items if item.title == "The summit"]
        assert (summit.glyph, summit.count) == ("◌", "scheduled")

    drive(steps, folder=dated)
    shown = take(Scene(dated, date(2025, 5, 16), size=(120, 60), opened="summit")).text
    assert "◦ The plan  was expected" in shown


@pytest.mark.parametrize(
    ("typed", "title", "told"),
    [
        ("2025-06", "The summit", "late June 2025"),
        ("22 may 2025", "The plan", "nearest: about 20 May 2025"),
        ("2031", "The summit", "nearest: late June 2025"),
        ("2025-05-15", "Meeting in the palace", "15 May 2025"),
    ],
)
def test_a_key_goes_to_a_date(drive: Drive, dated: Path, typed: str, title: str, told: str) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        desk = app.desk_screen
        await press(app, pilot, "5", "D", *typed)
        assert desk.crew.list.item is not None
        assert desk.crew.list.item.title == title
        assert told in text_of(app).splitlines()[-1]
        await press(app, pilot, "enter")
        assert desk.reading.pane == "list"
        assert desk.crew.list.item.title == title
        shown = desk.crew.list.item.place
        assert shown is not None
        assert shown.same_page(desk.reading.here)

    drive(steps, folder=dated)


def test_escape_goes_back_to_the_row_and_what_is_no_date_says_so(drive: Drive, dated: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        crew = app.desk_screen.crew
        await press(app, pilot, "5")
        before = crew.list.item
        await press(app, pilot, "D", *"2025-06", "escape")
        assert crew.list.item == before
        await press(app, pilot, "D", *"soon")
        assert "no date" in text_of(app).splitlines()[-1]
        await press(app, pilot, "enter")
        assert "“soon” is no date" in text_of(app)
        assert crew.list.item == before
        await press(app, pilot, "2", "D")
        assert "5 is the timeline" in text_of(app)

    drive(steps, folder=dated)
