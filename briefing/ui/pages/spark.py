"""How often someone was named, as a line of bars: a cell for a month, or for longer where the years are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from briefing.model.views import Appearance
from briefing.model.when import MONTHS
from briefing.ui.sheet import Para, Piece, heading

BARS = "▁▂▃▄▅▆▇█"
"""From the fewest to the most; nothing at all is an empty cell."""
_CELLS = 60
_STRETCHES = ((1, "month"), (3, "quarter"), (12, "year"), (120, "decade"), (1200, "century"))


def mentions(appearances: Iterable[Appearance]) -> list[Para]:
    """The section with the bars and its axis; nothing for someone who was named once or in stories without a date."""
    counts = Counter[int]()
    for one in appearances:
        if one.story.when and one.mentions:
            counts[one.story.when.first.year * 12 + one.story.when.first.month - 1] += one.mentions
    if counts.total() < 2:
        return []
    span = max(counts) - min(counts) + 1
    months, word = next(pair for pair in _STRETCHES if span / pair[0] <= _CELLS - 1 or pair == _STRETCHES[-1])
    cells = Counter[int]()
    for month, count in counts.items():
        cells[month // months] += count
    first, last = min(cells), max(cells)
    peak = max(cells.values())
    highest = [cell for cell, count in cells.items() if count == peak]
    bars = "".join(_bar(cells[cell], peak) for cell in range(first, last + 1))
    most = f"most in {_name(highest[0], months)}: {peak}" if len(highest) == 1 else f"{peak} at most"
    note = f"{counts.total()}, by {word}; {most}" if last > first else f"{peak}, all in {_name(first, months)}"
    paras = [heading("Mentions", note, "soft")]
    if last > first:
        begins, ends = _name(first, months), _name(last, months)
        gap = len(bars) - len(begins) - len(ends)
        axis = f"{begins}{' ' * gap}{ends}" if gap > 0 else f"{begins} – {ends}"
        told = ", ".join(f"{_name(cell, months)}: {cells[cell]}" for cell in sorted(cells))
        chart = (Piece(bars, "accent"), Piece("\n"), Piece(axis, "faint"))
        paras.append(Para(chart, keep=True, told=told))
    return paras


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
