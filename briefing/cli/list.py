"""`briefing list`: what the desk holds, a line each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from briefing.cli.desks import chosen, published
from briefing.cli.printing import AnswerOptions, printed
from briefing.model.orders import ACTORS, STORIES, VENUES

if TYPE_CHECKING:
    from briefing.desk.desk import Desk
    from briefing.desk.rolls import ListKind

KINDS = {"stories": STORIES, "actors": ACTORS, "venues": VENUES}
"""What is listed, and the orders that it can have."""
OWN_ORDERS: dict[str, tuple[ListKind, str]] = {
    "stories": ("story", "date"),
    "actors": ("actor", "kind"),
    "venues": ("venue", "country"),
}
"""What each row is, and the order in which they are printed where none is asked for."""


@click.command("list")
@click.argument("kind", type=click.Choice(tuple(KINDS)), default="stories")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N.")
@click.option(
    "--sort",
    type=click.Choice(tuple(dict.fromkeys((*STORIES, *ACTORS, *VENUES)))),
    help="In another order (newest first; actors by kind, venues by country).",
)
@printed
def command(kind: str, limit: int | None, sort: str | None, desk: str | None, at: str | None, shape: str) -> None:
    """Print the stories of the desk, newest first; or its actors by kind, or its venues by country.

    In a pipe there is a line each with tabs between id, date, title, place and the number of open questions.
    """
    from briefing.cli.desks import ahead, asked, reader_state
    from briefing.cli.printing import put_list
    from briefing.cli.refused import Refused

    if sort and sort not in KINDS[kind]:
        *others, last = KINDS[kind]
        raise Refused(f"{kind} can't be sorted by {sort}, but by {', '.join(others)} or {last}")

    def begun(desk: Desk) -> Iterator[Any]:
        """The rows, with the first of them at hand; the others are asked for as they are printed."""
        read: Collection[str] = ()
        if order == "unread":
            with reader_state(desk.root) as state:
                read = state.read_ids() if state else ()
        return ahead(desk.each(singular, order, read, limit or -1))

    singular, own = OWN_ORDERS[kind]
    order = sort or own
    with asked(desk, at, begun) as (opened, rows):
        put_list(kind, rows, AnswerOptions(desk, at, shape))
        passed = opened.passed() if kind == "stories" else {}
    if passed:
        _tell(passed, desk)


def _tell(passed: Mapping[str, Sequence[str]], desk: str | None) -> None:
    """Tell a person, not the pipe, what is not in the list."""
    from briefing.cli.output import tell
    from briefing.desk.scan import NO_FRONT_MATTER, table_of
    from briefing.report.words import passed_over

    told = passed_over(passed)
    if NO_FRONT_MATTER in passed and not (published(desk) or table_of(chosen(desk)).is_given):
        told += f"; `briefing init --from {desk or '.'}` reads Markdown that has none"
    tell(told)
