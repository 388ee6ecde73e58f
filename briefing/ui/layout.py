"""A sheet at a width: which line shows what, and where the stops are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from rich.cells import cell_len

from briefing.model.value import dataclass
from briefing.ui.sheet import Para, Piece, Sheet, Stop
from briefing.ui.wrap import breaks, cut

MEASURE = 72
"""The longest line of prose in cells (`look.md`)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line on screen. `para` is the paragraph's index, `start` the code points of it above this line."""

    pieces: tuple[Piece, ...]
    para: int
    start: int = 0


class Layout:
    """All lines of a sheet at a width, made when asked for.

    Making one finds only where lines break; their pieces are cut out when a line is drawn.
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

    def line(self, y: int) -> Line:
        """The line at `y`; one between paragraphs is empty and belongs to the paragraph above it."""
        index = max(0, bisect_right(self._tops, y) - 1)
        row = y - self._tops[index]
        if not 0 <= row < self._set[index].height:
            return Line((), index)
        pieces, start = self._set[index].line(row)
        return Line(pieces, index, start)

    def rows_of(self, stop: Stop) -> tuple[int, int]:
        """The first and the last line that show a stop."""
        return self._rows[stop]

    def position(self, y: int) -> tuple[int, int]:
        """The paragraph and the code points of it above line `y`: what survives another width."""
        line = self.line(y)
        return line.para, line.start

    def find(self, para: int, offset: int) -> int:
        """The line that shows a position; the nearest one when the paragraph is no longer there."""
        if not self._set:
            return 0
        index = min(max(para, 0), len(self._set) - 1)
        row = self._set[index].row_of(offset) if index == para else 0
        return self._tops[index] + row

    def stop_at(self, y: int, column: int) -> Stop | None:
        """The stop under a cell."""
        at = 0
        for piece in self.line(y).pieces if 0 <= y < self.height else ():
            at += cell_len(piece.text)
            if column < at:
                return piece.stop
        return None


_INDENT = (Piece("  "),)


class _Set:
    """One paragraph at a width. A lead that would take more than two fifths of it gets a line of its own."""

    __slots__ = ("_above", "_breaks", "_hang", "_lead", "_lead_width", "_lines", "_text", "height", "para", "width")

    def __init__(self, para: Para, width: int) -> None:
        self.para = para
        self.width = width
        self._lines: list[tuple[Piece, ...]] = []
        self._breaks: list[tuple[int, int]] = []
        self._text = para.text
        self._above = 0
        self._lead, self._hang = para.lead, para.hang
        self._lead_width = _width(para.lead)
        if self._lead_width > max(8, width * 2 // 5):
            self._above = 1 if any(piece.text.strip() for piece in para.lead) else 0
            self._lead, self._hang, self._lead_width = _INDENT, _INDENT, 2
        if para.grid:
            self._lines = list(_set_grid(para, width - self._lead_width))
            self.height = self._above + len(self._lines)
            return
        room = width - self._lead_width - (_width(para.tail) + 1 if para.tail else 0)
        if para.keep:
            self._breaks = _chop(self._text, max(1, room))
        else:
            self._breaks = breaks(self._text, max(1, room))
        self.height = self._above + len(self._breaks)

    def line(self, row: int) -> tuple[tuple[Piece, ...], int]:
        para = self.para
        if row < self._above:
            return tuple(Piece(f"{piece.text.rstrip()} ", piece.ink, piece.attributes) for piece in para.lead), 0
        row -= self._above
        lead = self._lead
        if row and lead:
            lead = self._hang if self._hang is not None else (Piece(" " * self._lead_width),)
        if self._lines:
            return (*lead, *self._lines[row]), 0
        start, end = self._breaks[row]
        pieces = (*lead, *_slice(para.pieces, start, end))
        if para.tail and row == 0:
            gap = self.width - _width(pieces) - _width(para.tail)
            pieces = (*pieces, Piece(" " * max(1, gap)), *para.tail)
        return pieces, start

    def row_of(self, offset: int) -> int:
        if not self._breaks:
            return 0
        starts = [start for start, _end in self._breaks]
        row = max(0, bisect_right(starts, offset) - 1)
        return row + self._above if row else 0

    def stops(self) -> Iterator[tuple[Stop, int, int]]:
        """Each stop with its first and last row, in the order of the text."""
        para = self.para
        if self._lines:
            for row, pieces in enumerate(self._lines):
                for piece in pieces:
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


def _slice(pieces: tuple[Piece, ...], start: int, end: int) -> Iterator[Piece]:
    at = 0
    for piece in pieces:
        after = at + len(piece.text)
        if after > start and at < end:
            if at >= start and after <= end:
                yield piece
            else:
                text = piece.text[max(0, start - at) : end - at]
                yield Piece(text, piece.ink, piece.attributes, piece.stop)
        at = after
        if at >= end:
            return


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


_GAP = 2  # cells between columns
_NARROWEST = 7  # cells; a column below this is read better as a list


def _set_grid(para: Para, width: int) -> Iterator[tuple[Piece, ...]]:
    """A table: columns as wide as they need, the widest shrunk when they don't fit; rows as lists when too narrow."""
    rows = para.grid
    columns = max(len(row) for row in rows)
    natural = [max(_cell_width(row[i]) if i < len(row) else 0 for row in rows) or 1 for i in range(columns)]
    room = width - _GAP * (columns - 1)
    widths = _shrink(natural, room)
    if widths is None:
        yield from _as_records(rows, width)
        return
    for number, row in enumerate(rows):
        cells = [
            [tuple(_slice(cell, start, end)) for start, end in breaks("".join(p.text for p in cell), widths[i])]
            for i, cell in enumerate(row)
        ]
        for part in range(max((len(cell) for cell in cells), default=1)):
            pieces: list[Piece] = []
            for i, cell in enumerate(cells):
                content = cell[part] if part < len(cell) else ()
                pieces += _aligned(
                    content, widths[i], para.aligns[i] if i < len(para.aligns) else "", last=i == columns - 1
                )
                if i < columns - 1:
                    pieces.append(Piece(" " * _GAP))
            yield tuple(pieces)
        if number == 0:
            yield (Piece("─" * min(width, sum(widths) + _GAP * (columns - 1)), "faint"),)


