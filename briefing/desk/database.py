"""What every SQLite file of ours needs: one transaction, one way to read an error.

`store.py` throws a damaged index away and makes it anew; `state.py` sets a damaged file aside and keeps it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from briefing.model.codec import DecodeError
from briefing.model.system import can_lock

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT})
_UNWRITABLE = frozenset(
    {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
     sqlite3.SQLITE_AUTH, sqlite3.SQLITE_NOLFS, sqlite3.SQLITE_PROTOCOL}
)  # fmt: skip
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What `sqlite3` raises: the latter where its own message quotes a name in which a bit has changed."""
_UNDECODABLE = "Could not decode to UTF-8"
"""What `sqlite3` itself says, without a code, of text in which a bit has changed."""


class Damage(sqlite3.DatabaseError):
    """A look into the file found it damaged."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT


def make_folder(folder: Path) -> None:
    """Make the folder of a file of SQLite's. Raises `OSError`, with `ENOLCK` where no file there can be locked: SQLite
    would take it for locked and wait."""
    folder.mkdir(parents=True, exist_ok=True)
    if not can_lock(folder):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK), folder)


def code(error: Exception) -> int:
    """SQLite's primary code of an error; that of any error, `SQLITE_ERROR`, where it has none."""
    found: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return found & 0xFF


def is_damage(error: Exception) -> bool:
    """Whether an error says that the file is rotten: not SQLite, malformed, or holding what nobody wrote."""
    if isinstance(error, sqlite3.DatabaseError):
        return code(error) in _DAMAGED or str(error).startswith(_UNDECODABLE)
    return isinstance(error, DecodeError | UnicodeDecodeError)


def is_fault(error: Exception) -> bool:
    """Whether an error says that a statement is none: where it was one before, the tables or triggers are not what they
    were."""
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR


def is_unwritable(error: Exception) -> bool:
    """Whether an error says that nothing can be written where the file lies."""
    return isinstance(error, sqlite3.Error) and code(error) in _UNWRITABLE


def is_busy(error: Exception) -> bool:
    """Whether an error says that another connection is in the way for now."""
    return isinstance(error, sqlite3.Error) and code(error) in _BUSY


@contextlib.contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All of what is written in it happens, or nothing. It waits for another writer before it begins, never within."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:  # ctrl+c too: a transaction left open would lock every other process out
        with contextlib.suppress(sqlite3.Error):
            db.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def snapshot(db: sqlite3.Connection) -> Iterator[None]:
    """What is read in it is of one state of the file, whatever others write meanwhile."""
    db.execute("BEGIN")  # deferred: a reader waits for no writer, and holds none up
    try:
        yield
    finally:
        with contextlib.suppress(sqlite3.Error):
            db.execute("ROLLBACK")
