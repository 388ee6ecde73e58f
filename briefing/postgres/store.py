"""The index of a published desk: one connection, on which one after the other asks."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, cast

from briefing.desk.away import Away
from briefing.postgres.address import DeskAddress
from briefing.postgres.asking import AskedRows, Asker, Question
from briefing.postgres.connection import PATIENCE, connect
from briefing.postgres.editions import COLUMNS, PublishedEdition, control
from briefing.postgres.tables import FORM
from briefing.postgres.troubles import of_servers, said

T = TypeVar("T")
SECONDS = 20
"""After so many the server gives a question up."""
_ATTEMPTS = 3
_ANOTHER = "another version of briefing, in a form that this one does not read"
_OF_EDITION = 1
"""Which of the questions that begin tells the edition."""
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
    """One published desk."""

    def __init__(self, address: DeskAddress, connected: Callable[[DeskAddress], Any] = connect) -> None:
        self.address = address
        self.edition: PublishedEdition | None = None
        self._told: tuple[Any, ...] = ()  # of it, by the server
        self._beginning = _beginning(address)
        self._connected = connected
        self._lock = threading.RLock()
        self._asker = Asker()
        self._is_asking = False  # from one state of the desk
        self._held = 0
        self._states = 0
        self.is_closed = False
        self.is_given_up = False

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """What sees one state of the desk throughout. Raises `Away`; `sqlite3.ProgrammingError` after `close`."""
        with self._alone():
            is_begun = self._is_asking
            try:
                if not is_begun:
                    self._need_somebody()
                    self._asker.open(self._begin)
                    self._is_asking = True
                yield cast("sqlite3.Connection", self._asker)
            except BaseException as error:
                self._end()
                if isinstance(error, of_servers()):
                    self._need_open()  # what was under way when it was closed is given up
                    raise Away(said(error, self.address)) from None
                raise
            if not (is_begun or self._held):
                self._end()

    def state(self) -> int:
        """What differs whenever another edition, or another state of one, is asked; for who is `reading`."""
        self._asker.need_open()
        return self._states

    @contextlib.contextmanager
    def at_once(self) -> Iterator[None]:
        """What this thread asks within is asked of one state, which is sought with the first question and left at the
        end."""
        with self._alone():
            self._held += 1
            try:
                yield
            finally:
                self._held -= 1
                if not self._held:
                    self._end()

    def apart(self, work: Callable[[Any], T]) -> T:
        """What some work does with the connection that is no question to the desk. Raises `Away`."""
        with self._alone():
            try:
                self._end()
                self._need_somebody()
                if self._asker.connection is None:
                    self._connect()
                return self._asker.apart(work)
            except BaseException as error:
                self._drop()  # and it is made anew, which is known to be well then
                if isinstance(error, of_servers()):
                    raise Away(said(error, self.address)) from None
                raise

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

    def _need_somebody(self) -> None:
        if self.is_given_up:
            raise Away(f"{self.address.place} is not asked any more")

    def _begin(self, asked: Sequence[Question]) -> None:
        """Begin to ask the edition of now, with the first questions; a connection that was lost meanwhile is made anew,
        once."""
        from psycopg import Error

        is_fresh = self._asker.connection is None
        for attempt in range(_ATTEMPTS):
            self._need_somebody()
            if self._asker.connection is None:
                self._connect()
            beginning = [(sql, (), AskedRows(self._asker)) for sql in self._beginning]
            found = beginning[_OF_EDITION][2]
            try:
                self._asker.go([*beginning, *asked], is_beginning=True)
            except Error as error:
                self._take(found)
                if attempt == _ATTEMPTS - 1 or not self._is_worth_another(
                    error, found.is_there, is_fresh or attempt > 0
                ):
                    raise
            else:
                self._take(found)
                return

    def _take(self, found: AskedRows) -> None:
        """Which edition it is. Raises `Away` where there is none, or one of another form."""
        if not found.is_there:
            return
        row = found.fetchone()
        if row is None:
            raise Away(f"nothing is published at {self.address.shown}")
        # a pooler may give the next transaction to another process, which has planned none of our questions
        self._asker.is_direct = row[_FIELDS] == self._asker.connection.info.backend_pid
        if self._told != row[:_FIELDS] or self.edition is None:
            self._told = row[:_FIELDS]
            self.edition = PublishedEdition(*self._told)
            self._states += 1
        if self.edition.form != FORM:
            raise Away(
                f"what is at {self.address.shown} was published by briefing {self.edition.program}, in a form that this"
                " version does not read; publish it with this one, or read it with that"
            )

    def _is_worth_another(self, error: Exception, is_begun: bool, is_new: bool) -> bool:
        """Whether what went wrong may not do so once more, for which all is made ready then. A connection that `is_new`
        was not lost meanwhile."""
        from psycopg import OperationalError, errors

        if isinstance(error, errors.UndefinedColumn) and not is_begun:
            raise Away(
                f"what is at {self.address.shown} was published by {_ANOTHER}; publish it with this one"
            ) from None
        if isinstance(error, errors.InvalidSqlStatementName):
            self._asker.is_direct = False  # another process of the server was asked
        elif isinstance(error, OperationalError) and not (is_begun or is_new):
            self._drop()
        elif not (isinstance(error, errors.UndefinedTable) and is_begun):  # the edition was dropped between two words
            return False
        self._asker.end()
        return not isinstance(error, errors.QueryCanceled)

    def _connect(self) -> None:
        from briefing.postgres.limited import IS_GIVEN_UP

        before = IS_GIVEN_UP.set(lambda: self.is_given_up)
        try:
            self._asker.renew(self._connected(self.address))
        finally:
            IS_GIVEN_UP.reset(before)  # of this connection alone
        self._asker.is_direct = False  # until it is known

    def _end(self) -> None:
        import psycopg

        self._is_asking = False
        try:
            self._asker.end()
        except psycopg.Error:
            self._drop()

    def _drop(self) -> None:
        with contextlib.suppress(Exception):
            self._asker.drop()

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
        if (connection := self._asker.connection) is not None:
            with contextlib.suppress(Exception):
                if self._is_asking:
                    connection.cancel_safe(timeout=1)
            connection.is_given_up = True

    def close(self) -> None:
        """End the connection; who is asking is not waited for longer than a moment."""
        self.is_closed = True
        self.give_up()
        if self._lock.acquire(timeout=2):
            try:
                self._drop()
            finally:
                self._lock.release()


def _beginning(address: DeskAddress) -> tuple[str, ...]:
    """A snapshot, which edition it is, and that nobody drops it meanwhile."""
    schema = address.schema  # of letters, digits and `_`
    return (
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        f"SELECT {COLUMNS}, pg_backend_pid(), {_SET}, set_config('statement_timeout', '{SECONDS}s', true),"
        f" set_config('search_path', '{schema}__' || number || ', pg_catalog', true)"
        f" FROM {control(address)}.editions WHERE is_current",
        "LOCK TABLE counts IN ACCESS SHARE MODE",
    )
