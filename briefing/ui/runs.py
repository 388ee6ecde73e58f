"""Pieces that know where in their paragraph they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from briefing.model.value import replace
from briefing.report.wrap import cut
from briefing.ui.sheet import Piece

Run = tuple[Piece, int]
"""A piece, and where its first code point stands in `Para.whole`; -1 for what is only there to fill."""


def sliced(pieces: tuple[Piece, ...], start: int, end: int, origin: int) -> Iterator[Run]:
    """The code points from `start` to `end` of pieces, of which the first stands at `origin`."""
    at = 0
    for piece in pieces:
        after = at + len(piece.text)
        if after > start and at < end:
            if at >= start and after <= end:
                yield piece, origin + at
            else:
                first = max(0, start - at)
                yield replace(piece, text=piece.text[first : end - at]), origin + at + first
        at = after
        if at >= end:
            return


def shortened(piece: Piece, width: int) -> tuple[Piece, ...]:
    """A piece in at most `width` cells. Where it is cut, the ellipsis is ours, also behind a text that stays as written
    in ASCII."""
    text = cut(piece.text, width)
    if text == piece.text or not text:
        return (replace(piece, text=text),)
    return replace(piece, text=text[:-1]), replace(piece, text=text[-1], attributes=piece.attributes.replace("w", ""))


def starts(pieces: tuple[Piece, ...], origin: int) -> Iterator[int]:
    for piece in pieces:
        yield origin
        origin += len(piece.text)


def run_width(runs: Iterable[Run]) -> int:
    return sum(cell_len(piece.text) for piece, _at in runs)