def _cell_width(cell: tuple[Piece, ...]) -> int:
    return max(cell_len(part) for part in "".join(piece.text for piece in cell).split("\n"))


def _shrink(natural: list[int], room: int) -> list[int] | None:
    if sum(natural) <= room:
        return natural
    if room < _NARROWEST * len(natural):
        return None
    widths = list(natural)
    while sum(widths) > room:
        widest = max(range(len(widths)), key=lambda i: widths[i])
        widths[widest] -= 1
    return widths


def _aligned(pieces: tuple[Piece, ...], width: int, align: str, last: bool) -> Iterator[Piece]:
    spare = max(0, width - _width(pieces))
    left = spare if align == "right" else spare // 2 if align == "center" else 0
    if left:
        yield Piece(" " * left)
    yield from pieces
    if spare - left and not last:
        yield Piece(" " * (spare - left))


def _as_records(rows: tuple[tuple[tuple[Piece, ...], ...], ...], width: int) -> Iterator[tuple[Piece, ...]]:
    header = ["".join(piece.text for piece in cell) for cell in rows[0]]
    for number, row in enumerate(rows[1:]):
        if number:
            yield ()
        for i, cell in enumerate(row):
            label = f"{header[i]}: " if i < len(header) and header[i] else ""
            pieces = (Piece(label, "soft"), *cell)
            for start, end in breaks("".join(piece.text for piece in pieces), width):
                yield tuple(_slice(pieces, start, end))
