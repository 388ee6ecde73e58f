"""Who is who in the index: the variants of what briefs and the registry say, their portraits, their identities.

A new way of saying something is a new *variant*. What of it tells who is meant is its *portrait* (`identity.py`), and
most variants share one with others: only a new portrait, or one that is gone, has anything resolved again. What is to
be resolved and counted again is marked in the index itself (`portraits.identity` is null, `identities.is_stale`), so
that it may wait for the end of a long reading, and is done by the next one where that was killed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

from briefing.desk.identity import Portrait, portrait_of, resolve, tokens
from briefing.desk.schema import ACTOR, DAY_BITS, VENUE
from briefing.model.brief import Actor, Registry, Venue
from briefing.model.codec import DecodeError, decode, encode, parsed
from briefing.model.fold import fold
from briefing.model.span import NOWHERE
from briefing.model.value import dataclass, replace

SORTS: Mapping[str, int] = {"actor": ACTOR, "venue": VENUE}


class Variants:
    """The variants of a transaction, by what they say. `used` are those to which a brief's ties changed."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.used: set[int] = set()
        self._numbers: dict[bytes, int] = {}
        self._portraits: dict[bytes, tuple[int, int | None]] = {}
        self._registered: dict[tuple[int, str], int | None] = {}

    def of(self, sort: int, value: Actor | Venue) -> int:
        """The variant that an entry of a brief is: the registry's own, or what the brief says of it."""
        if value.registered and (found := self.registered(sort, value.key)) is not None:
            return found
        return self._variant(sort, _bare(value), registered=False)

    def registered(self, sort: int, key: str) -> int | None:
        """The variant of a registry id, or None where the registry has no such id."""
        if (sort, key) not in self._registered:
            ask = "SELECT id FROM variants WHERE key = ? AND sort = ? AND current"
            found = self._db.execute(ask, (key, sort)).fetchone()
            self._registered[sort, key] = found[0] if found else None
        return self._registered[sort, key]

    def put_registry(self, registry: Registry) -> None:
        """Make the registry's variants those of `registry`."""
        before = set(_column(self._db, "SELECT id FROM variants WHERE current"))
        values: list[tuple[int, Actor | Venue]] = [
            *((ACTOR, replace(value, registered=True)) for value in registry.actors.values()),
            *((VENUE, replace(value, registered=True)) for value in registry.venues.values()),
        ]
        now = {self._variant(sort, value, registered=True) for sort, value in values}
        for is_current, numbers in ((1, now - before), (0, before - now)):
            self._db.execute(
                "UPDATE variants SET current = ? WHERE id IN (SELECT value FROM json_each(?))",
                (is_current, _list(numbers)),
            )
            self.used |= numbers
        self._registered.clear()

    def finish(self) -> None:
        """Drop what nothing uses any more, and mark what is to be counted again."""
        drop_unused(self._db, self.used)
        _mark_stale(self._db, _column(self._db, f"SELECT DISTINCT identity FROM variants WHERE id {_AMONG}", self.used))
        self.used.clear()
        self._numbers.clear()
        self._portraits.clear()

    def _variant(self, sort: int, value: Actor | Venue, registered: bool) -> int:
        text = encode(value)
        digest = _digest(f"{sort}{int(registered)}{text}")
        if (known := self._numbers.get(digest)) is not None:
            return known
        found = self._db.execute("SELECT id FROM variants WHERE digest = ?", (digest,)).fetchone()
        if found is not None:
            number: int = found[0]
        else:
            portrait, identity = self._portrait(portrait_of(value, registered))
            number = _inserted(
                self._db,
                "INSERT INTO variants (sort, registered, current, key, digest, json, portrait, identity)"
                " VALUES (?, ?, 0, ?, ?, ?, ?, ?)",
                (sort, registered, value.key, digest, text, portrait, identity),
            )
            self.used.add(number)
        self._numbers[digest] = number
        return number

    def _portrait(self, portrait: Portrait) -> tuple[int, int | None]:
        """The number of a portrait, and its identity where that is known."""
        text = _portrait_text(portrait)
        digest = _digest(text)
        if digest not in self._portraits:
            found = self._db.execute("SELECT id, identity FROM portraits WHERE digest = ?", (digest,)).fetchone()
            if found is None:
                insert = "INSERT INTO portraits (digest, json) VALUES (?, ?)"
                found = _inserted(self._db, insert, (digest, text)), None
                self._db.executemany(
                    "INSERT INTO tokens (token, portrait) VALUES (?, ?)",
                    [(token, found[0]) for token in tokens(portrait)],
                )
            self._portraits[digest] = found
        return self._portraits[digest]


