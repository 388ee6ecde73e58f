"""Lists of any length: their rolls, and the rows of a window."""

from __future__ import annotations

import json
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from briefing.desk import events, queries
from briefing.desk.schema import NUMBERS
from briefing.model.clock import Clock
from briefing.model.views import ActorRow, QuestionRow, StoryRow, VenueRow

if TYPE_CHECKING:
    from briefing.desk.rolls import ListKind, Roll
    from briefing.desk.search import Search
    from briefing.model.query import Query
    from briefing.model.views import Happening

T = TypeVar("T")

_ORDERS: Mapping[ListKind, str] = {
    "story": "date", "actor": "kind", "venue": "country", "question": "due", "event": "date"
}  # fmt: skip
"""The order of a list, where none is said."""
_FIRST, _AT_ONCE = 200, 6400
"""Rows that are asked for together where all are gone through: the first of them, and no more than so many."""


class Windows(ABC):
    """What of a desk is asked by the number of a row, or by its key."""

    _clock: Clock

    @abstractmethod
    def _read(self, ask: Callable[[sqlite3.Connection], T]) -> T: ...

    @abstractmethod
    def _list(self, name: str, ask: Callable[[sqlite3.Connection], T]) -> T: ...

    @abstractmethod
    def _kept(self, db: sqlite3.Connection, name: str) -> Any: ...

    @abstractmethod
    def _asked(
        self, query: Query, read: Collection[str], starred: Collection[str], of_sentences: bool = False
    ) -> Search: ...

    def roll(self, kind: ListKind, order: str = "", read: Collection[str] = (), most: int = -1) -> Roll:
        """Which rows a list has, without the rows, in one of its orders; no more than `most`, where that is not
        negative. `read` are the ids of the stories that `unread` puts last."""
        from briefing.desk.undated import ORDERS, dated, undated

        order, today = order or _ORDERS[kind], self._clock.today()
        if order not in ORDERS[kind]:
            return self._read(lambda db: undated(db, kind, order, read, most))
        if most >= 0:
            return self._read(lambda db: dated(self._undated(db, kind, order, most), kind, order, today))
        name = self._roll_name(kind, order)
        return self._list(name, lambda db: dated(self._undated(db, kind, order), kind, order, today))

    def _undated(self, db: sqlite3.Connection, kind: ListKind, order: str, most: int = -1) -> Roll:
        """The roll as it is on every day, in an order that is the same for all readers; no more than `most` of it,
        where that is not negative, but for events."""
        from briefing.desk.undated import undated

        return undated(db, kind, order, most=most)

    def each(self, kind: ListKind, order: str, read: Collection[str] = (), most: int = -1) -> Iterator[Any]:
        """The rows of a roll, one after the other; no more than a few of them are held."""
        roll = self.roll(kind, order, read, most if kind != "event" else -1)

        def rows(numbers: Collection[int]) -> Mapping[int, Any]:
            match kind:
                case "story":
                    return self.stories_at(numbers)
                case "actor":
                    return self.actors_at(numbers, order)
                case "venue":
                    return self.venues_at(numbers, order)
                case "question":
                    return self.questions_at(numbers)
                case "event":
                    return self.events_at(numbers, roll.tellings)

        start, size = 0, _FIRST
        while start < len(roll.numbers):
            numbers = roll.numbers[start : start + size]
            found = rows(numbers)
            yield from (found[number] for number in numbers if number in found)
            start, size = start + size, min(2 * size, _AT_ONCE)

    def known_roll(self, kind: ListKind, order: str) -> Roll | None:
        """The whole roll, where it was asked for before and is still so."""
        found: Roll | None = self._read(lambda db: self._kept(db, self._roll_name(kind, order)))
        return found

    def _roll_name(self, kind: ListKind, order: str) -> str:
        return f"roll of {kind} by {order} on {self._clock.today()}"

    def matching_roll(
        self,
        query: Query,
        read: Collection[str],
        starred: Collection[str],
        order: str,
        read_before: Collection[str] = (),
        also: Collection[int] = (),
    ) -> Roll:
        """The roll of the stories that fit a query, and of others by their numbers. `read` and `starred` are what `is:`
        means, `read_before` what `unread` puts last."""
        from briefing.desk import rolls

        def ask(db: sqlite3.Connection) -> Roll:
            asked = self._asked(query, read, starred)
            found = () if asked.finds_nothing else asked.newest(db, -1)
            return rolls.stories(db, order, read_before, among={*found, *also})

        return self._read(ask)

    def stories_at(self, numbers: Collection[int]) -> dict[int, StoryRow]:
        """The rows of a roll, by number; what is not there any more is left out. So the others."""
        return self._read(lambda db: queries.stories_at(db, numbers))

    def actors_at(self, numbers: Collection[int], order: str = "kind") -> dict[int, ActorRow]:
        return self._read(lambda db: queries.actors_at(db, numbers, order))

    def venues_at(self, numbers: Collection[int], order: str = "country") -> dict[int, VenueRow]:
        return self._read(lambda db: queries.venues_at(db, numbers, order))

    def questions_at(self, numbers: Collection[int]) -> dict[int, QuestionRow]:
        return self._read(lambda db: queries.questions_at(db, numbers))

    def events_at(self, numbers: Collection[int], tellings: Mapping[int, tuple[int, ...]]) -> dict[int, Happening]:
        return self._read(lambda db: events.at(db, numbers, tellings))

    def numbers_of(self, kind: ListKind, key: str) -> tuple[int, ...]:
        """The numbers that the rows of a key have in a roll: those of the events of a story, where they are listed."""
        from briefing.desk import rolls

        return self._read(lambda db: rolls.numbers_of(db, kind, key))

    def nearest(self, kind: ListKind, order: str, first: date, last: date, among: Collection[int]) -> list[int]:
        """The numbers of those of some rows, as they are in an order, with a date that is nearest to some days."""
        from briefing.desk import rolls

        return self._read(lambda db: rolls.nearest(db, kind, order, first, last, among))

    def named(self, kind: ListKind, text: str, most: int) -> list[tuple[int, float]]:
        """The numbers of those of a kind whose name has a folded text in it, each with how well it fits, best first."""
        from briefing.desk import by_name

        return self._read(lambda db: by_name.holding(db, kind, text, most))

    def named_nearly(self, kind: ListKind, text: str, most: int, by_stories: bool = False) -> list[tuple[int, float]]:
        """The same of those that are called so but for slips of the hand."""
        from briefing.desk import by_name

        return self._read(lambda db: by_name.nearly(db, kind, text, most, by_stories))

    def actors_beginning(self, words: Sequence[str], most: int, by_stories: bool = False) -> list[int]:
        """The numbers of actors with words in their names that begin like each of some folded words, best known first,
        or those with most stories."""
        from briefing.desk import by_name

        return self._read(lambda db: by_name.beginning(db, words, most, by_stories))

    def stories_of(self, ids: Collection[str]) -> tuple[StoryRow, ...]:
        """Those of the stories that have these ids, in that order."""
        return self._read(lambda db: queries.stories_called(db, ids))

    def questions_of(self, keys: Collection[str]) -> dict[str, QuestionRow]:
        """The questions of some keys, by these."""
        return self._read(lambda db: queries.questions_keyed(db, keys))

    def ids_at(self, numbers: Collection[int]) -> list[str]:
        """The ids of the stories of some numbers, in that order."""

        def ask(db: sqlite3.Connection) -> list[str]:
            among = f"number IN {NUMBERS}"
            ids = dict(db.execute(f"SELECT number, id FROM briefs WHERE {among}", (json.dumps(list(numbers)),)))
            return [ids[number] for number in numbers if number in ids]

        return self._read(ask)
