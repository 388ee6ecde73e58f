"""One open desk: what the screen and the commands ask."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from briefing.desk import events, pages, queries, versions
from briefing.desk.askings import answer
from briefing.desk.contents import Contents
from briefing.desk.database import ERRORS, code, is_busy, is_unwritable
from briefing.desk.dossiers import events_of
from briefing.desk.in_folder import InFolder
from briefing.desk.kept import drop_older
from briefing.desk.refreshed import Refreshed
from briefing.desk.schema import ACTOR, VENUE, index_file
from briefing.desk.share import FIRST, WHOLE, Share
from briefing.desk.store import Store, is_rotten
from briefing.desk.windows import Windows
from briefing.model.clock import Clock
from briefing.model.names import composed
from briefing.model.place import PageKind, Place
from briefing.model.problem import Problem
from briefing.model.remembered import forget
from briefing.model.value import replace
from briefing.model.views import ActorRow, Counts, Page, PathPage, QuestionRow, StoryRow, VenueRow

if TYPE_CHECKING:
    from briefing.desk.catalogue import Catalogue, TermValues
    from briefing.desk.naming import Called
    from briefing.desk.refresh import Refresher
    from briefing.desk.search import Search
    from briefing.desk.use import HowUsed
    from briefing.model.query import Candidate, Query
    from briefing.model.traces import Trace
    from briefing.model.views import Digest, Found, FoundQuotes, Happening

T = TypeVar("T")
_SIGNS = (sqlite3.DatabaseError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError)
"""Errors that come of a value which nobody wrote, if they do not come of a fault of ours."""
_OF_STATEMENTS = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_RANGE)
__all__ = ["Desk", "Refreshed"]


class Desk(InFolder, Windows, Contents):
    """One open desk. Every method may be called from any thread; each thread has a connection of its own.

    Opening trusts the index of the last time; `refresh` brings it in line with the files. A damaged one is made anew.
    """

    def __init__(self, root: Path, cache: Path, clock: Clock) -> None:
        """`root` is the desk's folder; `cache` is the folder of all index files, made where it is missing."""
        self.root = root
        self._clock = clock
        file = index_file(root, cache)
        if not os.path.exists(file):  # unlike `Path.exists` it bears a folder that is closed to us
            drop_older(cache, root, ".sqlite")
        self._store = Store(file)
        self.remarks: Callable[[], Sequence[Trace]] = lambda: ()
        """The reader's tags and notes, for searches."""
        self._refresher: Refresher | None = None
        self._refreshing = threading.Lock()
        self._known: tuple[int, int] | None = None  # the index as the last refresh left it
        self._lists: dict[str, tuple[tuple[int, int], Any]] = {}

    @property
    def is_indexed(self) -> bool:
        """Whether there is an index that at least one refresh has completed."""
        opening = self._store.opening
        try:
            with self._store.reading() as db:
                return db.execute("SELECT 1 FROM meta WHERE key = 'complete'").fetchone() is not None
        except ERRORS as error:
            if is_rotten(error):
                self._store.discard(opening)
                return False
            raise

    def at_once(self) -> AbstractContextManager[None]:
        """Several questions of one thread, where they are asked sooner together."""
        return nullcontext()

    def refresh(
        self,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        only: Collection[str] | None = None,
    ) -> Refreshed:
        """Bring the index in line with the files; what did not change is not read.

        `progress(done, of)` counts the files that had to be looked into; `cancelled` is asked between files. `only` are
        relative paths: nothing else is looked at, except the registry. Refreshes wait for each other; one that the desk
        is closed under ends as if cancelled.
        """
        with self._refreshing:
            for _attempt in range(3):
                try:
                    self._store.renew()
                    refreshed = self._reader().run(progress, cancelled, only)
                    with self._store.reading() as db:
                        known, self._known = self._known, self._stamp(db)
                    # what another process wrote meanwhile is no news to the index, but it is to the screen
                    is_news = not refreshed and known is not None and known != self._known
                    return replace(refreshed, elsewhere=True) if is_news else refreshed
                except _SIGNS as error:
                    if self._store.is_closed:
                        return Refreshed(cancelled=True)
                    if is_unwritable(error) or is_busy(error):
                        self._store.retreat()
                    elif self._is_spoiled(error):
                        self._store.discard(self._store.opening)
                    else:
                        raise
                    only = None
            return self._reader().run(progress, cancelled, None)

    def _reader(self) -> Refresher:
        """What reads files; loaded with the first refresh, which comes after the first frame."""
        if self._refresher is None:
            from briefing.desk.refresh import Refresher

            self._refresher = Refresher(self.root, self._store)
        return self._refresher

    def counts(self) -> Counts:
        return self._list("counts", queries.counts)

    def stories(self, order: str = "date", read: Collection[str] = ()) -> tuple[StoryRow, ...]:
        """Newest first; undated last; ties by id. Or in another order of `model/orders.py`, as all lists: `read` are
        the ids of those that `unread` puts last."""
        if order == "unread":
            return self.newest(-1, order, read)
        return self._list(f"stories by {order}", lambda db: queries.stories(db, order=order))

    def newest(self, most: int, order: str = "date", read: Collection[str] = ()) -> tuple[StoryRow, ...]:
        """The first of `stories`; all, where `most` is negative."""
        return self._read(lambda db: queries.stories(db, most, order, read))

    def passed(self) -> dict[str, list[str]]:
        """The files that are passed over, by the reason why, as far as they could be briefs."""
        return self._list("passed", queries.passed)

    def day_of_newest(self) -> date:
        """The day of the newest story: what is today in a picture that stays the same as long as the desk does."""
        return next((row.when.first for row in self.newest(1) if row.when), date(2025, 1, 1))

    def actors(self, order: str = "kind") -> tuple[ActorRow, ...]:
        """Persons, organisations, states, groups, unknown; within a kind by stories, mentions, name."""
        return self._list(f"actors by {order}", lambda db: queries.actors(db, order))

    def venues(self, order: str = "country") -> tuple[VenueRow, ...]:
        """By country code (none last), then by stories, most first, then by name."""
        return self._list(f"venues by {order}", lambda db: queries.venues(db, order))

    def questions(self, order: str = "due") -> tuple[QuestionRow, ...]:
        """Open ones first: overdue, then by due date, then the oldest; then partly answered, answered, overtaken and
        dropped ones, newest answer first."""
        today = self._clock.today()
        return self._list(f"questions of {today} by {order}", lambda db: queries.questions(db, today, order))

    def timeline(self) -> tuple[Happening, ...]:
        """Every event of the desk once, as the newest story tells it; newest first, undated last."""
        return self._list("timeline", events.timeline)

    def events_around_today(self, most: int) -> tuple[Happening, ...]:
        """At most so many of `timeline` on either side of today, quickly: what a first frame shows of a large desk."""
        return self._read(lambda db: events.around(db, self._clock.today().toordinal(), most))

    def events_of(self, kind: PageKind, key: str) -> tuple[Happening, ...]:
        """The events of one actor or place, in the order of `timeline`."""
        found = self.named_events_of(kind, key)
        return found[1] if found else ()

    def named_events_of(self, kind: PageKind, key: str) -> tuple[str, tuple[Happening, ...]] | None:
        """The same with the name of the actor or the place; None where there is none."""
        sorts = {"actor": ACTOR, "venue": VENUE}
        return self._read(lambda db: events_of(db, sorts[kind], key)) if kind in sorts else None

    def path(self, one: str, other: str) -> PathPage | None:
        """How two actors are connected, by their keys; None where either is not on the desk."""
        page = self.page("path", f"{one}|{other}")
        return page if isinstance(page, PathPage) else None

    def problems(self) -> tuple[Problem, ...]:
        """Everything that is the matter with the desk's files, the registry's first, then by file and place."""
        return self._list("problems", pages.problems)

    def page(self, kind: PageKind, key: str, share: Share = WHOLE) -> Page | None:
        """A page, or None where nothing has that key (any more). Of an actor or a place it is a `share` of it."""
        return self._read(lambda db: pages.page(db, kind, key, self._clock.today(), share))

    def search(self, query: Query, read: Collection[str] = (), starred: Collection[str] = (), limit: int = 50) -> Found:
        """The stories that fit a query, best first, no more than `limit`, and how many there are.

        `read` and `starred` are the ids that `is:` means. A query with a finished mistake finds nothing: see its
        `mistakes`, to which the names come that this desk does not have.
        """
        from briefing.desk import search

        return self._read(lambda db: search.search(db, self._asked(query, read, starred), limit))

    def quotes(
        self,
        query: Query,
        read: Collection[str] = (),
        starred: Collection[str] = (),
        limit: int = 50,
        stories: int = -1,
    ) -> FoundQuotes:
        """The sentences that a query with `of_sentences` finds, those of the newest story first, no more than `limit`.

        No more than the newest `stories` that may have some are looked into; without it all.
        """
        from briefing.desk import quotes

        def ask(db: sqlite3.Connection) -> FoundQuotes:
            return quotes.quotes(db, self._asked(query, read, starred, of_sentences=True), limit, stories)

        return self._read(ask)

    def matching(self, query: Query, read: Collection[str] = (), starred: Collection[str] = ()) -> tuple[StoryRow, ...]:
        """All stories that fit a query, newest first; undated last; ties by id."""
        from briefing.desk import search

        return self._read(lambda db: search.stories(db, self._asked(query, read, starred)))

    def count(self, query: Query, read: Collection[str] = (), starred: Collection[str] = ()) -> int:
        """How many stories fit a query; more than ten thousand are 10,001."""
        return self._read(lambda db: answer(self._asked(query, read, starred).counted(db)))

    def complete(self, text: str, most: int = 8) -> tuple[Candidate, ...]:
        """What could stand where a hand at the end of a query is typing, best first."""
        from briefing.model.query import OF_DESK

        return self._catalogue(OF_DESK, self.remarks()).complete(text, most)

    def _catalogue(self, keys: Iterable[str], remarks: Sequence[Trace] = ()) -> Catalogue:
        """What is known of the values of some keys."""
        from briefing.desk.catalogue import Catalogue, former, with_remarks
        from briefing.model.query import OF_DESK

        asked = {key: with_remarks(key, self.values(key), remarks) for key in keys if key in OF_DESK}
        return Catalogue(asked, lambda: self._list("former", former))

    def _asked(
        self, query: Query, read: Collection[str], starred: Collection[str], of_sentences: bool = False
    ) -> Search:
        from briefing.desk.search import OF_REMARKS, ReaderMarks, Search
        from briefing.desk.texts import joints_of

        keys = {term.key for term in query.filters}
        marks = ReaderMarks(read, starred, () if keys.isdisjoint(OF_REMARKS) else self.remarks())

        query = replace(query, of_sentences=of_sentences)
        known = self._catalogue(keys, marks.remarks)
        joints = self._read(lambda db: joints_of(db, query.words))
        return Search(query, known, self._clock.today(), marks, joints=joints, full_text=self._full_text())

    def called(self, text: str, kind: Literal["actor", "venue"] = "actor") -> Called:
        """The actors or the places that a typed name can mean; an id means one."""
        from briefing.desk.naming import called

        return self._read(lambda db: called(db, text, kind))

    def find(self, key: str) -> Place | None:
        """The page that an id names: a story, else an actor, a place or a question, which may leave out its story's id
        where no other question has the same; else the newest story of that title or other name."""
        key = composed(key)
        kinds: tuple[PageKind, ...] = ("story", "actor", "venue", "question")
        if found := next((Place.to(kind, key) for kind in kinds if self.page(kind, key, FIRST)), None):
            return found
        questions = self.questions_called(key)
        if len(questions) == 1:
            return Place.to("question", questions[0])
        story = None if questions else self._read(lambda db: answer(queries.story_named(db, key)))
        return Place.to("story", story.id) if story else None

    def questions_called(self, short: str) -> tuple[str, ...]:
        """The keys of the questions that have an id in their stories, newest story first."""
        return self._read(lambda db: queries.questions_called(db, short))

    def values(self, key: str) -> TermValues:
        """The values that a key of a search can have here, those that most stories have first."""
        from functools import partial

        from briefing.desk.catalogue import values_of

        return self._list(f"values of {key}", partial(values_of, key=key))

    def use(self, kind: Literal["actor", "venue"], key: str) -> HowUsed:
        """How much the stories make of an actor or a place."""
        from briefing.desk.use import use

        return self._read(lambda db: use(db, kind, key))

    def ids(self, kinds: Collection[str], start: str, most: int) -> list[tuple[str, str]]:
        """At most so many ids of `story`, `actor`, `venue` that begin like that, or have a part that does, with their
        titles or names."""
        from briefing.desk.naming import ids

        return self._read(lambda db: ids(db, kinds, start, most))

    def nearest_id(self, text: str) -> str:
        """The id of a story, an actor or a place that is most like a text; empty where none is."""
        from briefing.desk.naming import nearest_id

        return self._read(lambda db: nearest_id(db, text))

    def digest(self, since: date) -> Digest:
        """What is dated on a day or later, and what comes after today."""
        from briefing.desk.digest import digest

        return self._read(lambda db: digest(db, since, self._clock.today()))

    def source_of(self, brief_id: str) -> Path | None:
        """The file of a brief, relative to the root."""
        found = self._read(lambda db: db.execute("SELECT file FROM briefs WHERE id = ?", (brief_id,)).fetchone())
        return Path(found[0]) if found else None

    def names(self, keys: Collection[str]) -> dict[str, str]:
        """What actors, places and stories are called, of those that there are of some keys."""
        return self._read(lambda db: queries.names(db, keys))

    def story_in(self, file: str) -> str:
        """The id of the brief in a file relative to the root; empty where it holds none."""
        found = self._read(lambda db: db.execute("SELECT id FROM briefs WHERE file = ?", (file,)).fetchone())
        return found[0] if found else ""

    def asked(self, ask: Callable[[sqlite3.Connection], T]) -> T:
        """What the index answers to a question of another room; it must only ask."""
        return self._read(ask)

    def let_go(self) -> bool:
        """As `let_go` of `Store`, before this process is copied and both of it ask."""
        return self._store.let_go()

    def rest(self) -> None:
        """Let go of the memory that this thread's refresh took; for a program that goes on."""
        self._lists.clear()  # they are of the index as it was
        forget()
        self._store.rest()

    def carry(self) -> str:
        """Bring the reader's marks together with what is kept of them elsewhere, where that is so; the first time a
        sentence for the reader."""
        return ""

    def give_up(self) -> None:
        """Let nobody wait any more for answers that come from elsewhere: the reader is left."""

    def close(self) -> None:
        """Close every connection, once or again. What is asked afterwards raises `sqlite3.ProgrammingError`."""
        self._store.close()

    def _stamp(self, db: sqlite3.Connection) -> tuple[int, int]:
        """What differs whenever anything in the index changed."""
        return self._store.opening, versions.changes(db)

    def _list(self, name: str, ask: Callable[[sqlite3.Connection], T]) -> T:
        """A whole list, the very same value as the last time as long as nothing in the index changed."""

        def fresh(db: sqlite3.Connection) -> T:
            value: T | None = self._kept(db, name)
            if value is None:
                value = ask(db)
                self._lists[name] = self._stamp(db), value
            return value

        return self._read(fresh)

    def _kept(self, db: sqlite3.Connection, name: str) -> Any:
        """A list of the last time, if nothing in the index changed since, else None."""
        kept = self._lists.get(name)
        return kept[1] if kept and kept[0] == self._stamp(db) else None

    def _read(self, ask: Callable[[sqlite3.Connection], T]) -> T:
        opening = self._store.opening
        try:
            with self._store.reading() as db:
                return ask(db)
        except _SIGNS as error:
            if not self._is_spoiled(error):
                raise
            self._store.discard(opening)
        self.refresh()
        with self._store.reading() as db:
            return ask(db)

    def _is_spoiled(self, error: Exception) -> bool:
        """Whether the index is to be made anew: an error says so, or a look at all of it, where it may be ours."""
        if is_rotten(error):
            return True
        may_be_ours = not isinstance(error, sqlite3.Error) or code(error) in _OF_STATEMENTS
        return may_be_ours and self._store.is_unsound()
