"""What is said where the file of a reader's marks cannot be written, and what a damaged one is called then."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from briefing.desk.database import code, is_busy


def free_name(path: Path) -> Path:
    """A name for a damaged file, that none has yet."""
    number = 1
    while (target := path.with_name(f"{path.name}.broken-{number}")).exists():
        number += 1
    return target


def sentence(error: Exception, path: Path) -> str:
    """What an error means for who made a mark, in a sentence for the status line."""
    if code(error) == sqlite3.SQLITE_FULL:
        return "the disk is full: what you mark is kept only until you quit"
    if is_busy(error):
        return "another program holds the file of your marks: this one is not on disk yet"
    if isinstance(error, OSError) and error.errno == errno.ENOLCK:
        return f"{path.parent} has no locks, as two readers need: what you mark is kept only until you quit"
    forbidden = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
    if isinstance(error, OSError) or code(error) in forbidden:
        return f"{path.parent} cannot be written to: what you mark is kept only until you quit"
    return f"what you mark is kept only until you quit: {error}"
