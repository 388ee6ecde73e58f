"""The rows of a list that hold what was typed, however many there are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from briefing.model.fold import flat, fold, folded, folded_rows, folded_words, holds, joined
from briefing.model.typed import TypedDate, dates_in
from briefing.model.value import replace
from briefing.ui.find import split_piece
from briefing.ui.item import Item
from briefing.ui.sheet import Piece
from briefing.ui.widgets.list_rows import fact_lines, shown_title

_AMPLE = 10_000
"""Cells that are enough for any row."""


class Sieve:
    """Rows folded once. A query that goes on from the last one looks only at what that one left."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.query = ""
        self._headings = [index for index, item in enumerate(items) if not item.key]
        self._rows = [index for index, item in enumerate(items) if item.key]
        self._words: list[str] = []
        self._left = self._rows
        self._texts: list[str] = []
        self._wholes: dict[int, str] = {}  # the texts with joints in them, without those
        self._dates: list[TypedDate] = []

    @property
    def total(self) -> int:
        """The rows that there are without a query, headings aside."""
        return len(self._rows)

    @property
    def left(self) -> int:
        """The rows that hold the query, headings aside."""
        return len(self._left)

    def sift(self, query: str, room: int = 0) -> tuple[list[int], list[Item]]:
        """The rows that hold every word of `query` in their title, facts or group, with the headings of their groups;
        a date is held by what is of its days, too.

        Their indices, and the rows themselves; a heading counts those that are left. A row shows what was found in it,
        also where its title or facts are cut because they have only `room` cells a line; 0 is enough for all.
        """
        self.fold()
        dates, words = dates_in(flat(query))
        rows = self._left if query.startswith(self.query) and not dates else self._rows
        for word in words:
            rows = [index for index in rows if self._holds(index, word)]
        for one in dates:
            rows = [
                index
                for index in rows
                if day_of(self.items[index], one) or all(self._holds(index, word) for word in one.words)
            ]
        self.query = query
        self._words, self._dates = words, dates
        self._left = rows
        return self._with_headings(rows, room)

    def _holds(self, index: int, word: str) -> bool:
        return holds_word(self._texts[index], self._wholes.get(index), word)

    def told(self, query: str, room: int) -> list[Item]:
        """All rows, those that hold a query with what was found in them, as `sift` has them."""
        self.fold()
        self._dates, self._words = dates_in(flat(query))
        self.query = query
        return [self._telling(index, room) if item.key else item for index, item in enumerate(self.items)]

    def on(self, items: Sequence[Item]) -> Sieve:
        """The same query on other rows; those that are as they were are not folded again."""
        sieve = Sieve(items)
        if len(items) == len(self.items) and self._texts:
            pairs = zip(items, self.items, strict=True)
            if all(_searched(new) == _searched(old) for new, old in pairs):
                sieve._texts, sieve._wholes = self._texts, self._wholes
        return sieve

    def fold(self) -> None:
        """Fold the rows, once: what a first query would otherwise wait for."""
        if self._texts or not self.items:
            return
        self._texts, self._wholes = folded_texts(self.items)

    def _with_headings(self, rows: list[int], room: int) -> tuple[list[int], list[Item]]:
        items = self.items
        if not self._headings:
            return rows, [self._telling(index, room) for index in rows]
        before = bisect_left(rows, self._headings[0])
        kept = rows[:before]
        shown = [self._telling(index, room) for index in kept]
        for heading, after in zip(self._headings, [*self._headings[1:], len(items)], strict=True):
            members = rows[bisect_left(rows, heading) : bisect_left(rows, after)]
            if members:
                kept += (heading, *members)
                shown.append(replace(items[heading], count=str(len(members))))
                shown += [self._telling(index, room) for index in members]
        return kept, shown

    def _telling(self, index: int, room: int) -> Item:
        """A row, with what was found below it where what it shows anyway would not tell why it is there."""
        item = self.items[index]
        if not (self._words or self._dates):
            return item
        words, said = list(self._words), []
        for one in self._dates:
            if day := day_of(item, one):
                said.append(day)
            else:
                words += one.words
        title, facts = _shown(item, room or _AMPLE)
        lines: list[str] = [day for day in said if fold(day) not in fold(facts)]
        if item.also or (title, facts) != _shown(item, _AMPLE):
            group = self._texts[index].split("\n")[item.title.count("\n") + item.facts.count("\n") + 2]
            shown = f"{flat(title)}\n{flat(facts)}\n{group}"
            missing = [word for word in words if not holds(shown, word)]
            hidden = (*item.also, *item.facts.split("\n"), ", ".join(item.spare), item.title) if missing else ()
            lines += [line for line in hidden if any(holds(folded(line)[0], word) for word in missing)][:1]
        if not lines and not said:
            return item
        pieces = (Piece(" · ".join(lines), "soft"),)
        return replace(item, found=tuple(said), says=tuple(marked(pieces, self.query, said)) if lines else item.says)


def folded_texts(items: Iterable[Item]) -> tuple[list[str], dict[int, str]]:
    """What is searched of rows, folded; and of those with joints in their texts the texts without them."""
    texts = []
    group = ""
    for item in items:
        if not item.key:
            group = item.title
        texts.append("\n".join((item.title, item.facts, group, ", ".join(item.spare), *item.also)))
    folded_ = folded_rows(texts)
    return folded_, {index: whole for index, text in enumerate(folded_) if (whole := joined(text)) != text}


def holds_word(text: str, whole: str | None, word: str) -> bool:
    """Whether a row's text, or that without joints, holds a folded word."""
    return word in text or (joined(word).rstrip("'-") or word) in (whole or text)  # of `o-` more is to come


def day_of(item: Item, typed: TypedDate) -> str:
    """How a row says the first of its dates that is of these days; empty where none is."""
    return next((said for when, said in item.days if when.first <= typed.last and typed.first <= when.last), "")


def _shown(item: Item, room: int) -> tuple[str, str]:
    """What a row shows of its title and its facts in lines of `room` cells."""
    return shown_title(item.title, room), " ".join(fact_lines(item, room))


def _searched(item: Item) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
    return item.title, item.facts, item.spare, item.also


def marked(pieces: Iterable[Piece], query: str, found: Iterable[str] = ()) -> Iterator[Piece]:
    """A row's pieces with what the query found in them on the highlight, and what else was `found`."""
    words = [*folded_words(query), *map(fold, found)]
    for piece in pieces:
        text, origins = folded(piece.text)
        spans = sorted((match.start(), match.end()) for word in words for match in re.finditer(re.escape(word), text))
        marks = [
            (start, end, False) if origins is None else (origins[start], max(origins[end], origins[end - 1] + 1), False)
            for start, end in spans
        ]
        yield from split_piece(piece, marks) if marks else (piece,)
