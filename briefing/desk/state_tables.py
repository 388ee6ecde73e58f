"""The tables of the file in which a reader's marks are kept, and its versions."""

from __future__ import annotations

import sqlite3

from briefing.desk import traces
from briefing.desk.database import transaction

VERSION = 2
_MIGRATIONS = {
    1: (
        "CREATE TABLE marks (id TEXT NOT NULL, mark TEXT NOT NULL, PRIMARY KEY (id, mark)) WITHOUT ROWID",
        "CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    ),
    2: (
        "CREATE TABLE seen (id TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE versions (id TEXT PRIMARY KEY, parts TEXT NOT NULL, text BLOB)",
    ),
}
"""What leads to each version from the one before it. A file once written is never reshaped in another way."""


_MOST_LOGGED = 10_000
_LOG = (
    "CREATE TABLE IF NOT EXISTS overwritten (serial INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL,"
    " digest TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS overwritten_id ON overwritten (id, serial)",
    "CREATE TRIGGER IF NOT EXISTS seen_again BEFORE INSERT ON seen"
    " WHEN EXISTS (SELECT 1 FROM seen WHERE id = new.id AND digest <> new.digest) BEGIN"
    " INSERT INTO overwritten (id, digest) SELECT id, digest FROM seen WHERE id = new.id;"
    f" DELETE FROM overwritten WHERE serial <= last_insert_rowid() - {_MOST_LOGGED}; END",
)
"""What stood in `seen` before, whichever program writes over it. It is beside the versions: one that does not know it
reads and writes the others as ever."""

_TWINS = (
    "CREATE TABLE twins (id TEXT NOT NULL, mark TEXT NOT NULL, PRIMARY KEY (id, mark)) WITHOUT ROWID",
    "INSERT INTO twins (id, mark) SELECT id, mark FROM marks",
    "CREATE TRIGGER twin_in AFTER INSERT ON marks BEGIN"
    " INSERT OR IGNORE INTO twins (id, mark) VALUES (new.id, new.mark); END",
    "CREATE TRIGGER twin_out AFTER DELETE ON marks BEGIN DELETE FROM twins WHERE id = old.id AND mark = old.mark; END",
    "CREATE TRIGGER twin_moved AFTER UPDATE ON marks BEGIN"
    " DELETE FROM twins WHERE id = old.id AND mark = old.mark;"
    " INSERT OR IGNORE INTO twins (id, mark) VALUES (new.id, new.mark); END",
)
"""Each mark once more, on other pages of the file, whichever program writes it: where they differ, something changed
that nobody wrote, and what one of them lost the other has. It is beside the versions as the log is."""
_MARKS_DIFFER = (
    "SELECT (SELECT count(*) FROM marks) <> (SELECT count(*) FROM twins) OR EXISTS"
    " (SELECT 1 FROM marks LEFT JOIN twins USING (id, mark) WHERE twins.id IS NULL)"
)
DIFFER = (_MARKS_DIFFER, traces.DIFFER)
"""Each asks whether they do."""


def migrate(db: sqlite3.Connection) -> None:
    """Bring a file to the version of this program."""
    with transaction(db):  # the version is read inside it: another process may be at the same
        version: int = db.execute("PRAGMA user_version").fetchone()[0]
        for step in range(version + 1, VERSION + 1):
            for statement in _MIGRATIONS[step]:
                db.execute(statement)
            db.execute(f"PRAGMA user_version={step}")
        for statement in _LOG:
            db.execute(statement)
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'twins'").fetchone():
            for statement in _TWINS:
                db.execute(statement)
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'kept'").fetchone():
            for statement in traces.TABLES:
                db.execute(statement)