def drop_unused(db: sqlite3.Connection, variants: Iterable[int]) -> None:
    """Remove those of the variants that nothing uses, and the portraits that only they had; what shared a token with
    one of these is to be resolved again."""
    rows = db.execute(
        f"SELECT id, portrait, identity FROM variants WHERE id {_AMONG} AND NOT current"
        " AND NOT EXISTS (SELECT 1 FROM castings WHERE variant = variants.id)",
        (_list(variants),),
    ).fetchall()
    if not rows:
        return
    _mark_stale(db, {identity for _variant, _portrait, identity in rows})
    db.execute(f"DELETE FROM variants WHERE id {_AMONG}", (_list(row[0] for row in rows),))
    gone = _column(
        db,
        f"SELECT id FROM portraits WHERE id {_AMONG}"
        " AND NOT EXISTS (SELECT 1 FROM variants WHERE portrait = portraits.id)",
        {portrait for _variant, portrait, _identity in rows},
    )
    if not gone:
        return
    around = _holders(db, _tokens(db, gone))
    db.execute(f"UPDATE portraits SET identity = NULL WHERE id {_AMONG}", (_list(around),))
    db.execute(f"DELETE FROM tokens WHERE portrait {_AMONG}", (_list(gone),))
    db.execute(f"DELETE FROM portraits WHERE id {_AMONG}", (_list(gone),))


def is_settled(db: sqlite3.Connection) -> bool:
    """Whether nothing waits for `settle`."""
    ask = (
        "SELECT EXISTS (SELECT 1 FROM portraits WHERE identity IS NULL)"
        " OR EXISTS (SELECT 1 FROM identities WHERE is_stale)"
    )
    return not db.execute(ask).fetchone()[0]


def settle(db: sqlite3.Connection) -> None:
    """Resolve the portraits whose identity is open, with all that hang together with them; count again what changed.

    Where there are Ada (`ada`) and Ada King (`ada-king`), and a new story lists Ada King as Ada too, the portrait of
    that one is open and shares a token with each of theirs: the three are resolved together, and are one, `ada`.

    Takes time in proportion to what is looked at; a long reading therefore calls it ever more rarely (`refresh.py`).
    """
    if unresolved := _column(db, "SELECT id FROM portraits WHERE identity IS NULL"):
        _identify(db, _together(db, set(unresolved)))
    if stale := _column(db, "SELECT id FROM identities WHERE is_stale"):
        _describe(db, stale)
        _count(db, _list(stale))


def _together(db: sqlite3.Connection, start: set[int]) -> set[int]:
    """The portraits that hang together with `start` by any token: with an Ada, whoever is called Ada, and whoever is
    called as one of those is. Each portrait and each token is looked at once: were the table joined with itself, a name
    that many share would cost the square of their number."""
    reached, edge = set(start), start
    known: set[str] = set()
    while edge:
        beyond = _tokens(db, edge) - known
        known |= beyond
        edge = set(_holders(db, beyond)) - reached
        reached |= edge
    return reached


def _tokens(db: sqlite3.Connection, portraits: Iterable[int]) -> set[str]:
    return set(_column(db, f"SELECT DISTINCT token FROM tokens WHERE portrait {_AMONG}", portraits))


def _holders(db: sqlite3.Connection, tokens: Iterable[str]) -> list[int]:
    return _column(db, f"SELECT DISTINCT portrait FROM tokens WHERE token {_AMONG}", tokens)


