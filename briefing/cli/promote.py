"""`briefing promote`: somebody of briefs, in the registry."""

from __future__ import annotations

import click

from briefing.cli.changing import briefs_naming, change
from briefing.cli.desk_options import changing


@click.command("promote")
@click.argument("name", metavar="NAME")
@click.option("--id", "id_", metavar="ID", default="", help="The id there, instead of one that is given or made.")
@changing
def command(name: str, id_: str, desk: str | None, dry_run: bool) -> None:
    """Put the actor or the place that briefs call NAME into the registry; every brief that lists them names the id from
    then on.

    What the registry then says is not said in the briefs again; roles, sides and notes stay there, and so does a line
    with a comment.
    """
    from briefing.desk.registry.promote import promote

    change(desk, dry_run, lambda files: promote(files, name, id_, more=briefs_naming(files, [name])))
