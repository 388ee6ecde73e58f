"""What changed in the index of a publisher since it published last, kept in that index itself.

A row that comes, goes or changes leaves its table and the first column of its key. So whatever was killed when, what is
to be published is known with the change itself; what was published and is still in the log is published once more.

What is published is a *state* of the index: its number of changes, and a name that nobody else gives. An index can be
copied, as a job does that keeps it from one time to the next, and two copies that went on apart have the same numbers
of different states.
"""

from __future__ import annotations

import secrets
import sqlite3
from typing import Any

from briefing.desk.glance import meta
from briefing.desk.store import Store
from briefing.desk.versions import changes
from briefing.postgres.tables import tables

_BASE = "published"
"""The key in `meta` of the state in which the log was empty, as `CHANGES NAME`; there is none where there is no log."""
_SENT = "publishing"
"""The key of all states since, in order, that somebody began to send: whether they came to the end nobody knows."""
_MOST = 100
"""So many of them are kept."""


def states(db: sqlite3.Connection) -> frozenset[str]:
    """The states that what is published can be of, if all that is new to it is in the log."""
    base = meta(db, _BASE)
    return frozenset(f"{base} {meta(db, _SENT)}".split()[1::2]) if base else frozenset()


def name_of_now(store: Store) -> tuple[int, str]:
    """How many changes the index has had, and a name for its state, kept before anything of it is sent."""
    with store.writing() as db:
        now, sent = changes(db), meta(db, _SENT).split()
        known = [*meta(db, _BASE).split(), *sent]
        if known[-2:-1] == [str(now)]:
            return now, known[-1]
        name = secrets.token_hex(16)
        _put(db, _SENT, " ".join([*sent, str(now), name][-2 * _MOST :]))
        return now, name


def touched(db: sqlite3.Connection, table: str) -> list[Any]:
    """The keys of the rows of a table that came, went or changed."""
    return [row[0] for row in db.execute("SELECT key FROM touched WHERE name = ? ORDER BY key", (table,))]


def begin(store: Store, after: int, state: str) -> None:
    """Take down what changes from now on, if the index is still as it was `after` so many changes, in that state."""
    with store.writing() as db:
        if changes(db) != after:
            return
        db.execute("DROP TABLE IF EXISTS touched")
        db.execute("CREATE TABLE touched (name TEXT NOT NULL, key NOT NULL, PRIMARY KEY (name, key)) WITHOUT ROWID")
        for table in tables().values():
            key = table.key[0]
            for event, rows in (("INSERT", ("new",)), ("DELETE", ("old",)), ("UPDATE", ("old", "new"))):
                lines = "".join(f" INSERT OR IGNORE INTO touched VALUES ('{table.name}', {row}.{key});" for row in rows)
                db.execute(
                    f"CREATE TRIGGER IF NOT EXISTS touched_{table.name}_{event} AFTER {event} ON {table.name}"
                    f" BEGIN{lines} END"
                )
        _note(db, after, state)
        store.note_shape(db)


def clear(store: Store, after: int, state: str) -> None:
    """Empty the log, if nothing changed since."""
    with store.writing() as db:
        if changes(db) == after:
            _note(db, after, state)
            db.execute("DELETE FROM touched")


def _note(db: sqlite3.Connection, after: int, state: str) -> None:
    _put(db, _BASE, f"{after} {state}")
    _put(db, _SENT, "")


def _put(db: sqlite3.Connection, key: str, value: str) -> None:
    db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))
