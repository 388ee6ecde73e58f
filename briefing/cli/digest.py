"""`briefing digest`: what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefing.cli.printing import AnswerOptions, printed

if TYPE_CHECKING:
    from briefing.desk.desk import Desk
    from briefing.model.views import Digest


@click.command("digest")
@click.option("--since", metavar="last|DATE", default="last", help="Since your last visit (last), or since a day.")
@printed
def command(since: str, desk: str | None, at: str | None, shape: str) -> None:
    """Print what is new: stories, changes, answers, new questions, what happened, what is coming up in two weeks.

    `--since last` compares with what you saw in the reader, says of each story what changed in it, and leaves your
    marks as they are; `--since tuesday` or
    `--since 2025-05-12` goes by the dates in the briefs.
    """
    from briefing.cli.desks import answered, day_of, reader_state, today
    from briefing.cli.printing import put_page
    from briefing.cli.refused import Refused
    from briefing.model.clock import Clock

    day = today(at)
    first = None if since == "last" else day_of("since", since, day)

    def ask(asked: Desk) -> Digest | None:
        if first:
            return asked.digest(first)
        from briefing.desk.renamed import renamed
        from briefing.desk.since import Since

        with reader_state(asked.root) as state:
            return Since(asked, state, Clock.at(day), renamed(asked, state)).digest() if state else None

    digest = answered(desk, at, ask)
    if digest is None:
        raise Refused("you have not read this desk here yet, so there is no last visit; name a day with --since")
    put_page("digest", digest, AnswerOptions(desk, at, shape))
