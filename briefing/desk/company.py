"""Who met whom, who spoke with whom, who is named with whom, and how two who never met are connected."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

from briefing.desk.askings import Asking, Askings, answer
from briefing.desk.events import MODE, as_told, held
from briefing.desk.evidence import best, evidence, shared
from briefing.desk.packing import kind_rank
from briefing.desk.paths import Near, chain, shortest
from briefing.desk.schema import ACTOR, NUMBERS
from briefing.model.brief import EVENT_MODES
from briefing.model.fold import fold
from briefing.model.views import Met, Name, PathPage, Step, Together

SHOWN = 6
"""Companions of a dossier whose evidence is shown at once."""

# ── met, spoke ─────────────────────────────────────────────────────────────────────────────────────────────────────

_IN_PERSON = EVENT_MODES[0]

_ENCOUNTERS = (
    f"SELECT w.identity, e.id, {MODE}, e.day, o.key, o.name, o.kind FROM variants AS v"
    " JOIN participants AS p ON p.variant = v.id JOIN events AS e ON e.id = p.event"
    " JOIN participants AS q ON q.event = e.id JOIN variants AS w ON w.id = q.variant"
    " JOIN identities AS o ON o.id = w.identity JOIN briefs AS b ON b.number = e.brief"
    " WHERE v.identity = ?1 AND w.identity <> ?1 AND {held} {only} ORDER BY e.day DESC, b.day DESC, b.id, e.ordinal,"
    " q.ordinal"
)


Ties = Callable[[int, Collection[int]], Asking[list[tuple[int, Step]]]]
Encounters = list[tuple[int, Met]]
"""Who was at an event with somebody, by identity, and at what; newest first."""


def encounters(
    db: sqlite3.Connection,
    identity: int,
    today: date,
    others: Collection[int] = (),
    at: Collection[int] | None = None,
) -> Asking[tuple[Encounters, Encounters]]:
    """Whom an actor met in person, and whom they spoke or corresponded with: each event of two once.

    With `others`, only the events with these; or with `at`, only those of these numbers of newest tellings.
    """
    return (yield from _as_met(db, (yield from _attendance(db, identity, today, others, at))))


_Attendance = Sequence[tuple[Any, ...]]
"""Of each of `_ENCOUNTERS` who was there, the event, how, on which day (an ordinal), and the name of the one."""


def _attendance(
    db: sqlite3.Connection, identity: int, today: date, others: Collection[int], at: Collection[int] | None = None
) -> Asking[_Attendance]:
    column, numbers = ("e.occasion", at) if at is not None else ("w.identity", others)
    is_some = at is not None or bool(others)
    only = f"AND {column} IN {NUMBERS.replace('?', '?2')}" if is_some else ""
    values = (identity, json.dumps(list(numbers))) if is_some else (identity,)
    rows = db.execute(_ENCOUNTERS.format(held=held(today), only=only), values)
    yield
    return rows.fetchall()


def _as_met(db: sqlite3.Connection, attendance: _Attendance) -> Asking[tuple[Encounters, Encounters]]:
    entries = yield from as_told(db, {number for _other, number, *_rest in attendance})  # each once, whoever was there
    found: dict[tuple[Any, ...], tuple[int, Met]] = {}
    for other, number, mode, _day, *name in attendance:
        event, story, where = entries[number]
        one = Met(
            other=Name(*name),
            event=event.name,
            when=event.when,
            where=where,
            story=story,
            key=event.key,
            mode="" if mode == _IN_PERSON else mode,
        )
        found.setdefault((other, fold(event.name), event.when.first if event.when else None), (other, one))
    met: Encounters = []
    spoke: Encounters = []
    for item in found.values():
        (spoke if item[1].mode else met).append(item)
    return met, spoke


_MET = (
    "(NOT EXISTS (SELECT 1 FROM events AS n WHERE n.folded = e.folded AND n.day = e.day"
    f" AND n.mode NOT IN ('', '{_IN_PERSON}')) OR {MODE} IN ('', '{_IN_PERSON}'))"
)
"""An SQL condition on an event (`e`): they met there in person. Of few any story says otherwise."""


def _who_met(db: sqlite3.Connection, some: Collection[int], today: date, in_person: bool) -> Asking[set[int]]:
    """Everyone who was at an event with any of some identities; these themselves among them."""
    only = f"AND {_MET}" if in_person else ""
    found = db.execute(
        f"SELECT DISTINCT w.identity FROM {NUMBERS} AS j JOIN variants AS v ON v.identity = j.value"
        " JOIN participants AS p ON p.variant = v.id JOIN events AS e ON e.id = p.event"
        " JOIN participants AS q ON q.event = e.id JOIN variants AS w ON w.id = q.variant"
        f" WHERE {held(today)} {only}",
        (json.dumps(list(some)),),
    )
    yield
    return {row[0] for row in found}


# ── named together ─────────────────────────────────────────────────────────────────────────────────────────────────


_OWN = (
    "(SELECT own.brief FROM variants AS w JOIN castings AS own ON own.variant = w.id AND own.named <> 0"
    " WHERE w.identity = ?2)"
)
_AMONG = NUMBERS.replace("?", "?4")


def together(
    db: sqlite3.Connection,
    identity: int,
    without: Collection[str] = (),
    told: int = SHOWN,
    least: int = 1,
    among: Collection[int] | None = None,
) -> Asking[tuple[Together, ...]]:
    """The actors of the same stories, most stories first; the first `told` of them with their newest evidence. Only
    those of `least` of them. With `among` only stories of these numbers count, all of which name it."""
    if least > 1 and (yield from _stories_of(db, identity)) < least:
        return ()
    companions = db.execute(
        "SELECT i.key, i.name, i.kind, count(DISTINCT c.brief) AS stories, i.id, i.folded FROM castings AS c"
        " JOIN variants AS v ON v.id = c.variant JOIN identities AS i ON i.id = v.identity"
        f" WHERE c.named <> 0 AND i.sort = ?1 AND i.id <> ?2 AND c.brief IN {_OWN if among is None else _AMONG}"
        " GROUP BY i.id HAVING count(DISTINCT c.brief) >= ?3",
        (ACTOR, identity, least, *([] if among is None else [json.dumps(list(among))])),
    )
    yield
    rows = [row for row in companions if row[0] not in without]
    rows.sort(key=lambda row: (-row[3], kind_rank(row[2]), row[5], row[0]))
    newest = yield from best(db, identity, [row[4] for row in rows[:told]], among)
    return tuple([Together(Name(*row[:3]), row[3], (newest[row[4]],) if row[4] in newest else ()) for row in rows])


def _stories_of(db: sqlite3.Connection, identity: int) -> Asking[int]:
    """How many stories an identity is named in."""
    rows = db.execute(
        "SELECT count(DISTINCT c.brief) FROM variants AS v JOIN castings AS c ON c.variant = v.id AND c.named <> 0"
        " WHERE v.identity = ?",
        (identity,),
    )
    yield
    return int(rows.fetchone()[0])


def _who_is_named_with(db: sqlite3.Connection, some: Collection[int]) -> Asking[set[int]]:
    """Everyone who is named in a story with any of some identities; these themselves among them."""
    found = db.execute(
        "SELECT DISTINCT w.identity FROM castings AS d JOIN variants AS w ON w.id = d.variant"
        f" WHERE d.named <> 0 AND w.sort = ? AND d.brief IN (SELECT c.brief FROM {NUMBERS} AS j"
        " JOIN variants AS v ON v.identity = j.value JOIN castings AS c ON c.variant = v.id AND c.named <> 0)",
        (ACTOR, json.dumps(list(some))),
    )
    yield
    return {row[0] for row in found}


# ── connected ──────────────────────────────────────────────────────────────────────────────────────────────────────


def path(db: sqlite3.Connection, one: int, other: int, today: date) -> PathPage:
    """How two actors (identities) are connected. Of chains that are equally short, the one whose first step is the most
    recent, then its second, and so on; then by name."""
    if one == other:
        name = answer(_names(db, (one,)))[one]
        return PathPage(key=f"{name.key}|{name.key}", one=name, other=name)
    ask = Askings()
    names, made = ask(_names(db, (one, other))), ask(_steps(db, one, other, today))
    encountered, stories = ask(encounters(db, one, today, (other,))), ask(shared(db, one, other))
    named = ask(evidence(db, one, other))
    met, spoke = encountered()
    return PathPage(
        key=f"{names()[one].key}|{names()[other].key}",
        one=names()[one],
        other=names()[other],
        steps=tuple(made()),
        met=tuple([item for _identity, item in met]),
        named=tuple(named()),
        stories=stories(),
        spoke=tuple([item for _identity, item in spoke]),
    )


def _steps(db: sqlite3.Connection, one: int, other: int, today: date) -> Asking[list[Step]]:
    """The chain of `path`; empty where there is none."""

    def meetings(at: int, some: Collection[int]) -> Asking[list[tuple[int, Step]]]:
        return _meetings(db, at, some, today)

    ties: tuple[tuple[Near, Ties], ...] = (
        (lambda some: _who_met(db, some, today, in_person=True), meetings),
        (lambda some: _who_met(db, some, today, in_person=False), meetings),
        (lambda some: _who_is_named_with(db, some), lambda at, some: _namings(db, at, some)),
    )
    for near, tied in ties:
        if found := (yield from shortest(one, other, near)):
            return (yield from chain(found, tied))
    return []


def _meetings(db: sqlite3.Connection, at: int, some: Collection[int], today: date) -> Asking[list[tuple[int, Step]]]:
    """The one of some whom another met last; where none met them, with whom they spoke last."""
    ask = Askings()
    names, attendance = ask(_names(db, (at,))), ask(_attendance(db, at, today, some))
    yield from ask.together()
    [here] = names().values()
    met, spoke = yield from _as_met(db, [min(attendance(), key=_closeness)])
    return [
        *((other, Step(here, item.other, met=item)) for other, item in met),
        *((other, Step(here, item.other, spoke=item)) for other, item in spoke),
    ]


def _closeness(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Of one of an `_Attendance`: the newest first; what has no day comes last."""
    _other, _event, mode, day, key, name, _kind = row
    return mode not in ("", _IN_PERSON), -day, fold(name), key


