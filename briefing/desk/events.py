"""Events, read from the index: each once, as the newest story tells it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from briefing.desk import queries
from briefing.desk.askings import Asking, Askings, answer
from briefing.desk.occasions import Telling, occasions
from briefing.desk.rolls import Roll, rolled
from briefing.desk.schema import DAY_BITS, NUMBERS, NUMBERS_AMONG, month_of
from briefing.model.brief import Event
from briefing.model.codec import decode
from briefing.model.value import replace
from briefing.model.views import Account, Happening, Name, StoryLink
from briefing.model.when import A_YEAR

OF_ACTOR = "SELECT p.event AS id FROM participants AS p JOIN variants AS v ON v.id = p.variant WHERE v.identity = ?"
OF_VENUE = "SELECT e.id FROM events AS e JOIN variants AS v ON v.id = e.place WHERE v.identity = ?"
"""The tellings that have an actor (by number) at an event, or put one at a place, in SQL."""
_OF_BRIEF = "SELECT id FROM events WHERE brief = ?"
_OF_DAYS = "SELECT id FROM events WHERE day BETWEEN ? AND ?"

_TELLINGS = (
    "SELECT e.id, e.brief, b.day, e.key, e.folded, e.day, e.last, e.is_vague, e.status,"
    " coalesce(v.identity, 0), e.mode FROM events AS e JOIN briefs AS b ON b.number = e.brief"
    " LEFT JOIN variants AS v ON v.id = e.place {where} ORDER BY b.day DESC, b.id, e.ordinal"
)

_AsTold = tuple[Event, StoryLink, Name | None]

_SEVERAL = "SELECT {0} FROM events GROUP BY {0} HAVING count(*) > 1"
MAY_BE_ONE = f"(e.folded IN ({_SEVERAL.format('folded')}) OR e.key <> '' AND e.key IN ({_SEVERAL.format('key')}))"
"""An SQL condition on an event (`e`): only what shares a name or an id with another entry can be the same event."""

_HELD = (
    "(e.status = 'held' OR e.status = '' AND e.day <= {today} AND NOT EXISTS ("
    "SELECT 1 FROM events AS n WHERE n.folded = e.folded AND n.day = e.day AND n.brief >> {bits} > e.brief >> {bits}"
    " AND n.status NOT IN ('', 'held')))"
)


def held(today: date) -> str:
    """An SQL condition on an event (`e`): it took place. It is said to have, or nothing is said, its day has come, and
    no newer story says otherwise."""
    return _HELD.format(today=today.toordinal(), bits=DAY_BITS)


MODE = (
    "coalesce((SELECT n.mode FROM events AS n WHERE n.folded = e.folded AND n.day = e.day AND n.mode <> ''"
    f" ORDER BY n.brief >> {DAY_BITS} DESC, n.mode LIMIT 1), '')"
)
"""How those at an event (`e`) came together, in SQL: as the newest story has it that says so."""


def timeline(db: sqlite3.Connection) -> tuple[Happening, ...]:
    """Every event of the desk once, newest first, undated last."""
    return answer(_in_order(db, answer(_occasions(db, ""))))


def roll(db: sqlite3.Connection, order: str = "date", among: Collection[int] | None = None) -> Roll:
    """The events of the desk, each by the number of its newest telling; by date in the groups of their days: twice the
    first one (an ordinal), and one more where only its year is known; 0 for none. `printed` is the order of their days
    alone, those of one day as the newest stories tell them. Where there is `among`, only these numbers are
    listed, and no tellings."""
    others = db.execute(_OLDER) if among is None else ()
    day = f"e.day * 2 + iif(e.day <> 0 AND e.last - e.day >= {A_YEAR}, 1, 0)"
    by_day = f"e.day = 0, {month_of('e.day', 'e.last')}, e.day, e.last, json_extract(e.json, '$[1]'), b.id, e.ordinal"
    orders = {
        "date": by_day,
        "name": f"e.folded, {by_day}",
        "printed": "e.day = 0, e.day, e.last, b.day DESC, b.id, e.ordinal",
    }
    which, values = ("", ()) if among is None else (f" AND e.id IN {NUMBERS}", (json.dumps(list(among)),))
    rows = db.execute(
        f"SELECT e.id, {day if order == 'date' else '0'} FROM events AS e"
        f" JOIN briefs AS b ON b.number = e.brief WHERE e.occasion = e.id{which} ORDER BY {orders[order]}",
        values,
    )
    return replace(rolled(rows), tellings=_by_newest(others))


def tellings(db: sqlite3.Connection) -> dict[int, tuple[int, ...]]:
    """Those of a whole `roll`."""
    return _by_newest(db.execute(_OLDER))


_OLDER = (
    "SELECT e.occasion, e.id FROM events AS e JOIN briefs AS b ON b.number = e.brief WHERE e.occasion <> e.id"
    " ORDER BY b.day DESC, b.id, e.ordinal"
)


def _by_newest(rows: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = {}
    for newest, older in rows:
        found.setdefault(newest, [newest]).append(older)
    return {newest: tuple(every) for newest, every in found.items()}


def at(
    db: sqlite3.Connection, numbers: Collection[int], tellings: Mapping[int, tuple[int, ...]]
) -> dict[int, Happening]:
    """The events of some numbers of a `roll` with these `tellings`."""
    meant = {telling: number for number in numbers for telling in tellings.get(number, (number,))}
    found: dict[int, list[Telling]] = {}
    which = f"WHERE e.id IN {NUMBERS}"
    for row in db.execute(_TELLINGS.format(where=which), (json.dumps(list(meant)),)):
        found.setdefault(meant[row[0]], []).append(Telling(*row))
    for number, event in found.items():
        event.sort(key=lambda one: tellings.get(number, (number,)).index(one.event))
    return dict(zip(found, answer(_told(db, found.values())), strict=True))


def around(db: sqlite3.Connection, day: int, most: int) -> tuple[Happening, ...]:
    """The events nearest to a day (an ordinal): at most so many before it and as many from it on; no undated ones.

    Answers quickly on any desk; an event that stories date differently can be missing or be there twice.
    """
    wanted = (
        "WHERE e.id IN (SELECT id FROM (SELECT id FROM events WHERE day > 0 AND day < :day ORDER BY day DESC"
        " LIMIT :most) AS before UNION SELECT id FROM (SELECT id FROM events WHERE day >= :day ORDER BY day"
        " LIMIT :most) AS after)"
    )
    return answer(_in_order(db, answer(_occasions(db, wanted, {"day": day, "most": most}))))


def between(db: sqlite3.Connection, first: date, last: date) -> Asking[tuple[Happening, ...]]:
    """Those of `timeline` that begin on one of these days, as the newest story tells them."""
    days = range(first.toordinal(), last.toordinal() + 1)
    if not days:
        return ()
    found = yield from _of(db, _OF_DAYS, days[0], days[-1])
    return (yield from _in_order(db, [event for event in found if event[0].first in days]))


def of_actor(db: sqlite3.Connection, identity: int) -> Asking[tuple[Happening, ...]]:
    """The events that any story has an actor at, newest first, undated last."""
    return (yield from _in_order(db, (yield from _of(db, OF_ACTOR, identity))))


def of_venue(db: sqlite3.Connection, identity: int) -> Asking[tuple[Happening, ...]]:
    """The events that any story puts at a place, newest first, undated last."""
    return (yield from _in_order(db, (yield from _of(db, OF_VENUE, identity))))


def newest(db: sqlite3.Connection, select: str, identity: int, most: int) -> Asking[tuple[list[int], int]]:
    """The first of `of_actor` or `of_venue`, no more than `most`, each by the number of its newest telling; and how
    many others there are. `select` is `OF_ACTOR` or `OF_VENUE`. Of events of one day that stories of one day tell, it
    can be any."""
    rows = db.execute(_NEWEST.format(own=select.replace("?", "?1")), (identity, most))
    yield
    found = rows.fetchall()
    return [number for number, _every in found], found[0][1] - len(found) if found else 0


_NEWEST = (
    "SELECT id, count(*) OVER () FROM events"
    " WHERE id IN (SELECT e.occasion FROM events AS e WHERE e.id IN ({own}))"
    " ORDER BY day DESC, brief DESC, ordinal LIMIT ?2"
)


def told(db: sqlite3.Connection, numbers: Collection[int]) -> Asking[tuple[Happening, ...]]:
    """The events of some numbers of newest tellings, newest first, undated last."""
    either = f"WHERE e.id IN {NUMBERS_AMONG} OR e.occasion <> e.id AND e.occasion IN {NUMBERS_AMONG}"
    found = yield from _occasions(db, either, {"among": json.dumps(list(numbers))})
    return (yield from _in_order(db, found))


def told_later(db: sqlite3.Connection, brief: int, today: date) -> Asking[dict[str, Account]]:
    """What the newest story says otherwise of the day or the status of the events of a brief, by their keys there."""
    newest: dict[str, int] = {}
    found = yield from _of(db, _OF_BRIEF, brief)
    for tellings in found:
        last = tellings[0]
        for own in tellings:
            same = (own.first, own.last, own.status or "held") == (last.first, last.last, last.status or "held")
            if own.brief == brief and last.told > own.told and not same:
                newest[own.key] = last.event
    rows = (yield from as_told(db, newest.values())) if newest else {}
    later: dict[str, Account] = {}
    for key, number in newest.items():
        event, story, _place = rows[number]
        later[key] = Account(event.when, event.status or ("held" if event.is_held(today) else ""), story)
    return later


NEAR = (
    "o.day = m.day OR o.day = 0 OR m.day = 0 OR o.day BETWEEN m.day - 366 AND m.last + 366"
    " AND (o.is_vague <> 0 OR m.is_vague <> 0 OR o.status NOT IN ('', 'held', 'cancelled')"
    " OR m.status NOT IN ('', 'held', 'cancelled'))"
)
"""An SQL condition on two tellings (`m`, `o`): they may be of one day."""


_LIKE = f"SELECT o.id FROM own JOIN events AS m ON m.id = own.id JOIN events AS o ON o.{{0}} = m.{{0}} WHERE {NEAR}"
_ABOUT = (
    "WHERE e.id IN (WITH own AS ({own})"
    f" SELECT id FROM own UNION {_LIKE.format('folded')} UNION {_LIKE.format('key')})"
)
"""What may be the same as some events: their names and ids on the days about, where either leaves the day open."""


def _of(db: sqlite3.Connection, select: str, *values: int) -> Asking[list[list[Telling]]]:
    rows = db.execute(select, values)
    found = yield from _occasions(db, _ABOUT.format(own=select), values)
    own = {row[0] for row in rows}
    return [event for event in found if any(one.event in own for one in event)]


def together(db: sqlite3.Connection, numbers: Iterable[int]) -> list[list[Telling]]:
    """Some tellings by the event they tell of, each newest first."""
    return answer(_occasions(db, f"WHERE e.id IN {NUMBERS_AMONG}", {"among": json.dumps(sorted(numbers))}))


def _occasions(db: sqlite3.Connection, where: str, values: queries.Values = ()) -> Asking[list[list[Telling]]]:
    asked = db.execute(_TELLINGS.format(where=where), values)
    yield
    tellings = [Telling(*row) for row in asked]
    by_key: dict[str, set[int]] = {}
    for one in tellings:
        by_key.setdefault(one.key, set()).add(one.brief)
    # whether one story follows another is asked of those that have an id in common
    briefs = {brief for briefs in by_key.values() if len(briefs) > 1 for brief in briefs}
    links = (yield from _links(db, briefs)) if briefs else set()
    return occasions(tellings, lambda one, other: (one, other) in links or (other, one) in links)


def _links(db: sqlite3.Connection, briefs: Collection[int]) -> Asking[set[tuple[int, int]]]:
    """The numbers of those of some briefs that follow another, with the one they follow."""
    rows = db.execute(
        f"SELECT f.brief, b.number FROM {NUMBERS} AS j JOIN follows AS f ON f.brief = j.value"
        " JOIN briefs AS b ON b.id = f.target",
        (json.dumps(list(briefs)),),
    )
    yield
    return set(rows)


def _in_order(db: sqlite3.Connection, found: Iterable[list[Telling]]) -> Asking[tuple[Happening, ...]]:
    """Events newest first, undated last."""
    happenings = yield from _told(db, sorted(found, key=lambda event: -event[0].first))
    return tuple(happenings)


def _told(db: sqlite3.Connection, events: Collection[list[Telling]]) -> Asking[list[Happening]]:
    """Events with all that is shown of them."""
    if not events:
        return []
    whole = {one.event for event in events for one in event if one is event[0] or _differs(one, event[0])}
    ask = Askings()
    rows, who = ask(as_told(db, whole)), ask(_participants(db, [event[0].event for event in events]))
    yield from ask.together()
    return [_happening(event, rows(), who().get(event[0].event, {})) for event in events]


def _happening(event: list[Telling], rows: dict[int, _AsTold], names: dict[str, Name]) -> Happening:
    said, story, place = rows[event[0].event]
    said = replace(
        said,
        where=place.key if place else said.where,
        who=tuple(dict.fromkeys(names[local].key if local in names else local for local in said.who)),
        mode=next((one.mode for one in event if one.mode), ""),
    )
    present = {one.key: one for one in names.values()}
    earlier: dict[tuple[str, str], Account] = {}
    for one in event[1:]:
        if _differs(one, event[0]):
            before, story_before, _place = rows[one.event]
            fact = (before.when.text if before.when else "", before.status)
            earlier.setdefault(fact, Account(before.when, before.status, story_before))
    return Happening(event=said, story=story, where=place, who=tuple(present.values()), earlier=tuple(earlier.values()))


def _differs(one: Telling, other: Telling) -> bool:
    """Whether two tellings of an event disagree on its day or its status, as far as both say."""
    return (one.first, one.last) != (other.first, other.last) or (bool(one.status) and one.status != other.status)


def as_told(db: sqlite3.Connection, events: Collection[int]) -> Asking[dict[int, _AsTold]]:
    """Some tellings, by number: the entry, its story, and its place as the desk knows it."""
    found = db.execute(
        f"SELECT e.id, e.json, b.id, b.title, b.date, i.key, i.name FROM {NUMBERS} AS j"
        " JOIN events AS e ON e.id = j.value JOIN briefs AS b ON b.number = e.brief"
        " LEFT JOIN variants AS v ON v.id = e.place LEFT JOIN identities AS i ON i.id = v.identity",
        (json.dumps(list(events)),),
    )
    yield
    return {
        number: (
            decode(Event, text),
            queries.link((id_, title, date_)),
            Name(key, name, "place") if key else None,
        )
        for number, text, id_, title, date_, key, name in found
    }


def _participants(db: sqlite3.Connection, events: Collection[int]) -> Asking[dict[int, dict[str, Name]]]:
    """Who is at each event, by the key that its brief has for them."""
    rows = db.execute(
        f"SELECT p.event, v.key, i.key, i.name, i.kind FROM {NUMBERS} AS j JOIN participants AS p"
        " ON p.event = j.value JOIN variants AS v ON v.id = p.variant JOIN identities AS i ON i.id = v.identity"
        " ORDER BY p.event, p.ordinal",
        (json.dumps(list(events)),),
    )
    yield
    who: dict[int, dict[str, Name]] = {}
    for event, local, key, name, kind in rows:
        who.setdefault(event, {})[local] = Name(key, name, kind)
    return who
