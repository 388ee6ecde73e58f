"""The parser of the command line."""

from __future__ import annotations

from importlib import import_module

import click

import briefing
from briefing.cli.refused import Refused
from briefing.cli.table import COMMANDS


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

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    briefing.__version__, prog_name="briefing", message=f"%(prog)s %(version)s ({briefing.DISTRIBUTION})"
)
def group() -> None:
    """Read the news by its actors, places and open questions.

    `briefing` opens the nearest desk, `briefing DESK` the one in that folder. A desk is a folder of briefs.
    """