def _namings(db: sqlite3.Connection, at: int, some: Collection[int]) -> Asking[list[tuple[int, Step]]]:
    """The one of some who was named with another in the newest story."""
    found = db.execute(
        "SELECT w.identity FROM castings AS d JOIN variants AS w ON w.id = d.variant"
        " JOIN identities AS i ON i.id = w.identity JOIN briefs AS b ON b.number = d.brief"
        f" WHERE d.named <> 0 AND w.identity IN {NUMBERS} AND d.brief IN (SELECT c.brief"
        " FROM variants AS v JOIN castings AS c ON c.variant = v.id AND c.named <> 0 WHERE v.identity = ?)"
        " ORDER BY b.day DESC, i.folded, i.key LIMIT 1",
        (json.dumps(list(some)), at),
    )
    yield
    row = found.fetchone()
    ask = Askings()
    names, newest = ask(_names(db, (at, row[0]))), ask(best(db, at, [row[0]]))
    yield from ask.together()
    return [(row[0], Step(names()[at], names()[row[0]], named=newest()[row[0]]))]


def _names(db: sqlite3.Connection, identities: Collection[int]) -> Asking[dict[int, Name]]:
    rows = db.execute(
        f"SELECT i.id, i.key, i.name, i.kind FROM {NUMBERS} AS j JOIN identities AS i ON i.id = j.value",
        (json.dumps(list(identities)),),
    )
    yield
    return {id_: Name(*rest) for id_, *rest in rows}
