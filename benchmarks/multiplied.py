"""A desk of any number of briefs without their files: rows written straight into an index that the program began."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.desks import write_desk

_SEEDS = 40
"""Briefs that are read; what the pages of the others show is theirs."""
_DAY = 730_000
"""The first day of those that are not."""
_PACED = 14
"""So many briefs a day."""


def multiply(folder: Path, cache: Path, briefs: int) -> None:
    """Make a desk in `folder` whose index in `cache` has so many briefs, each with an actor, a place, an event and two
    questions of its own."""
    from briefing.desk.desk import Desk
    from briefing.desk.schema import index_file
    from briefing.model.clock import Clock

    write_desk(folder, _SEEDS)
    desk = Desk(folder, cache, Clock())
    desk.refresh()
    desk.close()
    with sqlite3.connect(index_file(folder, cache)) as db:
        db.execute("PRAGMA synchronous=OFF")
        _write(db, briefs)
        db.execute("UPDATE meta SET value = value + 1 WHERE key = 'changes'")


def _write(db: sqlite3.Connection, briefs: int) -> None:
    packed = [row[0] for row in db.execute("SELECT packed FROM documents ORDER BY brief")]
    [event] = db.execute("SELECT json FROM events LIMIT 1").fetchone()
    said = {
        sort: db.execute("SELECT json FROM variants WHERE sort = ? LIMIT 1", (sort,)).fetchone()[0] for sort in (0, 1)
    }

    def put(table: str, columns: str, rows: Iterator[tuple[Any, ...]]) -> None:
        marks = ", ".join("?" * len(columns.split(",")))
        db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)

    every = range(_SEEDS, briefs)
    numbers = {at: (_day(at) << 24) + at + 1 for at in every}
    put(
        "briefs",
        "number, id, declared, file, title, folded, day, date, status, place, open_questions, problem, readable,"
        " digest, is_guest",
        (
            (
                numbers[at], f"many-{at}", f"many-{at}", f"many/{at}.yaml", f"Story {at} of the many",
                f"story {at} of the many", _day(at), _when(at), "settled", f"Place {at}", 2, "", 1, f"d{at}", 0,
            )
            for at in every
        ),
    )  # fmt: skip
    put("documents", "brief, packed", ((numbers[at], packed[at % len(packed)]) for at in every))
    base = 1 + max(db.execute(f"SELECT max(id) FROM {table}").fetchone()[0] for table in ("identities", "variants"))
    ids = {(sort, at): base + 2 * at + sort for at in every for sort in (0, 1)}
    names = ("Person", "Place")
    put(
        "identities",
        "id, sort, key, name, folded, names, kind, position, country, stories, mentions, lat, lon, json, is_stale",
        (
            (
                id_, sort, f"{names[sort].lower()}-m{at}", f"{names[sort]} {at}", f"{names[sort].lower()} {at}",
                f"{names[sort].lower()} {at}", ("person", "organisation", "state")[at % 3] if sort == 0 else "port",
                "", ("TR", "PL", "UA", "")[at % 4], 1 + at % 7, at % 11, 41.0 if sort else None, 29.0 if sort else None,
                said[sort], 0,
            )
            for (sort, at), id_ in ids.items()
        ),
    )  # fmt: skip
    put(
        "variants",
        "id, sort, registered, current, key, digest, json, portrait, identity, uses",
        ((id_, sort, 0, 0, f"{sort}-{at}", f"{sort}-{at}", said[sort], id_, id_, 1) for (sort, at), id_ in ids.items()),
    )
    put(
        "castings",
        "brief, variant, local, named, role, position, note, side, mentions",
        ((numbers[at], id_, "x", 1, "", "", "", None, 1) for (_sort, at), id_ in ids.items()),
    )
    put(
        "events",
        "brief, ordinal, key, folded, day, last, is_vague, status, mode, place, json",
        (
            (numbers[at], 0, f"e{at}", f"event {at}", _day(at), _day(at), 0, "held", "", ids[1, at], _told(event, at))
            for at in every
        ),
    )
    put(
        "questions",
        "brief, ordinal, key, ask, folded, status, asked, due, last, answered, answer, answered_by",
        (
            (
                numbers[at], n, f"q{n}", f"Will it be {at} or {n}?", f"will it be {at} or {n}?",
                "answered" if at % 5 == 0 and n else "open", None, None, None, None, "", "",
            )
            for at in every
            for n in (0, 1)
        ),
    )  # fmt: skip


def _day(at: int) -> int:
    return _DAY + at // _PACED


def _when(at: int) -> str:
    from datetime import date

    day = date.fromordinal(_day(at)).isoformat()
    return json.dumps([day, day, day, False], separators=(",", ":"))


def _told(event: str, at: int) -> str:
    found = json.loads(event)
    return json.dumps([f"e{at}", f"Event {at}", found[2], json.loads(_when(at)), *found[4:]], separators=(",", ":"))
