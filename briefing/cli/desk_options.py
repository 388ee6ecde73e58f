"""The option `--desk` of the commands, which desk they mean without it; and what goes with it where names change."""

from __future__ import annotations

from collections.abc import Callable

import click

opened_desk = click.option(
    "--desk",
    "desk",
    metavar="DESK",
    type=click.Path(),
    help="The desk, a folder or postgresql://…; without it the one that `briefing` would open.",
)
"""Of a command that answers."""
changed_desk = click.option(
    "--desk", "desk", metavar="FOLDER", type=click.Path(), help="The desk; without it, the one that you are in."
)
"""Of a command that writes: `desk_to_change` of `cli/desks.py` finds it."""


def changing(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that changes names: `--desk` and `--dry-run`, as `desk` and `dry_run`."""
    for option in (
        click.option("--dry-run", "dry_run", is_flag=True, help="Write nothing; print what would change."),
        changed_desk,
    ):
        command = option(command)
    return command
