"""The table of actions is the only list of keys."""

from __future__ import annotations

import re
from pathlib import Path

from textual.binding import Binding, BindingsMap

from briefing.cli import read
from briefing.ui.commands import COMMANDS, bindings, key_table
from briefing.ui.rows import VIEWS
from briefing.ui.screens.desk import DeskScreen

README = Path(__file__).parent.parent.parent / "README.md"


def test_ids_and_keys_are_unique() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(set(keys)) == len(keys)


def test_every_action_is_there() -> None:
    for command in COMMANDS:
        name = command.action.split("(")[0]
        assert hasattr(DeskScreen, f"action_{name}"), command.id


def test_bindings_carry_the_ids() -> None:
    made = BindingsMap(bindings())
    ids = {binding.id for found in made.key_to_bindings.values() for binding in found if isinstance(binding, Binding)}
    assert ids == {command.id for command in COMMANDS}


def test_the_readme_shows_the_table() -> None:
    text = README.read_text(encoding="utf-8")
    table = re.search(r"<!-- keys:.*?-->\n(.*?)\n<!-- /keys -->", text, re.DOTALL)
    assert table is not None
    assert table[1] == key_table()


def test_the_command_line_names_the_views_that_there_are() -> None:
    names = tuple(view.name for view in VIEWS)
    assert names == read.VIEWS
    assert {f"view.{name}" for name in names} <= {command.id for command in COMMANDS}
