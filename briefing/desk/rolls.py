"""Which rows a list has, by number, in order and under which groups: what it costs to hold a list of any length.

The rows themselves are asked for by their numbers, those of a window at once (`queries.py`, `events.py`). Every order
is that of the whole lists there, which `briefing list` prints. What these questions answer hangs on no day: on which
it is asked decides only what its groups are called (`undated.py`).
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from heapq import merge
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import Any, Literal

from briefing.desk import queries
from briefing.desk.schema import (
    ACTOR,
    ANSWERED,
    ASKED,
    DAY_BITS,
    DUE,
    KIND_RANK,
    NEVER,
    NUMBERS,
    NUMBERS_AMONG,
    VENUE,
    first_day,
    part_of_day,
)
from briefing.model.names import natural
from briefing.model.value import dataclass, field

ListKind = Literal["story", "actor", "venue", "question", "event"]

_OPEN = ("open", "partly")
_AT_ONCE = 4096
"""Rows that are taken from the index before another thread may go on."""


@dataclass(frozen=True, slots=True)
class Roll:
    """The numbers of rows in the order of their list (8 bytes each), and what those that follow each other have in
    common, with how many they are. `tellings` are the numbers of the tellings of an event, where it has several."""

    numbers: array[int] = field(default_factory=lambda: array("q"))
    groups: tuple[tuple[Any, int], ...] = ()
    tellings: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


def rolled(rows: Iterable[tuple[int, Any]], most: int = -1) -> Roll:
    """Of numbers, each with its group; of no more than `most`, where that is not negative."""
    numbers: array[int] = array("q")
    groups: list[tuple[Any, int]] = []
    for group, members in groupby(islice(rows, most if most >= 0 else None), itemgetter(1)):
        before = len(numbers)
        numbers.extend(map(itemgetter(0), members))
        groups.append((group, len(numbers) - before))
    return Roll(numbers, tuple(groups))


def _ask(db: sqlite3.Connection, select: str, values: Any = ()) -> Iterator[tuple[Any, ...]]:
    """The rows of a question, which is asked at once."""
    found = db.execute(select, values)
    return chain.from_iterable(iter(partial(found.fetchmany, _AT_ONCE), []))


def stories(
    db: sqlite3.Connection,
    order: str = "date",
    read: Collection[str] = (),
    most: int = -1,
    among: Collection[int] | None = None,
) -> Roll:
    """The briefs; newest first they are in the groups of their years, the year 0 for none. `read` are the ids of those
    that `unread` puts last; where there is `among`, only these numbers are listed."""
    which: str = "TRUE"
    values: tuple[str, ...] = ()
    if among is not None:
        which, values = f"number IN {NUMBERS}", (_list(among),)
    if order != "date":
        by = queries.STORY_ORDERS[order]
        values += (_list(read),) if order == "unread" else ()
        return rolled(_ask(db, f"SELECT number, 0 FROM briefs WHERE {which} ORDER BY {by} LIMIT {most:d}", values))
    year = part_of_day("%Y", "day")
    newest = f"SELECT number, {year} FROM briefs WHERE {which} AND day > 0 ORDER BY day DESC, id LIMIT {most:d}"
    dated = _ask(db, newest, values)
    undated = _ask(db, f"SELECT number, id FROM briefs WHERE {which} AND day = 0 ORDER BY id", values)
    return rolled(chain(dated, _as_people_count(undated)), most)


def _as_people_count(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, int]]:
    """The numbers of stories without a date, by their ids."""
    yield from ((number, 0) for number, _id in sorted(rows, key=lambda row: natural(row[1])))


def actors(db: sqlite3.Connection, order: str = "kind", most: int = -1, among: Collection[int] | None = None) -> Roll:
    """The identities of actors; in the groups of their kinds or their countries, where that is the order."""
    return _identities(db, ACTOR, order, most, among)


def venues(
    db: sqlite3.Connection, order: str = "country", most: int = -1, among: Collection[int] | None = None
) -> Roll:
    """Those of places."""
    return _identities(db, VENUE, order, most, among)


def _identities(db: sqlite3.Connection, sort: int, order: str, most: int, among: Collection[int] | None) -> Roll:
    group = {"kind": "i.kind", "country": "i.country"}.get(order, "0")
    by = f"{KIND_RANK}, {queries.IDENTITY_ORDERS[order]}" if order == "kind" else queries.IDENTITY_ORDERS[order]
    newest = queries.NEWEST if order == "date" else ""
    which, values = _among("i.id", among)
    select = f"SELECT i.id, {group} FROM identities AS i{newest} WHERE i.sort = {sort}{which} ORDER BY {by}"
    return rolled(_ask(db, f"{select} LIMIT {most:d}", {"sort": sort, **values}))


def _among(column: str, numbers: Collection[int] | None) -> tuple[str, dict[str, str]]:
    """A condition on a column, with its values: one of some numbers, if there are any to be among."""
    return ("", {}) if numbers is None else (f" AND {column} IN {NUMBERS_AMONG}", {"among": _list(numbers)})


def questions(db: sqlite3.Connection, order: str = "due", most: int = -1, among: Collection[int] | None = None) -> Roll:
    """The questions; in the order of the ledger those that are open, or answered in part, are in the groups of the last
    days that they are due (ordinals, `NEVER` for none), the others in those of their statuses."""
    by = {"due": "", "date": "asked = 0, asked DESC, ", "name": "folded, "}[order]
    which, values = _among("id", among)
    select = (
        f"SELECT id, status, due FROM ({_LEDGER.format(join='LEFT JOIN')}) AS l WHERE TRUE{which}"
        f" ORDER BY {by}{_BY_RANK} LIMIT {most:d}"
    )
    if order != "due":
        return rolled((row[0], 0) for row in _ask(db, select, {"far": NEVER, **values}))
    rows = _in_ledger_order(db, most) if among is None else _ask(db, select, {"far": NEVER, **values})
    return rolled(((number, due if status in _OPEN else status) for *_, number, status, due in rows), most)


def _in_ledger_order(db: sqlite3.Connection, most: int) -> Iterator[tuple[Any, ...]]:
    """The questions with what they are sorted by, each its number, status and the last day that it is due behind that.

    Of a status they are found in their order, and those that another one settled, which are few, are sorted."""

    def of(status: str, rank: int, first: str, second: str) -> Iterator[tuple[Any, ...]]:
        closed = f"q.status {'<>' if rank else '='} 'open'"
        return _ask(
            db,
            f"SELECT {rank}, {first}, {second}, b.id || ':' || q.key, q.id, q.status, {DUE} FROM questions AS q"
            f" JOIN briefs AS b ON b.number = q.brief WHERE q.status = '{status}' AND {closed}"
            " AND NOT EXISTS (SELECT 1 FROM settled WHERE question = q.id)"
            f" ORDER BY {f'{ANSWERED} DESC' if rank else f'{first}, {second}'}, b.id || ':' || q.key LIMIT {most:d}",
        )

    def others() -> Iterator[tuple[Any, ...]]:
        settled = _ask(
            db,
            f"SELECT rank, {_FIRST}, 0, key, id, status, due FROM ({_LEDGER.format(join='JOIN')}) AS l"
            f" ORDER BY {_BY_RANK} LIMIT {most:d}",
            {"far": NEVER},
        )
        closed = [of(status, rank, f"-({ANSWERED})", "0") for status, rank in queries.CLOSED.items()]
        yield from merge(chain.from_iterable(closed), settled)

    return chain(of("open", 0, DUE, ASKED), others())  # whoever needs a few need not ask for the others


_ANSWERING = f"CASE a.answered_by WHEN '' THEN a.brief ELSE coalesce({queries.ANSWERING}, a.brief) END"
"""The story of the answer to a question that another one settled (`queries.verdict`)."""
_FIRST = "CASE rank WHEN 0 THEN due ELSE -iif(answered <> 0, answered, asked) END"
_BY_RANK = f"rank, {_FIRST}, CASE rank WHEN 0 THEN iif(asked <> 0, asked, :far) END, key"
"""The order of the ledger, of what `_LEDGER` has: what is overdue is due first, whichever day it is."""
_LEDGER = (
    "SELECT q.id, q.folded, coalesce(q.last, :far) AS due, a.status, b.id || ':' || q.key AS key, CASE a.status"
    f" {' '.join(f'WHEN {status!r} THEN {rank}' for status, rank in queries.CLOSED.items())} ELSE 0 END AS rank,"
    f" CASE WHEN q.asked IS NULL THEN b.day ELSE {first_day('q.asked')} END AS asked,"
    f" CASE WHEN a.answered IS NOT NULL THEN {first_day('a.answered')} WHEN s.by IS NULL THEN 0"
    f" ELSE {_ANSWERING} >> {DAY_BITS} END AS answered, a.id AS settled, {_ANSWERING} AS answering"
    " FROM questions AS q JOIN briefs AS b ON b.number = q.brief {join} settled AS s ON s.question = q.id"
    " JOIN questions AS a ON a.id = coalesce(s.by, q.id)"
)


def numbers_of(db: sqlite3.Connection, kind: ListKind, key: str) -> tuple[int, ...]:
    """The numbers that the rows of a key can have; the key of an event begins with that of its story, and `#`."""
    story, _, question = key.partition(":")
    select, values = {
        "story": ("SELECT number FROM briefs WHERE id = ?", (key,)),
        "actor": ("SELECT id FROM identities WHERE key = ? AND sort = ?", (key, ACTOR)),
        "venue": ("SELECT id FROM identities WHERE key = ? AND sort = ?", (key, VENUE)),
        "question": (
            "SELECT q.id FROM questions AS q JOIN briefs AS b ON b.number = q.brief WHERE b.id = ? AND q.key = ?",
            (story, question),
        ),
        "event": (
            "SELECT e.id FROM events AS e JOIN briefs AS b ON b.number = e.brief WHERE b.id = ?",
            (key.partition("#")[0],),
        ),
    }[kind]
    return tuple([row[0] for row in db.execute(select, values)])


def nearest(
    db: sqlite3.Connection, kind: ListKind, order: str, first: date, last: date, among: Collection[int]
) -> list[int]:
    """Among rows the numbers of those with a date as near as any to the days from `first` to `last`: by how many days
    it is away, then by how far from the first of them. Actors and venues have one where they are sorted by it."""
    if kind in ("actor", "venue") and order != "date":
        return []
    days = (
        f"SELECT n, max(:first - last, first - :last, 0) AS gap, abs(first - :first) AS away FROM ({_DAYS[kind]}) AS d"
    )
    within = f"n IN {NUMBERS_AMONG}"
    values = {
        "first": first.toordinal(), "last": last.toordinal(), "far": date.max.toordinal(),
        "sort": ACTOR if kind == "actor" else VENUE, "among": _list(among),
    }  # fmt: skip
    found = groupby(db.execute(f"{days} WHERE {within} ORDER BY gap, away", values), itemgetter(1, 2))
    return [row[0] for _away, rows in islice(found, 1) for row in rows]


_OF_BRIEF = f"b.day AS first, {queries.last_day('b.date')} AS last"
_NAMED = f"SELECT i.id AS n, {_OF_BRIEF} FROM identities AS i{queries.NEWEST} WHERE i.sort = :sort AND b.day <> 0"
_DAYS: dict[ListKind, str] = {
    "story": f"SELECT b.number AS n, {_OF_BRIEF} FROM briefs AS b WHERE b.day <> 0",
    "event": "SELECT id AS n, day AS first, last FROM events WHERE day <> 0",
    "question": (
        f"SELECT q.id AS n, {first_day('q.due')} AS first, q.last FROM questions AS q WHERE q.due IS NOT NULL"
        f" UNION ALL SELECT q.id, {first_day('q.asked')}, {queries.last_day('q.asked')} FROM questions AS q"
        f" WHERE q.asked IS NOT NULL UNION ALL SELECT q.id, {_OF_BRIEF} FROM questions AS q"
        " JOIN briefs AS b ON b.number = q.brief WHERE q.asked IS NULL AND b.day <> 0"
        f" UNION ALL SELECT l.id, l.answered, coalesce({queries.last_day('a.answered')}, {queries.last_day('m.date')})"
        f" FROM ({_LEDGER.format(join='LEFT JOIN')}) AS l JOIN questions AS a ON a.id = l.settled"
        " LEFT JOIN briefs AS m ON m.number = l.answering WHERE l.answered <> 0"
    ),
    "actor": _NAMED,
    "venue": _NAMED,
}
"""The days of the rows, as ordinals; of a question those of its row (`queries.question_rows`)."""


def _list(items: Iterable[Any]) -> str:
    return json.dumps(list(items))
