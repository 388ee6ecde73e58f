"""`briefing show`: a story, or whatever else has an id, in print."""

from __future__ import annotations

from importlib import import_module

import click

from briefing.cli.printing import printed


@click.command("show")
@click.argument("id", metavar="ID")
@printed
def command(id: str, desk: str | None, at: str | None, shape: str) -> None:
    """Print a story; with the id of an actor, a place or a question, that.

    `briefing list` prints the ids of stories. With `--format md` it is Markdown, with `json` all that the brief says.
    """
    from briefing.cli.desks import printed_desk, today
    from briefing.cli.printing import put_page
    from briefing.cli.refused import Refused

    with printed_desk(desk, at) as opened:
        place = opened.find(id)
        page = opened.page(place.kind, place.key) if place else None
        if place is None or page is None:
            meant = opened.nearest_id(id)
            hint = f"; did you mean `{meant}`?" if meant else "; `briefing list` prints the ids"
            raise Refused(f"no story, actor, place or question `{id}` on this desk{hint}")
        put_page(import_module(f"briefing.report.pages.{place.kind}"), page, today(at), shape)
