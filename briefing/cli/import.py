"""`briefing import`: what people have elsewhere, taken into the desk."""

from __future__ import annotations

from importlib import import_module

import click

from briefing.cli.importing import KINDS, OTHERWISE


class _Kinds(click.Group):
    def list_commands(self, context: click.Context) -> list[str]:
        return list(KINDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in KINDS:
            return None
        command = import_module(f"briefing.cli.importing.{name}").command
        assert isinstance(command, click.Command)
        return command

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """With words that begin with no kind, such as files and addresses, the kind that takes those is meant."""
        is_kind = not args or args[0] in KINDS or args[0] in context.help_option_names
        return super().parse_args(context, args if is_kind or OTHERWISE not in KINDS else [OTHERWISE, *args])

    def resolve_command(
        self, context: click.Context, words: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if words[0] not in KINDS:
            raise click.UsageError(f"say what `{words[0]}` holds: {', '.join(KINDS)}", context)
        return super().resolve_command(context, words)

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Kinds"):
            formatter.write_dl(list(KINDS.items()))


@click.group("import", cls=_Kinds, subcommand_metavar="[KIND] [ARGUMENTS]...")
def command() -> None:
    """Take into the desk what you have elsewhere.

    `briefing import FILE`, a folder or an address makes briefs of articles. `briefing import people FILE` takes people,
    organisations, states and places into the registry.
    """
