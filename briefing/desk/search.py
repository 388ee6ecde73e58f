"""Search over the whole desk: a query in, the stories that fit out.

The full text is read newest first: only the newest `RANKED` hits are ranked, and the count stops at `COUNTED`, so that
a common word costs no more on a desk of a million stories.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from briefing.desk import queries
from briefing.desk.askings import Asking, Askings, answer, known
from briefing.desk.catalogue import Catalogue
from briefing.desk.matching import FTS5, FullText, Match
from briefing.desk.packing import Outline
from briefing.desk.passages import Needle, passage
from briefing.desk.schema import ACTOR, DAY_BITS, NUMBERS, VENUE
from briefing.desk.settling import STATUS
from briefing.desk.texts import Joints, forms
from briefing.desk.texts import words as words_of
from briefing.model.names import natural
from briefing.model.query import OF_NAMES, Filter, Query, with_mistakes
from briefing.model.traces import Trace, whole
from briefing.model.value import dataclass
from briefing.model.views import Found, StoryHit, StoryRow

RANKED = 2_000
"""The newest hits that are ranked."""
COUNTED = 10_001
"""Where counting stops: more than ten thousand."""
_LARGEST = 8_192
"""Stories of a piece."""
OF_REMARKS = ("tag", "mine")
"""The keys that ask for the reader's tags and notes."""


@dataclass(frozen=True, slots=True)
class ReaderMarks:
    """What the reader did: for `is:` the ids of the stories read and starred, for `tag:` and `mine:` their tags and
    notes."""

    read: Collection[str] = frozenset()
    starred: Collection[str] = frozenset()
    remarks: Sequence[Trace] = ()


class Search:
    """One query on one desk, as SQL. `mistakes` are also those that only the desk knows.

    Where sentences are asked for, it is the stories that may have them: what a sentence must not have, a story may.
    """

    def __init__(
        self,
        query: Query,
        known: Catalogue,
        today: date,
        reader: ReaderMarks,
        joints: Joints = MappingProxyType({}),
        full_text: FullText = FTS5,
    ) -> None:
        self._full_text = full_text
        self.query = with_mistakes(query, known.mistake)
        self._conditions: list[str] = []
        self._values: list[Any] = []
        self._known, self._today, self._reader = known, today, reader
        wanted = [word for word in self.query.words if words_of(word.text)]
        self._words = [word for word in wanted if not word.is_excluded]
        self.match = full_text.match(self._words, joints) if self._words else Match()
        self.forms = [(forms(word, joints), word.is_prefix) for word in self._words]
        of_sentences = self.query.of_sentences
        excluded = [word for word in wanted if word.is_excluded]
        self.forms_left_out = [(forms(word, joints), word.is_prefix) for word in excluded] if of_sentences else []
        if excluded and not of_sentences:
            either = full_text.match(excluded, joints, either=True)
            if self.match:
                self.match = full_text.without(self.match, either)
            else:
                self._require(f"{{n}} NOT IN {full_text.among}", either.text)
        for term in self.query.filters:
            if not (of_sentences and term.is_excluded and term.key in OF_NAMES):
                _FILTERS[term.key](self, term)
        self.finds_nothing = self.query.is_wrong or not (self.match or self._conditions)

    def meant(self, term: Filter) -> Collection[int | str]:
        """What a key of names asks for: numbers of identities, countries or kinds."""
        return {entry.number or entry.value for entry in self._known.meant(term)}

    def _require(self, condition: str, *values: Any, unless: bool = False) -> None:
        """A condition on `{n}`, a brief's number; a range is one on plain `n`."""
        self._conditions.append(f"NOT ({condition})" if unless else condition)
        self._values += values

    # Answers

    def ranked(self, db: sqlite3.Connection, most: int) -> tuple[list[int], Asking[int]]:
        """The numbers of the briefs that fit, best first, and how many fit; without words to look for, newest first."""
        if not self.match:
            return self.newest(db, most), self.counted(db)
        scored, values = self._full_text.ranked(self.match, self._and, self._values, RANKED)
        ask = f"SELECT n, count(*) OVER (), min(n) OVER () FROM ({scored}) AS scored ORDER BY score, n DESC LIMIT ?"
        rows = db.execute(ask, (*values, most)).fetchall()
        count, oldest = rows[0][1:] if rows else (0, 0)
        return [row[0] for row in rows], known(count) if count < RANKED else self.counted(db, count, oldest)

    def newest(self, db: sqlite3.Connection, most: int) -> list[int]:
        """The numbers of the briefs that fit, newest first. All of them, where `most` is negative."""
        rows = db.execute(f"{self._numbers()} ORDER BY n DESC LIMIT ?", (*self._arguments(), most))
        return [row[0] for row in rows]

    def newest_by_the_piece(self, db: sqlite3.Connection, most: int, piece: int) -> Iterator[list[int]]:
        """The same, for who may not need them all: so many at first, then more each time."""
        last: tuple[int, ...] = ()
        while most:
            few = piece if most < 0 else min(piece, most)
            rows = db.execute(
                f"{self._numbers()} {'AND n < ?' if last else ''} ORDER BY n DESC LIMIT ?",
                (*self._arguments(), *last, few),
            )
            found = [row[0] for row in rows]
            yield found
            if len(found) < few:
                return
            last, piece = (found[-1],), min(2 * piece, _LARGEST)
            most -= few if most > 0 else 0

    def counted(self, db: sqlite3.Connection, newest: int = 0, oldest: int = 0) -> Asking[int]:
        """How many fit, no further than `COUNTED`; where so many are found already, the `oldest` of which is known,
        only what is older is looked at."""
        if self.finds_nothing:
            return 0
        older = f"AND n < {oldest:d}" if newest else ""
        count = f"SELECT {newest:d} + count(*) FROM ({self._numbers()} {older} LIMIT {max(COUNTED - newest, 0)}) AS few"
        values = self._arguments()
        if known := None if self._conditions else self._full_text.known(self.match, COUNTED):
            count, values = f"SELECT coalesce(({known[0]}), ({count}))", (*known[1], *values)
        rows = db.execute(count, values)
        yield
        return min(int(rows.fetchone()[0]), COUNTED)

    def _numbers(self) -> str:
        if self.match:
            return f"{self._full_text.numbers} {self._and}"
        return f"SELECT n FROM (SELECT number AS n FROM briefs) AS every WHERE TRUE {self._and}"

    def _arguments(self) -> tuple[Any, ...]:
        return (self.match.text, *self._values) if self.match else tuple(self._values)

    @property
    def _and(self) -> str:
        number = self._full_text.number if self.match else "n"
        return "".join(f" AND {condition.replace('{n}', number)}" for condition in self._conditions)


