"""A desk of any number of briefs without their files: rows written straight into an index that the program began."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.desks import write_desk

_KINDS = ("person", "organisation", "state")
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
    db.row_factory = sqlite3.Row
    packed = [row[0] for row in db.execute("SELECT packed FROM documents ORDER BY brief")]
    [event] = db.execute("SELECT json FROM events LIMIT 1").fetchone()

    def put(table: str, rows: Iterator[dict[str, Any]], like: str = "TRUE") -> None:
        """Rows that are what one of the table is, but for what is given; columns that there are not are left out."""
        seed = dict(db.execute(f"SELECT * FROM {table} WHERE {like} LIMIT 1").fetchone())
        marks = ", ".join(f":{column}" for column in seed)
        db.executemany(f"INSERT INTO {table} ({', '.join(seed)}) VALUES ({marks})", ({**seed, **row} for row in rows))

    every = range(_SEEDS, briefs)
    numbers = {at: (_day(at) << 24) + at + 1 for at in every}
    put(
        "briefs",
        (
            {
                "number": numbers[at], "id": f"many-{at}", "declared": f"many-{at}", "file": f"many/{at}.yaml",
                "title": f"Story {at} of the many", "folded": f"story {at} of the many", "day": _day(at),
                "date": _when(at), "place": f"Place {at}", "open_questions": 2, "digest": f"d{at}",
            }
            for at in every
        ),
    )  # fmt: skip
    put("documents", ({"brief": numbers[at], "packed": packed[at % len(packed)]} for at in every))
    ask = (
        "SELECT max((SELECT max(id) FROM identities), (SELECT max(id) FROM variants), (SELECT max(id) FROM portraits))"
    )
    base = 1 + db.execute(ask).fetchone()[0]
    for sort, name in enumerate(("Person", "Place")):
        ids = {at: base + 2 * at + sort for at in every}
        put(
            "identities",
            (
                {
                    "id": id_, "key": f"{name.lower()}-m{at}", "name": f"{name} {at}", "folded": f"{name.lower()} {at}",
                    "names": f"{name.lower()} {at}", "kind": "port" if sort else _KINDS[at % 3],
                    "country": ("TR", "PL", "UA", "")[at % 4], "stories": 1 + at % 7, "mentions": at % 11,
                    "events": sort,
                    "lat": at % 160 - 80 + at % 977 / 977 if sort else None,
                    "lon": at % 359 - 179 + at % 991 / 991 if sort else None,
                }
                for at, id_ in ids.items()
            ),
            f"sort = {sort}",
        )  # fmt: skip
        put(
            "variants",
            (
                {"id": id_, "current": 0, "key": f"m{at}", "digest": -id_, "portrait": id_, "identity": id_, "uses": 1}
                for at, id_ in ids.items()
            ),
            f"sort = {sort}",
        )
        put("castings", ({"brief": numbers[at], "variant": id_, "role": ""} for at, id_ in ids.items()), "role <> ''")
    put(
        "events",
        (
            {
                "id": base + at, "brief": numbers[at], "key": f"e{at}", "folded": f"event {at}", "day": _day(at),
                "last": _day(at), "place": base + 2 * at + 1, "occasion": base + at, "json": _told(event, at),
            }
            for at in every
        ),
    )  # fmt: skip
    put(
        "questions",
        (
            {
                "id": base + 2 * at + n, "brief": numbers[at], "ordinal": n, "key": f"q{n}",
                "ask": f"Will it be {at} or {n}?", "folded": f"will it be {at} or {n}?",
                "status": "answered" if at % 5 == 0 and n else "open",
            }
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
