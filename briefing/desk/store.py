"""The index's file: opened, distrusted, replaced when it is damaged, and never in the way."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from briefing.desk import schema
from briefing.desk.database import ERRORS, code, is_busy, is_damage, make_folder, snapshot, transaction
from briefing.desk.kept import remove
from briefing.model.files import identity
from briefing.model.system import give_back, lock

BUSY_SECONDS = 20.0
CLOSE_SECONDS = 2.0
CACHE_KIB = 32 * 1024
"""What a connection that writes may keep of the index in memory."""
READING_KIB = 1024
"""What any other may: there is one a thread, and what is read again the system has."""
PAGE_BYTES = 8192
"""Twice SQLite's own: a first reading takes a tenth less, and what a story is kept as fits a page twice."""
CHECKPOINT_PAGES = 4096
"""A first refresh touches the same pages again and again; each is then copied home once for many times."""

_SHAPE = "SELECT group_concat(type || name || tbl_name || rootpage || ifnull(sql, ''), ';') FROM sqlite_master"
"""Asks how the tables are made."""


class Connection(sqlite3.Connection):
    """A connection that can be referred to weakly, and knows which opening of the store it belongs to.

    `users` counts who is in the middle of something with it.
    """

    opening: int = 0
    users: int = 0

    def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
        """Python takes `?1` for a name, and from 3.14 on wants its value by that (python/cpython#101693)."""
        if "?1" in sql and not isinstance(values, Mapping):
            values = {str(number): value for number, value in enumerate(values, 1)}
        return super().execute(sql, values)


def is_rotten(error: Exception) -> bool:
    """Whether an error says that the index must be made anew: it is damaged, or of another shape."""
    return is_damage(error) or code(error) == sqlite3.SQLITE_SCHEMA


