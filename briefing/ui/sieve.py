"""The rows of a list that hold what was typed, however many there are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from briefing.model.fold import folded, folded_rows, folded_words, holds, joined
from briefing.model.value import replace
from briefing.ui.find import split_piece
from briefing.ui.item import Item
from briefing.ui.sheet import Piece


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

    @property
    def total(self) -> int:
        """The rows that there are without a query, headings aside."""
        return len(self._rows)

    @property
    def left(self) -> int:
        """The rows that hold the query, headings aside."""
        return len(self._left)

    def sift(self, query: str) -> tuple[list[int], list[Item]]:
        """The rows that hold every word of `query` in their title, facts or group, with the headings of their groups.

        Their indices, and the rows themselves; a heading counts those that are left.
        """
        self.fold()
        rows = self._left if query.startswith(self.query) else self._rows
        texts, wholes = self._texts, self._wholes
        words = folded_words(query)
        for word in words:
            whole = joined(word).rstrip("'-") or word  # of `o-` more is to come
            rows = [index for index in rows if word in texts[index] or whole in wholes.get(index, texts[index])]
        self.query = query
        self._words = words
        self._left = rows
        return self._with_headings(rows)

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
        texts = []
        group = ""
        for item in self.items:
            if not item.key:
                group = item.title
            texts.append("\n".join((item.title, item.facts, group, *item.also)))
        self._texts = folded_rows(texts)
        self._wholes = {index: whole for index, text in enumerate(self._texts) if (whole := joined(text)) != text}

    def _with_headings(self, rows: list[int]) -> tuple[list[int], list[Item]]:
        items = self.items
        if not self._headings:
            return rows, [self._telling(index) for index in rows]
        before = bisect_left(rows, self._headings[0])
        kept = rows[:before]
        shown = [self._telling(index) for index in kept]
        for heading, after in zip(self._headings, [*self._headings[1:], len(items)], strict=True):
            members = rows[bisect_left(rows, heading) : bisect_left(rows, after)]
            if members:
                kept += (heading, *members)
                shown.append(replace(items[heading], count=str(len(members))))
                shown += [self._telling(index) for index in members]
        return kept, shown

    def _telling(self, index: int) -> Item:
        """A row, with the line below it that was found, where what it shows anyway would not tell why it is there."""
        item = self.items[index]
        if not item.also or not self._words:
            return item
        shown = self._texts[index].rsplit("\n", len(item.also))[0]
        missing = [word for word in self._words if not holds(shown, word)]
        if not missing:
            return item
        found = (line for line in item.also if any(holds(folded(line)[0], word) for word in missing))
        return replace(item, says=(Piece(next(found, ""), "soft"),))


def _searched(item: Item) -> tuple[str, str, tuple[str, ...]]:
    return item.title, item.facts, item.also


def marked(pieces: Iterable[Piece], query: str) -> Iterator[Piece]:
    """A row's pieces with what the query found in them on the highlight."""
    words = folded_words(query)
    for piece in pieces:
        text, origins = folded(piece.text)
        spans = sorted((match.start(), match.end()) for word in words for match in re.finditer(re.escape(word), text))
        marks = [
            (start, end, False) if origins is None else (origins[start], max(origins[end], origins[end - 1] + 1), False)
            for start, end in spans
        ]
        yield from split_piece(piece, marks) if marks else (piece,)
