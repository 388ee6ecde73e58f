"""`briefing who`: a person, a state or a body in print."""

from __future__ import annotations

import click

from briefing.cli.completing import ids
from briefing.cli.printing import AnswerOptions, printed


@click.command("who")
@click.argument("who", metavar="ID", shell_complete=ids("actor"))
@printed
def command(who: str, desk: str | None, at: str | None, shape: str) -> None:
    """Print what the desk knows of an actor: the timeline, whom they met and whom they spoke with, every
    sentence that names them.

    ID may also be a name: `briefing who zelensky`.
    """
    from briefing.cli.desks import answered, one_called
    from briefing.cli.printing import put_page

    page = answered(desk, at, lambda asked: asked.page("actor", one_called(asked, who, "actor")))
    put_page("actor", page, AnswerOptions(desk, at, shape))
