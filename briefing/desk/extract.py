"""What leaves a desk for other programs: its rows and stories one after the other, never all of them at once."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from briefing.desk import events, pages
from briefing.desk.desk import Desk
from briefing.desk.packing import unpacked
from briefing.desk.schema import ACTOR, NUMBERS, VENUE
from briefing.desk.share import Share
from briefing.model.brief import Actor, Brief, Venue
from briefing.model.codec import decode
from briefing.model.place import PageKind
from briefing.model.value import replace
from briefing.model.views import ActorRow, Happening, Page, QuestionRow, Story, StoryRow, VenueRow

if TYPE_CHECKING:
    from briefing.desk.rolls import ListKind, Roll

T = TypeVar("T")
Progress = Callable[[int, int], None]
"""Told how many of how many stories or rows are done."""
_AT_ONCE = 64
"""Stories that are held together; of rows that are small ten times as many are."""
_AMONG = NUMBERS
_OF_STORIES: Mapping[ListKind, str] = {
    "actor": f"SELECT v.identity FROM castings AS c JOIN variants AS v ON v.id = c.variant WHERE v.sort = {ACTOR}"
    f" AND c.brief IN {_AMONG}",
    "venue": f"SELECT v.identity FROM castings AS c JOIN variants AS v ON v.id = c.variant WHERE v.sort = {VENUE}"
    f" AND c.brief IN {_AMONG}",
    "event": f"SELECT occasion FROM events WHERE brief IN {_AMONG}",
    "question": f"SELECT id FROM questions WHERE brief IN {_AMONG}",
}
"""Which rows of a list are of some stories: whom and where they name, what they tell of and what they ask."""


class DeskExtract:
    """All of a desk, or some of its stories with whom they name, what they tell of and what they ask.

    What of it is held is the numbers of rows and the rows of a window. It may be gone through more than once.
    """

    def __init__(self, desk: Desk, today: date, stories: array[int] | None = None) -> None:
        """`stories` are numbers of a roll, newest first; without them it is all of the desk."""
        self.today = today
        self.name = desk.name
        self.progress: Progress = lambda _done, _of: None
        self._desk = desk
        self._stories = desk.roll("story").numbers if stories is None else stories
        self._is_all = stories is None
        self._among = None if stories is None else frozenset(stories)

    def __len__(self) -> int:
        """How many stories there are."""
        return len(self._stories)

    def let_go(self) -> bool:
        """As `let_go` of `Store`, before this process is copied and both of it ask."""
        return self._desk.let_go()

    def rows(self) -> Iterator[StoryRow]:
        """The stories as lines of the list, newest first, undated last."""
        for numbers in self._windows(self._stories):
            rows = self._desk.stories_at(numbers)
            yield from (rows[one] for one in numbers if one in rows)

    def page(self, kind: PageKind, key: str, quoted: int) -> Page | None:
        """What the desk knows of an actor or a place, also from stories that are not among these; but only these are
        those that it appears in. The sentences of the newest `quoted` of them are told, of no others, nor those that
        name it with somebody else, nor is said who is named with it in one story alone: of a story of thousands
        that would be their square."""
        share = Share(self._among, quoted, companions=0, least=2, has_around=False)
        return self._desk.asked(lambda db: pages.page(db, kind, key, self.today, share))

    def briefs(self, oldest_first: bool = False) -> Iterator[Brief]:
        """The stories as they were written, newest first, undated last: with the keys that they have themselves."""
        for numbers in self._pieces(self._stories[::-1] if oldest_first else self._stories):
            yield from self._desk.asked(partial(_briefs, numbers=numbers))

    def stories(self) -> Iterator[Story]:
        """The same in full, with what the desk knows of them."""
        for numbers in self._pieces(self._stories):
            yield from self._desk.asked(partial(_read, numbers=numbers, today=self.today))

    def actors(self) -> Iterator[tuple[ActorRow, Actor]]:
        """By kind, then those of most stories first: the row of the list, and what is known of each."""
        for numbers in self._windows(self._roll("actor", "kind").numbers):
            rows, facts = self._desk.actors_at(numbers), self._facts(Actor, numbers)
            yield from ((rows[one], facts[one]) for one in numbers if one in rows and one in facts)

    def venues(self) -> Iterator[tuple[VenueRow, Venue]]:
        """By country, in the same way; the rows say how much happened there."""
        for numbers in self._windows(self._roll("venue", "country").numbers):
            rows, facts = self._desk.venues_at(numbers, "events"), self._facts(Venue, numbers)
            yield from ((rows[one], facts[one]) for one in numbers if one in rows and one in facts)

    def events(self) -> Iterator[tuple[str, Happening]]:
        """Each once, as the newest story of the desk tells it, in the order of their days, undated last. In front of
        each is what it is called as long as no older story tells of it: the first one's id, `#` and its key there."""
        roll = self._roll("event", "printed")
        for numbers in self._windows(roll.numbers):
            rows = self._desk.asked(partial(events.at, numbers=numbers, tellings=roll.tellings))
            first = {one: roll.tellings.get(one, (one,))[-1] for one in numbers}
            keys = self._desk.asked(partial(_keys, numbers=first.values()))
            yield from ((keys[first[one]], rows[one]) for one in numbers if one in rows and first[one] in keys)

    def questions(self) -> Iterator[QuestionRow]:
        """In the order of the ledger."""
        for numbers in self._windows(self._roll("question", "due").numbers):
            rows = self._desk.questions_at(numbers)
            yield from (rows[one] for one in numbers if one in rows)

    def _pieces(self, numbers: Sequence[int], size: int = 1) -> Iterator[Sequence[int]]:
        """A few numbers at a time, which are done when the next are asked for."""
        for start in range(0, len(numbers), size * _AT_ONCE):
            self.progress(start, len(numbers))
            yield numbers[start : start + size * _AT_ONCE]

    def _windows(self, numbers: Sequence[int]) -> Iterator[Sequence[int]]:
        return self._pieces(numbers, 10)

    def _roll(self, kind: ListKind, order: str) -> Roll:
        """The numbers of the rows of a list that are of these stories."""
        roll = self._desk.roll(kind, order)
        if self._is_all:
            return roll
        of = _numbers(self._stories)
        among = self._desk.asked(lambda db: {row[0] for row in db.execute(_OF_STORIES[kind], (of,))})
        return replace(roll, numbers=array("q", filter(among.__contains__, roll.numbers)), groups=())

    def _facts(self, kind: type[T], numbers: Sequence[int]) -> dict[int, T]:
        select = f"SELECT id, json FROM identities WHERE id IN {_AMONG}"
        rows = self._desk.asked(lambda db: db.execute(select, (_numbers(numbers),)).fetchall())
        return {number: decode(kind, text) for number, text in rows}


