"""Rows under the headings of their groups, and the numbers at their right."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeVar

from briefing.model.countries import country_name
from briefing.model.views import ActorRow, VenueRow
from briefing.model.when import When
from briefing.ui.item import Item
from briefing.ui.pages.pen import Pen

T = TypeVar("T")


def grouped(rows: Iterable[T], group: Callable[[T], str], item: Callable[[T], Item]) -> list[Item]:
    """Rows that follow each other in one group stand under its title, with how many they are."""
    items: list[Item] = []
    for title, members in groupby(rows, group):
        made = [item(member) for member in members]
        items += [Item(title, count=str(len(made))), *made]
    return items


def of_country(row: ActorRow | VenueRow) -> str:
    """The heading of a country."""
    return country_name(row.country) or "Elsewhere"


def counted(row: ActorRow | VenueRow, order: str, pen: Pen) -> str:
    """What stands at the right of an actor or a place: what the rows are sorted by, else the stories; no zero."""
    if order == "date":
        return pen.near(row.newest)
    if order == "events" and isinstance(row, VenueRow):
        number = row.events
    else:
        number = row.mentions if order == "mentions" else row.stories
    return str(number) if number else ""


def dated(row: ActorRow | VenueRow, order: str, pen: Pen) -> tuple[tuple[When, str], ...]:
    """The day by which an actor or a place is found, where the rows show it."""
    return ((row.newest, pen.near(row.newest)),) if order == "date" and row.newest else ()
