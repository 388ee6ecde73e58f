"""The facts of `model/traces.py` in the file of a reader's marks: written with their times, read, merged.

Marks, facts and versions that were seen stand in the tables that every version of the program knows; beside them
`kept` has the time of each, and what was taken off, tags, notes and positions, which have no other. Whichever program
writes, triggers keep the times.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefing.model.place import Place, written
from briefing.model.session import Session
from briefing.model.traces import FACTS, FLAGS, OWN, POSITIONS, Key, Trace, merged, own_name, subject
from briefing.model.trail import LIMIT

_NOW = "printf('%015d', (julianday('now') - 2440587.5) * 86400000.0)"
_NEXT = f"max({_NOW}, printf('%015d', at + 1))"
"""A time is 15 digits of text: they sort, and what can be read of a damaged file shows them (`desk/salvage.py`). It is
never one that was, whatever the clock says."""


def _stamp(when: str, what: str, of: str, value: str) -> str:
    """A trigger's: keep the time of what was written. No statement of it can meet a conflict, since who fires a trigger
    decides what it does then."""
    key = f"what = {what} AND id = {of} AND name = ''"
    return (
        f"{when} BEGIN UPDATE kept SET value = {value}, at = {_NEXT} WHERE {key};"
        f" INSERT INTO kept (what, id, name, value, at) SELECT {what}, {of}, '', {value}, {_NOW}"
        f" WHERE NOT EXISTS (SELECT 1 FROM kept WHERE {key}); END"
    )


_COLUMNS = "(what TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, at TEXT NOT NULL,"
_TABLE = f"{_COLUMNS} PRIMARY KEY (what, id, name)) WITHOUT ROWID"
_SAME = "what = old.what AND id = old.id AND name = old.name"
_IS_FACT = f"new.key IN {FACTS}"
TABLES = (
    f"CREATE TABLE kept {_TABLE}",
    f"CREATE TABLE kept_twins {_TABLE}",
    "CREATE TRIGGER kept_in AFTER INSERT ON kept BEGIN INSERT INTO kept_twins (what, id, name, value, at)"
    " VALUES (new.what, new.id, new.name, new.value, new.at); END",
    f"CREATE TRIGGER kept_out AFTER DELETE ON kept BEGIN DELETE FROM kept_twins WHERE {_SAME}; END",
    "CREATE TRIGGER kept_anew AFTER UPDATE ON kept BEGIN UPDATE kept_twins SET what = new.what, id = new.id,"
    f" name = new.name, value = new.value, at = new.at WHERE {_SAME}; END",
    "INSERT INTO kept (what, id, name, value, at) SELECT mark, id, '', '1', printf('%015d', 0) FROM marks",
    _stamp("CREATE TRIGGER mark_in AFTER INSERT ON marks", "new.mark", "new.id", "'1'"),
    _stamp("CREATE TRIGGER mark_out AFTER DELETE ON marks", "old.mark", "old.id", "''"),
    _stamp("CREATE TRIGGER mark_left AFTER UPDATE ON marks WHEN old.id <> new.id", "old.mark", "old.id", "''"),
    _stamp("CREATE TRIGGER mark_moved AFTER UPDATE ON marks", "new.mark", "new.id", "'1'"),
    # only older programs do so, which know of no remarks: those follow the story all the same
    "CREATE TRIGGER story_moved AFTER UPDATE OF id ON seen BEGIN UPDATE kept SET"
    " id = 'story:' || new.id || substr(id, length('story:' || old.id) + 1) WHERE what IN ('tag', 'note')"
    " AND (id = 'story:' || old.id"
    " OR substr(id, 1, length('story:' || old.id || '#')) = 'story:' || old.id || '#'); END",
    _stamp(f"CREATE TRIGGER fact_in AFTER INSERT ON facts WHEN {_IS_FACT}", "new.key", "''", "''"),
    # what there was when a desk was opened first was not seen by anybody: any eye is later
    _stamp(
        "CREATE TRIGGER seen_in AFTER INSERT ON seen WHEN EXISTS (SELECT 1 FROM facts WHERE key = 'caught_up')",
        "'seen'", "new.id", "''",
    ),
)  # fmt: skip
"""They stand beside the versions, as the log and the twins of marks do (`desk/state_tables.py`)."""
DIFFER = (
    "SELECT (SELECT count(*) FROM kept) <> (SELECT count(*) FROM kept_twins) OR EXISTS"
    " (SELECT 1 FROM kept AS k LEFT JOIN kept_twins AS t USING (what, id, name)"
    " WHERE t.what IS NULL OR t.value <> k.value OR t.at <> k.at)"
)
"""Asks whether something changed that nobody wrote."""


_WHICH = "what = ? AND id = ? AND name = ?"


def is_sound(row: tuple[str, str, str, str, str]) -> bool:
    """Whether a row is as it was written, as far as it says so itself."""
    what, _id, name, value, at = row
    return len(at) == 15 and at.isdigit() and (what not in OWN or not value or own_name(what, value) == name)


def put(db: sqlite3.Connection, key: Key, value: str) -> None:
    """Write a fact of `kept` alone, where it is not so yet: it is later than what stood there."""
    row = db.execute(f"SELECT value FROM kept WHERE {_WHICH}", key).fetchone()
    if (row[0] if row else "") != value:
        _stamped(db, key, value)


def _stamped(db: sqlite3.Connection, key: Key, value: str) -> None:
    if not db.execute(f"UPDATE kept SET value = ?, at = {_NEXT} WHERE {_WHICH}", (value, *key)).rowcount:
        db.execute(f"INSERT INTO kept (what, id, name, value, at) VALUES (?, ?, ?, ?, {_NOW})", (*key, value))


def _timed(db: sqlite3.Connection, key: Key, value: str, at: str) -> None:
    """Write a row of `kept` with the time that it has."""
    if not db.execute(f"UPDATE kept SET value = ?, at = ? WHERE {_WHICH}", (value, at, *key)).rowcount:
        db.execute("INSERT INTO kept (what, id, name, value, at) VALUES (?, ?, ?, ?, ?)", (*key, value, at))


def put_positions(db: sqlite3.Connection, session: Session) -> None:
    """Keep where each page of a trail was left; the one that is open was left last."""
    trail = session.trail
    pages = {subject(place.kind, place.key): _position(place) for place in trail.places}
    here = trail.here
    if here:
        pages[subject(here.kind, here.key)] = _position(here)
    for of, value in pages.items():
        put(db, ("position", of, ""), value)
    last = db.execute("SELECT id FROM kept WHERE what = 'position' ORDER BY at DESC LIMIT 1").fetchone()
    if here and last and last[0] != (of := subject(here.kind, here.key)):
        _stamped(db, ("position", of, ""), pages[of])


def _position(place: Place) -> str:
    return as_text({name: value for name, value in written(place).items() if name not in ("kind", "key")})


def as_text(value: object) -> str:
    """A value as the one JSON text that stands for it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