def number_of(desk: Desk, story: str) -> array[int]:
    """The number of a story in rolls, alone; of none where there is no such story."""
    return desk.asked(
        lambda db: array("q", [row[0] for row in db.execute("SELECT number FROM briefs WHERE id = ?", (story,))])
    )


def _briefs(db: sqlite3.Connection, numbers: Sequence[int]) -> list[Brief]:
    select = f"SELECT number, id, packed FROM briefs JOIN documents ON brief = number WHERE number IN {_AMONG}"
    found = {number: replace(unpacked(data), id=id_) for number, id_, data in db.execute(select, (_numbers(numbers),))}
    return [found[number] for number in numbers if number in found]


def _read(db: sqlite3.Connection, numbers: Sequence[int], today: date) -> list[Story]:
    select = f"SELECT number, id FROM briefs WHERE number IN {_AMONG}"
    ids: dict[int, str] = dict(db.execute(select, (_numbers(numbers),)))
    found = [pages.page(db, "story", ids[number], today) for number in numbers if number in ids]
    return [one for one in found if isinstance(one, Story)]


def _keys(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, str]:
    select = (
        f"SELECT e.id, b.id || '#' || e.key FROM events AS e JOIN briefs AS b ON number = brief WHERE e.id IN {_AMONG}"
    )
    return dict(db.execute(select, (_numbers(numbers),)))


def _numbers(numbers: Iterable[int]) -> str:
    return json.dumps(list(numbers))
