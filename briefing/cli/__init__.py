"""The command line: one module a subcommand, loaded when it is called. Nothing here draws or reads a desk."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click

import briefing

COMMANDS = {
    "read": "Open a desk in the reader (what `briefing` alone does).",
}
"""Every subcommand with its line of help; each is the module of that name here."""


class _Commands(click.Group):
    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = import_module(f"briefing.cli.{name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(briefing.__version__, prog_name="briefing")
def _group() -> None:
    """Read the news by its actors, places and open questions.

    `briefing` opens the nearest desk, `briefing DESK` the one in that folder. A desk is a folder of briefs.
    """


def with_command(arguments: Sequence[str]) -> list[str]:
    """The arguments with `read` put in where no command is named: `briefing`, `briefing DESK`, `briefing --at DATE`.

    A single word that is neither a command nor a folder is left for click to refuse.
    """
    if not arguments:
        return ["read"]
    first = arguments[0]
    if first in COMMANDS or first in ("-h", "--help", "--version"):
        return list(arguments)
    if first.startswith("-") or "/" in first or first in (".", "..") or Path(first).is_dir():
        return ["read", *arguments]
    return list(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; ends the process. Exit status 2 when it could not do what was asked."""
    _group.main(with_command(sys.argv[1:] if arguments is None else arguments), prog_name="briefing")
