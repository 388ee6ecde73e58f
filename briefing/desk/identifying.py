"""Who is who in the index: the variants of what briefs and the registry say, their portraits, their identities.

A new way of describing somebody is a new *variant*; what a story says besides (role, position, note) stands with the
story, so that of one whom a thousand stories tell of there are a few variants and not a thousand. What of a variant
tells who is meant is its *portrait* (`identity.py`), and many share one: only a new portrait, or one that is gone, has
anything resolved again. What is to be resolved, described and counted again is marked in the index itself
(`portraits.identity` is null, `stale`), so that it may wait for the end of a long reading, and is done by the next one
where that was killed.

Where nobody's portraits changed, stories and mentions are not counted: what the briefs of a transaction had is taken
away, and what they have now is added. In a long reading they are counted once, with the rest.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import count
from typing import Any

from briefing.desk.describing import describe
from briefing.desk.identity import Portrait, resolve
from briefing.desk.rows import Description, Reference, described, token_digests
from briefing.desk.schema import ACTOR, UNSETTLED, VENUE
from briefing.model.brief import Actor, Registry, Venue
from briefing.model.codec import DecodeError, parsed
from briefing.model.value import NamedTuple, replace

SORTS: Mapping[str, int] = {"actor": ACTOR, "venue": VENUE}
_DESCRIBE, _COUNT = 1, 2
"""What `stale` says is to be done: to join again what is said of it, or also to count its stories."""


class Variants:
    """The variants of a transaction, by what they say. A brief's castings come and go at most once in it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._uses: Counter[int] = Counter()
        """What is to be added to the castings of each variant."""
        self._roles: Counter[tuple[int, str, int]] = Counter()
        """And to those of each with a role: variant, role and side."""
        self._put: list[int] = []
        self._stories: Counter[int] = Counter()
        self._mentions: Counter[int] = Counter()
        """What is to be added to the stories and mentions of each identity, but for those of `_put`."""
        self._variant_ids = numbers_of(db, "variants")
        self._portrait_ids = numbers_of(db, "portraits")
        self._new_variants: dict[int, tuple[Any, ...]] = {}
        self._new_portraits: list[tuple[int, int, str]] = []
        self._new_tokens: list[tuple[int, int]] = []
        """What is not written yet."""
        self._looked_up: set[int] = set()
        """Digests of which it is known whether the index has them."""
        self._numbers: dict[int, int] = {}
        self._portraits: dict[int, tuple[int, int | None]] = {}
        self._registered: dict[tuple[int, str], int | None] = {}

    def look_up(self, entries: Iterable[Reference]) -> None:
        """Find what the index has of many entries, which are to be put, at once."""
        said = {one.digest: one for entry in entries if (one := entry.description) is not None}
        self._numbers.update(self._db.execute(f"SELECT digest, id FROM variants WHERE digest {_AMONG}", (_list(said),)))
        portraits = {one.portrait_digest for digest, one in said.items() if digest not in self._numbers}
        ask = f"SELECT digest, id, identity FROM portraits WHERE digest {_AMONG}"
        for digest, number, identity in self._db.execute(ask, (_list(portraits),)):
            self._portraits[digest] = number, identity
        self._looked_up = said.keys() | portraits

    def of(self, entry: Reference) -> int | None:
        """The variant that an entry of a brief is: the registry's own (None where it has none of that id any more), or
        what the brief says of it."""
        if entry.description is None:
            return self.registered(entry.sort, entry.key)
        return self._variant(entry.sort, entry.key, entry.description, is_registered=False)

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
        now = {
            self._variant(sort, value.key, described(sort, value, registered=True), is_registered=True)
            for sort, value in values
        }
        self._write()
        for is_current, numbers in ((1, now - before), (0, before - now)):
            self._db.execute(
                "UPDATE variants SET current = ? WHERE id IN (SELECT value FROM json_each(?))",
                (is_current, _list(numbers)),
            )
            self._uses.update(dict.fromkeys(numbers, 0))
        self._registered.clear()

    def leave(self, brief: int) -> None:
        """Remove the castings of a brief."""
        identities: set[int] = set()
        for variant, identity, named, mentions, role, side in self._db.execute(
            "SELECT c.variant, v.identity, c.named, c.mentions, c.role, c.side FROM castings AS c"
            " JOIN variants AS v ON v.id = c.variant WHERE c.brief = ?",
            (brief,),
        ):
            self._uses[variant] -= 1
            if role:
                self._roles[variant, role, side or 0] -= 1
            if named and identity is not None:
                identities.add(identity)
                self._mentions[identity] -= mentions
        self._stories.subtract(identities)
        self._db.execute("DELETE FROM castings WHERE brief = ?", (brief,))

    def enter(self, brief: int, castings: Iterable[tuple[int, str, int | None]]) -> None:
        """Tell of the castings of a brief: variant, role and side of each."""
        for variant, role, side in castings:
            self._uses[variant] += 1
            if role:
                self._roles[variant, role, side or 0] += 1
        self._put.append(brief)

    def finish(self, is_last: bool) -> None:
        """Drop what nothing uses any more, mark what is to be described again, and count on; where more transactions
        follow, mark it to be counted instead."""
        new = self._write()
        self._db.executemany(
            "UPDATE variants SET uses = uses + ? WHERE id = ?",
            [(more, variant) for variant, more in sorted(self._uses.items()) if more and variant not in new],
        )
        self._count_roles()
        drop_unused(self._db, self._uses)
        told = f"SELECT DISTINCT identity FROM variants WHERE id {_AMONG}"
        _mark_stale(self._db, _column(self._db, told, self._uses), _DESCRIBE if is_last else _COUNT)
        if is_last:
            self._count_on()
        self._put.clear()
        self._stories.clear()
        self._mentions.clear()
        self._uses.clear()
        self._roles.clear()
        self._numbers.clear()
        self._portraits.clear()
        self._looked_up.clear()

    def _write(self) -> set[int]:
        """Write the new variants, each with its uses so far; their numbers."""
        self._db.executemany(
            "INSERT INTO variants (id, sort, registered, current, key, digest, json, portrait, identity, uses)"
            " VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?)",
            [(number, *row, self._uses[number]) for number, row in self._new_variants.items()],
        )
        self._db.executemany("INSERT INTO portraits (id, digest, json) VALUES (?, ?, ?)", self._new_portraits)
        self._db.executemany("INSERT INTO tokens (token, portrait) VALUES (?, ?)", sorted(self._new_tokens))
        new = set(self._new_variants)
        self._new_variants.clear()
        self._new_portraits.clear()
        self._new_tokens.clear()
        return new

    def _count_roles(self) -> None:
        """Not by `ON CONFLICT`: it would be what the triggers on the table do, too (`postgres/log.py`)."""
        changed, this = sorted(self._roles.items()), "variant = ? AND role = ? AND side = ?"
        self._db.executemany(
            "INSERT OR IGNORE INTO roles (variant, role, side, uses) VALUES (?, ?, ?, 0)",
            [role for role, more in changed if more > 0],
        )
        self._db.executemany(
            f"UPDATE roles SET uses = uses + ? WHERE {this}", [(more, *role) for role, more in changed if more]
        )
        self._db.executemany(
            f"DELETE FROM roles WHERE {this} AND uses = 0", [role for role, more in changed if more < 0]
        )

    def _count_on(self) -> None:
        for identity, stories, mentions in self._db.execute(
            "SELECT v.identity, count(DISTINCT c.brief), sum(c.mentions) FROM castings AS c"
            f" JOIN variants AS v ON v.id = c.variant WHERE c.brief {_AMONG} AND c.named AND v.identity IS NOT NULL"
            " GROUP BY v.identity",
            (_list(self._put),),
        ):
            self._stories[identity] += stories
            self._mentions[identity] += mentions
        self._db.executemany(
            "UPDATE identities SET stories = stories + ?, mentions = mentions + ? WHERE id = ?",
            [
                (stories, self._mentions[identity], identity)
                for identity, stories in sorted(self._stories.items())
                if stories or self._mentions[identity]
            ],
        )

    def _variant(self, sort: int, key: str, said: Description, is_registered: bool) -> int:
        if (known := self._numbers.get(said.digest)) is not None:
            return known
        row = None
        if said.digest not in self._looked_up:
            row = self._db.execute("SELECT id FROM variants WHERE digest = ?", (said.digest,)).fetchone()
        if row is not None:
            number: int = row[0]
        else:
            number = self._variant_ids()
            self._new_variants[number] = (sort, is_registered, key, said.digest, said.text, *self._portrait(said))
            self._uses[number] += 0
        self._numbers[said.digest] = number
        return number

    def _portrait(self, said: Description) -> tuple[int, int | None]:
        """The number of a portrait, and its identity where that is known."""
        digest = said.portrait_digest
        if digest not in self._portraits:
            row = None
            if digest not in self._looked_up:
                row = self._db.execute("SELECT id, identity FROM portraits WHERE digest = ?", (digest,)).fetchone()
            if row is None:
                row = self._portrait_ids(), None
                self._new_portraits.append((row[0], digest, said.portrait))
                self._new_tokens += [(token, row[0]) for token in said.tokens]
            self._portraits[digest] = row
        return self._portraits[digest]


