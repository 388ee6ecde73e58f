"""`briefing path`: how two actors are connected."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import click

from briefing.cli.refused import Refused

if TYPE_CHECKING:
    from briefing.desk.naming import Called


@click.command("path")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--desk", "desk", metavar="FOLDER", help="The desk; without it the one that `briefing` would open.")
@click.option("--at", metavar="DATE", help="As if it were this day (2025-05-16).")
def command(one: str, other: str, desk: str | None, at: str | None) -> None:
    """Print the shortest chain of meetings from A to B.

    A and B are ids or names (`briefing path putin "Mark Rutte"`). Where nobody's meetings connect them, the shortest
    chain of stories that name them together is printed; where nothing does, the exit status is 1.
    """
    from briefing.cli.desks import printed_desk
    from briefing.report.path import path_lines

    with printed_desk(desk, at) as opened:
        keys = []
        for text in (one, other):
            found = opened.called(text)
            if len(found.names) != 1:
                raise Refused(_not_one(text, found))
            keys.append(found.names[0].key)
        path = opened.path(*keys)
    if path is None:
        raise Refused("that actor is not on this desk any more")
    for line in path_lines(path, shutil.get_terminal_size().columns):
        print(line)
    sys.exit(0 if path.steps or path.one.key == path.other.key else 1)


def _not_one(text: str, found: Called) -> str:
    if not found.names:
        nearest = f"; did you mean {found.nearest}?" if found.nearest else ""
        return f"no actor is called `{text}` on this desk{nearest}"
    listed = "".join(f"\n  {name.key}  {name.name}" for name in found.names[:12])
    more = f"\n  and {len(found.names) - 12} more" if len(found.names) > 12 else ""
    return f"`{text}` can mean {len(found.names)} actors; name one by its id:{listed}{more}"