# ── all of them ────────────────────────────────────────────────────────────────────────────────────────────────────

_SEEN = (
    "SELECT s.id, s.digest, v.parts, v.text, coalesce(k.at, '0') FROM seen AS s JOIN versions AS v ON v.id = s.id"
    " LEFT JOIN kept AS k ON k.what = 'seen' AND k.id = s.id AND k.name = ''"
)
_FACT = (
    "SELECT f.key, f.value, coalesce(k.at, '0') FROM facts AS f"
    " LEFT JOIN kept AS k ON k.what = f.key AND k.id = '' AND k.name = ''"
)
_ALONE = (*FLAGS, *OWN, *POSITIONS)


def all_traces(db: sqlite3.Connection) -> Iterator[Trace]:
    """Everything that a file holds, in no order."""
    rows = db.execute(f"SELECT what, id, name, value, at FROM kept WHERE what IN {_ALONE}")
    yield from (_trace(*row) for row in rows)
    yield from (_seen(*row) for row in db.execute(_SEEN))
    yield from (_fact(*row) for row in db.execute(f"{_FACT} WHERE f.key IN {FACTS}"))


def _trace(what: str, of: str, name: str, value: str, at: str) -> Trace:
    return Trace(what=what, of=of, name=name, value=value, at=int(at))


def _seen(id_: str, digest: str, parts: str, text: bytes | None, at: str) -> Trace:
    words = b2a_base64(text, newline=False).decode() if text is not None else None
    return _trace("seen", id_, "", as_text({"digest": digest, "parts": parts, "text": words}), at)


def _fact(key: str, value: str, at: str) -> Trace:
    """How a desk was left has no trail: the positions are that."""
    if key == "session":
        try:
            value = as_text({name: each for name, each in json.loads(value).items() if name != "trail"})
        except (ValueError, AttributeError):
            value = "{}"
    return _trace(key, "", "", value, at)


def known(db: sqlite3.Connection, key: Key) -> Trace | None:
    """The fact of a key."""
    what, of, _name = key
    if what == "seen":
        row = db.execute(f"{_SEEN} WHERE s.id = ?", (of,)).fetchone()
        return _seen(*row) if row else None
    if what in FACTS:
        row = db.execute(f"{_FACT} WHERE f.key = ?", (what,)).fetchone()
        return _fact(*row) if row else None
    row = db.execute(f"SELECT value, at FROM kept WHERE {_WHICH}", key).fetchone()
    return _trace(*key, *row) if row else None


def take_in(db: sqlite3.Connection, traces: Iterable[Trace]) -> list[Trace]:
    """Merge facts with those of a file; those that it did not have."""
    taken = []
    for key, trace in sorted(merged(traces).items()):
        here = known(db, key)
        if here is None or trace.order > here.order:
            _write(db, trace)
            taken.append(trace)
    if any(trace.what in ("session", "position") for trace in taken):
        _lay_trail(db)
    if any(trace.what == "seen" for trace in taken):
        db.execute("DELETE FROM facts WHERE key = 'compared'")  # what was compared before is to be compared again
    return taken


