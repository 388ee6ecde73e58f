"""A table at a width: columns, or records where columns would be too narrow."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from briefing.report.wrap import breaks
from briefing.ui.runs import Run, run_width, sliced
from briefing.ui.sheet import Para, Piece, text_of

_GAP = 2  # cells between columns
_NARROWEST = 7  # cells; a column below this is read better as a list


def set_grid(para: Para, width: int) -> Iterator[tuple[Run, ...]]:
    """A table: columns as wide as they need, the widest shrunk when they don't fit; rows as lists when too narrow."""
    rows = para.grid
    columns = max(len(row) for row in rows)
    natural = [max(_cell_width(row[i]) if i < len(row) else 0 for row in rows) or 1 for i in range(columns)]
    room = width - _GAP * (columns - 1)
    widths = _shrink(natural, room)
    if widths is None:
        yield from _as_records(rows, width, para.text_at)
        return
    at = para.text_at
    for number, row in enumerate(rows):
        laid: list[list[tuple[Run, ...]]] = []
        for i, cell in enumerate(row):
            text = text_of(cell)
            laid.append([tuple(sliced(cell, start, end, at)) for start, end in breaks(text, widths[i])])
            at += len(text) + 1
        for part in range(max((len(lines) for lines in laid), default=1)):
            runs: list[Run] = []
            for i, lines in enumerate(laid):
                content = lines[part] if part < len(lines) else ()
                runs += _aligned(
                    content, widths[i], para.aligns[i] if i < len(para.aligns) else "", last=i == columns - 1
                )
                if i < columns - 1:
                    runs.append((Piece(" " * _GAP), -1))
            yield tuple(runs)
        if number == 0:
            yield ((Piece("─" * min(width, sum(widths) + _GAP * (columns - 1)), "faint"), -1),)


def _cell_width(cell: tuple[Piece, ...]) -> int:
    return max(cell_len(part) for part in text_of(cell).split("\n"))


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


def _aligned(runs: tuple[Run, ...], width: int, align: str, last: bool) -> Iterator[Run]:
    spare = max(0, width - run_width(runs))
    left = spare if align == "right" else spare // 2 if align == "center" else 0
    if left:
        yield Piece(" " * left), -1
    yield from runs
    if spare - left and not last:
        yield Piece(" " * (spare - left)), -1


def _as_records(rows: tuple[tuple[tuple[Piece, ...], ...], ...], width: int, at: int) -> Iterator[tuple[Run, ...]]:
    """Each row as lines `header: cell`; a header stands where it stands in the table, however often it is said."""
    labels: list[tuple[str, int]] = []
    for cell in rows[0]:
        labels.append((text_of(cell), at))
        at += len(text_of(cell)) + 1
    for number, row in enumerate(rows[1:]):
        if number:
            yield ()
        for i, cell in enumerate(row):
            label, label_at = labels[i] if i < len(labels) else ("", 0)
            said = f"{label}: " if label else ""
            for start, end in breaks(said + text_of(cell), width):
                head = sliced((Piece(label, "soft"),), start, end, label_at) if label else ()
                colon = sliced((Piece(said[len(label) :], "soft"),), start - len(label), end - len(label), 0)
                body = sliced(cell, start - len(said), end - len(said), at)
                yield (*head, *((piece, -1) for piece, _at in colon), *body)
            at += len(text_of(cell)) + 1