def drop_unused(db: sqlite3.Connection, variants: Iterable[int]) -> None:
    """Remove those of the variants that nothing uses, and the portraits that only they had; what shared a token with
    one of these is to be resolved again."""
    rows = db.execute(
        f"SELECT id, portrait, identity FROM variants WHERE id {_AMONG} AND NOT current AND uses = 0",
        (_list(variants),),
    ).fetchall()
    if not rows:
        return
    _mark_stale(db, {identity for _variant, _portrait, identity in rows}, _DESCRIBE)
    db.execute(f"DELETE FROM variants WHERE id {_AMONG}", (_list(row[0] for row in rows),))
    gone = _column(
        db,
        f"SELECT id FROM portraits WHERE id {_AMONG}"
        " AND NOT EXISTS (SELECT 1 FROM variants WHERE portrait = portraits.id)",
        {portrait for _variant, portrait, _identity in rows},
    )
    if not gone:
        return
    held = {(token, one.number) for one in _portraits(db, gone) for token in one.tokens}
    around = _holders(db, {token for token, _portrait in held})
    db.execute(f"UPDATE portraits SET identity = NULL WHERE id {_AMONG}", (_list(around),))
    db.executemany("DELETE FROM tokens WHERE token = ? AND portrait = ?", sorted(held))
    db.execute(f"DELETE FROM portraits WHERE id {_AMONG}", (_list(gone),))