def _write(db: sqlite3.Connection, trace: Trace) -> None:
    """A fact with the time that it has."""
    match trace.what:
        case "read" | "star" if trace.value:
            db.execute("INSERT OR IGNORE INTO marks (id, mark) VALUES (?, ?)", (trace.of, trace.what))
        case "read" | "star":
            db.execute("DELETE FROM marks WHERE id = ? AND mark = ?", (trace.of, trace.what))
        case "seen":
            found: Mapping[str, Any] = json.loads(trace.value)
            words = a2b_base64(found["text"]) if found["text"] is not None else None
            db.execute("INSERT OR REPLACE INTO seen (id, digest) VALUES (?, ?)", (trace.of, found["digest"]))
            version = (trace.of, found["parts"], words)
            db.execute("INSERT OR REPLACE INTO versions (id, parts, text) VALUES (?, ?, ?)", version)
        case "session" | "visit" | "caught_up":
            db.execute("INSERT OR REPLACE INTO facts (key, value) VALUES (?, ?)", (trace.what, trace.value))
    value = trace.value if trace.what in _ALONE else ""
    _timed(db, trace.key, value, f"{trace.at:015}")


def put_rows(db: sqlite3.Connection, rows: Iterable[tuple[str, str, str, str, str]]) -> None:
    """Rows of `kept` of another file, with the times that they have; what is later stays. What a mark is, the table of
    marks says."""
    for what, of, name, value, at in rows:
        row = db.execute(f"SELECT value, at FROM kept WHERE {_WHICH}", (what, of, name)).fetchone()
        if what in FLAGS:
            if row and row[0] != value:
                continue
        elif row and (row[1], row[0]) > (at, value) and what in _ALONE:
            continue
        _timed(db, (what, of, name), value, at)


def _lay_trail(db: sqlite3.Connection) -> None:
    """Make the trail of how the desk was left anew: the pages in the order in which they were left."""
    row = db.execute("SELECT value FROM facts WHERE key = 'session'").fetchone()
    session: dict[str, Any] = {}
    with contextlib.suppress(ValueError, TypeError):  # a hand may have been in it
        session = dict(json.loads(row[0])) if row else {}
    places = []
    ask = "SELECT id, value FROM kept WHERE what = 'position' ORDER BY at DESC, id DESC LIMIT ?"
    for of, value in reversed(db.execute(ask, (LIMIT,)).fetchall()):
        kind, _colon, key = of.partition(":")
        places.append({"kind": kind, "key": key, **json.loads(value)})
    session["trail"] = {"places": places, "at": len(places) - 1}
    time = db.execute("SELECT at FROM kept WHERE what = 'session'").fetchone()
    db.execute("INSERT OR REPLACE INTO facts (key, value) VALUES ('session', ?)", (as_text(session),))
    _timed(db, ("session", "", ""), "", time[0] if time else f"{0:015}")


# ── stories that are called otherwise ──────────────────────────────────────────────────────────────────────────────


def move(db: sqlite3.Connection, old: str, new: str) -> None:
    """What was done with a story was done with another, when it was; what was done with that later stays."""
    pages = subject("story", old)
    rows = db.execute(
        f"SELECT what, id, name, value, at FROM kept WHERE (what IN {(*FLAGS, 'seen')} AND id = ?)"
        " OR id = ? OR substr(id, 1, ?) = ? OR substr(id, 1, ?) = ?",
        (old, pages, len(pages) + 1, f"{pages}#", len(old) + 10, f"question:{old}:"),
    ).fetchall()
    if row := db.execute(f"{_SEEN} WHERE s.id = ?", (old,)).fetchone():
        there = known(db, ("seen", new, ""))
        seen = _seen(*row)
        if there is None or seen.order > there.order:
            _write(db, Trace(what="seen", of=new, name="", value=seen.value, at=seen.at))
    for what, of, name, value, at in rows:
        if what == "seen":
            db.execute("DELETE FROM kept WHERE what = 'seen' AND id = ?", (old,))
            continue
        kind, colon, rest = of.partition(":")
        target = new if what in FLAGS else f"{kind}{colon}{new}{rest[len(old) :]}"
        moved = Trace(what=what, of=target, name=name, value=value, at=int(at))
        there = known(db, moved.key)
        if there is None or moved.order > there.order:
            _write(db, moved)
        if what in FLAGS:
            db.execute("DELETE FROM marks WHERE id = ? AND mark = ?", (old, what))
        elif what in OWN:
            put(db, (what, of, name), "")
        else:
            db.execute("DELETE FROM kept WHERE what = ? AND id = ? AND name = ?", (what, of, name))
    for table in ("seen", "versions"):
        db.execute(f"DELETE FROM {table} WHERE id = ?", (old,))
    db.execute("UPDATE overwritten SET id = ? WHERE id = ?", (new, old))


def own(db: sqlite3.Connection) -> list[Trace]:
    """All tags and notes, oldest first."""
    ask = f"SELECT what, id, name, value, at FROM kept WHERE what IN {OWN} AND value <> '' ORDER BY at, id, name"
    return [_trace(*row) for row in db.execute(ask)]
