"""The page of the commands, made of their own help as the manual is."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from briefing.cli.group import group
from briefing.cli.man import ENVIRONMENT, FILES, STATUS
from briefing.cli.table import GROUPS

_HEAD = """\
# Commands

What follows `briefing` on a command line. `briefing COMMAND --help` prints the same, `man briefing` all of it.
Without a command it opens the reader, and so it does with a folder: `briefing path/to/desk`.

A *desk* is a folder of *briefs*, files about one story each. What many briefs share stands beside them in the
*registry*, `actors.yaml` and `places.yaml`, under *ids*, short names such as `nato`: [the
format](format.md#the-registry). [In scripts](scripts.md) shows the commands that print, at work.
"""


def page() -> str:
    return "".join(f"{line}\n" for line in _page())


def _page() -> Iterator[str]:
    yield _HEAD.rstrip()
    for title, commands in GROUPS.items():
        yield from ("", f"| {title.lower()} | |", "|---|---|")
        yield from (f"| [{name}](#briefing-{name}) | {_cell(says)} |" for name, says in commands.items())
    yield from _commands(group, click.Context(group, info_name="briefing"), 2)
    for title, what, rows in (
        ("Exit status", "status", STATUS),
        ("Environment", "variable", ENVIRONMENT),
        ("Files", "where", FILES),
    ):
        yield from ("", f"## {title}", "", f"| {what} | means |", "|---|---|")
        yield from (f"| `{name}` | {_cell(says)} |" for name, says in rows)


def _commands(inside: click.Group, context: click.Context, level: int) -> Iterator[str]:
    for name in inside.list_commands(context):
        command = inside.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context)
        usage = " ".join([inner.command_path, *command.collect_usage_pieces(inner)])
        yield from ("", f"{'#' * level} {inner.command_path}", "", "```text", usage, "```")
        yield from _help(command)
        options = [one.get_help_record(inner) for one in command.params if isinstance(one, click.Option)]
        if any(options):
            yield from ("", "| option | does |", "|---|---|")
            yield from (f"| `{_cell(record[0])}` | {_cell(record[1])} |" for record in options if record)
        if isinstance(command, click.Group):
            yield from _commands(command, inner, level + 1)


def _help(command: click.Command) -> Iterator[str]:
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        if paragraph.startswith("\b"):
            yield from ("", "```text", paragraph.removeprefix("\b").strip("\n"), "```")
        else:
            yield from ("", " ".join(paragraph.split()).replace("<", r"\<"))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|").replace("<", "&lt;")
