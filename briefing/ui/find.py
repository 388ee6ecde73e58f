"""Find in a sheet: every hit of a query, as places in paragraphs that no width and no theme moves."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from rich.cells import split_graphemes

from briefing.model.fold import case_counts, folded
from briefing.model.value import dataclass
from briefing.ui.layout import TextLine
from briefing.ui.sheet import SEAM, Piece, Sheet

_Marks = Sequence[tuple[int, int, bool]]


@dataclass(frozen=True, slots=True)
class Hit:
    """Code points from `start` to `end` (exclusive) of the `whole` of the paragraph with the index `para`."""

    para: int
    start: int
    end: int


class FoldedSheet:
    """A sheet as it is searched: folded once, when it is first asked, and once more when case counts."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._made: dict[bool, _Folded] = {}

    def hits(self, query: str) -> Hits:
        """Every hit of a query, in reading order; none of a blank one.

        White space matches any run of it, also a line's end; a blank at an end of the query is the end of a word.
        """
        query = query.replace(SEAM, "")
        keep_case = case_counts(query)
        wanted = pattern(query, keep_case)
        if keep_case not in self._made:
            self._made[keep_case] = _Folded(self.sheet, keep_case)
        text = self._made[keep_case]
        if wanted is None:
            return Hits(text, [], [])
        if wanted.groups:
            edges = [edge for match in wanted.finditer(text.text) for edge in match.span()]
            return Hits(text, *text.once_each(edges[::2], edges[1::2]))
        starts = [match.start() for match in wanted.finditer(text.text)]
        length = len(folded(query, keep_case)[0].strip())
        return Hits(text, *text.once_each(starts, [start + length for start in starts]))


def pattern(query: str, keep_case: bool) -> re.Pattern[str] | None:
    """What a query looks for in a folded text; None when it is blank. Without groups, all hits are as long as it is."""
    wanted = folded(query, keep_case)[0]
    words = wanted.split()
    if not words:
        return None
    begins = r"(?<!\w)" if wanted[0].isspace() else ""
    ends = r"(?!\w)" if wanted[-1].isspace() else ""
    return re.compile(begins + r"(\s+)".join(re.escape(word) for word in words) + ends)


class _Folded:
    """The paragraphs of a sheet in one folded text with seams between, and the way back."""

    def __init__(self, sheet: Sheet, keep_case: bool) -> None:
        parts = [folded(para.whole, keep_case) for para in sheet.paras]
        self.text = SEAM.join(text for text, _origins in parts)
        self._origins = [origins for _text, origins in parts]
        self._begins = list(accumulate((len(text) + 1 for text, _origins in parts), initial=0))
        self._inner = {
            begin + index
            for begin, origins in zip(self._begins, self._origins, strict=False)
            if origins is not None and len(set(origins)) < len(origins)
            for index in range(1, len(origins))
            if origins[index] == origins[index - 1]
        }  # positions in the middle of what one character became

    def back(self, start: int, end: int) -> Hit:
        """Where a span of the folded text comes from; marks behind a letter belong to it."""
        para = bisect_right(self._begins, start) - 1
        start, end = start - self._begins[para], end - self._begins[para]
        origins = self._origins[para]
        if origins is None:
            return Hit(para, start, end)
        return Hit(para, origins[start], max(origins[end], origins[end - 1] + 1))

    def there(self, para: int, at: int) -> int:
        """Where a position of a paragraph is in the folded text."""
        origins = self._origins[para]
        return self._begins[para] + (at if origins is None else bisect_left(origins, at, 0, len(origins) - 1))

    def once_each(self, starts: list[int], ends: list[int]) -> tuple[list[int], list[int]]:
        """Hits without those that hit the same character again: one that is folded to two letters is one hit."""
        if not self._inner or self._inner.isdisjoint(starts):
            return starts, ends
        kept: tuple[list[int], list[int]] = ([], [])
        for start, end in zip(starts, ends, strict=True):
            if start in self._inner and kept[1] and self._same_character(kept[1][-1], start):
                continue
            kept[0].append(start)
            kept[1].append(end)
        return kept

    def _same_character(self, end: int, start: int) -> bool:
        """Whether a hit that ends at `end` holds a part of the character that the one from `start` begins in."""
        return all(index in self._inner for index in range(end, start + 1))


