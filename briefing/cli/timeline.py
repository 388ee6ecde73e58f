"""`briefing timeline`: what happened and what is to come."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

import click

from briefing.cli.completing import ids
from briefing.cli.desks import one_called
from briefing.cli.printing import AnswerOptions, printed

if TYPE_CHECKING:
    from briefing.desk.desk import Desk
    from briefing.model.views import Happening


@click.command("timeline")
@click.option(
    "--of", "of", metavar="ID", shell_complete=ids("actor", "venue"), help="Only the events of this actor or place."
)
@click.option("--since", metavar="DATE", help="Only those of this day and later.")
@click.option("--until", metavar="DATE", help="Only those up to this day.")
@printed
def command(of: str | None, since: str | None, until: str | None, desk: str | None, at: str | None, shape: str) -> None:
    """Print the events of the desk in the order of their days, each once, as the newest story tells it; undated ones
    last.

    In a pipe there is a line each with tabs between the story's id, when, the event, where, who and what became of it
    (`held, call` where it was not in person; `was expected` where its day is over and nobody told more).
    """
    from datetime import date

    from briefing.cli.desks import ahead, asked, day_of, today
    from briefing.cli.printing import put_list

    day = today(at)
    first = day_of("since", since, day) if since else None
    last = day_of("until", until, day) if until else None

    def events(desk: Desk) -> Iterable[Happening]:
        if not of:
            return ahead(desk.each("event", "printed"))
        found = _events_of(desk, of)
        return sorted(found, key=lambda one: one.event.when.key if one.event.when else (date.max, date.max))

    with asked(desk, at, events) as (_desk, happenings):
        shown = (
            one
            for one in happenings
            if (first is None or (one.event.when and one.event.when.last >= first))
            and (last is None or (one.event.when and one.event.when.first <= last))
        )
        put_list("events", shown, AnswerOptions(desk, at, shape), today=day)


def _events_of(desk: Desk, of: str) -> tuple[Happening, ...]:
    """The events of what an id or a name means: an actor, else a place. Raises `Refused`."""
    kinds: tuple[Literal["actor", "venue"], ...] = ("actor", "venue")
    for kind in kinds:
        if len(called := desk.called(of, kind).names) == 1:
            return desk.events_of(kind, called[0].key)
    one_called(desk, of, "venue" if desk.called(of, "venue").names else "actor")
    return ()
