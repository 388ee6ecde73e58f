"""What changed in the index of a publisher since it published last, kept in that index itself.

A row that comes, goes or changes leaves its table and the first column of its key. So whatever was killed when, what is
to be published is known with the change itself; what was published and is still in the log is published once more.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from briefing.desk.glance import meta
from briefing.desk.store import Store
from briefing.desk.versions import changes
from briefing.postgres.tables import tables

_BASE = "published"
"""The key in `meta` of the number of changes after which the log was empty."""


def base(db: sqlite3.Connection) -> int | None:
    """After how many changes the log was empty; None where there is no log yet."""
    found = meta(db, _BASE)
    return int(found) if found else None


def touched(db: sqlite3.Connection, table: str) -> list[Any]:
    """The keys of the rows of a table that came, went or changed."""
    return [row[0] for row in db.execute("SELECT key FROM touched WHERE name = ? ORDER BY key", (table,))]


def begin(store: Store, after: int) -> None:
    """Take down what changes from now on, if the index is still as it was `after` so many changes."""
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
        _note(db, after)
        store.note_shape(db)


def clear(store: Store, after: int) -> None:
    """Empty the log, if nothing changed since."""
    with store.writing() as db:
        if changes(db) == after:
            _note(db, after)
            db.execute("DELETE FROM touched")


def _note(db: sqlite3.Connection, after: int) -> None:
    db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (_BASE, str(after)))
