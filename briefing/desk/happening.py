"""Which tellings in the index are of one event, kept as briefs come and go: `events.occasion` is the newest telling of
the event that one tells of (`occasions.py` decides), and `identities.events` how much happened at a place.

What is decided anew after a change is what hangs together with what changed: by a name or an id on days that may be
meant by both. The result is that of a look at all.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable

from briefing.desk.events import MAY_BE_ONE, NEAR, together
from briefing.desk.schema import VENUE

_MANY = 1000
"""After a change of more tellings than these all are looked at, once."""
_AMONG = "IN (SELECT value FROM json_each(?1))"


class TouchedEvents:
    """What a transaction changed that may make one event of two, or two of one."""

    def __init__(self) -> None:
        self.new: set[int] = set()
        self.occasions: set[int] = set()
        """What those that went were tellings of."""
        self.places: set[int] = set()
        """Where those that went were, as identities."""
        self.is_all = False

    def leave(self, db: sqlite3.Connection, brief: int) -> None:
        """The tellings of a brief are about to go."""
        ask = (
            "SELECT e.occasion, v.identity FROM events AS e LEFT JOIN variants AS v ON v.id = e.place WHERE e.brief = ?"
        )
        for occasion, place in db.execute(ask, (brief,)):
            self.occasions.add(occasion)
            if place is not None:
                self.places.add(place)


def keep_occasions(db: sqlite3.Connection, touched: TouchedEvents, moved: Collection[int]) -> None:
    """Decide it for what was touched, and where the place is another one since portraits `moved`."""
    if touched.is_all or len(touched.new) + len(touched.occasions) + len(moved) > _MANY:
        _decide(db, None)
        return
    ask = f"SELECT e.id FROM variants AS v JOIN events AS e ON e.place = v.id WHERE v.portrait {_AMONG}"
    start = touched.new | _numbers(db, ask, moved)
    occasions = touched.occasions | _numbers(db, f"SELECT occasion FROM events WHERE id {_AMONG}", start)
    start |= _numbers(db, f"SELECT id FROM events WHERE id {_AMONG} UNION {_TELLINGS}", occasions)
    if start or touched.places:
        _decide(db, _hanging_together(db, start), touched.places)


_TELLINGS = f"SELECT id FROM events WHERE occasion <> id AND occasion {_AMONG}"
_BESIDE = (
    f"SELECT o.id FROM events AS m JOIN events AS o ON o.folded = m.folded WHERE m.id {_AMONG} AND ({NEAR})",
    "SELECT o.id FROM events AS m JOIN variants AS v ON v.id = m.place JOIN variants AS w ON w.identity = v.identity"
    f" JOIN events AS o ON o.place = w.id AND o.key = m.key WHERE m.key <> '' AND m.id {_AMONG}",
    "SELECT o.id FROM events AS m JOIN follows AS f ON f.brief = m.brief JOIN briefs AS b ON b.id = f.target"
    f" JOIN events AS o ON o.brief = b.number AND o.key = m.key WHERE m.key <> '' AND m.id {_AMONG}",
    "SELECT o.id FROM events AS m JOIN briefs AS b ON b.number = m.brief JOIN follows AS f ON f.target = b.id"
    f" JOIN events AS o ON o.brief = f.brief AND o.key = m.key WHERE m.key <> '' AND m.id {_AMONG}",
)
"""What may be one with a telling: by its name on the days about, by its id at the same place or in a story that follows
its own or is followed by it."""


def _hanging_together(db: sqlite3.Connection, start: set[int]) -> set[int]:
    reached, edge = set(start), start
    while edge:
        edge = _numbers(db, " UNION ".join(_BESIDE), edge) - reached
        reached |= edge
    return reached


def _decide(db: sqlite3.Connection, among: Collection[int] | None, places: Iterable[int] = ()) -> None:
    """Decide it for some tellings, which hang together with no others; for all, where `among` is None."""
    every = f"SELECT id, occasion FROM events AS e WHERE {MAY_BE_ONE} OR occasion <> id"
    if among is None:
        before = dict(db.execute(every).fetchall())
    else:
        before = dict(db.execute(f"SELECT id, occasion FROM events WHERE id {_AMONG}", (_list(among),)).fetchall())
    now = {one.event: event[0].event for event in together(db, before) for one in event}
    changes = [(occasion, number) for number, occasion in now.items() if before[number] != occasion]
    db.executemany("UPDATE events SET occasion = ? WHERE id = ?", changes)
    counted = (
        "SELECT v.identity, count(DISTINCT e.occasion) FROM variants AS v CROSS JOIN events AS e ON e.place = v.id"
        " WHERE v.identity IS NOT NULL {which} GROUP BY v.identity"
    )
    if among is None:
        known = dict(db.execute(f"SELECT id, events FROM identities WHERE sort = {VENUE} AND events").fetchall())
        counts = dict(db.execute(counted.format(which="")).fetchall())
    else:
        at = "SELECT v.identity FROM events AS e JOIN variants AS v ON v.id = e.place"
        where = set(places) | _numbers(db, f"{at} WHERE v.identity IS NOT NULL AND e.id {_AMONG}", among)
        known = dict(db.execute(f"SELECT id, events FROM identities WHERE id {_AMONG}", (_list(where),)).fetchall())
        counts = dict(db.execute(counted.format(which=f"AND v.identity {_AMONG}"), (_list(where),)).fetchall())
    found = [
        (counts.get(place, 0), place)
        for place in sorted({*known, *counts})
        if counts.get(place, 0) != known.get(place, 0)
    ]
    db.executemany("UPDATE identities SET events = ? WHERE id = ?", found)


def _numbers(db: sqlite3.Connection, ask: str, among: Collection[int]) -> set[int]:
    return {row[0] for row in db.execute(ask, (_list(among),))} if among else set()


def _list(items: Iterable[int]) -> str:
    return json.dumps(sorted(items))
