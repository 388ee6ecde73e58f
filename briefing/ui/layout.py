"""A sheet at a width: which line shows what, and where the stops are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter

from rich.cells import cell_len, split_graphemes

from briefing.model.value import dataclass, replace
from briefing.report.wrap import breaks, cut, unhung
from briefing.ui.runs import Run, run_width, sliced, starts
from briefing.ui.sheet import Para, Piece, Sheet, Stop

MEASURE = 72
"""The longest line of prose in cells (`look.md`)."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line on screen. `para` is the paragraph's index, `start` the code points of it above this line.

    `origins` says of each piece where it stands in the paragraph's `whole`; -1 for what is only there to fill.
    """

    pieces: tuple[Piece, ...]
    para: int
    start: int = 0
    origins: tuple[int, ...] = ()


class Layout:
    """All lines of a sheet at a width, made when asked for.

    Making one finds only where lines break; their pieces are cut out when a line is drawn. `NATO met in Oslo today` is
    two lines at 12 cells, the second with the position (0, 12); `find` leads that to line 0 of a layout of 30 cells.
    """

    def __init__(self, sheet: Sheet, width: int) -> None:
        self.sheet = sheet
        self.width = max(1, width)
        self._set = [_Set(para, self.width) for para in sheet.paras]
        self._tops: list[int] = []
        y = 0
        for index, laid in enumerate(self._set):
            y += laid.para.space if index else 0
            self._tops.append(y)
            y += laid.height
        self.height = y
        self.stops: list[Stop] = []
        self._rows: dict[Stop, tuple[int, int]] = {}
        for top, laid in zip(self._tops, self._set, strict=True):
            for stop, first, last in laid.stops():
                if stop not in self._rows:
                    self.stops.append(stop)
                    self._rows[stop] = (top + first, top + last)
                else:
                    self._rows[stop] = (self._rows[stop][0], top + last)

    def line(self, y: int) -> TextLine:
        """The line at `y`; one between paragraphs is empty and belongs to the paragraph above it."""
        index = max(0, bisect_right(self._tops, y) - 1)
        row = y - self._tops[index]
        if not 0 <= row < self._set[index].height:
            return TextLine((), index)
        runs, start = self._set[index].line(row)
        return TextLine(tuple(piece for piece, _at in runs), index, start, tuple(at for _piece, at in runs))

    def rows_of(self, stop: Stop) -> tuple[int, int]:
        """The first and the last line that show a stop."""
        return self._rows[stop]

    def position(self, y: int) -> tuple[int, int]:
        """The paragraph and the code points of it above line `y`: what survives another width. Of an empty line above
        a paragraph it is that paragraph, with how many lines it is above it as a negative number."""
        line = self.line(y)
        if not line.pieces and line.para + 1 < len(self._set) and y > self.end_of(line.para):
            return line.para + 1, y - self._tops[line.para + 1]
        return line.para, line.start

    def find(self, para: int, offset: int) -> int:
        """The line that shows a position; the nearest one when the paragraph is no longer there."""
        if not self._set:
            return 0
        index = min(max(para, 0), len(self._set) - 1)
        row = self._set[index].row_of(offset) if index == para and offset > 0 else 0
        if index == para and index and offset < 0:
            row = max(offset, -self._set[index].para.space)
        return self._tops[index] + row

    def rows_at(self, para: int, start: int, end: int) -> tuple[int, int]:
        """The first and the last line that show a span of a paragraph's `whole`."""
        laid, top = self._set[para], self._tops[para]
        return top + laid.row_at(start), top + laid.row_at(max(start, end - 1))

    def end_of(self, para: int) -> int:
        """The last line of a paragraph."""
        return self._tops[para] + self._set[para].height - 1

    def stop_at(self, y: int, column: int) -> Stop | None:
        """The stop under a cell."""
        at = 0
        for piece in self.line(y).pieces if 0 <= y < self.height else ():
            at += cell_len(piece.text)
            if column < at:
                return piece.stop
        return None

    def character_at(self, y: int, column: int) -> int:
        """The character of a line under a cell: -1 before the line, and how many it has behind it."""
        if column < 0:
            return -1
        text = "".join([piece.text for piece in self.line(y).pieces])
        cells = 0
        for start, _end, width in split_graphemes(text)[0]:
            cells += width
            if column < cells:
                return start
        return len(text)

    def text(self, spans: Iterable[tuple[int, int, int]]) -> str:
        """The text of some lines, in order: of each the columns (in characters; -1 is the end) from and to which it is
        wanted. What only the width parted is one line, as it was written.
        """
        parts: list[str] = []
        last: TextLine | None = None
        for y, start, end in spans:
            line = self.line(y)
            gap = self._gap(last, line) if last is not None else None
            if gap is not None:  # what stands before the words only makes room
                start = max(start, sum(len(piece.text) for piece in line.pieces[: _first(line)]))
            text = "".join([piece.text for piece in line.pieces])
            parts += ["\n" if gap is None and last is not None else gap or "", text[start : None if end < 0 else end]]
            last = line
        return "".join(parts)

    def _gap(self, line: TextLine, after: TextLine) -> str | None:
        """What the text has between a line and the one below it, where only the width parts them; else None."""
        ends = [at + len(piece.text) for piece, at in zip(line.pieces, line.origins, strict=True) if at >= 0]
        if line.para != after.para or not ends or max(after.origins, default=-1) < 0:
            return None
        para = self.sheet.paras[line.para]
        first = after.origins[_first(after)]
        gap = para.whole[ends[-1] : first]
        return gap if ends[-1] <= first and not para.grid and not gap.strip(" ·") else None


