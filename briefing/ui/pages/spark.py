"""How often someone was named, as a line of bars: a cell for a month, or for longer where the years are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial

from briefing.model.older import Older
from briefing.model.views import Appearance
from briefing.model.when import MONTHS
from briefing.ui.sheet import Para, Piece, heading

BARS = "▁▂▃▄▅▆▇█"
"""From the fewest to the most; nothing at all is an empty cell."""
_CELLS = 60
_STRETCHES = ((1, "month"), (3, "quarter"), (12, "year"), (120, "decade"), (1200, "century"))


def mentions(appearances: Iterable[Appearance], older: Older) -> list[Para]:
    """The section with the bars and its axis; nothing for someone who was named once or in stories without a date."""
    counts = Counter[int](dict(older.mentions))
    for one in appearances:
        if one.story.when and one.mentions:
            counts[one.story.when.first.year * 12 + one.story.when.first.month - 1] += one.mentions
    if counts.total() < 2:
        return []
    months, word = _stretch(counts, _CELLS)
    cells = _binned(counts, months)
    first, last = min(cells), max(cells)
    peak = max(cells.values())
    highest = [cell for cell, count in cells.items() if count == peak]
    most = f"most in {_name(highest[0], months)}: {peak}" if len(highest) == 1 else f"{peak} at most"
    note = f"{counts.total()}, by {word}; {most}" if last > first else f"{peak}, all in {_name(first, months)}"
    paras = [heading("Mentions", note)]
    if last > first:
        told = ", ".join(f"{_name(cell, months)}: {cells[cell]}" for cell in sorted(cells))
        paras.append(Para(drawing=partial(_chart, counts), told=told))
    return paras


def _stretch(counts: Counter[int], room: int) -> tuple[int, str]:
    """The months of a cell and what they are called, so that all have room."""
    span = max(counts) - min(counts) + 1
    return next(pair for pair in _STRETCHES if span / pair[0] <= room - 1 or pair == _STRETCHES[-1])


def _binned(counts: Counter[int], months: int) -> Counter[int]:
    cells = Counter[int]()
    for month, count in counts.items():
        cells[month // months] += count
    return cells


def _chart(counts: Counter[int], width: int) -> tuple[tuple[Piece, ...], ...]:
    """The bars and their axis in `width` cells. Where these are fewer than the heading counts on, a bar stands for
    longer, and the axis says so."""
    months, word = _stretch(counts, min(_CELLS, width))
    is_coarser = months != _stretch(counts, _CELLS)[0]
    cells = _binned(counts, months)
    first, last, peak = min(cells), max(cells), max(cells.values())
    wide = max(1, min(2, width // (last - first + 1))) if is_coarser else 1
    bars = "".join(_bar(cells[cell], peak) * wide for cell in range(first, last + 1))
    of = 1 if is_coarser else months
    begins, ends = _name(min(counts) // of, of), _name(max(counts) // of, of)
    gap = len(bars) - len(begins) - len(ends)
    axis = f"{begins} – {ends}" if is_coarser or gap <= 0 else f"{begins}{' ' * gap}{ends}"
    if is_coarser:
        axis += f", by {word}"
    return (Piece(bars, "accent"),), (Piece(axis, "faint"),)


def _bar(count: int, peak: int) -> str:
    return BARS[max(0, -(-count * len(BARS) // peak) - 1)] if count else " "


def _name(cell: int, months: int) -> str:
    """`May 2025`, `2nd quarter 2025`, `2025`, `2020s`."""
    year, month = divmod(cell * months, 12)
    if months == 1:
        name = MONTHS[month]
        return f"{name if len(name) <= 4 else name[:3]} {year}"
    if months == 3:
        return f"{('1st', '2nd', '3rd', '4th')[month // 3]} quarter {year}"
    return f"{year}" if months == 12 else f"{year}s"
