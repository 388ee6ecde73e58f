"""`briefing refs`: every place that names something."""

from __future__ import annotations

import click

from briefing.cli.changing import refusing
from briefing.cli.desk_options import opened_desk
from briefing.cli.desks import chosen, from_here
from briefing.cli.printing import SHAPES, AnswerOptions, put_list


@click.command("refs")
@click.argument("id_", metavar="ID")
@click.option("--format", "shape", type=click.Choice(SHAPES), default="text", help="How to print it (text).")
@opened_desk
def command(id_: str, shape: str, desk: str | None) -> None:
    """Print every place that names ID: where it stands, under which key, and its line.

    ID is one of the registry, now or before, or a name there; a story's; or one that a brief gives to something of its
    own. Names in a text are places only as links; `briefing who` and `briefing where` quote the others.
    """
    from briefing.desk.registry.files import DeskFiles
    from briefing.desk.registry.refs import refs

    files = DeskFiles(chosen(desk).resolve())
    with refusing():
        found = refs(files, id_)
    put_list("uses", found, AnswerOptions(desk, None, shape), called=lambda file: from_here(files.root / file))
