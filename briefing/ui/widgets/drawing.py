"""Pieces to strips: what every pane and bar draws its lines with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from briefing.ui.glyphs import LOST, in_ascii, in_charset
from briefing.ui.sheet import Piece, Stop, WebLink
from briefing.ui.styles import Styles


def draw(
    pieces: Iterable[Piece], styles: Styles, ground: str, current: Stop | None = None
) -> tuple[list[Segment], int]:
    """Segments for pieces on a ground, and their cells. The pieces of `current` stand on the highlight, underlined."""
    segments: list[Segment] = []
    cells = 0
    for piece in pieces:
        if current is not None and piece.stop is current:
            style = styles.get(piece.ink, piece.attributes + "u", piece.ground or "highlight")
        else:
            style = styles.get(piece.ink, piece.attributes, piece.ground or ground)
        if piece.stop is not None and isinstance(piece.stop.target, WebLink):
            style = styles.linked(style, piece.stop.target.href)
        text = piece.text
        if styles.manner.ascii:
            text = text.replace(LOST, "?") if "w" in piece.attributes else in_ascii(text)
        if styles.manner.charset:
            text = in_charset(text, styles.manner.charset)
        segments.append(Segment(text, style))
        cells += cell_len(text)
    return segments, cells


def fill(segments: list[Segment], cells: int, width: int, styles: Styles, ground: str) -> Strip:
    """A strip exactly `width` cells wide: blanks behind the segments, or cut."""
    blank = styles.get("text", "", ground)
    if cells < width:
        segments.append(Segment(" " * (width - cells), blank))
        return Strip(segments, width)
    return Strip(segments, cells).adjust_cell_length(width, blank)


def with_labels(strip: Strip, labels: Sequence[tuple[int, str]] | None, styles: Styles) -> Strip:
    """A strip with letters at the things that begin at some of its cells, each with a blank behind it; what is cut of a
    wide character is blank."""
    if not labels:
        return strip
    style = styles.get("ground", "b", "accent")
    parts: list[Strip] = []
    at, width = 0, strip.cell_length
    for x, label in placed(strip.text, width, labels):
        gap = strip.crop(x + len(label), x + len(label) + 1)
        blank = [Segment(" " * len(cell.text), cell.style and cell.style.background_style) for cell in gap]
        parts += (strip.crop(at, x), Strip([Segment(label, style), *blank]))
        at = x + len(label) + 1
    return Strip.join([*parts, strip.crop(at, width)]).crop(0, width)


def placed(line: str, width: int, labels: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Where letters stand at things that begin at these cells of a line: before them where that is blank, else over
    their first ones, so that they and the blank behind them hide as few letters as can be (`in a tanbul`, `a Odesa`).
    One that would touch the letters before it stands behind those."""
    cells = [char for char in line for _ in range(cell_len(char))]
    cells += " " * max(0, width - len(cells))
    free, found = 0, []
    for x, label in sorted(labels):
        length = len(label)
        ways = [
            at
            for at in range(min(x, width - length), max(free, x - length - 1) - 1, -1)
            if at == x or ("".join(cells[at:x]).isspace() and (at == 0 or _is_apart(cells[at - 1])))
        ]
        best = min(ways, key=lambda at: sum(cell.isalnum() for cell in cells[at : at + length + 1]), default=x)
        found.append((max(best, free), label))
        free = found[-1][0] + length + 1
    return found


def _is_apart(cell: str) -> bool:
    """Whether letters may stand right behind it: a blank or a mark of ours, not a word or what ends one."""
    from unicodedata import category

    return cell.isspace() or category(cell).startswith("S")
