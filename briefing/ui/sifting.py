"""A filter of a list of any length: rows are looked through a piece at a time, so that the next key can end it."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right

from briefing.model.fold import flat
from briefing.model.typed import dates_in
from briefing.model.value import replace
from briefing.ui.item import Item
from briefing.ui.sieve import Sieve, day_of, folded_texts, holds_word
from briefing.ui.windowed import BLOCK, COMING, FEW, Windowed

_PIECE = 8 * BLOCK
"""Rows that are looked through at once: some milliseconds, for which another answer may have to wait."""
_REMEMBERED = 200_000
"""Rows of whose texts are kept what the next letter looks at; of a longer list they are made again."""

_Texts = tuple[list[str], dict[int, str]]


class Sifted(Windowed):
    """The rows of a list that hold a query, with the headings of their groups. `kept` is where they stand in `of`."""

    def __init__(self, of: Windowed, kept: array[int], query: str, room: int) -> None:
        at = [*(bisect_left(kept, head) for head in of.heads), len(kept)]
        members = zip(of.heads, at, at[1:], strict=False)
        heads = [(first, head, end - first) for head, first, end in members if end > first]
        headings = [
            (first + number, replace(of.headings[head], count=str(count)))
            for number, (first, head, count) in enumerate(heads)
        ]
        numbers = array("q", (of.number_at(index) for index in kept))
        super().__init__(numbers, of.make, headings, of.numbers_of)
        self.of = of
        self.query = query
        self._room = room
        self.kept = array("q", sorted((*kept, *(head for _first, head, _count in heads))))

    def made(self, block: int) -> list[Item]:
        first = block * BLOCK
        items = super().made(block)
        heading = [self.headings[head]] if (head := self.head_before(first)) >= 0 else []
        told = Sieve([*heading, *items]).told(self.query, self._room)[len(heading) :]
        return [item if item is COMING else shown for item, shown in zip(items, told, strict=True)]


class Sifting:
    """One query on a list. `go_on` asks the desk; what went before it makes it quick."""

    def __init__(self, rows: Windowed, query: str, room: int, before: Sifting | None = None) -> None:
        """`before` is what was typed before."""
        self.rows = rows
        self.query = query
        self._room = room
        self._dates, self._words = dates_in(flat(query))
        self._kept: array[int] = array("q")
        self._next = 0
        known = before if before and before.rows is rows else None
        self._texts: dict[int, _Texts] = known._texts if known else {}
        narrows = known and known.is_done and query.startswith(known.query) and not (self._dates or known._dates)
        self._among = known._kept if known and narrows else None

    @property
    def is_done(self) -> bool:
        return self._next >= len(self.rows)

    def is_enough(self, anchor: int) -> bool:
        """Whether a screen is full of what was found, at the top and around the row of an index."""
        after = len(self._kept) - bisect_right(self._kept, anchor)
        return self.is_done or (after > FEW and self._next > anchor)

    def go_on(self) -> None:
        """Look through the next piece."""
        first = self._next
        last = min(first + _PIECE, len(self.rows))
        if self._among is None or any(True for _ in self._candidates(first, last)):
            self._look(first, last)
        self._next = last

    def found(self, anchor: int) -> Sifted:
        """What was found so far, the rows around that of an index made. Asks the desk."""
        found = Sifted(self.rows, self._kept, self.query, self._room)
        if len(found):
            found.make_around(min(bisect_left(found.kept, anchor), len(found) - 1))
        return found

    def _candidates(self, first: int, last: int) -> array[int] | range:
        if self._among is None:
            return range(first, last)
        return self._among[bisect_left(self._among, first) : bisect_left(self._among, last)]

    def _look(self, first: int, last: int) -> None:
        head = self.rows.head_before(first)
        before = 1 if head >= 0 else 0
        items: list[Item] = []
        if self._dates or first not in self._texts:
            items = [*([self.rows.headings[head]] if before else []), *self.rows.between(first, last)]
        texts, wholes = self._texts.get(first) or folded_texts(items)
        if len(self.rows) <= _REMEMBERED:
            self._texts[first] = texts, wholes

        def holds(at: int, words: list[str]) -> bool:
            return all(holds_word(texts[at], wholes.get(at), word) for word in words)

        for index in self._candidates(first, last):
            at = index - first + before
            if index in self.rows.headings or not holds(at, self._words):
                continue
            if all(day_of(items[at], one) or holds(at, list(one.words)) for one in self._dates):
                self._kept.append(index)
