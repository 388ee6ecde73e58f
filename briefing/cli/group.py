"""The parser of the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import StringIO

import click

import briefing
from briefing.cli.output import tell
from briefing.cli.refused import Refused
from briefing.cli.table import COMMANDS, GROUPS


class _Commands(click.Group):
    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = import_module(f"briefing.cli.{name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, context: click.Context, words: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if words[0] not in COMMANDS:
            raise click.UsageError(f"`{words[0]}` is neither a command nor a folder", context)
        return super().resolve_command(context, words)

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except Refused as error:
            raise click.UsageError(str(error)) from None
        except click.NoSuchOption as error:
            where = error.ctx
            named = {one.name for one in where.command.params if isinstance(one, click.Argument)} if where else set()
            if where is None or error.option_name != "--desk" or not named & {"desk", "paths", "folder"}:
                raise
            raise click.UsageError(f"the desk is named without `--desk`: `{where.command_path} DESK`", where) from None

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        width = max(map(len, COMMANDS))
        for title, commands in GROUPS.items():
            with formatter.section(title):  # their columns are in line
                formatter.write_dl([(name.ljust(width), line) for name, line in commands.items()])


_HERE = os.path.dirname(briefing.__file__)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    briefing.__version__,
    prog_name="briefing",
    message=f"%(prog)s %(version)s ({briefing.DISTRIBUTION}), Python {sys.version.split()[0]}, {_HERE}",
)
def group() -> None:
    """Read the news by its actors, places and open questions.

    `briefing` opens the nearest desk, `briefing DESK` the one in that folder. A desk is a folder of briefs.
    """


def run(given: Sequence[str]) -> None:
    """Do what the words of a command line ask; ends the process. Raises `OSError` where an answer cannot be written.

    What click's own `main` does, which takes a closed pipe for an error of ours.
    """
    try:
        with group.make_context("briefing", [*given]) as context:
            group.invoke(context)
    except click.exceptions.Exit as how:
        sys.exit(how.exit_code)
    except click.ClickException as error:
        said = StringIO()
        error.show(said)
        tell(said.getvalue().rstrip("\n"))
        sys.exit(error.exit_code)
    except (click.Abort, EOFError):  # where something was asked; else ctrl+c ends it as shells have it
        tell("Aborted!")
        sys.exit(1)
    sys.exit(0)


def complete() -> None:
    """Answer a shell that asks what could be typed; ends the process."""
    group.main([], prog_name="briefing")
