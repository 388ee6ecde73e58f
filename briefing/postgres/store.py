"""The index of a published desk: one connection, on which one after the other asks."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from typing import Any, cast

from briefing.desk.away import Away
from briefing.postgres.address import DeskAddress
from briefing.postgres.asking import Asker
from briefing.postgres.connection import PATIENCE, connect
from briefing.postgres.editions import COLUMNS, PublishedEdition, control
from briefing.postgres.tables import FORM
from briefing.postgres.troubles import of_servers, said

SECONDS = 20
"""After so many the server gives a question up."""
_ATTEMPTS = 3
_ANOTHER = "another version of briefing, in a form that this one does not read"
_IDLE = 0
"""libpq's `PQTRANS_IDLE`: no transaction is open."""
_FIELDS = COLUMNS.count(",") + 1
_SETTINGS = {
    "jit": "off",  # to compile a question takes longer than any of ours
    "plan_cache_mode": "force_generic_plan",  # what the full text is asked for is not among the values (`dialect.py`)
    "enable_material": "off",  # of what is thought to be a few rows, and is gone through for each of thousands
    "max_parallel_workers_per_gather": "0",  # of many readers each has a process; more of them only wait for each other
    "random_page_cost": "1.1",  # what is read is in memory, or on a disk without heads
    "work_mem": "32MB",
}
"""What PostgreSQL is told of our questions."""
_SET = ", ".join(f"set_config('{name}', '{value}', true)" for name, value in _SETTINGS.items())


class PublishedStore:
    """One published desk. `opening` differs whenever another edition, or another state of one, is asked."""

    def __init__(self, address: DeskAddress, connected: Callable[[DeskAddress], Any] = connect) -> None:
        self.address = address
        self.edition: PublishedEdition | None = None
        self._connected = connected
        self._lock = threading.RLock()
        self._asker: Asker | None = None  # of the connection
        self._asking: Asker | None = None  # while a transaction is open
        self._held = 0
        self.opening = 0
        self.is_closed = False
        self.is_given_up = False

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """What sees one state of the desk throughout. Raises `Away`; `sqlite3.ProgrammingError` after `close`."""
        with self._alone():
            is_begun = self._asking is not None
            try:
                if not is_begun:
                    self._begin()
                yield cast("sqlite3.Connection", self._asking)
            except BaseException as error:
                self._end()
                if isinstance(error, of_servers()):
                    self._need_open()  # what was under way when it was closed is given up
                    raise Away(said(error, self.address)) from None
                raise
            if not (is_begun or self._held):
                self._end()

    @contextlib.contextmanager
    def at_once(self) -> Iterator[None]:
        """What this thread asks within is asked of one state, which is sought with the first question and left at the
        end: that is a journey each."""
        with self._alone():
            self._held += 1
            try:
                yield
            finally:
                self._held -= 1
                if not self._held:
                    self._end()

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        self._need_open()
        if not self._lock.acquire(timeout=PATIENCE):
            raise Away(f"{self.address.place} took too long to answer, and was not waited for")
        try:
            self._need_open()
            yield
        finally:
            self._lock.release()

    def _need_open(self) -> None:
        if self.is_closed:
            raise sqlite3.ProgrammingError("the desk is closed")

    def _begin(self) -> None:
        """Begin to ask the edition of now; a connection that was lost meanwhile is made anew, once."""
        from psycopg import OperationalError, errors

        is_fresh = self._asker is None
        for attempt in range(_ATTEMPTS):
            if self.is_given_up:
                raise Away(f"{self.address.place} is not asked any more")
            asker = self._asker = self._asker or self._connect()
            try:
                row = self._first_word(asker)
                break
            except OperationalError as error:
                self._drop()
                if is_fresh or attempt or isinstance(error, errors.QueryCanceled):
                    raise
            except errors.UndefinedColumn:
                raise Away(
                    f"what is at {self.address.shown} was published by {_ANOTHER}; publish it with this one"
                ) from None
            except errors.UndefinedTable:  # the edition was dropped between two words
                asker.connection.execute("ROLLBACK")
                if attempt == _ATTEMPTS - 1:
                    raise
        self._asking = self._asker
        if row is None:
            raise Away(f"nothing is published at {self.address.shown}")
        before, self.edition = self.edition, PublishedEdition(*row)
        if self.edition != before:
            self.opening += 1
        if self.edition.form != FORM:
            raise Away(
                f"what is at {self.address.shown} was published by briefing {self.edition.program}, in a form that this"
                " version does not read; publish it with this one, or read it with that"
            )

    def _connect(self) -> Asker:
        from briefing.postgres.limited import IS_GIVEN_UP

        before = IS_GIVEN_UP.set(lambda: self.is_given_up)
        try:
            return Asker(self._connected(self.address))
        finally:
            IS_GIVEN_UP.reset(before)  # of this connection alone

    def _first_word(self, asker: Asker) -> Any:
        """One message, and so one journey: a snapshot, which edition it is, and that nobody drops it meanwhile."""
        schema = self.address.schema  # of letters, digits and `_`
        found = asker.connection.execute(
            f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = '{SECONDS}s';"
            f" SELECT {COLUMNS}, pg_backend_pid(), {_SET},"
            f" set_config('search_path', '{schema}__' || number || ', pg_catalog', true)"
            f" FROM {control(self.address)}.editions WHERE is_current; LOCK TABLE counts IN ACCESS SHARE MODE"
        )
        found.nextset()
        found.nextset()
        row = found.fetchone()
        if row is None:
            return None
        # a pooler may give the next transaction to another process, which has planned none of our questions
        asker.is_direct = row[_FIELDS] == asker.connection.info.backend_pid
        return row[:_FIELDS]

    def _end(self) -> None:
        import psycopg

        self._asking = None
        if (asker := self._asker) is not None:
            asker.forget()
            if asker.connection.info.transaction_status != _IDLE:
                try:
                    asker.connection.execute("ROLLBACK")
                except psycopg.Error:
                    self._drop()

    def _drop(self) -> None:
        if self._asker is not None:
            with contextlib.suppress(Exception):
                self._asker.connection.close()
            self._asker = None

    using = reading

    def renew(self) -> None:
        """Nothing on this machine can have taken its place."""

    def rest(self) -> None:
        """Nothing of it is kept here."""

    def let_go(self) -> bool:
        return False

    def give_up(self) -> None:
        """Let nobody wait any more: whoever asks, or will, is told that nothing is asked."""
        self.is_given_up = True
        if (asker := self._asker) is not None:
            with contextlib.suppress(Exception):
                if self._asking is not None:
                    asker.connection.cancel_safe(timeout=1)
            asker.connection.is_given_up = True

    def close(self) -> None:
        """End the connection; who is asking is not waited for longer than a moment."""
        self.is_closed = True
        self.give_up()
        if self._lock.acquire(timeout=2):
            try:
                self._drop()
            finally:
                self._lock.release()
