"""`briefing digest`: what is new."""

from __future__ import annotations

import click

from briefing.cli.printing import printed


@click.command("digest")
@click.option("--since", metavar="last|DATE", default="last", help="Since your last visit (last), or since a day.")
@printed
def command(since: str, desk: str | None, at: str | None, shape: str) -> None:
    """Print what is new: stories, changes, answers, new questions, what happened, what is coming up in two weeks.

    `--since last` compares with what you saw in the reader, and leaves that as it is; `--since tuesday` or
    `--since 2025-05-12` goes by the dates in the briefs.
    """
    from briefing.cli.desks import day_of, printed_desk, reader_state, today
    from briefing.cli.printing import put_page
    from briefing.cli.refused import Refused
    from briefing.model.clock import Clock
    from briefing.report.pages import digest as report

    day = today(at)
    with printed_desk(desk, at) as opened:
        if since != "last":
            digest = opened.digest(day_of("since", since, day))
        else:
            from briefing.desk.since import Since

            with reader_state(opened.root) as state:
                found = Since(opened, state, Clock.at(day)).digest() if state else None
            if found is None:
                raise Refused(
                    "you have not read this desk here yet, so there is no last visit; name a day with --since"
                )
            digest = found
    put_page(report, digest, day, shape)
