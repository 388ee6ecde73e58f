"""`briefing import people`: actors and places from elsewhere, in the registry."""

from __future__ import annotations

import click

from briefing.cli.refused import Refused


@click.command("people")
@click.argument("file", metavar="FILE", type=click.Path())
def command(file: str) -> None:
    """Take the people, organisations, states and places of FILE into the registry."""
    raise Refused(f"{file} cannot be read yet")
