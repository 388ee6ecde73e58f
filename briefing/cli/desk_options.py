"""The option `--desk` of the commands: which desk they mean without it."""

from __future__ import annotations

import click

opened_desk = click.option(
    "--desk",
    "desk",
    metavar="FOLDER",
    type=click.Path(),
    help="The desk; without it the one that `briefing` would open.",
)
"""Of a command that answers."""
changed_desk = click.option(
    "--desk", "desk", metavar="FOLDER", type=click.Path(), help="The desk; without it, the one that you are in."
)
"""Of a command that writes: `desk_to_change` of `cli/desks.py` finds it."""