def _identify(db: sqlite3.Connection, portraits: set[int]) -> None:
    """Resolve portraits among each other."""
    rows = db.execute(f"SELECT id, json, identity FROM portraits WHERE id {_AMONG}", (_list(portraits),))
    known = {_read_portrait(text): (number, before) for number, text, before in rows}
    keys = {portrait: (SORTS[portrait.sort], key) for portrait, key in resolve(known).items()}
    identities = {at: _identity(db, *at) for at in set(keys.values())}
    moved = [
        (identities[at], known[portrait][0]) for portrait, at in keys.items() if identities[at] != known[portrait][1]
    ]
    left = _column(
        db, f"SELECT DISTINCT identity FROM variants WHERE portrait {_AMONG}", [number for _identity, number in moved]
    )
    db.executemany("UPDATE portraits SET identity = ? WHERE id = ?", moved)
    db.executemany("UPDATE variants SET identity = ?1 WHERE portrait = ?2 AND identity IS NOT ?1", moved)
    _mark_stale(db, {*left, *(identity for identity, _number in moved)})


def _identity(db: sqlite3.Connection, sort: int, key: str) -> int:
    found = db.execute("SELECT id FROM identities WHERE key = ? AND sort = ?", (key, sort)).fetchone()
    return found[0] if found else _inserted(db, "INSERT INTO identities (sort, key) VALUES (?, ?)", (sort, key))


def _mark_stale(db: sqlite3.Connection, identities: Iterable[int | None]) -> None:
    numbers = _list(identity for identity in identities if identity is not None)
    db.execute(f"UPDATE identities SET is_stale = 1 WHERE id {_AMONG} AND NOT is_stale", (numbers,))


def _describe(db: sqlite3.Connection, identities: Iterable[int]) -> None:
    """Join what the variants of each identity say."""
    held: dict[int, list[_Held]] = {}
    for identity, sort, key, registered, text, uses, latest in db.execute(
        "SELECT i.id, i.sort, i.key, v.registered AND v.key = i.key, v.json,"
        " (SELECT count(*) FROM castings WHERE variant = v.id),"
        f" (SELECT max(brief) >> {DAY_BITS} FROM castings WHERE variant = v.id)"
        f" FROM identities AS i JOIN variants AS v ON v.identity = i.id WHERE i.id {_AMONG}",
        (_list(identities),),
    ):
        value = decode(Actor, text) if sort == ACTOR else decode(Venue, text)
        held.setdefault(identity, []).append(
            _Held(key=key, registered=bool(registered), value=value, text=text, uses=uses, latest=latest or 0)
        )
    db.executemany(
        "UPDATE identities SET name = ?, folded = ?, names = ?, kind = ?, position = ?, country = ?, is_unplaced = ?,"
        " lat = ?, lon = ?, json = ? WHERE id = ?",
        [(*_facts(_joined(said)), identity) for identity, said in held.items()],
    )


def _facts(value: Actor | Venue) -> tuple[Any, ...]:
    names = list(dict.fromkeys(map(fold, (value.name, *value.aliases, *value.weak))))
    lat, lon = (value.lat, value.lon) if isinstance(value, Venue) else (None, None)
    position = value.position if isinstance(value, Actor) else ""
    is_unplaced = isinstance(value, Actor) and value.registered and not position
    text = encode(value)
    return value.name, names[0], "\n".join(names), value.kind, position, value.country, is_unplaced, lat, lon, text


