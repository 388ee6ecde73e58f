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
import zlib
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
_SAME = "{other}.{column}_sign = {one}.{column}_sign AND {other}.{column} = {one}.{column}"
_REPEATED = (
    "SELECT DISTINCT k.{column} FROM questions AS k WHERE k.status <> 'open' AND EXISTS (SELECT 1 FROM questions AS o"
    f" WHERE {_SAME.format(one='k', other='o', column='{column}')} AND o.status IN {_OPEN} AND o.brief <> k.brief)"
)
_TELLINGS = (
    "SELECT q.id, q.brief, q.status, b.id, q.ordinal, q.folded, q.key FROM questions AS q"
    " JOIN briefs AS b ON b.number = q.brief WHERE q.{column}_sign = ? AND q.{column} = ?"
)
_MANY = 300
"""Of more groups of questions than these the whole desk is looked at, once."""
Group = tuple[str, str]
"""Questions that have the same words (`folded`) or the same id (`key`): which of both, and it."""


def sign(text: str) -> int:
    """What an index has for the words or the id of a question; who finds by it compares the text too."""
    return zlib.crc32(text.encode(errors="surrogatepass"))


class Touched:
    """What a transaction changed that may settle a question or open one again."""

    def __init__(self) -> None:
        self.groups: set[Group] = set()
        self.portraits: set[int] = set()
        """Those who are somebody else now."""
        self._numbers: set[int] = set()
        self._before: set[tuple[str, str]] = set()
        self._now: set[tuple[str, str]] = set()
        self.is_all = False

    def ask(self, key: str, folded: str) -> None:
        """A question came or went."""
        self.groups |= {("key", key), ("folded", folded)}

    def leave(self, story: str, follows: Iterable[str]) -> None:
        """A story went, which followed these."""
        self._before |= {(story, target) for target in ("", *follows)}

    def enter(self, number: int, story: str, follows: Iterable[str]) -> None:
        """A story came, which follows these."""
        self._numbers.add(number)
        self._now |= {(story, target) for target in ("", *follows)}

    def all_groups(self, db: sqlite3.Connection) -> set[Group] | None:
        """The groups whose questions may be settled otherwise now; None for all there are."""
        if self.is_all or len(self.groups) > _MANY or len(self.portraits) > _MANY:
            return None
        among = "IN (SELECT value FROM json_each(?1))"
        briefs = {
            row[0]
            for row in db.execute(
                "SELECT DISTINCT c.brief FROM variants AS v JOIN castings AS c ON c.variant = v.id"
                f" WHERE v.portrait {among}",
                (json.dumps(sorted(self.portraits)),),
            )
        }
        if self._before != self._now:
            # which stories hang together is otherwise around those that came or went, and around what they follow
            names = json.dumps(sorted({name for pair in self._before ^ self._now for name in pair}))
            ask = f"SELECT number FROM briefs WHERE id {among} UNION SELECT brief FROM follows WHERE target {among}"
            around = self._numbers | {row[0] for row in db.execute(ask, (names,))}
            briefs |= around | {number for pair in _follows_around(db, around) for number in pair}
        if len(briefs) > _MANY:
            return None
        asked = db.execute(f"SELECT key, folded FROM questions WHERE brief {among}", (json.dumps(sorted(briefs)),))
        for row in asked.fetchall():
            self.ask(*row)
        return self.groups


_ANY, _NOBODY = ("any", 0), ("nobody", 0)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question in one story."""

    id: int
    brief: int
    status: str
    story: str
    ordinal: int
    folded: str
    key: str

    @property
    def day(self) -> int:
        """The story's, as an ordinal; 0 for none."""
        return self.brief >> DAY_BITS

    @property
    def order(self) -> tuple[int, str, int]:
        """Newest story first, whichever of a day was read first."""
        return -self.day, self.story, self.ordinal