def _first(line: TextLine) -> int:
    """The index of the first piece that is text and not only room."""
    return next(index for index, at in enumerate(line.origins) if at >= 0)


_INDENT = (Piece("  "),)


class _Set:
    """One paragraph at a width. A lead that would take more than two fifths of it gets a line of its own."""

    __slots__ = (
        "_above",
        "_breaks",
        "_hang",
        "_lead",
        "_lead_width",
        "_lines",
        "_text",
        "_text_at",
        "height",
        "para",
        "width",
    )

    def __init__(self, para: Para, width: int) -> None:
        self.para = para
        self.width = width
        self._lines: list[tuple[Run, ...]] = []
        self._breaks: list[tuple[int, int]] = []
        self._text = para.text
        self._text_at = para.text_at
        self._above = 0
        self._lead, self._hang = para.lead, para.hang
        self._lead_width = _width(para.lead)
        if self._lead_width > max(8, width * 2 // 5):
            self._above = 1 if any(piece.text.strip() for piece in para.lead) else 0
            self._lead, self._hang, self._lead_width = _INDENT, _INDENT, 2
        if para.grid or para.drawing:
            self._lines = _drawn(para, width) if para.drawing else _table(para, width - self._lead_width)
            self.height = self._above + len(self._lines)
            return
        room = width - self._lead_width - (_width(para.tail) + 1 if para.tail else 0)
        if para.keep:
            self._breaks = _chop(self._text, max(1, room))
        else:
            lines = breaks(self._text, max(1, room))
            self._breaks = unhung(lines, (piece.text for piece in para.pieces))
        self.height = self._above + len(self._breaks)

    def line(self, row: int) -> tuple[tuple[Run, ...], int]:
        para = self.para
        if row < self._above:
            lead = tuple(replace(piece, text=f"{piece.text.rstrip()} ") for piece in para.lead)
            return tuple(zip(lead, starts(para.lead, 0), strict=True)), 0
        row -= self._above
        runs = self._lead_runs(row)
        if self._lines:
            return (*runs, *self._lines[row]), 0
        start, end = self._breaks[row]
        runs = (*runs, *sliced(para.pieces, start, end, self._text_at))
        if para.tail and row == 0:
            gap = self.width - run_width(runs) - _width(para.tail)
            tail_at = self._text_at + len(self._text) + 1
            runs = (*runs, (Piece(" " * max(1, gap)), -1), *zip(para.tail, starts(para.tail, tail_at), strict=True))
        return runs, start

    def _lead_runs(self, row: int) -> tuple[Run, ...]:
        """What stands before a row of the text."""
        lead = self._lead
        if not row and not self._above:
            return tuple(zip(lead, starts(lead, 0), strict=True))
        if row and lead:
            lead = self._hang if self._hang is not None else (Piece(" " * self._lead_width),)
        return tuple((piece, -1) for piece in lead)

    def row_of(self, offset: int) -> int:
        if not self._breaks:
            return 0
        row = max(0, bisect_right(self._breaks, offset, key=itemgetter(0)) - 1)
        return row + self._above if row else 0

    def row_at(self, at: int) -> int:
        """The row that shows a position in the paragraph's `whole`."""
        offset = at - self._text_at
        if offset < 0:
            return 0
        if self._lines:
            rows = enumerate(self._lines)
            return self._above + next(
                (row for row, runs in rows if any(0 <= start <= at < start + len(piece.text) for piece, start in runs)),
                0,
            )
        if offset > len(self._text):
            return self._above
        return max(self.row_of(offset), self._above)

    def stops(self) -> Iterator[tuple[Stop, int, int]]:
        """Each stop with its first and last row, in the order of the text."""
        para = self.para
        if self._lines:
            for row, runs in enumerate(self._lines):
                for piece, _at in runs:
                    if piece.stop:
                        yield piece.stop, row + self._above, row + self._above
            return
        for piece in para.lead:
            if piece.stop:
                yield piece.stop, 0, 0
        at = 0
        for piece in para.pieces:
            if piece.stop:
                first, last = self.row_of(at), self.row_of(at + len(piece.text) - 1)
                yield piece.stop, max(first, self._above), max(last, self._above)
            at += len(piece.text)
        for piece in para.tail:
            if piece.stop:
                yield piece.stop, 0, 0


def _drawn(para: Para, width: int) -> list[tuple[Run, ...]]:
    lines = para.drawing(width) if para.drawing else ()
    return [tuple((piece, -1) for piece in line) for line in lines]


def _table(para: Para, width: int) -> list[tuple[Run, ...]]:
    from briefing.ui.grid import set_grid

    return list(set_grid(para, width))


def _width(pieces: tuple[Piece, ...]) -> int:
    return sum(cell_len(piece.text) for piece in pieces)


def _chop(text: str, width: int) -> list[tuple[int, int]]:
    """Lines of code: broken only where they are too long, indentation kept."""
    lines: list[tuple[int, int]] = []
    at = 0
    for part in text.split("\n"):
        while cell_len(part) > width:
            kept = len(cut(part, width, ellipsis="")) or 1
            lines.append((at, at + kept))
            part, at = part[kept:], at + kept
        lines.append((at, at + len(part)))
        at += len(part) + 1
    return lines