def is_settled(db: sqlite3.Connection) -> bool:
    """Whether nothing waits for `settle`."""
    ask = (
        "SELECT EXISTS (SELECT 1 FROM portraits WHERE identity IS NULL) OR EXISTS (SELECT 1 FROM stale)"
        f" OR EXISTS (SELECT 1 FROM meta WHERE key = '{UNSETTLED}')"
    )
    return not db.execute(ask).fetchone()[0]


def settle(db: sqlite3.Connection) -> set[int]:
    """Resolve the portraits whose identity is open, with all that hang together with them; describe again what changed,
    and count again who gained a portrait or lost one.

    Where there are Ada (`ada`) and Ada King (`ada-king`), and a new story lists Ada King as Ada too, the portrait of
    that one is open and shares a token with each of theirs: the three are resolved together, and are one, `ada`.

    Takes time in proportion to what is looked at; a long reading therefore calls it ever more rarely (`refresh.py`).
    The portraits that are somebody else's than before.
    """
    moved: set[int] = set()
    if unresolved := _column(db, "SELECT id FROM portraits WHERE identity IS NULL"):
        moved = _identify(db, _together(db, set(unresolved)))
    if stale := _column(db, "SELECT identity FROM stale"):
        _drop_empty(db, stale)
        describe(db, _list(stale))
        _count(db)
    return moved


class _PortraitRow(NamedTuple):
    """A portrait in the index, its identity as it was, and what stands for its tokens."""

    number: int
    portrait: Portrait
    identity: int | None
    tokens: tuple[int, ...]


def _portraits(db: sqlite3.Connection, numbers: Iterable[int]) -> list[_PortraitRow]:
    rows = db.execute(f"SELECT id, json, identity FROM portraits WHERE id {_AMONG}", (_list(numbers),))
    found = [(number, _read_portrait(text), identity) for number, text, identity in rows]
    return [_PortraitRow(number, one, identity, tuple(token_digests(one))) for number, one, identity in found]


def _together(db: sqlite3.Connection, start: set[int]) -> list[_PortraitRow]:
    """The portraits that hang together with `start` by any token: with an Ada, whoever is called Ada, and whoever is
    called as one of those is. Each portrait and each token is looked at once: were the table joined with itself, a name
    that many share would cost the square of their number."""
    found: list[_PortraitRow] = []
    reached, edge = set(start), start
    known: set[int] = set()
    while edge:
        here = _portraits(db, edge)
        found += here
        beyond = {token for one in here for token in one.tokens} - known
        known |= beyond
        edge = set(_holders(db, beyond)) - reached
        reached |= edge
    return found


