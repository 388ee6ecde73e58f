"""Whole rolls that are the same for all readers and on every day, and what becomes of one on a day."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any

from briefing.desk import events, rolls
from briefing.desk.rolls import ListKind, Roll
from briefing.model import orders
from briefing.model.value import replace

ORDERS: Mapping[ListKind, tuple[str, ...]] = {
    "story": tuple([order for order in orders.STORIES if order != "unread"]),  # which is each reader's own
    "actor": orders.ACTORS,
    "venue": orders.VENUES,
    "question": orders.QUESTIONS,
    "event": (*orders.EVENTS, "printed"),
}
"""The orders of such rolls, by what they are of."""


def undated(
    db: sqlite3.Connection,
    kind: ListKind,
    order: str,
    read: Collection[str] = (),
    most: int = -1,
    among: Collection[int] | None = None,
) -> Roll:
    """A roll whose groups are named without a day: as `rolls.py` and `events.py` have them. Of events all are listed,
    however many are wanted. Where there is `among`, only these numbers are listed."""
    match kind:
        case "story":
            return rolls.stories(db, order, read, most, among)
        case "actor":
            return rolls.actors(db, order, most, among)
        case "venue":
            return rolls.venues(db, order, most, among)
        case "question":
            return rolls.questions(db, order, most, among)
        case "event":
            return events.roll(db, order, among)


def dated(roll: Roll, kind: ListKind, order: str, today: date) -> Roll:
    """The same roll with its groups as they are on a day: of questions in the order of the ledger `overdue`, `open`,
    `answered` …; of events by date each a year, a month (0: only the year is known; both 0: no date) and whether it is
    to come on this day or later."""
    named = _NAMED.get((kind, order))
    return replace(roll, groups=_renamed(roll.groups, named, today.toordinal())) if named else roll


def _renamed(
    groups: Iterable[tuple[Any, int]], named: Callable[[Any, int], Any], today: int
) -> tuple[tuple[Any, int], ...]:
    """Groups by their names on a day; of those that follow each other under one name one is made."""
    made: list[tuple[Any, int]] = []
    for group, count in groups:
        name = named(group, today)
        if made and made[-1][0] == name:
            made[-1] = name, made[-1][1] + count
        else:
            made.append((name, count))
    return tuple(made)


def _status(group: int | str, today: int) -> str:
    if isinstance(group, str):
        return group
    return "overdue" if group < today else "open"


def _month(group: int, today: int) -> tuple[int, int, bool]:
    if not group:
        return 0, 0, True
    day = date.fromordinal(group // 2)
    return day.year, 0 if group % 2 else day.month, group // 2 >= today


_NAMED: Mapping[tuple[ListKind, str], Callable[[Any, int], Any]] = {
    ("question", "due"): _status,
    ("event", "date"): _month,
}
"""What a group of a roll is called on a day (an ordinal), where that hangs on it."""
