"""Searches kept under a name, as views of one desk."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from briefing.config.searches import Kept, Searches, SearchesError
from briefing.desk.desk import Desk
from briefing.desk.state import State
from briefing.model.clock import Clock
from briefing.model.value import dataclass

if TYPE_CHECKING:
    from briefing.desk.rolls import Roll
    from briefing.model.query import Query

NOT_COUNTED = -1
COUNTED = 10_001
"""Where the desk stops counting (`desk/search.py`)."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A kept search in the bar above, and how many stories it has, or `NOT_COUNTED`."""

    name: str
    query: str
    count: int = NOT_COUNTED


class KeptSearches:
    """What is kept, and what it finds now. Nothing raises: `trouble` says what is the matter with the file.

    A story that was in the open view stays in it until the view is opened again, even when it no longer fits: reading
    a story must not take it away.
    """

    def __init__(self, searches: Searches, desk: Desk, state: State, clock: Clock) -> None:
        self.trouble = ""
        self._searches = searches
        self._desk, self._state, self._clock = desk, state, clock
        self._open = ""
        self._shown: set[int] = set()

    def all(self) -> tuple[Kept, ...]:
        """The kept searches in the order of the file."""
        try:
            kept = self._searches.load()
        except SearchesError as error:
            self.trouble = str(error)
            return ()
        self.trouble = ""
        return kept

    def named(self, name: str) -> Kept | None:
        """The search of that name."""
        return next((kept for kept in self.all() if kept.name == name), None)

    def names(self) -> tuple[Tab, ...]:
        """The tabs, not counted yet."""
        return tuple(Tab(kept.name, kept.query) for kept in self.all())

    def tabs(self) -> tuple[Tab, ...]:
        kept = self.all()
        if not kept:
            return ()
        read, starred = self._state.read_ids(), self._state.starred_ids()
        return tuple(Tab(one.name, one.query, self._desk.count(self.query(one.query), read, starred)) for one in kept)

    def roll(self, name: str, order: str, read_before: Collection[str]) -> Roll:
        """The stories of a search's view, in an order; `read_before` are those that `unread` puts last."""
        from briefing.desk.rolls import Roll

        search = self.named(name)
        if search is None:
            return Roll()
        read, starred = self._state.read_ids(), self._state.starred_ids()
        if name != self._open:
            self._open, self._shown = name, set()
        roll = self._desk.matching_roll(self.query(search.query), read, starred, order, read_before, self._shown)
        self._shown.update(roll.numbers)
        return roll

    def enter(self) -> None:
        """A view is opened: what no longer fits goes."""
        self._open = ""

    def complaint(self, name: str) -> str:
        """Why a search's view shows nothing, as a sentence; empty where it can show something."""
        search = self.named(name)
        if search is None:
            return self.trouble
        result = self._desk.search(self.query(search.query), limit=1)
        return "; ".join(mistake.message for mistake in result.mistakes)

    def query(self, text: str, typing: bool = False) -> Query:
        """A query as it is meant today."""
        from briefing.model.query import parse_query

        last = self._state.last_visit()
        return parse_query(text, self._clock.today(), last.date() if last else None, typing)

    def name_of(self, query: str) -> str:
        """The name that a query is kept under, else the query."""
        text = " ".join(query.split())
        return next((search.name for search in self.all() if search.query == text), text)

    def keep(self, name: str, query: str) -> tuple[bool, str]:
        """Keep a query under a name; whether it was, and what to say."""
        try:
            kept = next(one for one in self._searches.keep(name, query) if one.query == " ".join(query.split()))
        except SearchesError as error:
            return False, str(error)
        return True, f"Kept as “{kept.name}”, a view of its own"

    def drop(self, name: str) -> str:
        """Drop a search; the sentence to say."""
        try:
            self._searches.drop(name)
        except SearchesError as error:
            return str(error)
        return f"Dropped “{name}”"