def _holders(db: sqlite3.Connection, tokens: Iterable[int]) -> list[int]:
    return _column(db, f"SELECT DISTINCT portrait FROM tokens WHERE token {_AMONG}", tokens)


def _identify(db: sqlite3.Connection, portraits: Iterable[_PortraitRow]) -> set[int]:
    """Resolve portraits among each other; those that are somebody else's now."""
    known = {one.portrait: (one.number, one.identity) for one in portraits}
    keys = {portrait: (SORTS[portrait.sort], key) for portrait, key in resolve(known).items()}
    identities = _identities(db, set(keys.values()))
    moved = [
        (identities[at], known[portrait][0]) for portrait, at in keys.items() if identities[at] != known[portrait][1]
    ]
    left = _column(
        db, f"SELECT DISTINCT identity FROM variants WHERE portrait {_AMONG}", [number for _identity, number in moved]
    )
    db.executemany("UPDATE portraits SET identity = ? WHERE id = ?", moved)
    others = "UPDATE variants SET identity = ? WHERE portrait = ? AND identity IS NOT ?"
    db.executemany(others, [(identity, number, identity) for identity, number in moved])
    _mark_stale(db, {*left, *(identity for identity, _number in moved)}, _COUNT)
    return {number for _identity, number in moved}


def _identities(db: sqlite3.Connection, keys: Collection[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """The numbers of identities by sort and key; those that there are not are begun."""
    ask = f"SELECT sort, key, id FROM identities WHERE key {_AMONG}"
    found = {(sort, key): number for sort, key, number in db.execute(ask, (_list({key for _sort, key in keys}),))}
    following = numbers_of(db, "identities")
    new = {at: following() for at in sorted(keys) if at not in found}
    insert = "INSERT INTO identities (id, sort, key) VALUES (?, ?, ?)"
    db.executemany(insert, [(number, sort, key) for (sort, key), number in new.items()])
    return found | new


def _mark_stale(db: sqlite3.Connection, identities: Iterable[int | None], how: int) -> None:
    db.executemany(
        "INSERT INTO stale (identity, how) VALUES (?, ?)"
        " ON CONFLICT (identity) DO UPDATE SET how = max(how, excluded.how)",
        [(identity, how) for identity in sorted({one for one in identities if one is not None})],
    )


def _drop_empty(db: sqlite3.Connection, identities: Iterable[int]) -> None:
    """Drop those that nothing is left of."""
    db.execute(
        f"DELETE FROM identities WHERE id {_AMONG}"
        " AND NOT EXISTS (SELECT 1 FROM variants WHERE identity = identities.id)",
        (_list(identities),),
    )


def _count(db: sqlite3.Connection) -> None:
    """Count anew where portraits came and went; from here on none is stale."""
    db.execute(
        "UPDATE identities SET (stories, mentions) ="
        " (SELECT count(DISTINCT c.brief), coalesce(sum(c.mentions), 0)"
        " FROM variants AS v JOIN castings AS c ON c.variant = v.id AND c.named WHERE v.identity = identities.id),"
        f" events = iif(sort = {VENUE}, (SELECT count(DISTINCT e.occasion) FROM variants AS v"
        " JOIN events AS e ON e.place = v.id WHERE v.identity = identities.id), 0)"
        f" WHERE id IN (SELECT identity FROM stale WHERE how = {_COUNT})"
    )
    db.execute("DELETE FROM stale")


def _read_portrait(text: str) -> Portrait:
    try:
        sort, key, names, *facts = parsed(text)
        return Portrait(sort, key, frozenset(names), *facts)
    except (ValueError, TypeError) as error:
        raise DecodeError("no portrait") from error


_AMONG = "IN (SELECT value FROM json_each(?))"


def _list(items: Iterable[Any]) -> str:
    """Numbers or texts as `_AMONG` takes them: in order, so that the same rows are read and written in the same way."""
    return json.dumps(sorted(items))


def _column(db: sqlite3.Connection, ask: str, among: Iterable[Any] | None = None) -> list[Any]:
    """The first column of the rows; `among` is what `_AMONG` in `ask` stands for."""
    return [row[0] for row in db.execute(ask, () if among is None else (_list(among),))]


def numbers_of(db: sqlite3.Connection, table: str) -> Callable[[], int]:
    """What gives each new row of a table its number; it is asked of the table for the first."""
    numbers: list[count[int]] = []

    def following() -> int:
        if not numbers:
            numbers.append(count(1 + db.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]))
        return next(numbers[0])

    return following
