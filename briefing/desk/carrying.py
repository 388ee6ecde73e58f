"""What of a reader's marks still has to go to where they are kept together, beside the file that has them.

A log takes down the key of each fact of `kept` that is written, whoever writes it. It is begun where marks are carried
for the first time, and holds all that there is then.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from briefing.desk.traces import known, take_in
from briefing.model.traces import KINDS, Trace
from briefing.model.value import dataclass

_FACT = "carried"
_KINDS = frozenset({*KINDS} - {"caught_up"})
"""What there was when a desk was opened first is taken for seen on each machine by itself, without a word of it: so
that each has its own moment when there was nothing new."""
_LOG = (
    "CREATE TABLE uncarried (number INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT NOT NULL, id TEXT NOT NULL,"
    " name TEXT NOT NULL)",
    "CREATE TRIGGER uncarried_in AFTER INSERT ON kept BEGIN"
    " INSERT INTO uncarried (what, id, name) VALUES (new.what, new.id, new.name); END",
    "CREATE TRIGGER uncarried_anew AFTER UPDATE ON kept BEGIN"
    " INSERT INTO uncarried (what, id, name) VALUES (new.what, new.id, new.name); END",
)
"""Numbers are never given twice: who has carried up to one may take away all up to it, whatever came since."""


@dataclass(frozen=True, slots=True)
class Carried:
    """How far it is with one room, which others of the same place differ from: the last of its facts, by their numbers
    there, that was taken in here."""

    room: str = ""
    number: int = 0


def carried(db: sqlite3.Connection) -> Carried:
    """How far it is; nowhere where nothing was carried yet."""
    row = db.execute("SELECT value FROM facts WHERE key = ?", (_FACT,)).fetchone()
    if row is None or not _has_log(db):
        return Carried()
    try:
        room, number = json.loads(row[0])
    except ValueError:
        return Carried()
    return Carried(str(room), int(number))


def begin(db: sqlite3.Connection, room: str) -> None:
    """Carry to another room from now on: all that there is."""
    if not _has_log(db):
        for statement in _LOG:
            db.execute(statement)
    db.execute("INSERT INTO uncarried (what, id, name) SELECT what, id, name FROM kept")
    come_to(db, Carried(room))


def come_to(db: sqlite3.Connection, now: Carried) -> None:
    """Note how far it is."""
    value = json.dumps([now.room, now.number])
    db.execute("INSERT OR REPLACE INTO facts (key, value) VALUES (?, ?)", (_FACT, value))


def is_left(db: sqlite3.Connection) -> bool:
    """Whether something is to be carried."""
    return _has_log(db) and db.execute("SELECT 1 FROM uncarried LIMIT 1").fetchone() is not None


def left(db: sqlite3.Connection, most: int) -> tuple[list[Trace], int]:
    """The facts of the first of what is to be carried, no more than so many, each once; and the number up to which that
    is."""
    rows = db.execute("SELECT number, what, id, name FROM uncarried ORDER BY number LIMIT ?", (most,)).fetchall()
    keys = dict.fromkeys((what, of, name) for _number, what, of, name in rows if what in _KINDS)
    found = (known(db, key) for key in keys)
    return [trace for trace in found if trace], rows[-1][0] if rows else 0


def let_go(db: sqlite3.Connection, number: int) -> None:
    """All up to a number was carried."""
    db.execute("DELETE FROM uncarried WHERE number <= ?", (number,))


def take(db: sqlite3.Connection, traces: Iterable[Trace], now: Carried) -> int:
    """Take facts in; how many were not known here. They need not be carried back."""
    last = db.execute("SELECT coalesce(max(number), 0) FROM uncarried").fetchone()[0]
    taken = take_in(db, (trace for trace in traces if trace.what in _KINDS))
    come_to(db, now)
    keys = {trace.key for trace in taken}
    rows = db.execute("SELECT number, what, id, name FROM uncarried WHERE number > ?", (last,)).fetchall()
    back = [(number,) for number, *key in rows if tuple(key) in keys]
    db.executemany("DELETE FROM uncarried WHERE number = ?", back)
    return len(taken)


def _has_log(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'uncarried'").fetchone() is not None
