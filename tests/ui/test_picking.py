"""Several rows at once: picked ones, and all stories of the list."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from briefing.ui.app import BriefingApp
from briefing.ui.glyphs import glyph
from tests.ui.conftest import Drive, press, text_of

STORIES = {"talks", "first-day", "grain"}


def test_all_stories_of_the_list_are_read_by_a_key_and_by_the_same_key_as_before(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        state = app.library.state
        await press(app, pilot, "u")
        assert state.read_ids() == {"first-day"}
        await press(app, pilot, "U")
        assert state.read_ids() == STORIES
        assert "2 stories read; U undoes it" in text_of(app)
        assert glyph("unread") not in text_of(app).split("5 Timeline")[1].split("The first day", 1)[0]
        await press(app, pilot, "U")
        assert state.read_ids() == {"first-day"}
        assert "2 stories marked as unread" in text_of(app)
        await press(app, pilot, "U")
        assert state.read_ids() == STORIES

    drive(steps)


@pytest.mark.parametrize("key", ["u", "U", "m"])
def test_a_mark_leaves_the_cursor_where_it_is_on_one_pane(drive: Drive, key: str) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        rows = app.desk_screen.crew.list
        await press(app, pilot, "j", "j", key)
        assert rows.item
        assert rows.item.key == "grain"
        await press(app, pilot, "k", key)
        assert rows.item.key == "talks"

    drive(steps, size=(40, 12))


def test_what_is_said_on_a_small_screen_needs_the_room_of_what_is_picked(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "x")
        assert "1 picked   2/3" in text_of(app)
        await press(app, pilot, "U")
        assert "3 stories read; U undoes it" in text_of(app)
        assert "2/3" in text_of(app)

    drive(steps, size=(40, 12))


def test_all_of_a_list_are_those_that_its_filter_leaves(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "/", *"Grain", "enter", "U")
        assert app.library.state.read_ids() == {"grain"}

    drive(steps)


def test_nothing_is_undone_that_was_not_done(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "u", "j", "u", "j", "u", "U")
        assert app.library.state.read_ids() == STORIES
        assert "Everything here is read" in text_of(app)
        await press(app, pilot, "2", "U")
        assert "Only stories can be marked" in text_of(app)
        assert app.library.state.read_ids() == STORIES

    drive(steps)


def test_what_is_picked_is_read_and_starred_at_once(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        state, rows = app.library.state, app.desk_screen.crew.list
        await press(app, pilot, "x", "x")
        assert [row.key for row in rows.picked_rows] == ["first-day", "talks"]
        assert text_of(app).count(glyph("picked")) == 2
        assert "2 picked" in text_of(app)
        await press(app, pilot, "m")
        assert state.starred_ids() == {"first-day", "talks"}
        assert "2 stories starred" in text_of(app)
        await press(app, pilot, "u")
        assert state.read_ids() == {"first-day", "talks"}
        await press(app, pilot, "k", "x", "u")
        assert [row.key for row in rows.picked_rows] == ["first-day"]
        assert state.read_ids() == {"talks"}
        await press(app, pilot, "escape")
        assert not rows.picked
        assert glyph("picked") not in text_of(app)
        assert app.desk_screen.reading.pane == "list"

    drive(steps)


def test_a_mark_on_some_is_set_on_all_before_it_is_taken_off(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "m", "x", "x", "m")
        assert app.library.state.starred_ids() == {"first-day", "talks"}
        await press(app, pilot, "m")
        assert app.library.state.starred_ids() == set()
        assert "Stars taken off" in text_of(app)

    drive(steps)


def test_what_is_picked_is_copied_line_by_line(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []
    monkeypatch.setattr("briefing.ui.crew.provenance.native_copy", lambda text, _environ: taken.append(text) or "test")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "x", "j", "x", "y", "c")
        assert [line.split(",")[0] for line in taken[0].splitlines()] == ["“The first day”", "“Grain leaves”"]
        await press(app, pilot, "2", "x", "x", "y", "t")
        assert len(taken[1].splitlines()) == 2

    drive(steps)


def test_another_view_has_nothing_picked_and_the_text_picks_nothing(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        rows = app.desk_screen.crew.list
        await press(app, pilot, "x", "2")
        assert not rows.picked
        await press(app, pilot, "1", "enter", "x")
        assert not rows.picked
        assert "Rows are picked in the list" in text_of(app)

    drive(steps)


def test_a_linear_screen_says_what_is_picked(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "x", "k")
        assert ", picked, selected" in text_of(app)

    drive(steps, linear=True)
