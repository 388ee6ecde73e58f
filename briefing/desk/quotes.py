"""The sentences of the desk that a query finds: those that name whom it asks for and have all of its words."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from briefing.desk.askings import Asking, Askings
from briefing.desk.packing import unpacked
from briefing.desk.passages import SHOWN_AT, Needle
from briefing.desk.schema import ACTOR, NUMBERS, VENUE
from briefing.desk.search import Search, documents_of, rows_of
from briefing.model.body import Block, Mention, Sentences
from briefing.model.brief import Brief
from briefing.model.query import OF_NAMES, Filter
from briefing.model.value import dataclass
from briefing.model.views import FoundQuotes, Name, QuoteHit, StoryLink

_AT_ONCE = 32
"""Stories that are read in one go."""
_SORTS = {"actor": ACTOR, "venue": VENUE}


def quotes(db: sqlite3.Connection, asked: Search, most: int, stories: int = -1) -> FoundQuotes:
    """The sentences, those of the newest story first; of the newest `stories` that fit, or of all."""
    condition = _Condition(asked)
    if asked.finds_nothing or not (condition.names or condition.words.count):
        return FoundQuotes(mistakes=asked.query.mistakes)
    hits: list[QuoteHit] = []
    read = 0
    for numbers in asked.newest_by_the_piece(db, stories, _AT_ONCE):
        for start in range(0, len(numbers), _AT_ONCE):
            for hit in _hits(db, numbers[start : start + _AT_ONCE], condition):
                if len(hits) == most:
                    return FoundQuotes(tuple(hits), False, asked.query.mistakes)
                hits.append(hit)
        read += len(numbers)
    return FoundQuotes(tuple(hits), read != stories, asked.query.mistakes)


@dataclass(frozen=True, slots=True)
class _Named:
    """Who a key of a brief is on the desk."""

    number: int
    sort: int
    name: Name
    kind: str
    country: str


_Cast = dict[tuple[str, str], _Named]
"""By the kind of a mention and its key."""


class _Condition:
    """What a sentence must have, and what it must not."""

    def __init__(self, asked: Search) -> None:
        names = [(term, asked.meant(term)) for term in asked.query.filters if term.key in OF_NAMES]
        self.names = [pair for pair in names if not pair[0].is_excluded]
        self.names_left_out = [pair for pair in names if pair[0].is_excluded]
        self.words = Needle(asked.forms)
        self.words_left_out = Needle(asked.forms_left_out)

    def asks_for(self, one: _Named) -> bool:
        return any(_is(one, *pair) for pair in self.names)

    def fits(self, text: str, named: Sequence[_Named]) -> bool:
        """Whether a sentence with these names does."""
        return (
            all(any(_is(one, *pair) for one in named) for pair in self.names)
            and not any(_is(one, *pair) for one in named for pair in self.names_left_out)
            and len({word for _start, _end, word in self.words.hits(text)}) == self.words.count
            and not self.words_left_out.hits(text)
        )


def _is(one: _Named, term: Filter, values: Collection[int | str]) -> bool:
    if term.key in _SORTS:
        return one.sort == _SORTS[term.key] and one.number in values
    return (one.kind if term.key == "kind" else one.country) in values


def _hits(db: sqlite3.Connection, numbers: Sequence[int], condition: _Condition) -> Iterator[QuoteHit]:
    ask = Askings()
    rows, documents, casts = ask(rows_of(db, numbers)), ask(documents_of(db, numbers)), ask(_casts(db, numbers))
    for number in numbers:
        row, brief = rows()[number], unpacked(documents()[number])
        story = StoryLink(row.id, row.title, row.when)
        mentions = _mentions(brief, casts()[number])
        for at, block in enumerate(brief.blocks):
            yield from _in_block(story, block, mentions.get(at, []), condition)


def _casts(db: sqlite3.Connection, numbers: Sequence[int]) -> Asking[dict[int, _Cast]]:
    rows = db.execute(
        "SELECT c.brief, v.key, i.id, i.sort, i.key, i.name, i.kind, i.country FROM castings AS c"
        " JOIN variants AS v ON v.id = c.variant JOIN identities AS i ON i.id = v.identity"
        f" WHERE c.brief IN {NUMBERS} ORDER BY i.key",
        (json.dumps(list(numbers)),),
    )
    yield
    casts: dict[int, _Cast] = {number: {} for number in numbers}
    for brief, local, number, sort, key, name, kind, country in rows:
        shown = Name(key, name, "place" if sort == VENUE else kind)
        casts[brief]["venue" if sort == VENUE else "actor", local] = _Named(
            number=number, sort=sort, name=shown, kind=kind, country=country
        )
    return casts


_Mentions = list[tuple[int, Mention, _Named]]
"""Names in a block: the index of the mention, it, and who it means."""


def _mentions(brief: Brief, cast: _Cast) -> dict[int, _Mentions]:
    """The names in each block, in the order of the text."""
    found: dict[int, _Mentions] = {}
    for index, mention in enumerate(brief.mentions):
        if named := cast.get((mention.kind, mention.key)):
            found.setdefault(mention.block, []).append((index, mention, named))
    for mentions in found.values():
        mentions.sort(key=_start)
    return found


def _start(mention: tuple[int, Mention, _Named]) -> int:
    return mention[1].start


def _in_block(story: StoryLink, block: Block, mentions: _Mentions, condition: _Condition) -> Iterator[QuoteHit]:
    """The sentences of a block that fit, in order."""
    anchors = [(one.start, one.end, index) for index, one, named in mentions if condition.asks_for(named)]
    if not condition.names:
        anchors = [(start, end, -1) for start, end, _word in condition.words.hits(block.text)]
    if not anchors:
        return
    sentences, done = Sentences(block.text), -1
    for start, end, index in anchors:
        if start < done:
            continue
        left, done = sentences.bounds(start, end)
        first, last = (bisect_left(mentions, at, key=_start) for at in (left, done))
        inside = [(one, named) for _index, one, named in mentions[first:last]]
        if not condition.fits(block.text[left:done], [named for _one, named in inside]):
            continue
        text, at = sentences.around(start, end)
        names = [(one.start - start + at, one.end - start + at) for one, named in inside if condition.asks_for(named)]
        marks = {(max(0, begin), min(end, len(text))) for begin, end in names if begin < len(text) and end > 0}
        near = block.text[start : start + SHOWN_AT].partition("\n")[0].partition("\t")[0]
        yield QuoteHit(
            story=story,
            text=text,
            marks=tuple(sorted(marks | set(condition.words.marks(text)))),
            who=tuple(dict.fromkeys(named.name for _one, named in inside if named.sort == ACTOR)),
            mention=index,
            hit=block.text[start:end] if index < 0 else "",
            at=near if index < 0 else "",
        )