def settle_questions(db: sqlite3.Connection, touched: Touched) -> None:
    """Decide it for what was touched, in time that grows with the questions that are one with these; for the whole
    desk, with their number."""
    groups = touched.all_groups(db)
    looked_at: Collection[int]
    if groups is None:
        before = dict(db.execute("SELECT question, by FROM settled").fetchall())
        found = [
            (column == "folded", _group(db, (column, text)))
            for column in ("folded", "key")
            for (text,) in db.execute(_REPEATED.format(column=column)).fetchall()
        ]
        now = _settled(db, found, _follows(db) if found else set())
        looked_at = before.keys() | now.keys()
    else:
        asked = {one.id: one for group in groups for one in _group(db, group)}
        looked_at = asked.keys()
        both = {group for one in asked.values() for group in (("folded", one.folded), ("key", one.key))}
        found = [
            (column == "folded", group) for column, text in sorted(both) if len(group := _group(db, (column, text))) > 1
        ]
        follows = _follows_around(db, {one.brief for _by_words, group in found for one in group})
        now = {asked_: by for asked_, by in _settled(db, found, follows).items() if asked_ in looked_at}
        ask = "SELECT question, by FROM settled WHERE question IN (SELECT value FROM json_each(?))"
        before = dict(db.execute(ask, (json.dumps([*looked_at]),)).fetchall())
    if now != before:
        db.executemany("DELETE FROM settled WHERE question = ?", [(question,) for question in before])
        db.executemany("INSERT INTO settled (question, by) VALUES (?, ?)", now.items())
    # also where nothing else is settled than before: a story that was written again counts its own for open
    still_open = f"(SELECT count(*) FROM questions AS q WHERE q.brief = number AND {STATUS} IN {_OPEN})"
    db.execute(
        f"UPDATE briefs SET open_questions = {still_open}"
        " WHERE number IN (SELECT brief FROM questions WHERE id IN (SELECT value FROM json_each(?)))"
        f" AND open_questions <> {still_open}",
        (json.dumps([*looked_at]),),
    )


def _group(db: sqlite3.Connection, group: Group) -> list[_Asked]:
    column, text = group
    return [_Asked(*row) for row in db.execute(_TELLINGS.format(column=column), (sign(text), text))]


def _settled(
    db: sqlite3.Connection, groups: Collection[tuple[bool, list[_Asked]]], follows: set[tuple[int, int]]
) -> dict[int, int]:
    """Questions, each with the one that settles it. Of each group is said whether it is one by its words."""
    chains = _chains(follows)
    cast = _cast(db, {one.brief for _by_words, group in groups for one in group}) if groups else {}
    best: dict[int, _Asked] = {}
    for by_words, group in groups:
        signs = {one.brief: [("chain", chains.get(one.brief, one.brief))] for one in group}
        for brief, shared in signs.items():
            if by_words:
                shared += cast.get(brief, [_NOBODY])
        for asked, by in _pairs(group, signs, follows):
            if asked.id not in best or by.order < best[asked.id].order:
                best[asked.id] = by
    return {id_: by.id for id_, by in best.items()}


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


def _follows_around(db: sqlite3.Connection, briefs: Collection[int]) -> set[tuple[int, int]]:
    """As `_follows`, of those that hang together with some."""
    found: set[tuple[int, int]] = set()
    reached, edge = set(briefs), set(briefs)
    among = "IN (SELECT value FROM json_each(?1))"
    while edge:
        found.update(
            pairs := db.execute(
                f"SELECT f.brief, b.number FROM follows AS f JOIN briefs AS b ON b.id = f.target WHERE f.brief {among}"
                " UNION SELECT f.brief, b.number FROM briefs AS b JOIN follows AS f ON f.target = b.id"
                f" WHERE b.number {among}",
                (json.dumps(sorted(edge)),),
            ).fetchall()
        )
        edge = {number for pair in pairs for number in pair} - reached
        reached |= edge
    return found


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
