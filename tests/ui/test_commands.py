"""The table of actions is the only list of keys."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.cli import read
from briefing.ui.app import BriefingApp
from briefing.ui.commands import COMMANDS, LIST, MARGIN, PANES, Command, key_table
from briefing.ui.keyboard import Keyboard
from briefing.ui.rows import VIEWS
from briefing.ui.screens.desk import DeskScreen
from tests.ui.conftest import Drive, press, text_of

README = Path(__file__).parent.parent.parent / "README.md"


def test_ids_and_keys_are_unique() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    for pane in PANES:
        keys = [key for command in COMMANDS if pane in command.where for key in command.keys]
        assert len(set(keys)) == len(keys)


def test_every_action_is_there() -> None:
    for command in COMMANDS:
        name = command.action.split("(")[0]
        assert hasattr(DeskScreen, f"action_{name}"), command.id


def test_a_key_runs_its_command_in_every_pane_it_is_for() -> None:
    for command in COMMANDS:
        for keys in command.keys:
            for pane in PANES:
                keyboard = Keyboard()
                meant = [keyboard.press(key, pane) for key in keys.split(" ")][-1]
                assert meant is not None
                assert meant is command or pane not in command.where


def test_a_sequence_waits_for_its_second_key() -> None:
    open_next = Command("next.question", ("] q",), "next_question", "Next question", "Read")
    quit_ = Command("quit", ("q",), "quit", "Quit", "Desk")
    keyboard = Keyboard((open_next, quit_))
    assert keyboard.press("]", LIST) is None
    assert keyboard.begun == "]"
    assert keyboard.press("q", LIST) is open_next
    assert keyboard.begun == ""
    assert keyboard.press("q", LIST) is quit_
    assert keyboard.press("]", LIST) is None
    assert keyboard.press("x", LIST) is None
    assert keyboard.press("q", LIST) is quit_


def test_a_pane_s_own_command_comes_first() -> None:
    everywhere = Command("down", ("j",), "move(1)", "Down", "Move")
    margin = Command("pan", ("j",), "pan(1)", "Pan", "Move", where=(MARGIN,))
    keyboard = Keyboard((margin, everywhere))
    assert keyboard.press("j", LIST) is everywhere
    assert keyboard.press("j", MARGIN) is margin


def test_the_readme_shows_the_table() -> None:
    text = README.read_text(encoding="utf-8")
    table = re.search(r"<!-- keys:.*?-->\n(.*?)\n<!-- /keys -->", text, re.DOTALL)
    assert table is not None
    assert table[1] == key_table()


def test_the_command_line_names_the_views_that_there_are() -> None:
    names = tuple(view.name for view in VIEWS)
    assert names == read.VIEWS
    assert {f"view.{name}" for name in names} <= {command.id for command in COMMANDS}


def test_what_may_follow_is_shown_and_acts_from_where_the_first_key_began(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        reader = app.desk_screen.reader

        def label() -> str:
            assert reader.current is not None
            return reader.current.label

        await press(app, pilot, "]")
        assert label() == "Turkey"
        assert "] …  q question   a person   v place" in text_of(app)
        await press(app, pilot, "v")
        assert label() == "Istanbul"
        assert "a person" not in text_of(app)
        await press(app, pilot, "]", "a")
        assert label() == "Volodymyr Zelensky"
        await press(app, pilot, "]", "]", "a")
        assert label() == "Volodymyr Zelensky"  # the step over Erdoğan stands; only the key that began counts not
        await press(app, pilot, "]", "q")
        first = label()
        assert first == "Will there be a ceasefire?"
        await press(app, pilot, "]", "q")
        assert label() == "Who leads the team?"
        await press(app, pilot, "[", "q")
        assert label() == first
        await press(app, pilot, "[", "q")
        assert label() == first
        assert "No question further up" in text_of(app)
        assert app.is_running

    drive(steps, opened="talks")


def test_a_sequence_begun_is_dropped_by_escape() -> None:
    command = Command("x", ("g x",), "x", "X", "Read")
    out = Command("out", ("escape",), "out", "Out", "Move")
    keyboard = Keyboard((command, out))
    assert keyboard.press("g", LIST) is None
    assert [(keys, each.id) for keys, each in keyboard.follows(LIST)] == [("x", "x")]
    assert keyboard.press("escape", LIST) is None
    assert keyboard.begun == ""
    assert keyboard.press("escape", LIST) is out


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (200, 60)])
def test_help_for_the_pane_one_comes_from(drive: Drive, size: tuple[int, int]) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "?")
        text = text_of(app)
        assert "a folder of stories" in text
        assert "HERE, IN THE TEXT" in text_of(app) or size[1] == 12
        await press(app, pilot, "G")
        assert "What" not in text_of(app)
        assert "Quit" in text_of(app)
        await press(app, pilot, "g", "/", *"trail")
        text = text_of(app)
        assert "Back along the trail" in text
        assert "Quit" not in text
        await press(app, pilot, "enter", "escape")
        assert "a folder of stories" in text_of(app)
        await press(app, pilot, "q")
        assert app.screen is app.desk_screen

    drive(steps, size=size, opened="talks")
