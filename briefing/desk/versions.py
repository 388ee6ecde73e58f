"""Versions of stories, as the index has them, and what stands for the state of the index itself."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import repeat
from typing import Any

from briefing.desk.packing import unpacked_parts


def changes(db: sqlite3.Connection) -> int:
    """A number that differs after every change of the index: what was asked at the same number is still true."""
    found = db.execute("SELECT value FROM meta WHERE key = 'changes'").fetchone()
    return int(found[0]) if found else 0


Mark = tuple[str, int]
"""What stands for the state of an index: which one it is, and its `changes`."""


_READABLE = "readable <> 0 AND taken_by = ''"


def differing(
    db: sqlite3.Connection, since: Mark, also: Collection[str], known: Callable[[Collection[str]], Mapping[str, str]]
) -> tuple[Mark, list[tuple[str, str]]]:
    """The mark of the index, and the stories that can be read and whose digest is not the one that is `known` of them,
    newest first, with that; empty where none is. They are asked for by the piece, and come by the day: as so many rows,
    those of a large desk would take twice as long.

    Where `since` is a mark of the same index, only what was written since then is looked at, and `also` these.
    """
    marked, rows = db.execute("SELECT key, value FROM meta WHERE key IN ('born', 'changes')"), _written(db, since, also)
    facts = dict(marked.fetchall())
    now = facts.get("born", ""), int(facts.get("changes", 0))
    if since[0] and since[0] != now[0]:  # the rows are those of changes of another one
        rows = _written(db, _NEVER, ())
    found: list[tuple[str, str]] = []
    for days in _pieces(rows):
        before = known([id_ for ids, _digests in days for id_ in ids])
        for ids, digests in days:
            if before or "" in digests:
                pairs = zip(ids, digests, strict=True)
                found += sorted([(id_, seen) for id_, digest in pairs if (seen := before.get(id_, "")) != digest])
            else:
                found += zip(sorted(ids), repeat(""))
    return now, found


_NEVER = ("", -1)


def _written(db: sqlite3.Connection, since: Mark, also: Collection[str]) -> sqlite3.Cursor:
    """Ids and digests of the stories that can be read, by day, newest first, those of a day as two texts; of those that
    changed since a mark of the index, and `also` of these, or of all."""
    which, values = "", tuple[Any, ...]()
    if since[0] and since[1] >= 0:
        which = (
            " AND number IN (SELECT number FROM briefs WHERE written > ? UNION ALL SELECT number FROM briefs"
            " WHERE id IN (SELECT value FROM json_each(?)))"
        )
        values = (since[1], json.dumps(list(also)))
    select = (
        "SELECT group_concat(id, ?), group_concat(digest, ?) FROM briefs"
        f" WHERE {_READABLE}{which} GROUP BY day ORDER BY day DESC"
    )
    return db.execute(select, (_SEPARATOR, _SEPARATOR, *values))


def _pieces(rows: sqlite3.Cursor) -> Iterator[list[tuple[list[str], list[str]]]]:
    """Ids and digests of some days, in no order within a day."""
    days: list[tuple[list[str], list[str]]] = []
    count = 0
    for row in rows:
        ids, digests = (text.split(_SEPARATOR) for text in row)
        days.append((ids, digests))
        count += len(ids)
        if count >= _PIECE:
            yield days
            days, count = [], 0
    if days:
        yield days


_SEPARATOR = "\x1f"
"""What no id and no digest has in it: control characters are taken out of what is read."""
_PIECE = 500
"""Stories that are asked for at once where all are walked through."""


def readable_among(db: sqlite3.Connection, ids: Collection[str]) -> set[str]:
    """Those of some ids that stories which can be read have."""
    ask = f"SELECT id FROM briefs WHERE id IN (SELECT value FROM json_each(?)) AND {_READABLE}"
    return {row[0] for row in db.execute(ask, (json.dumps(list(ids)),))}


_VERSION = (
    "SELECT b.id, b.digest, d.packed, b.number FROM briefs AS b JOIN documents AS d ON d.brief = b.number"
    f" WHERE {_READABLE}"
)


def versions(db: sqlite3.Connection, ids: Collection[str]) -> list[tuple[str, str, str]]:
    """Id, digest and parts of the stories that can be read, of some."""
    rows = db.execute(f"{_VERSION} AND b.id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))
    return [(id_, digest, unpacked_parts(data)) for id_, digest, data, _number in rows]


def versions_after(db: sqlite3.Connection, number: int) -> tuple[list[tuple[str, str, str]], int]:
    """A piece of all `versions`, of those of higher numbers, and the highest of it."""
    rows = db.execute(f"{_VERSION} AND b.number > ? ORDER BY b.number LIMIT {_PIECE}", (number,)).fetchall()
    found = [(id_, digest, unpacked_parts(data)) for id_, digest, data, _number in rows]
    return found, rows[-1][3] if rows else number


def document(db: sqlite3.Connection, id: str) -> bytes | None:
    """A brief as the index keeps it."""
    ask = "SELECT packed FROM briefs JOIN documents ON brief = number WHERE id = ? AND readable <> 0"
    found = db.execute(ask, (id,)).fetchone()
    return found[0] if found else None


def former(db: sqlite3.Connection, digest: str) -> bytes | None:
    """A version of a brief that was replaced, as the index kept it."""
    found = db.execute("SELECT packed FROM former WHERE digest = ?", (digest,)).fetchone()
    return found[0] if found else None
