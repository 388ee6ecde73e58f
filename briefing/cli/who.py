"""`briefing who`: a person, a state or a body in print."""

from __future__ import annotations

import click

from briefing.cli.printing import printed


@click.command("who")
@click.argument("who", metavar="ID")
@printed
def command(who: str, desk: str | None, at: str | None, shape: str) -> None:
    """Print what the desk knows of an actor: the timeline, whom they met, every sentence that names them.

    ID may also be a name: `briefing who zelensky`.
    """
    from briefing.cli.desks import one_called, printed_desk, today
    from briefing.cli.printing import put_page
    from briefing.report.pages import actor

    with printed_desk(desk, at) as opened:
        put_page(actor, opened.page("actor", one_called(opened, who, "actor")), today(at), shape)
