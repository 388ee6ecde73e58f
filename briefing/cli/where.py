"""`briefing where`: a place in print."""

from __future__ import annotations

import click

from briefing.cli.completing import ids
from briefing.cli.printing import AnswerOptions, printed


@click.command("where")
@click.argument("where", metavar="ID", shell_complete=ids("venue"))
@printed
def command(where: str, desk: str | None, at: str | None, shape: str) -> None:
    """Print what the desk knows of a place: what happened there, who was there, who is only named with it,
    every sentence that names it.

    ID may also be a name: `briefing where istanbul`.
    """
    from briefing.cli.desks import answered, one_called
    from briefing.cli.printing import put_page

    page = answered(desk, at, lambda asked: asked.page("venue", one_called(asked, where, "venue")))
    put_page("venue", page, AnswerOptions(desk, at, shape))
