"""`briefing list`: what the desk holds, a line each."""

from __future__ import annotations

import click

from briefing.cli.printing import printed

KINDS = ("stories", "actors", "venues")


@click.command("list")
@click.argument("kind", type=click.Choice(KINDS), default="stories")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N.")
@printed
def command(kind: str, limit: int | None, desk: str | None, at: str | None, shape: str) -> None:
    """Print the stories of the desk, newest first; or its actors by kind, or its venues by country.

    In a pipe there is a line each with tabs between id, date, title, place and the number of open questions.
    """
    from briefing.cli.desks import answered
    from briefing.cli.printing import put_list

    if kind == "stories":
        put_list("stories", answered(desk, at, lambda asked: asked.newest(limit) if limit else asked.stories()), shape)
    elif kind == "actors":
        put_list("actors", answered(desk, at, lambda asked: asked.actors()[:limit]), shape)
    else:
        put_list("venues", answered(desk, at, lambda asked: asked.venues()[:limit]), shape)
