"""A desk that somebody published: the same questions, asked of a database."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from briefing.desk.desk import Desk
from briefing.desk.excerpt import ExcerptError
from briefing.desk.matching import FullText
from briefing.desk.refreshed import Refreshed
from briefing.desk.rolls import ListKind, Roll
from briefing.desk.store import Store
from briefing.model.clock import Clock
from briefing.model.names import one_line
from briefing.postgres.address import DeskAddress
from briefing.postgres.asking import Asker
from briefing.postgres.news import watch
from briefing.postgres.rolls import stored
from briefing.postgres.store import PublishedStore

if TYPE_CHECKING:
    from briefing.postgres.marks import Carrier

T = TypeVar("T")


class PublishedDesk(Desk):
    """One published desk, which nobody changes here. Where the database does not answer, questions raise `Away`."""

    def __init__(
        self, address: DeskAddress, clock: Clock, store: PublishedStore | None = None, marks: Path | None = None
    ) -> None:
        """`marks` is the folder of the files of the reader's marks, where they are to be carried to the database if it
        keeps them."""
        self.address = address
        self.root = address.root
        self._clock = clock
        self._published = store or PublishedStore(address)
        self._store = cast("Store", self._published)
        self._carrier: Carrier | None = None
        if marks:
            from briefing.postgres.marks import Carrier

            self._carrier = Carrier(self._published, marks)
        self.remarks = tuple
        self._refresher = None
        self._refreshing = threading.Lock()
        self._known = None
        self._lists = {}

    @property
    def name(self) -> str:
        return self.address.name

    @property
    def is_indexed(self) -> bool:
        return bool(self._read(self._stamp))

    def refresh(
        self,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        only: Collection[str] | None = None,
    ) -> Refreshed:
        """Look whether something else is published by now."""
        with self._refreshing:
            known, self._known = self._known, self._read(self._stamp)
            return Refreshed(elsewhere=known is not None and known != self._known)

    def at_once(self) -> AbstractContextManager[None]:
        return self._published.at_once()

    @property
    def files(self) -> Path | None:
        return None

    def text_of(self, file: str) -> str:
        """The text of a file as it was published."""
        select = "SELECT s.text FROM briefs AS b JOIN sources AS s ON s.brief = b.number WHERE b.file = ?"
        found = self._read(lambda db: db.execute(select, (file,)).fetchone())
        if found is None:
            raise ExcerptError(f"{one_line(file)} was not published")
        return str(found[0])

    def watch(self, on_change: Callable[[frozenset[str]], None], stop: threading.Event) -> None:
        """Call `on_change` when it is published again, and when the database goes or comes back."""
        carry = self._carrier.turn if self._carrier else lambda: None
        watch(self.address, lambda: on_change(frozenset()), stop, beside=carry)

    def carry(self) -> str:
        if not self._carrier:
            return ""
        self._carrier.go()
        return "This desk keeps what you mark, for you alone, in its database too" if self._carrier.is_new else ""

    def close(self) -> None:
        super().close()
        if self._carrier:
            self._carrier.end()  # behind: a reader has two connections and no more

    def give_up(self) -> None:
        self._published.give_up()

    def _undated(self, db: sqlite3.Connection, kind: ListKind, order: str, most: int = -1) -> Roll:
        return stored(db, kind, order, most) or super()._undated(db, kind, order, most)

    def _full_text(self) -> FullText:
        return Asker.full_text

    def _stamp(self, db: sqlite3.Connection) -> tuple[int, int]:
        return self._published.state(), 0

    def _read(self, ask: Callable[[sqlite3.Connection], T]) -> T:
        with self._published.reading() as db:
            return ask(db)

    def _is_spoiled(self, error: Exception) -> bool:
        return False
