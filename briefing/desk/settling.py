"""Which questions were settled by a later story that asks the same.

Two questions are one where they have the same words and their stories belong together, or the same id in stories that
follow each other. Stories belong together that follow each other or have an actor or a place in common; of one that has
neither actors nor places nothing speaks against it. *Will there be a ceasefire?* asked of two wars is two questions.

A question that is open or answered in part is settled by the newest other story that knows more and is not known to be
older. One that asks it anew after that stays open.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from operator import attrgetter

from briefing.desk.schema import DAY_BITS
from briefing.model.value import dataclass

Sign = tuple[str, int]
"""What two stories must share to ask the same question."""

STATUS = (
    "coalesce((SELECT a.status FROM settled AS s JOIN questions AS a ON a.id = s.by WHERE s.question = q.id), q.status)"
)
"""The status of a question (`q`) in SQL, whichever story knows it."""

_OPEN = "('open', 'partly')"
_REPEATED = (
    "SELECT DISTINCT k.{column} FROM questions AS k WHERE k.status <> 'open' AND EXISTS (SELECT 1 FROM questions AS o"
    f" WHERE o.{{column}} = k.{{column}} AND o.status IN {_OPEN} AND o.brief <> k.brief)"
)
_TELLINGS = (
    "SELECT q.id, q.brief, q.status, b.id, q.ordinal FROM questions AS q JOIN briefs AS b ON b.number = q.brief"
    " WHERE q.{column} = ?"
)
_ANY, _NOBODY = ("any", 0), ("nobody", 0)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question in one story."""

    id: int
    brief: int
    status: str
    story: str
    ordinal: int

    @property
    def day(self) -> int:
        """The story's, as an ordinal; 0 for none."""
        return self.brief >> DAY_BITS

    @property
    def order(self) -> tuple[int, str, int]:
        """Newest story first, whichever of a day was read first."""
        return -self.day, self.story, self.ordinal


def settle_questions(db: sqlite3.Connection) -> None:
    """Decide it for the whole desk, in time that grows with the number of questions alone."""
    before = dict(db.execute("SELECT question, by FROM settled").fetchall())
    now = dict(_settled(db))
    if now != before:
        db.execute("DELETE FROM settled")
        db.executemany("INSERT INTO settled (question, by) VALUES (?, ?)", now.items())
    # also where nothing else is settled than before: a story that was written again counts its own for open
    still_open = f"(SELECT count(*) FROM questions AS q WHERE q.brief = number AND {STATUS} IN {_OPEN})"
    db.execute(
        f"UPDATE briefs SET open_questions = {still_open}"
        " WHERE number IN (SELECT brief FROM questions WHERE id IN (SELECT value FROM json_each(?)))"
        f" AND open_questions <> {still_open}",
        (json.dumps([*before.keys() | now.keys()]),),
    )


def _settled(db: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """Questions, each with the one that settles it."""
    groups = [
        (column == "folded", [_Asked(*row) for row in db.execute(_TELLINGS.format(column=column), (text,))])
        for column in ("folded", "key")
        for (text,) in db.execute(_REPEATED.format(column=column)).fetchall()
    ]
    if not groups:
        return
    follows = _follows(db)
    chains = _chains(follows)
    cast = _cast(db, {one.brief for _by_words, group in groups for one in group})
    best: dict[int, _Asked] = {}
    for by_words, group in groups:
        signs = {one.brief: [("chain", chains.get(one.brief, one.brief))] for one in group}
        for brief, shared in signs.items():
            if by_words:
                shared += cast.get(brief, [_NOBODY])
        for asked, by in _pairs(group, signs, follows):
            if asked.id not in best or by.order < best[asked.id].order:
                best[asked.id] = by
    yield from ((id_, by.id) for id_, by in best.items())


def _pairs(
    group: Collection[_Asked], signs: dict[int, list[Sign]], follows: set[tuple[int, int]]
) -> Iterator[tuple[_Asked, _Asked]]:
    """Open questions of a group, each with the newest one for every sign it has that settles it."""
    known: dict[Sign, list[_Asked]] = {}
    for one in sorted(group, key=attrgetter("order")):
        if one.status != "open":
            for sign in (*signs[one.brief], _ANY):
                known.setdefault(sign, []).append(one)
    for asked in group:
        if asked.status not in ("open", "partly"):
            continue
        own = signs[asked.brief]
        for sign in [_ANY] if _NOBODY in own else [*own, _NOBODY]:
            for by in known.get(sign, ()):
                if 0 < by.day < asked.day:
                    break  # and so are all behind it, but those without a date
                if by.brief != asked.brief and (asked.brief, by.brief) not in follows:
                    yield asked, by
                    break


def _follows(db: sqlite3.Connection) -> set[tuple[int, int]]:
    """Every story with each that it follows, by their numbers."""
    return set(db.execute("SELECT f.brief, b.number FROM follows AS f JOIN briefs AS b ON b.id = f.target"))


def _chains(follows: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The stories that follow others or are followed, each with what stands for all that hang together with it."""
    beside: dict[int, list[int]] = {}
    for one, other in follows:
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    chains: dict[int, int] = {}
    for first in beside:
        waiting = [first]
        while waiting:
            if (brief := waiting.pop()) not in chains:
                chains[brief] = first
                waiting += beside[brief]
    return chains


def _cast(db: sqlite3.Connection, briefs: Collection[int]) -> dict[int, list[Sign]]:
    """The actors and places that stories and their questions are about."""
    cast: dict[int, list[Sign]] = {}
    for brief, identity in db.execute(
        "SELECT DISTINCT c.brief, v.identity FROM json_each(?) AS j JOIN castings AS c ON c.brief = j.value"
        " JOIN variants AS v ON v.id = c.variant WHERE v.identity IS NOT NULL",
        (json.dumps(list(briefs)),),
    ):
        cast.setdefault(brief, []).append(("cast", identity))
    return cast
