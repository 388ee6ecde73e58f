"""`briefing timeline`: what happened and what is to come."""

from __future__ import annotations

import click

from briefing.cli.printing import printed


@click.command("timeline")
@click.option("--of", "of", metavar="ID", help="Only the events of this actor or place.")
@click.option("--since", metavar="DATE", help="Only those of this day and later.")
@click.option("--until", metavar="DATE", help="Only those up to this day.")
@printed
def command(of: str | None, since: str | None, until: str | None, desk: str | None, at: str | None, shape: str) -> None:
    """Print the events of the desk in the order of their days, each once, as the newest story tells it; undated ones
    last.

    In a pipe there is a line each with tabs between the story's id, when, the event, where, who and the status.
    """
    from datetime import date

    from briefing.cli.desks import day_of, one_called, printed_desk, today
    from briefing.cli.printing import put_list
    from briefing.cli.refused import Refused
    from briefing.report import data, lists

    day = today(at)
    first = day_of("since", since, day) if since else None
    last = day_of("until", until, day) if until else None
    with printed_desk(desk, at) as opened:
        if of is None:
            found = opened.timeline()
        else:
            place = opened.find(of)
            kind = place.kind if place and place.kind in ("actor", "venue") else ""
            if not kind:
                try:
                    kind, of = "actor", one_called(opened, of, "actor")
                except Refused:
                    kind, of = "venue", one_called(opened, of, "venue")
            found = opened.events_of("venue" if kind == "venue" else "actor", of)
    events = [
        one
        for one in found
        if (first is None or (one.event.when and one.event.when.last >= first))
        and (last is None or (one.event.when and one.event.when.first <= last))
    ]
    events.sort(key=lambda one: one.event.when.key if one.event.when else (date.max, date.max))
    put_list(lambda: lists.events(events), lambda: map(data.happening, events), shape)
