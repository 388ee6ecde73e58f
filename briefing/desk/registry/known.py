"""What the index of a desk knows of those who may be one: who they are, and which stories list them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from briefing.desk.registry.pairs import NamedOne, NamePair, pairs
from briefing.desk.schema import ACTOR
from briefing.model.brief import Actor, Venue
from briefing.model.codec import decode

if TYPE_CHECKING:
    from briefing.desk.desk import Desk

KINDS: tuple[Literal["actor", "venue"], ...] = ("actor", "venue")
_SURE = 0.95
"""From such a score on two may be one though a story lists both."""


def proposals(
    db: sqlite3.Connection, apart: Collection[frozenset[str]] = (), around: str = "", most: int = 500
) -> list[NamePair]:
    """The pairs of a desk that may be one, the likeliest first; with `around` those of one key."""
    found = pairs(_candidates(db), apart)
    chosen = [pair for pair in found if not around or around in pair.keys][: 4 * most]
    beside = _listed_together(db, chosen)
    return [pair for pair in chosen if pair.score >= _SURE or pair.keys not in beside][:most]


def files_of(db: sqlite3.Connection, keys: Collection[str]) -> list[str]:
    """The briefs that list or name those of some keys, or a namesake of theirs: which of them is `ada~2` shows only
    where all of them are seen."""
    bases = {key.partition("~")[0] for key in keys}
    second = db.execute("SELECT key FROM identities WHERE key LIKE '%~%'")
    keys = {*keys, *bases, *(key for (key,) in second if key.partition("~")[0] in bases)}
    rows = db.execute(
        "SELECT DISTINCT b.file FROM identities AS i JOIN variants AS v ON v.identity = i.id"
        " JOIN castings AS c ON c.variant = v.id JOIN briefs AS b ON b.number = c.brief"
        " WHERE i.key IN (SELECT value FROM json_each(?)) ORDER BY b.file",
        (json.dumps(sorted(keys)),),
    )
    return [file for (file,) in rows]


def files_naming(desk: Desk, texts: Iterable[str]) -> list[str]:
    """The briefs that name somebody who is in no registry: the index knows names in every spelling. Raises what SQLite
    does."""
    found = [desk.called(text, kind) for text in texts for kind in KINDS]
    keys = {name.key for called in found for name in called.names if len(called.names) == 1}
    return desk.asked(lambda db: files_of(db, keys)) if keys else []


def _candidates(db: sqlite3.Connection) -> list[NamedOne]:
    rows: Sequence[tuple[int, str, int, int, str]] = db.execute(
        "SELECT i.sort, i.key, i.stories, i.id, i.json FROM identities AS i WHERE i.json <> '' ORDER BY i.sort, i.key"
    ).fetchall()
    found = []
    for sort, key, stories, number, text in rows:
        one: Actor | Venue = decode(Actor, text) if sort == ACTOR else decode(Venue, text)
        found.append(
            NamedOne(
                sort="actor" if sort == ACTOR else "venue",
                key=key,
                name=one.name,
                names=one.aliases,
                kind=one.kind,
                country=one.country,
                wikidata=one.wikidata,
                geonames=one.geonames if isinstance(one, Venue) else "",
                stories=stories,
                registered=one.registered,
                number=number,
            )
        )
    return found


def _listed_together(db: sqlite3.Connection, chosen: Sequence[NamePair]) -> set[frozenset[str]]:
    """The pairs of whom a story lists both."""
    listed = (
        "SELECT c.brief FROM castings AS c JOIN variants AS v ON v.id = c.variant WHERE v.identity = ? AND c.named = 0"
    )
    return {
        pair.keys
        for pair in chosen
        if db.execute(f"{listed} INTERSECT {listed} LIMIT 1", (pair.first.number, pair.second.number)).fetchone()
    }