def search(db: sqlite3.Connection, asked: Search, most: int) -> Found:
    """The stories that fit, best first, each with its sentence."""
    if asked.finds_nothing:
        return Found(mistakes=asked.query.mistakes)
    (numbers, counting), ask = asked.ranked(db, most), Askings()
    listed, documents, count = ask(rows_of(db, numbers)), ask(documents_of(db, numbers)), ask(counting)
    needle, rows = Needle(asked.forms), listed()
    hits = [
        StoryHit(rows[number], needle.marks(rows[number].title), passage(Outline(documents()[number]), needle))
        for number in numbers
    ]
    return Found(tuple(hits), count(), asked.query.mistakes)


def stories(db: sqlite3.Connection, asked: Search) -> tuple[StoryRow, ...]:
    """All stories that fit, in the order of the Stories view."""
    if asked.finds_nothing:
        return ()
    rows = answer(rows_of(db, asked.newest(db, -1))).values()
    undated = sorted((row for row in rows if not row.when), key=lambda row: natural(row.id))
    dated = sorted((-row.when.first.toordinal(), row.id, row) for row in rows if row.when)
    return (*(row for _day, _id, row in dated), *undated)


def rows_of(db: sqlite3.Connection, numbers: Collection[int]) -> Asking[dict[int, StoryRow]]:
    if not numbers:
        return {}
    found = db.execute(
        f"SELECT number, {queries.STORY} FROM briefs WHERE number IN {NUMBERS}",
        (json.dumps(list(numbers)),),
    )
    yield
    return {row[0]: queries.story_row(row[1:]) for row in found}


def documents_of(db: sqlite3.Connection, numbers: Collection[int]) -> Asking[dict[int, bytes]]:
    if not numbers:
        return {}
    rows = db.execute(f"SELECT brief, packed FROM documents WHERE brief IN {NUMBERS}", (json.dumps(list(numbers)),))
    yield
    return dict(rows)


# ── filters ────────────────────────────────────────────────────────────────────────────────────────────────────────

_CAST = (
    "{n} IN (SELECT c.brief FROM identities AS i JOIN variants AS v ON v.identity = i.id"
    " JOIN castings AS c ON c.variant = v.id AND c.named <> 0 WHERE "
)


_FEW = 10_000
"""Stories of an actor or a place, all of which are sooner looked at than those that have the words. An engine that
counts on as many as it takes to be usual has to see how many are asked for."""
_SPELLED = 16
"""So many numbers at most stand in a question itself."""


