"""A canvas of braille: every cell of the terminal is two dots wide and four high."""

from __future__ import annotations

from collections.abc import Sequence

BLANK = 0x2800
"""The braille pattern without a dot; the eight dots are the low bits of the code points behind it."""
BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot, by row and column within the cell (Unicode, chapter 21, Braille)."""


class Canvas:
    """`columns` × `rows` cells. Dots count from the top left; what lies outside is left out."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.width, self.height = columns * 2, rows * 4
        self.cells = bytearray(columns * rows)

    def dot(self, x: int, y: int) -> None:
        if 0 <= x < self.width and 0 <= y < self.height:
            self.cells[(y >> 2) * self.columns + (x >> 1)] |= BITS[y & 3][x & 1]

    def line(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """The line through points, whose parts outside the canvas cost next to nothing."""
        cells, columns = self.cells, self.columns
        right, bottom = self.width - 1, self.height - 1
        x, y = xs[0], ys[0]
        inside = 0 <= x <= right and 0 <= y <= bottom
        for next_x, next_y in zip(xs[1:], ys[1:], strict=True):
            was_inside, from_x, from_y = inside, x, y
            x, y = to_x, to_y = next_x, next_y
            inside = 0 <= x <= right and 0 <= y <= bottom
            if not (was_inside and inside):
                if (clipped := clip(from_x, from_y, x, y, right, bottom)) is None:
                    continue
                from_x, from_y, to_x, to_y = clipped
            along_x, along_y = to_x - from_x, to_y - from_y
            steps = int(max(abs(along_x), abs(along_y))) + 1
            at_x, at_y = from_x + 0.5, from_y + 0.5  # a dot is a unit wide around its coordinate
            for step in range(steps + 1):
                share = step / steps
                column, row = int(at_x + along_x * share), int(at_y + along_y * share)
                cells[(row >> 2) * columns + (column >> 1)] |= BITS[row & 3][column & 1]

    def text(self, row: int) -> str:
        """A row of cells as text; a cell without dots is a space."""
        cells = self.cells[row * self.columns : (row + 1) * self.columns]
        return "".join(chr(BLANK + bits) if bits else " " for bits in cells)


def clip(
    x: float, y: float, end_x: float, end_y: float, right: float, bottom: float
) -> tuple[float, float, float, float] | None:
    """The part of a segment within the box from 0, 0 to `right`, `bottom`; None for nothing (Liang and Barsky 1984)."""
    along_x, along_y = end_x - x, end_y - y
    first, last = 0.0, 1.0
    for along, room in ((-along_x, x), (along_x, right - x), (-along_y, y), (along_y, bottom - y)):
        if along == 0:
            if room < 0:
                return None
        elif along < 0:
            first = max(first, room / along)
        else:
            last = min(last, room / along)
    if first > last:
        return None
    start = _held(x + first * along_x, right), _held(y + first * along_y, bottom)
    return (*start, _held(x + last * along_x, right), _held(y + last * along_y, bottom))


def _held(value: float, most: float) -> float:
    """Rounding must not leave the box."""
    return min(max(value, 0.0), most)