class Hits(Sequence[Hit]):
    """Hits in reading order. Only those that are asked for are traced back to their paragraphs."""

    def __init__(self, text: _Folded, starts: list[int], ends: list[int]) -> None:
        self._text = text
        self._starts = starts
        self._ends = ends

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, index: int) -> Hit:  # type: ignore[override]
        return self._text.back(self._starts[index], self._ends[index])

    def first_from(self, para: int, at: int) -> int:
        """The index of the first hit at or behind a position; one past the last when there is none."""
        return bisect_left(self._starts, self._text.there(para, at))

    def within(self, para: int, start: int, end: int) -> Iterator[tuple[int, Hit]]:
        """The hits that touch a span of a paragraph, with their indices."""
        index = self.first_from(para, start)
        if index > 0 and self._text.there(para, start) < self._ends[index - 1]:
            index -= 1
        while index < len(self):
            hit = self[index]
            if hit.para != para or hit.start >= end:
                return
            yield index, hit
            index += 1


class PageSearch:
    """A query, its hits on one sheet, and the hit that is the current one: `at` is its index, -1 without hits."""

    def __init__(self, text: FoldedSheet, query: str, hits: Hits, at: int) -> None:
        self.text = text
        self.query = query
        self.hits = hits
        self.at = at if hits else -1

    @property
    def hit(self) -> Hit | None:
        return self.hits[self.at] if self.at >= 0 else None

    @property
    def count(self) -> str:
        """`3/17`, or in words that there is nothing."""
        return f"{self.at + 1}/{len(self.hits)}" if self.hits else "nothing found"

    def at_index(self, index: int) -> PageSearch:
        """The same with another current hit, around the ends."""
        return PageSearch(self.text, self.query, self.hits, index % len(self.hits)) if self.hits else self

    def on(self, sheet: Sheet) -> PageSearch:
        """The same query on the page as it is now; the current hit stays in its paragraph, if that is still there."""
        text = FoldedSheet(sheet)
        hits = text.hits(self.query)
        hit = self.hit
        if hit is None or not hits:
            return PageSearch(text, self.query, hits, 0)
        known = self.text.sheet.paras[hit.para].whole
        same = [index for index, para in enumerate(sheet.paras) if para.whole == known]
        para = min(same, key=lambda index: abs(index - hit.para)) if same else min(hit.para, len(sheet.paras) - 1)
        return PageSearch(text, self.query, hits, min(hits.first_from(para, hit.start), len(hits) - 1))

    def marked(self, line: TextLine) -> tuple[Piece, ...]:
        """A line's pieces with the hits on the highlight; the current hit stands out from them."""
        origins = [at for at in line.origins if at >= 0]
        if not origins or not self.hits:
            return line.pieces
        ends = [at + len(piece.text) for piece, at in zip(line.pieces, line.origins, strict=True) if at >= 0]
        touched = self.hits.within(line.para, min(origins), max(ends))
        marks = [(hit.start, hit.end, index == self.at) for index, hit in touched]
        if not marks:
            return line.pieces
        pieces: list[Piece] = []
        for piece, at in zip(line.pieces, line.origins, strict=True):
            pieces += (
                split_piece(piece, [(start - at, end - at, now) for start, end, now in marks]) if at >= 0 else (piece,)
            )
        return tuple(pieces)


def found_at(sheet: Sheet, wanted: str, near: str) -> PageSearch:
    """Every hit of what a search found, case aside; the current one begins where the text goes on as `near`."""
    text = FoldedSheet(sheet)
    hits = text.hits(wanted.lower())
    places = ((index, para.whole.find(near)) for index, para in enumerate(sheet.paras))
    para, at = next((place for place in places if place[1] >= 0), (0, 0))
    first = hits.first_from(para, at) if sheet.paras else 0
    return PageSearch(text, wanted.lower(), hits, min(first, len(hits) - 1))


def split_piece(piece: Piece, marks: _Marks) -> Iterator[Piece]:
    """A piece cut at the ends of marks, which are widened to whole graphemes."""
    edges = None if piece.text.isascii() else [0, *(end for _start, end, _cells in split_graphemes(piece.text)[0])]
    done = 0
    kept = "w" if "w" in piece.attributes else ""
    for start, end, now in marks:
        start, end = max(start, done), min(end, len(piece.text))
        if start >= end:
            continue
        if edges:
            start = max(edges[bisect_right(edges, start) - 1], done)
            end = edges[min(bisect_left(edges, end), len(edges) - 1)]
        if start > done:
            yield Piece(
                text=piece.text[done:start],
                ink=piece.ink,
                attributes=piece.attributes,
                stop=piece.stop,
                ground=piece.ground,
            )
        text = piece.text[start:end]
        if now:
            yield Piece(text=text, ink="ground", attributes=f"bu{kept}", stop=piece.stop, ground="accent")
        else:
            yield Piece(text=text, ink=piece.ink, attributes=piece.attributes, stop=piece.stop, ground="highlight")
        done = end
    if done < len(piece.text):
        yield Piece(
            text=piece.text[done:], ink=piece.ink, attributes=piece.attributes, stop=piece.stop, ground=piece.ground
        )
