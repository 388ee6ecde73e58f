"""The sentences that name two together: of many pairs they are asked for at once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from briefing.desk import queries
from briefing.desk.askings import Asking
from briefing.desk.packing import Naming, unpacked_namings
from briefing.desk.schema import NUMBERS
from briefing.model.views import Evidence, StoryLink

_NEWEST = 50
"""Stories of a pair that its page shows."""
_SOUGHT = 8
"""Stories that are looked into for one sentence that names both."""
_NAMED = (
    "SELECT c.brief FROM variants AS v JOIN castings AS c ON c.variant = v.id AND c.named <> 0 WHERE v.identity = ?"
)
_Pair = tuple[int, int]
"""The number of a brief, and of the other one whom it names."""


def shared(db: sqlite3.Connection, one: int, other: int) -> Asking[int]:
    """How many briefs name both."""
    rows = db.execute(f"SELECT count(*) FROM ({_NAMED} INTERSECT {_NAMED}) AS common", (one, other))
    yield
    number: int = rows.fetchone()[0]
    return number


def evidence(db: sqlite3.Connection, one: int, other: int) -> Asking[list[Evidence]]:
    """The newest stories that name both, newest first, each with the first sentence that does."""
    newest = yield from _newest(db, one, [other], _NEWEST)
    briefs = newest.get(other, [])
    found = yield from _evidence(db, one, [(brief, other) for brief in briefs])
    return [found[brief, other] for brief in briefs]


def best(
    db: sqlite3.Connection, one: int, others: Collection[int], among: Collection[int] | None = None
) -> Asking[dict[int, Evidence]]:
    """With each of some others the newest sentence that names both; without one in the newest stories, the newest
    story. With `among` only briefs of these numbers are looked at, all of which name the one."""
    newest = yield from _newest(db, one, others, _SOUGHT, among)
    found = yield from _evidence(db, one, [(briefs[0], other) for other, briefs in newest.items()])
    made = {other: found[newest[other][0], other] for other in newest}
    sought = [other for other, found_ in made.items() if not found_.text and len(newest[other]) > 1]
    if sought:
        more = yield from _evidence(db, one, [(brief, other) for other in sought for brief in newest[other][1:]])
        for other in sought:
            others_of = (more[brief, other] for brief in newest[other][1:])
            made[other] = next((each for each in others_of if each.text), made[other])
    return made


def _newest(
    db: sqlite3.Connection, one: int, others: Collection[int], most: int, among: Collection[int] | None = None
) -> Asking[dict[int, list[int]]]:
    """The numbers of the newest briefs that name one and each of some others, newest first. By the `+` the stories of
    the others are looked at before anything else of a brief."""
    both = f"({_NAMED})" if among is None else NUMBERS
    rows = db.execute(
        "SELECT identity, number FROM (SELECT identity, number, row_number() OVER"
        " (PARTITION BY identity ORDER BY day DESC, id) AS place"
        " FROM (SELECT DISTINCT w.identity, b.number, b.day, b.id FROM variants AS w"
        " JOIN castings AS d ON d.variant = w.id AND d.named <> 0 JOIN briefs AS b ON b.number = d.brief"
        f" WHERE w.identity IN {NUMBERS} AND +d.brief IN {both}) AS shared) AS placed"
        " WHERE place <= ? ORDER BY identity, place",
        (json.dumps(list(others)), one if among is None else json.dumps(list(among)), most),
    )
    yield
    found: dict[int, list[int]] = {}
    for other, number in rows:
        found.setdefault(other, []).append(number)
    return found


def _evidence(db: sqlite3.Connection, one: int, pairs: Collection[_Pair]) -> Asking[dict[_Pair, Evidence]]:
    if not pairs:
        return {}
    briefs = json.dumps(sorted({brief for brief, _other in pairs}))
    whom = {one, *(other for _brief, other in pairs)}
    told = db.execute(f"SELECT number, id, title, date FROM briefs WHERE number IN {NUMBERS}", (briefs,))
    named = db.execute(
        "SELECT c.brief, v.sort, v.key, v.identity, d.packed FROM castings AS c JOIN variants AS v ON v.id = c.variant"
        f" JOIN documents AS d ON d.brief = c.brief WHERE c.brief IN {NUMBERS} AND v.identity IN {NUMBERS}",
        (briefs, json.dumps(sorted(whom))),
    )
    yield
    stories = {number: queries.link(row) for number, *row in told}
    namings: dict[_Pair, list[Naming]] = {}
    for brief, sort, key, identity, data in named:
        namings.setdefault((brief, identity), []).extend(unpacked_namings(data, sort, key))
    return {
        (brief, other): _first(stories[brief], namings.get((brief, one), []), namings.get((brief, other), []))
        for brief, other in pairs
    }


def _first(story: StoryLink, one: list[Naming], other: list[Naming]) -> Evidence:
    """The first sentence of a story that names both; without one, where it first names the other."""
    namings = [*((naming, False) for naming in one), *((naming, True) for naming in other)]
    namings.sort(key=lambda item: item[0].ordinal)
    sentences: dict[tuple[int, str], list[tuple[Naming, bool]]] = {}
    for item in namings:
        sentences.setdefault((item[0].block, item[0].quote), []).append(item)
    for (_block, quote), members in sentences.items():
        if len({is_other for _naming, is_other in members}) == 2:
            return Evidence(story, members[0][0].ordinal, quote, tuple((at.start, at.stop) for at, _other in members))
    first = next((naming for naming, is_other in namings if is_other), namings[0][0] if namings else None)
    return Evidence(story, first.ordinal if first else -1)
