"""Keys that come faster than what they open and close: none is lost, and nothing is left twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import Event

import pytest
from textual import events
from textual.pilot import Pilot

from briefing.ui.app import BriefingApp
from briefing.ui.widgets.input_line import InputLine
from briefing.ui.widgets.list_view import ListView
from tests.ui.conftest import Drive, press, settle, text_of


async def burst(app: BriefingApp, pilot: Pilot[None], keys: str) -> None:
    """Keys in one go, as a quick hand and a slow line send them."""
    for key in keys.split():
        app.post_message(events.Key(key, key if len(key) == 1 else None))
    await settle(app, pilot)


@pytest.mark.parametrize(("keys", "since"), [("S down enter", "15 May 2025"), ("S enter", "")])
def test_keys_that_come_before_the_palette_is_there_move_in_it(drive: Drive, keys: str, since: str) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await burst(app, pilot, keys)
        assert "Since" in text_of(app)
        assert since in text_of(app)

    drive(steps, at=date(2025, 5, 16))


@pytest.mark.parametrize("opener", ["?", ":", "s", "t", "S", "!", "y", "p"])
def test_a_screen_is_left_once_and_the_next_key_is_for_what_is_below(drive: Drive, opener: str) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        rows = app.desk_screen.crew.list
        await press(app, pilot, opener)
        assert app.screen is not app.desk_screen
        await burst(app, pilot, "escape escape j j")
        assert app.screen is app.desk_screen
        assert rows.ordinal == (3, 3)

    drive(steps)


def test_what_is_chosen_twice_is_done_once(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, ":", *"pane alone")
        rows = app.screen.query_one("#offers", ListView)
        rows.choose()
        rows.choose()  # as a double click does
        await settle(app, pilot)
        assert app.screen is app.desk_screen
        assert app.desk_screen.reading.zoomed

    drive(steps)


@pytest.mark.parametrize(("keys", "row"), [("/ i s t enter j", 2), ("D 2 0 2 5 enter j", 3), ("/ escape j", 2)])
def test_a_key_behind_the_find_bar_is_for_the_list(drive: Drive, keys: str, row: int) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await burst(app, pilot, keys)
        assert app.desk_screen.crew.list.ordinal[0] == row

    drive(steps)


@pytest.mark.parametrize("keys", ["s a n k", "s n"])
def test_letters_that_come_before_the_search_line_take_the_place_of_what_was_asked(drive: Drive, keys: str) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "s", *"grain", "escape")
        await burst(app, pilot, keys)
        assert app.screen.query_one(InputLine).value == "".join(keys.split()[1:])
        await press(app, pilot, "a")
        assert app.screen.query_one(InputLine).value == "".join([*keys.split()[1:], "a"])

    drive(steps)


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("enter y c", "The first day"),  # copied: the key of a citation
        ("p escape j", ""),
        ("S enter escape j", ""),
        ("d j", ""),  # nothing changed: no screen comes, and the key is for the list
        ("! escape j", ""),
        ("! / i s t enter escape escape j", ""),
    ],
)
def test_a_key_behind_what_opens_a_screen_waits_for_it(drive: Drive, keys: str, shown: str) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        sent: list[str] = []
        app.copy_to_clipboard = sent.append  # type: ignore[method-assign]
        await burst(app, pilot, keys)
        assert app.screen is app.desk_screen
        assert app.desk_screen.crew.list.ordinal[0] == (1 if shown else 2)
        assert [shown in text for text in sent] == [True] * bool(shown)

    drive(steps)


BROKEN = "title: Slip\nactors: [nobody-at-all]\nvenues: [nowhere-at-all]\nbody: |\n  Text.\n"


@pytest.mark.parametrize(
    ("keys", "wanted", "row"),
    [("! j", "", 2), ("! / n o w h e r e", "nowhere", 1), ("! / n o enter j", "no", 2), ("! G k j", "", 2)],
)
def test_keys_behind_the_problem_list_are_for_it(drive: Drive, desk: Path, keys: str, wanted: str, row: int) -> None:
    (desk / "slip.yaml").write_text(BROKEN)

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await burst(app, pilot, keys)
        rows = app.screen.query_one("#problems", ListView)
        assert (rows.wanted, rows.ordinal[0]) == (wanted, row)
        assert app.desk_screen.crew.list.ordinal[0] == 1

    drive(steps)


def test_a_slow_answer_takes_the_place_of_no_later_one(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        ready, star = Event(), app.library.toggle_star

        def slow(stories: tuple[str, ...]) -> str:
            ready.wait(10)
            return star(stories)

        monkeypatch.setattr(app.library, "toggle_star", slow)
        await pilot.press("m")
        await pilot.press("K")
        assert "That was the first one" in text_of(app)
        ready.set()
        await settle(app, pilot)
        assert app.library.state.starred_ids() == {"first-day"}
        assert "That was the first one" in text_of(app)
        await press(app, pilot, "m")
        assert "Star taken off" in text_of(app)

    drive(steps)


@pytest.mark.parametrize(
    "keys", ["j", "?", "s", ":", "t", "p", "!", "y", "S", "s a", ": a", "! /", "? /", "/ a", "enter ]", ",", "D", "f"]
)
def test_ctrl_c_leaves_what_lies_over_the_desk_and_says_what_leaves_the_reader(drive: Drive, keys: str) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, *keys.split(), "ctrl+c")
        assert app.screen is app.desk_screen
        if keys != "f":  # the letters of a jump go at any key
            assert "q leaves the reader" in text_of(app).splitlines()[-1]
        await press(app, pilot, "2")
        assert app.desk_screen.reading.view.name == "people"

    drive(steps)


@pytest.mark.parametrize("first", [",", "]", "["])
@pytest.mark.parametrize("then", ["j", "x", "escape", "ctrl+c", "space", "1", "f5", "tab", "click"])
def test_what_may_follow_a_key_goes_with_the_next_one(drive: Drive, first: str, then: str) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "enter", first)
        assert f"{first} …" in text_of(app).splitlines()[-1]
        if then == "click":
            await pilot.click(offset=(60, 20))
            await settle(app, pilot)
        else:
            await press(app, pilot, then)
        assert "…  " not in text_of(app).splitlines()[-1]

    drive(steps)


def test_a_key_that_begins_nothing_leaves_no_hint(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        bare = text_of(app).splitlines()[-1]
        for key in ("g", "y", "escape", "home"):
            await press(app, pilot, key)
        assert text_of(app).splitlines()[-1] == bare

    drive(steps)


def test_what_is_said_while_something_lies_over_the_desk_is_there_once_it_is_left(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.ui.crew.bars.NOTE_SECONDS", 0.05)

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "?")
        app.desk_screen.say("The disk is full")
        await pilot.pause(0.2)
        monkeypatch.setattr("briefing.ui.crew.bars.NOTE_SECONDS", 30)
        await pilot.pause(0.1)
        await press(app, pilot, "escape")
        assert "The disk is full" in text_of(app).splitlines()[-1]

    drive(steps)
