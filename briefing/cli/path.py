"""`briefing path`: how two actors are connected."""

from __future__ import annotations

import sys

import click

from briefing.cli.completing import ids
from briefing.cli.printing import AnswerOptions, printed


@click.command("path")
@click.argument("one", metavar="A", shell_complete=ids("actor"))
@click.argument("other", metavar="B", shell_complete=ids("actor"))
@printed
def command(one: str, other: str, desk: str | None, at: str | None, shape: str) -> None:
    """Print the shortest chain of meetings from A to B.

    A and B are ids or names (`briefing path putin "Mark Rutte"`). Where nobody's meetings connect them, calls and
    letters count too, and each link says which it is; else the shortest chain of stories that name them together is
    printed; where nothing connects them, the exit status is 1.
    """
    from briefing.cli.desks import answered, one_called
    from briefing.cli.printing import put_page
    from briefing.cli.refused import Refused

    path = answered(desk, at, lambda asked: asked.path(one_called(asked, one), one_called(asked, other)))
    if path is None:
        raise Refused("that actor is not on this desk any more")
    put_page("path", path, AnswerOptions(desk, at, shape))
    sys.exit(0 if path.steps or path.one.key == path.other.key else 1)
