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
    from briefing.cli.desks import printed_desk
    from briefing.cli.printing import put_list
    from briefing.report import data, lists

    with printed_desk(desk, at) as opened:
        if kind == "stories":
            stories = opened.newest(limit) if limit else opened.stories()
            put_list(lambda: lists.stories(stories), lambda: map(data.story, stories), shape)
        elif kind == "actors":
            actors = opened.actors()[:limit]
            put_list(lambda: lists.actors(actors), lambda: map(lists.actor_data, actors), shape)
        else:
            venues = opened.venues()[:limit]
            put_list(lambda: lists.venues(venues), lambda: map(lists.venue_data, venues), shape)
