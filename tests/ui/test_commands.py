"""The table of actions is the only list of keys."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import get_type_hints

import pytest
from textual.pilot import Pilot

from briefing.cli import read
from briefing.model.views import Counts
from briefing.ui import chrome
from briefing.ui.acts import Act
from briefing.ui.app import BriefingApp
from briefing.ui.commands import (
    COMMANDS,
    COPY,
    FIELDS,
    FIND,
    LIST,
    MARGIN,
    NAMES,
    PALETTE,
    PANES,
    PROBLEMS,
    SEARCH,
    SIDES,
    VIEW_NAMES,
    Command,
)  # fmt: skip
from briefing.ui.kept import Tab
from briefing.ui.keyboard import Keyboard
from briefing.ui.palette import DeskOffers
from briefing.ui.screens.desk import DeskScreen
from briefing.ui.screens.orders import Orders
from briefing.ui.views import VIEWS
from briefing.ui.views.stories import Stories
from briefing.ui.widgets.list_view import ListView
from briefing.ui.widgets.map_view import MapView
from briefing.ui.widgets.text_view import TextView
from tests.ui.conftest import Drive, press, text_of

WHERES = (*PANES, *SIDES, *FIELDS)
"""Everywhere that a key can mean something."""


def test_ids_and_keys_are_unique() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    for where in WHERES:
        keys = [key for command in COMMANDS if where in command.where for key in command.keys]
        assert len(set(keys)) == len(keys)


def owner_of(name: str) -> tuple[type, ...]:
    """The classes that an act of the desk's screen can call by that name."""
    if name in ("screen", "orders"):
        return (DeskScreen,) if name == "screen" else (Orders,)
    if name == "pane":
        return (ListView, TextView, MapView)
    module = import_module(f"briefing.ui.crew.{name}")
    return tuple(
        found for found in vars(module).values() if isinstance(found, type) and found.__module__ == module.__name__
    )


@pytest.mark.parametrize("command", [c for c in COMMANDS if set(c.where) & set(PANES)], ids=lambda c: c.id)
def test_every_act_fits_the_method_that_it_calls(command: Command) -> None:
    owners = [owner for owner in owner_of(command.act.owner) if hasattr(owner, command.act.name)]
    assert owners, command.act.id
    for owner in owners:
        method = getattr(owner, command.act.name)
        bound = inspect.signature(method).bind(None, *command.act.arguments)
        hints = get_type_hints(method, vars(import_module(owner.__module__)))
        for name, value in list(bound.arguments.items())[1:]:
            assert isinstance(value, {float: float | int}.get(hints[name], hints[name])), command.id


def test_every_other_act_is_answered(drive: Drive) -> None:
    """The acts of the fields and of the screens beside the desk, each where its command says."""
    asked = {(where, command.act.id) for command in COMMANDS for where in command.where if where not in PANES}
    answered = {(FIND, id) for id in ("field.take", "field.leave", "field.step")}

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        desk = app.desk_screen
        screens = {
            SEARCH: desk.beside.search(""),
            PROBLEMS: desk.beside.problems(lambda _p: None, lambda _p: None, lambda: None)[1],
            NAMES: desk.beside.names(lambda _how: None, lambda _steps: None)[1],
            COPY: desk.beside.copies((), lambda _text: None),
            PALETTE: desk.beside.palette(DeskOffers(app.library, COMMANDS, ())),
        }
        answered.update((where, id) for where, screen in screens.items() for id in screen.answers)

    drive(steps)
    assert asked <= answered


def test_a_key_runs_its_command_everywhere_it_is_for() -> None:
    for command in COMMANDS:
        for keys in command.keys:
            for where in command.where:
                keyboard = Keyboard(c for c in COMMANDS if where not in FIELDS or where in c.where)
                assert [keyboard.press(key, where) for key in keys.split(" ")][-1] is command


def test_a_key_that_only_other_panes_have_does_its_work_all_the_same() -> None:
    for command in COMMANDS:
        for keys in command.keys if set(command.where) & set(PANES) else ():
            for pane in PANES:
                keyboard = Keyboard()
                meant = [keyboard.press(key, pane) for key in keys.split(" ")][-1]
                assert meant is not None
                assert set(meant.where) & set(PANES)


def test_a_sequence_waits_for_its_second_key() -> None:
    open_next = Command("next.question", ("] q",), Act("x", "next_question"), "Next question", group="Read")
    quit_ = Command("quit", ("q",), Act("x", "quit"), "Quit", group="Desk")
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
    everywhere = Command("down", ("j",), Act("x", "move"), "Down", group="Move")
    margin = Command("pan", ("j",), Act("x", "pan"), "Pan", group="Move", where=(MARGIN,))
    keyboard = Keyboard((margin, everywhere))
    assert keyboard.press("j", LIST) is everywhere
    assert keyboard.press("j", MARGIN) is margin


def test_the_command_line_names_the_views_that_there_are() -> None:
    names = tuple(view.name for view in VIEWS)
    assert names == VIEW_NAMES
    option = next(option for option in read.command.params if option.name == "view")
    assert tuple(option.type.choices) == names  # type: ignore[attr-defined]
    assert {f"view.{name}" for name in names} <= {command.id for command in COMMANDS}


def test_a_view_has_no_digit_that_is_a_kept_search_s(monkeypatch: pytest.MonkeyPatch) -> None:
    class Seventh(Stories):
        name = title = "seventh"

    monkeypatch.setattr(chrome, "VIEWS", (*VIEWS, Seventh()))
    left, _right = chrome.top_bar(VIEWS[0], Counts(), (), width=120, kept=(Tab("grain", "grain", 1),))
    text = "".join(piece.text for piece in left)
    assert "7 grain" in text
    assert "seventh" in text
    assert "7 seventh" not in text


def test_what_may_follow_is_shown_and_acts_from_where_the_first_key_began(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        reader = app.desk_screen.crew.reader

        def label() -> str:
            assert reader.current is not None
            return reader.current.label

        await press(app, pilot, "]")
        assert label() == "Turkey"
        assert "] …  q question   a person or body   v place" in text_of(app)
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
    command = Command("x", ("g x",), Act("x", "x"), "X", group="Read")
    out = Command("out", ("escape",), Act("x", "out"), "Out", group="Move")
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
        assert "a folder of stories" not in text_of(app)
        assert "File and line" in text_of(app)
        await press(app, pilot, "g", "/", *"trail")
        text = text_of(app)
        assert "Back along the trail" in text
        assert "Quit" not in text
        await press(app, pilot, "enter", "escape")
        assert "a folder of stories" in text_of(app)
        await press(app, pilot, "q")
        assert app.screen is app.desk_screen

    drive(steps, size=size, opened="talks")