def _cast(asked: Search, term: Filter) -> None:
    """An actor or a place that a story lists, names or has in an event."""
    meant = asked._known.meant(term)
    numbers = [entry.number for entry in meant]
    if 0 < len(numbers) <= _SPELLED and sum(entry.stories for entry in meant) < _FEW:
        asked._require(f"{_CAST}i.id IN ({', '.join(map(str, numbers))}))", unless=term.is_excluded)
    else:
        asked._require(f"{_CAST}i.id IN {NUMBERS})", json.dumps(numbers), unless=term.is_excluded)


def _fact(asked: Search, term: Filter) -> None:
    """A kind or a country of an actor or a place of the story."""
    values = json.dumps([entry.value for entry in asked._known.meant(term)])
    which = f"i.{term.key} IN (SELECT value FROM json_each(?))"
    asked._require(f"{_CAST}{which})", values, unless=term.is_excluded)


def _tag(asked: Search, term: Filter) -> None:
    tags = json.dumps([entry.names[0] for entry in asked._known.meant(term)])
    within = "{n} IN (SELECT brief FROM tags WHERE folded IN (SELECT value FROM json_each(?)))"
    names = set(json.loads(tags))
    own = [remark for remark in asked._reader.remarks if remark.what == "tag" and remark.name in names]
    remarked, values = _remarked(own)
    asked._require(f"({within} OR {remarked})" if own else within, tags, *values * bool(own), unless=term.is_excluded)


def _mine(asked: Search, term: Filter) -> None:
    within, values = _remarked([asked._reader.remarks[entry.number - 1] for entry in asked._known.meant(term)])
    asked._require(within, *values, unless=term.is_excluded)


def _remarked(remarks: Iterable[Trace]) -> tuple[str, tuple[str, ...]]:
    """The stories that tags and notes stand on, a paragraph of them, or somebody or some place that they name."""
    keys: dict[str, list[str]] = {"story": [], "actor": [], "venue": []}
    for remark in remarks:
        kind, _colon, key = whole(remark.of).partition(":")
        keys[kind].append(key)
    chosen = "(SELECT value FROM json_each(?))"
    named = f"i.sort = {ACTOR} AND i.key IN {chosen} OR i.sort = {VENUE} AND i.key IN {chosen}"
    within = f"({{n}} IN (SELECT number FROM briefs WHERE id IN {chosen}) OR {_CAST}{named}))"
    return within, tuple([json.dumps(keys[kind]) for kind in ("story", "actor", "venue")])


def _status(asked: Search, term: Filter) -> None:
    asked._require("{n} IN (SELECT number FROM briefs WHERE status = ?)", term.value, unless=term.is_excluded)


def _question(asked: Search, term: Filter) -> None:
    """A question of the story; one that is partly answered is still open."""
    within = "{n} IN (SELECT q.brief FROM questions AS q WHERE "
    if term.value == "overdue":
        overdue = f"q.last < ? AND {STATUS} IN ('open', 'partly')"
        asked._require(f"{within}{overdue})", asked._today.toordinal(), unless=term.is_excluded)
    else:
        values = ["open", "partly"] if term.value == "open" else [term.value]
        which = f"{STATUS} IN (SELECT value FROM json_each(?))"
        asked._require(f"{within}{which})", json.dumps(values), unless=term.is_excluded)


def _since(asked: Search, term: Filter) -> None:
    assert term.day is not None
    asked._require("n >= ?", term.day.toordinal() << DAY_BITS, unless=term.is_excluded)


def _until(asked: Search, term: Filter) -> None:
    """A story without a date has the day 0 and is never among them."""
    assert term.day is not None
    _between(asked, term, 1, term.day.toordinal())


def _when(asked: Search, term: Filter) -> None:
    assert term.day is not None
    assert term.last is not None
    _between(asked, term, term.day.toordinal(), term.last.toordinal())


def _between(asked: Search, term: Filter, first: int, last: int) -> None:
    values = (first << DAY_BITS, ((last + 1) << DAY_BITS) - 1)
    asked._require("n BETWEEN ? AND ?", *values, unless=term.is_excluded)


def _mark(asked: Search, term: Filter) -> None:
    ids = asked._reader.starred if term.value == "starred" else asked._reader.read
    within = "{n} IN (SELECT number FROM briefs WHERE id IN (SELECT value FROM json_each(?)))"
    asked._require(within, json.dumps(sorted(ids)), unless=term.is_excluded != (term.value == "unread"))


_FILTERS: dict[str, Callable[[Search, Filter], None]] = {
    "actor": _cast, "venue": _cast, "country": _fact, "kind": _fact, "tag": _tag, "status": _status,
    "question": _question, "mine": _mine, "when": _when, "since": _since, "until": _until, "is": _mark,
}  # fmt: skip
