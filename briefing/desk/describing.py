"""What is said of an identity, joined: the registry's word first, else what most stories say, or the newest.

Every story that describes somebody in the same way shares a variant; how many do, and the newest of them, is found
without looking at them all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from briefing.desk.schema import ACTOR, BEGINNING, DAY_BITS
from briefing.model.brief import Actor, Venue
from briefing.model.codec import decode, encode
from briefing.model.fold import fold
from briefing.model.value import dataclass, replace


def describe(db: sqlite3.Connection, identities: str) -> None:
    """Join what the variants of each of some identities (a JSON list of their numbers) say, and keep it."""
    held: dict[int, list[_Held]] = {}
    for identity, sort, key, registered, said, uses, latest, *last in db.execute(_SAID, (identities,)):
        one = _Held(
            key=key,
            registered=bool(registered),
            value=decode(Actor, said) if sort == ACTOR else decode(Venue, said),
            text=said,
            uses=uses,
            latest=latest >> DAY_BITS,
            position=_Told.of(*last[:2]),
            note=_Told.of(*last[2:]),
        )
        held.setdefault(identity, []).append(one)
    db.executemany(
        "UPDATE identities SET name = ?, folded = ?, names = ?, kind = ?, position = ?, country = ?, lat = ?, lon = ?,"
        " json = ? WHERE id = ?",
        [(*_facts(_joined(by_variant)), identity) for identity, by_variant in held.items()],
    )


def _newest(named: int) -> str:
    return f"coalesce((SELECT max(brief) FROM castings WHERE variant = v.id AND named = {named}), 0)"


def _last(fact: str, order: str) -> Iterator[str]:
    """On which day stories last said something of the variant `v`, and what; of one day, the first by its letters."""
    for column in (f"brief >> {DAY_BITS}", fact):
        yield (
            f"(SELECT {column} FROM castings WHERE variant = v.id AND {fact} <> ''"
            f" ORDER BY brief >> {DAY_BITS} DESC, {order} LIMIT 1)"
        )


_BY_BEGINNING = f"substr(note, 1, {BEGINNING}), note"
_SAID = (
    "SELECT i.id, i.sort, i.key, v.registered AND v.key = i.key, v.json, v.uses,"
    f" max({_newest(0)}, {_newest(1)}), {', '.join((*_last('position', 'position'), *_last('note', _BY_BEGINNING)))}"
    " FROM identities AS i JOIN variants AS v ON v.identity = i.id WHERE i.id IN (SELECT value FROM json_each(?))"
)
"""Each part of it is found at one place of an index: see `castings` in `schema.py`."""


def _facts(value: Actor | Venue) -> tuple[Any, ...]:
    names = list(dict.fromkeys(map(fold, (value.name, *value.aliases, *value.weak, *value.forms))))
    lat, lon = (value.lat, value.lon) if isinstance(value, Venue) else (None, None)
    position = value.position if isinstance(value, Actor) else ""
    return value.name, names[0], "\n".join(names), value.kind, position, value.country, lat, lon, encode(value)


@dataclass(frozen=True, slots=True)
class _Told:
    """What stories said last, and on which day (-1: never)."""

    day: int = -1
    text: str = ""

    @classmethod
    def of(cls, day: int | None, text: str | None) -> _Told:
        return _NEVER if day is None else cls(day, text or "")


_NEVER = _Told()


@dataclass(frozen=True, slots=True)
class _Held:
    """What one variant says of an identity: how often, and on which day last; `text` is the value as it is kept."""

    key: str
    registered: bool
    value: Actor | Venue
    text: str
    uses: int
    latest: int
    position: _Told
    note: _Told


def _joined(held: list[_Held]) -> Actor | Venue:
    """One value of all that is said of an identity.

    The name is the one most used, every other strong name an alias. What position somebody has, and what is noted, the
    newest story says, unless the registry does.
    """
    if len(held) == 1:  # as nearly all are
        return _alone(held[0])
    by_use = sorted(held, key=lambda one: (-one.registered, -one.uses, -len(one.value.name), one.text))
    by_date = sorted(by_use, key=lambda one: (-one.registered, -one.latest))
    base = by_use[0].value
    names = {name: None for one in by_use for name in (one.value.name, *one.value.aliases)}
    names.pop(base.name, None)
    weak = dict.fromkeys(name for one in by_use for name in one.value.weak)
    same: dict[str, Any] = {
        "key": held[0].key, "span": base.span, "aliases": tuple(names), "weak": tuple(weak),
        "forms": tuple(dict.fromkeys(form for one in by_use for form in one.value.forms)),
        "registered": by_use[0].registered, "kind": _first(by_use, "kind"), "country": _first(by_date, "country"),
        "note": _first(by_use, "note") or _newest_of(one.note for one in held), "wikidata": _first(by_use, "wikidata"),
    }  # fmt: skip
    if isinstance(base, Actor):
        position = _first(by_use, "position") or _newest_of(one.position for one in held)
        return replace(base, position=position, **same)
    place = next((one.value for one in by_use if isinstance(one.value, Venue) and one.value.lat is not None), base)
    assert isinstance(place, Venue)
    return replace(base, geonames=_first(by_use, "geonames"), lat=place.lat, lon=place.lon, **same)


def _alone(one: _Held) -> Actor | Venue:
    """What the only variant of an identity says."""
    value = one.value
    same: dict[str, Any] = {
        "key": one.key, "registered": one.registered, "note": value.note or one.note.text,
        "aliases": tuple(dict.fromkeys([name for name in value.aliases if name != value.name])),
        "weak": tuple(dict.fromkeys(value.weak)),
    }  # fmt: skip
    if isinstance(value, Actor):
        return replace(value, position=value.position or one.position.text, **same)
    return replace(value, **same)


def _first(held: list[_Held], fact: str) -> str:
    return next((value for one in held if (value := getattr(one.value, fact))), "")


def _newest_of(told: Iterable[_Told]) -> str:
    return min(told, key=lambda one: (-one.day, one.text)).text
