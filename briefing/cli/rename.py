"""`briefing rename`: an id given another name everywhere."""

from __future__ import annotations

import click

from briefing.cli.desk_options import changing
from briefing.cli.renaming import Renaming, run


@click.command("rename")
@click.argument("old", metavar="ID")
@click.argument("new", metavar="NEW")
@click.option("--forget", is_flag=True, help="Do not keep the old id alive in `was`.")
@changing
def command(old: str, new: str, forget: bool, desk: str | None, dry_run: bool) -> None:
    """Give ID the name NEW wherever it is written: in the registry, in lists, events, questions and claims, and in the
    links of texts. Nothing else of any file changes.

    ID is one of the registry, whose old name lives on in `was`; or a story's, whose file gets the new name where it has
    no `id` of its own; or one that a brief gives (`talks.yaml:wire` where several do). All files are changed or none;
    `briefing undo` takes it back.
    """

    run(Renaming(old, new, forget=forget, desk=desk, dry_run=dry_run))
