"""Whole lists that lie in a published desk in each of their orders: what is the same for all readers is sorted once, by
who publishes, in the publisher's own index.

Of a few changes a list is mended: what was touched is taken out and put where it belongs now. Where that is the index
is asked, in the very words that sort the whole list, of the touched rows and of some that stay.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress, repeat
from math import isqrt
from typing import Any

from briefing.desk.events import tellings
from briefing.desk.rolls import ListKind, Roll, rolled
from briefing.desk.undated import ORDERS, undated
from briefing.model.value import replace

Row = tuple[str, str, bytes, str, str]
"""A row of the table `rolls`: what is listed, its order, the numbers in the order of the list (8 bytes each, the lowest
first), the groups of those that follow each other, and the tellings of each event that has several, both in JSON."""

_ASKS = "SELECT {1}, runs, tellings FROM rolls WHERE kind = {0} AND sorted_by = {0}"
_BYTES = 8
"""What a number takes."""
_SEVERAL = 8
"""A list is sorted anew where more than one of so many of its rows were touched."""
_BY_NEWEST: Mapping[ListKind, tuple[str, ...]] = {"actor": ("date",), "venue": ("date",)}
"""Orders that are always sorted anew: where somebody stands there, stories and their castings say."""
_TOUCHED = {
    "story": "SELECT key FROM touched WHERE name = 'briefs'",
    "actor": "SELECT key FROM touched WHERE name = 'identities'",
    "venue": "SELECT key FROM touched WHERE name = 'identities'",
    "question": (
        "SELECT key FROM touched WHERE name IN ('questions', 'settled')"
        " UNION SELECT q.id FROM touched AS t JOIN questions AS q ON q.brief = t.key WHERE t.name = 'briefs'"
        " UNION SELECT s.question FROM touched AS t JOIN settled AS s ON s.by = t.key WHERE t.name = 'questions'"
        # the day of the story that an answer names is that of the answer, and any change may be of that story
        " UNION SELECT s.question FROM settled AS s JOIN questions AS a ON a.id = s.by WHERE a.answered_by <> ''"
    ),
    "event": (
        "SELECT key FROM touched WHERE name = 'events'"
        " UNION SELECT e.id FROM touched AS t JOIN events AS e ON e.brief = t.key WHERE t.name = 'briefs'"
    ),
}
"""The numbers of the rows that may stand elsewhere in a list since the log of changes (`log.py`) was begun, and of
those that came or went."""


def row(kind: str, order: str, roll: Roll) -> Row:
    """A roll without a day (`desk/undated.py`) as it is kept."""
    numbers = _swapped(roll.numbers).tobytes()
    return kind, order, numbers, _written(roll.groups), _written([*roll.tellings.values()])


def stored(db: Any, kind: ListKind, order: str, most: int = -1) -> Roll | None:
    """The roll that lies in a published desk, or no more than `most` of it, where that is not negative, but for events;
    None where none does."""
    is_cut = most >= 0 and kind != "event"
    numbers = f"substr(numbers, 1, {most * _BYTES:d})" if is_cut else "numbers"
    found = db.execute(_ASKS.format("?", numbers), (kind, order)).fetchone()
    return _roll(*found) if found else None


def rows(db: Any) -> Iterator[Row]:
    """All that are to be kept, of an index."""
    for kind, ways in ORDERS.items():
        for order in ways:
            yield row(kind, order, undated(db, kind, order))


def changed_rows(db: Any, connection: Any) -> Iterator[Row]:
    """Those that are others since the log of an index was begun; `connection` is to what was published then."""
    for kind, ways in ORDERS.items():
        touched = {number for (number,) in db.execute(_TOUCHED[kind])}
        for order in ways if touched else _BY_NEWEST.get(kind, ()):
            found = connection.execute(_ASKS.format("%s", "numbers"), (kind, order), binary=True).fetchone()
            made = row(kind, order, _brought_in_line(db, kind, order, touched, found))
            if made[2:] != found:
                yield made


def _brought_in_line(db: Any, kind: ListKind, order: str, touched: Collection[int], found: Any) -> Roll:
    if found is None or order in _BY_NEWEST.get(kind, ()):
        return undated(db, kind, order)
    before = _roll(*found)
    if len(touched) * _SEVERAL > len(before.numbers):
        return undated(db, kind, order)
    roll = mended(before, touched, lambda among: undated(db, kind, order, among=among))
    return replace(roll, tellings=tellings(db)) if kind == "event" else roll


def mended(before: Roll, touched: Collection[int], ask: Callable[[Collection[int]], Roll]) -> Roll:
    """A roll in which some rows may stand elsewhere now, may be new or gone, while all others are in order. `ask` tells
    the roll of some rows."""
    stays = [number not in touched for number in before.numbers]
    rest, groups = array("q", compress(before.numbers, stays)), list(compress(_group_of_each(before), stays))
    others = ask(touched)
    places = _places(rest, others.numbers, ask)
    pieces: list[Iterable[tuple[int, Any]]] = []
    begun = 0
    for number, group in zip(others.numbers, _group_of_each(others), strict=True):
        place = places[number]
        pieces += [zip(rest[begun:place], groups[begun:place], strict=True), [(number, group)]]
        begun = place
    pieces.append(zip(rest[begun:], groups[begun:], strict=True))
    return rolled(chain.from_iterable(pieces))


def _places(rest: Sequence[int], others: Sequence[int], ask: Callable[[Collection[int]], Roll]) -> dict[int, int]:
    """Before which of the rows that are in order each of the others belongs, as a place. First they are sorted among a
    few of those, then among all between the nearest."""
    if not others:
        return {}
    apart = isqrt(len(rest) // len(others)) + 1
    marks = _behind(ask, {rest[at]: at for at in range(0, len(rest), apart)}, others)
    near = {at for mark in set(marks.values()) for at in range(max(mark, 0), min(mark + apart, len(rest)))}
    return {number: at + 1 for number, at in _behind(ask, {rest[at]: at for at in near}, others).items()}


def _behind(ask: Callable[[Collection[int]], Roll], places: dict[int, int], others: Collection[int]) -> dict[int, int]:
    """Behind which of some rows, with their places, others stand, as that place; -1 for none."""
    behind: dict[int, int] = {}
    last, those = -1, set(others)
    for number in ask({*places, *others}).numbers:
        if number in those:
            behind[number] = last
        else:
            last = places[number]
    return behind


def _group_of_each(roll: Roll) -> Iterable[Any]:
    return chain.from_iterable(repeat(group, count) for group, count in roll.groups)


def _roll(numbers: bytes, runs: str, tellings: str) -> Roll:
    made = array("q", numbers)
    return Roll(
        _swapped(made),
        tuple(_groups(json.loads(runs), len(made))),
        {one[0]: tuple(one) for one in json.loads(tellings)},
    )


def _groups(runs: Iterable[tuple[Any, int]], left: int) -> Iterator[tuple[Any, int]]:
    """The groups of the first so many rows."""
    for group, count in runs:
        if left <= 0:
            return
        yield group, min(count, left)
        left -= count


def _swapped(numbers: array[int]) -> array[int]:
    """Numbers as they are kept, as this machine has them, or the other way round."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers


def _written(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
