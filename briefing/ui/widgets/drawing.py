"""Pieces to strips: what every pane and bar draws its lines with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from briefing.ui.glyphs import in_ascii
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
        if styles.manner.ascii and "w" not in piece.attributes:
            text = in_ascii(text)
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
    """A strip with letters over some of its cells, from left to right; what is cut of a wide character is blank."""
    if not labels:
        return strip
    style = styles.get("ground", "b", "accent")
    parts: list[Strip] = []
    at = 0
    for x, label in labels:
        parts += (strip.crop(at, x), Strip([Segment(label, style)], len(label)))
        at = x + len(label)
    width = strip.cell_length
    return Strip.join([*parts, strip.crop(at, width)]).crop(0, width)
