"""Pieces to strips: what every pane and bar draws its lines with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from briefing.model.names import clean
from briefing.ui.glyphs import LOST, in_ascii, in_charset
from briefing.ui.sheet import Piece, Stop, WebLink
from briefing.ui.styles import Styles


def draw(
    pieces: Iterable[Piece], styles: Styles, ground: str, current: Stop | None = None
) -> tuple[list[Segment], int]:
    """Segments for pieces on a ground, and their cells: all text that the desk shows goes through here. The pieces of
    `current` stand on the highlight, underlined."""
    segments: list[Segment] = []
    cells = 0
    is_latin = True
    for piece in pieces:
        if current is not None and piece.stop is current:
            style = styles.get(piece.ink, piece.attributes + "u", piece.ground or "highlight")
        else:
            style = styles.get(piece.ink, piece.attributes, piece.ground or ground)
        if piece.stop is not None and isinstance(piece.stop.target, WebLink):
            style = styles.linked(style, piece.stop.target.href)
        text = piece.text if piece.text.isprintable() else safe(piece.text)
        if styles.manner.ascii:
            text = text.replace(LOST, "?") if "w" in piece.attributes else in_ascii(text)
        if styles.manner.charset:
            text = in_charset(text, styles.manner.charset)
        segments.append(Segment(text, style))
        cells += cell_len(text)
        is_latin = is_latin and text.isascii()
    return (segments if is_latin else isolated(segments)), cells


def safe(text: str) -> str:
    """Text as a terminal may have it, in no more cells: the last door, whatever a page forgot to clean."""
    return clean(text).replace("\n", "").replace("\t", "")


_FROM_THE_RIGHT = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
"""Letters that run from right to left: a terminal that knows them turns round what stands between two of them."""
_OPEN, _CLOSE = "\u2068", "\u2069"
"""Around what a terminal is to turn by itself (Unicode's bidirectional algorithm, UAX 9); no cell is theirs."""


def isolated(segments: list[Segment]) -> list[Segment]:
    """The segments of a line with isolates around each column that has letters from right to left: the terminal turns
    those, and no column changes places with another. Marks before its first word stay before it."""
    if not re.search(_FROM_THE_RIGHT, "".join([segment.text for segment in segments])):
        return segments
    parts = [Segment(part, style) for text, style, _ in segments for part in re.split(r"(\s{2,})", text) if part]
    line: list[Segment] = []
    for is_gap, column in groupby(parts, lambda part: len(part.text) > 1 and part.text.isspace()):
        made = list(column)
        line += made if is_gap else _isolated_column(made)
    return line


def _isolated_column(column: list[Segment]) -> list[Segment]:
    if not any(re.search(_FROM_THE_RIGHT, part.text) for part in column):
        return column
    first = next(at for at, part in enumerate(column) if re.search(r"\w", part.text))
    text, style, _ = column[first]
    begins = next(at for at, char in enumerate(text) if char.isalnum() or char == "_")
    column[first] = Segment(f"{text[:begins]}{_OPEN}{text[begins:]}", style)
    text, style, _ = column[-1]
    column[-1] = Segment(f"{text}{_CLOSE}", style)
    return column


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