def _count(db: sqlite3.Connection, identities: str) -> None:
    """Count anew, drop those that nothing is left of; from here on none of them is stale."""
    db.execute(
        f"DELETE FROM identities WHERE id {_AMONG}"
        " AND NOT EXISTS (SELECT 1 FROM variants WHERE identity = identities.id)",
        (identities,),
    )
    db.execute(
        "UPDATE identities SET is_stale = 0, (stories, mentions) ="
        " (SELECT count(DISTINCT c.brief), coalesce(sum(c.mentions), 0)"
        " FROM variants AS v JOIN castings AS c ON c.variant = v.id AND c.named WHERE v.identity = identities.id)"
        f" WHERE id {_AMONG}",
        (identities,),
    )
    # Of whom the registry says no position, the newest story does.
    db.execute(
        "UPDATE identities SET position = coalesce((SELECT c.position FROM variants AS v"
        " JOIN castings AS c ON c.variant = v.id WHERE v.identity = identities.id AND c.position <> ''"
        f" ORDER BY c.brief >> {DAY_BITS} DESC, c.position LIMIT 1), '') WHERE id {_AMONG} AND is_unplaced",
        (identities,),
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """What one variant says of an identity: how often, and on which day last; `text` is the value as it is kept."""

    key: str
    registered: bool
    value: Actor | Venue
    text: str
    uses: int
    latest: int


def _joined(held: list[_Held]) -> Actor | Venue:
    """One value of all that is said of an identity: the registry's word first, else what the newest story says.

    The name is the one most used, every other strong name an alias.
    """
    by_use = sorted(held, key=lambda one: (-one.registered, -one.uses, -len(one.value.name), one.text))
    by_date = sorted(by_use, key=lambda one: (-one.registered, -one.latest))
    base = by_use[0].value
    names = {name: None for one in by_use for name in (one.value.name, *one.value.aliases)}
    names.pop(base.name, None)
    weak = dict.fromkeys(name for one in by_use for name in one.value.weak)
    same: dict[str, Any] = {
        "key": held[0].key, "span": base.span, "aliases": tuple(names), "weak": tuple(weak),
        "registered": by_use[0].registered, "kind": _first(by_use, "kind"), "country": _first(by_date, "country"),
        "note": _first(by_date, "note"), "wikidata": _first(by_use, "wikidata"),
    }  # fmt: skip
    if isinstance(base, Actor):
        return replace(base, position=_first(by_date, "position"), **same)
    place = next((one.value for one in by_use if isinstance(one.value, Venue) and one.value.lat is not None), base)
    assert isinstance(place, Venue)
    return replace(base, geonames=_first(by_use, "geonames"), lat=place.lat, lon=place.lon, **same)


def _first(held: list[_Held], fact: str) -> str:
    return next((value for one in held if (value := getattr(one.value, fact))), "")


def _bare(value: Actor | Venue) -> Actor | Venue:
    """An entry of a brief without what belongs to one story, so that briefs that say the same share a variant."""
    bare = replace(value, role="", span=NOWHERE, registered=False)
    return replace(bare, side="") if isinstance(bare, Actor) else bare


def _portrait_text(portrait: Portrait) -> str:
    """A portrait as the index keeps it."""
    facts = portrait.kind, portrait.country, portrait.wikidata, portrait.geonames, portrait.given, portrait.registered
    return json.dumps([portrait.sort, portrait.key, sorted(portrait.names), *facts], ensure_ascii=False)


def _read_portrait(text: str) -> Portrait:
    try:
        sort, key, names, *facts = parsed(text)
        return Portrait(sort, key, frozenset(names), *facts)
    except (ValueError, TypeError) as error:
        raise DecodeError("no portrait") from error


def _digest(text: str) -> bytes:
    return blake2b(text.encode(errors="surrogatepass"), digest_size=16).digest()


_AMONG = "IN (SELECT value FROM json_each(?))"


def _list(items: Iterable[Any]) -> str:
    """Numbers or texts as `_AMONG` takes them: in order, so that the same rows are read and written in the same way."""
    return json.dumps(sorted(items))


def _column(db: sqlite3.Connection, ask: str, among: Iterable[Any] | None = None) -> list[Any]:
    """The first column of the rows; `among` is what `_AMONG` in `ask` stands for."""
    return [row[0] for row in db.execute(ask, () if among is None else (_list(among),))]


def _inserted(db: sqlite3.Connection, insert: str, values: tuple[Any, ...]) -> int:
    """The number of a new row."""
    number = db.execute(insert, values).lastrowid
    assert number is not None
    return number
