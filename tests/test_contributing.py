"""CONTRIBUTING.md says where things go: what it names is there, and whatever can be added has all its parts."""

from __future__ import annotations

import re
from importlib import import_module
from inspect import isabstract, isclass
from pathlib import Path
from typing import get_args

import click
import pytest

from briefing.check.rules import all_rules
from briefing.cli.table import COMMANDS
from briefing.desk import search
from briefing.export import FORMATS as EXPORTS
from briefing.export import module_of
from briefing.model.place import PageKind
from briefing.model.query import CHOICES, DATES, KEYS, parse_query
from briefing.report.lists import LISTS
from briefing.report.problems import FORMATS
from briefing.ui.views import VIEWS
from briefing.ui.views.kept import KeptView
from briefing.ui.views.view import View
from tests.desk.conftest import TODAY
from tests.test_house import PACKAGE, ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ROWS = [
    line
    for line in TEXT.partition("## Where do I put it?")[2].partition("\n## ")[0].splitlines()
    if line.startswith("| ")
][1:]
PATH = re.compile(r"(?:[\w.-]+/)*(?:[\w-]+\.(?:py|md|json|yaml|1)|)")
CODE = re.compile(r"`([^`]+)`")


def _paths(text: str) -> list[str]:
    """The files and folders that a text names in backquotes."""
    words = [word for code in CODE.findall(text) for word in code.split(" > ")[-1:]]
    return [word for word in words if PATH.fullmatch(word) and (word.endswith("/") or "." in word)]


def _file(path: str) -> Path | None:
    return next((root / path for root in (PACKAGE, ROOT) if (root / path).exists()), None)


def _row(begin: str) -> str:
    return next(row for row in ROWS if row.startswith(f"| {begin} |"))


def test_every_file_that_is_named_is_there() -> None:
    named = [path for row in ROWS for path in _paths(row.partition(" | ")[2])]
    assert len(named) > 80
    assert [path for path in named if _file(path) is None] == []


def test_every_module_that_makes_a_page_is_there() -> None:
    made = re.findall(r"`python -m (briefing[\w.]+) > ([\w./]+)`", TEXT)
    assert made
    for module, page in made:
        assert _file(f"{module.partition('.')[2].replace('.', '/')}.py"), module
        assert _file(page), page


@pytest.mark.parametrize("row", [row for row in ROWS if re.search(r"`_?[A-Z]{3,}`", row)])
def test_every_table_that_is_named_is_in_its_file(row: str) -> None:
    texts = [file.read_text(encoding="utf-8") for path in _paths(row) if (file := _file(path)) and file.is_file()]
    for name in re.findall(r"`(_?[A-Z]{3,})`", row):
        assert any(re.search(rf"^{name}\b", text, re.M) for text in texts), name


def test_every_layer_and_folder_is_in_the_picture() -> None:
    picture = TEXT.partition("```")[2].partition("```")[0]
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and not path.name.startswith("__")}
    assert {folder for folder in folders if f"{folder}/" not in picture} == set()


def test_every_operator_of_search_is_complete() -> None:
    """Its row, how it is asked, its values, and a word for what is not on the desk."""
    assert set(KEYS) == set(search._FILTERS)
    assert set(CHOICES) <= set(KEYS)
    _row("an operator of search")
    for key in KEYS:
        mistakes = parse_query(f"{key}:", TODAY).mistakes
        assert [mistake.message.startswith(f"`{key}:` needs") for mistake in mistakes] == [True]
        has_values = key in CHOICES or key in DATES
        assert has_values != bool(KEYS[key].noun)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_of_problems_is_complete(name: str) -> None:
    _row("a format of problems")
    assert FORMATS[name]
    assert callable(import_module(f"briefing.report.problems.{name}").lines)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_complete(name: str) -> None:
    """Its module, its help, its page of the manual, its place in the documentation."""
    _row("a subcommand")
    command = import_module(f"briefing.cli.{name}").command
    assert isinstance(command, click.Command)
    assert (command.help or "").strip()
    assert all(getattr(option, "help", "") for option in command.params if isinstance(option, click.Option))
    assert f"briefing {name}" in (ROOT / "docs" / "briefing.1").read_text(encoding="utf-8").replace("\\-", "-")


@pytest.mark.parametrize("name", EXPORTS)
def test_every_format_of_export_is_complete(name: str) -> None:
    _row("a format of `briefing export`")
    form, made = EXPORTS[name], import_module(module_of(name))
    assert form.says
    assert made.__doc__
    assert callable(made.put if form.is_folder else made.pieces)


def test_every_module_has_its_row() -> None:
    """One that was written and not entered is reached by nobody."""
    formats = _with("report/problems", r"^def lines\(told: Told\)")
    assert formats == set(FORMATS)
    exports = _with("export", r"^def (pieces|put)\(of: DeskExtract")
    assert {module_of(name).rpartition(".")[2] for name in EXPORTS} == exports
    commands = _with("cli", r"^(def command\(|@click\.command)")
    assert commands == set(COMMANDS)
    files = (PACKAGE / "ui" / "views").glob("*.py")
    named = [found for file in files for found in vars(import_module(f"briefing.ui.views.{file.stem}")).values()]
    views = {found for found in named if isclass(found) and issubclass(found, View) and not isabstract(found)}
    assert views == {type(view) for view in (*VIEWS, KeptView(""))}


def _with(folder: str, pattern: str) -> set[str]:
    """The modules of a folder in which something is defined."""
    files = (PACKAGE / folder).glob("*.py")
    return {file.stem for file in files if re.search(pattern, file.read_text(encoding="utf-8"), re.M)}


def test_every_rule_has_a_code_of_its_own() -> None:
    told = re.findall(r"^# (B\d{3})\b", (PACKAGE / "check" / "codes.md").read_text(encoding="utf-8"), re.M)
    codes = [*told, *(rule.code for rule in all_rules())]
    assert sorted({code for code in codes if codes.count(code) > 1}) == []


@pytest.mark.parametrize("kind", get_args(PageKind))
def test_every_kind_of_page_is_printed_for_people_and_for_programs(kind: str) -> None:
    _row("a page in print")
    module = import_module(f"briefing.report.pages.{kind}")
    assert callable(module.blocks)
    assert callable(module.data)


def test_every_list_is_printed_for_people_and_for_programs() -> None:
    assert LISTS
    assert all(callable(rows) and callable(data) for rows, data in LISTS.values())