class Store:
    """One index, a connection a thread.

    Where the file cannot be had, the index lives in a temporary folder, and where that fails too in memory; then all
    threads share one connection. `path` is None in memory.
    """

    def __init__(self, path: Path) -> None:
        self.path: Path | None = path
        self._wanted = path
        self._temporary: str | None = None
        self._memory: Connection | None = None
        self._local = threading.local()
        self._open: weakref.WeakSet[Connection] = weakref.WeakSet()
        self._lock = threading.RLock()
        self._opening = 1
        self._identity = (0, 0)
        self._closed = False
        self._prepare()

    @property
    def opening(self) -> int:
        """A number that differs whenever another file, or a new one, takes the place of the index."""
        return self._opening

    def connection(self) -> Connection:
        """This thread's connection. Raises `sqlite3.ProgrammingError` after `close`."""
        if self._closed:
            raise sqlite3.ProgrammingError("the desk is closed")
        if self._memory is not None:
            return self._memory
        found: Connection | None = getattr(self._local, "connection", None)
        if found is None or found.opening != self._opening:
            with self._lock:  # not while another thread replaces the file
                found = self._connect()
            self._local.connection = found
        return found

    @property
    def is_closed(self) -> bool:
        return self._closed

    @contextlib.contextmanager
    def using(self) -> Iterator[Connection]:
        """This thread's connection, not to be closed under its hands. Raises like `connection`."""
        connection = self.connection()
        # counted before it is looked at: `close` shuts the door first, and then counts who is inside
        connection.users += 1
        try:
            if self._closed:
                raise sqlite3.ProgrammingError("the desk is closed")
            yield connection
        finally:
            connection.users -= 1

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the index throughout."""
        with self.using() as connection:
            # what all threads share can't be in a transaction for one; whoever is in one sees one state already
            if self._memory is not None or connection.in_transaction:
                yield connection
                return
            with snapshot(connection):
                yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection inside a transaction of its own: all of it happens, or nothing."""
        with self.using() as connection:
            connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
            with transaction(connection):
                yield connection

    def note_shape(self, db: sqlite3.Connection) -> None:
        """Take the tables for right as they are now, in the transaction that changed them."""
        db.execute(f"UPDATE meta SET value = ({_SHAPE}) WHERE key = 'shape'")

    def rest(self) -> None:
        """Let go of what this thread keeps of the index in memory since it wrote: every thread would."""
        with contextlib.suppress(*ERRORS), self.using() as connection:  # a damaged index is met by the next question
            connection.execute(f"PRAGMA cache_size=-{READING_KIB}")
            connection.execute("PRAGMA shrink_memory")
        give_back()

    def checkpoint(self) -> None:
        """Copy what was written into the main file, as far as no reader is in the way."""
        with self.using() as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def renew(self) -> None:
        """Look whether the file is still the one that was opened; another process may have replaced a damaged one."""
        if self.path is not None and identity(self.path) != self._identity:
            with self._lock:
                self._opening += 1  # first: what the other threads have open is old from here on
                self._prepare()

    def discard(self, opening: int) -> None:
        """Throw the index away and begin an empty one, unless that was done since `opening`."""
        with self._lock:
            if opening != self._opening:
                return
            self._opening += 1
            if self._memory is not None:
                self._memory.close()
                self._memory = None
                self._in_memory()
            elif self.path is not None:
                self._drop_own_connection()  # the other threads drop theirs when they ask next
                with contextlib.suppress(OSError), _locked(self.path):
                    remove(self.path)
                self._prepare()

    def is_unsound(self) -> bool:
        """Whether a look at every page and every row finds what nobody wrote. That takes its time."""
        if self._memory is not None:
            return False
        try:
            with self.reading() as db:
                if db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                    return True
                if db.execute(
                    "SELECT EXISTS (SELECT id FROM texts_docsize EXCEPT SELECT number FROM briefs)"
                ).fetchone()[0]:
                    return True
            with self.writing() as db:
                db.execute("INSERT INTO texts (texts) VALUES ('integrity-check')")
        except sqlite3.ProgrammingError:
            return False
        except ERRORS as error:
            return is_rotten(error) or code(error) == sqlite3.SQLITE_ERROR
        return False

    def retreat(self) -> None:
        """Leave a place that cannot be written to, or that a process holds for longer than `BUSY_SECONDS`, as one that
        was stopped does: begin an empty index in a temporary folder, or in memory."""
        with self._lock:
            self._opening += 1
            self._drop_own_connection()
            self._fall_back()

    def let_go(self) -> bool:
        """Close this thread's connection, which the next question opens anew: SQLite's must not be carried into a copy
        of this process. False where there is no file, and a copy would have an index of its own."""
        if self._memory is not None:
            return False
        self._drop_own_connection()
        return True

    def close(self) -> None:
        """Close every connection; one that is in use is waited for a while, and else left to the end of the process."""
        with self._lock:
            self._closed = True
            connections = [*self._open, *([self._memory] if self._memory is not None else [])]
            patience = time.monotonic() + CLOSE_SECONDS
            for connection in connections:
                while connection.users and time.monotonic() < patience:
                    time.sleep(0.005)
                if not connection.users:
                    with contextlib.suppress(sqlite3.Error):
                        connection.close()
            if self._temporary is not None:
                import shutil

                shutil.rmtree(self._temporary, ignore_errors=True)

    def _prepare(self) -> None:
        if self.path is None:
            return
        try:
            self._check(self.path)
        except (OSError, *ERRORS):
            self._fall_back()

    def _check(self, path: Path) -> None:
        """Make `path` an index of this version, whatever lies there now."""
        make_folder(path.parent)
        for attempt in range(3):  # another process may be making or removing it at the same time
            connection: Connection | None = None
            try:
                connection = self._connect()
                if _is_current(connection):
                    self._local.connection = connection
                    self._identity = identity(path)
                    return
                if _is_empty(connection):
                    _create(connection)
                    self._local.connection = connection
                    self._identity = identity(path)
                    return
            except ERRORS as error:
                if not is_rotten(error) or attempt == 2:
                    raise
            if connection is not None:
                connection.close()
            with _locked(path):
                if not self._is_fine(path):
                    remove(path)
        raise sqlite3.OperationalError("the index cannot be begun")

    def _is_fine(self, path: Path) -> bool:
        """A second look under the lock: another process may have just begun a new index."""
        try:
            with contextlib.closing(self._connect()) as connection:
                return _is_current(connection)
        except ERRORS as error:
            if is_rotten(error):
                return False
            raise

    def _connect(self) -> Connection:
        assert self.path is not None
        connection = sqlite3.connect(
            self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, factory=Connection
        )
        try:
            connection.opening = self._opening
            connection.execute(f"PRAGMA page_size={PAGE_BYTES}")  # of an index that is yet to be made
            _journal(connection)
            connection.execute("PRAGMA synchronous=NORMAL")  # what a power cut takes is read from the files again
            connection.execute("PRAGMA temp_store=MEMORY")
            connection.execute("PRAGMA secure_delete=OFF")  # what it would overwrite stands in the files
            connection.execute(f"PRAGMA cache_size=-{READING_KIB}")
            connection.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
            connection.execute("PRAGMA journal_size_limit=4194304")
        except BaseException:
            connection.close()
            raise
        self._open.add(connection)
        return connection

    def _drop_own_connection(self) -> None:
        found: Connection | None = getattr(self._local, "connection", None)
        if found is not None:
            with contextlib.suppress(sqlite3.Error):
                found.close()
            self._local.connection = None

    def _fall_back(self) -> None:
        if self._temporary is None:
            with contextlib.suppress(OSError, *ERRORS):
                import tempfile

                self._temporary = tempfile.mkdtemp(prefix="briefing-")
                self.path = Path(self._temporary) / self._wanted.name
                self._check(self.path)
                return
        self._in_memory()

    def _in_memory(self) -> None:
        self.path = None
        self._memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False, factory=Connection)
        _create(self._memory)


def _journal(connection: Connection) -> None:
    """Switch to a write-ahead log. SQLite does not wait when two connections do so at once, hence the patience."""
    for attempt in range(100):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if not is_busy(error) or attempt == 99:
                raise
        time.sleep(0.02)


def _is_current(connection: Connection) -> bool:
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if found != schema.version():
        return False
    try:
        # a bit that changed in how the tables are made shows only when one is used, as an error like those of a slip
        shape = connection.execute(f"SELECT value = ({_SHAPE}) FROM meta WHERE key = 'shape'").fetchone()
        return bool(shape and shape[0])
    except sqlite3.OperationalError as error:
        if code(error) == sqlite3.SQLITE_ERROR:
            return False
        raise


def _is_empty(connection: Connection) -> bool:
    found: int = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return found == 0


def _create(connection: Connection) -> None:
    with transaction(connection):
        if not _is_current(connection):  # another process may have been first
            for statement in schema.TABLES.split(";\n"):
                connection.execute(statement)
            connection.execute(f"INSERT INTO meta (key, value) SELECT 'shape', ({_SHAPE})")
            connection.execute(f"PRAGMA user_version={schema.version()}")


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock that keeps two processes from replacing one index at once, where the system has such locks."""
    # a file of its own, since the index is what goes; the lock ends with the process, however that ends
    with open(f"{path}.lock", "ab") as file:
        lock(file.fileno(), waits=True)
        yield
