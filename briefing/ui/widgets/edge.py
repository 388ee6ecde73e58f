"""Pieces beside a field."""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget

from briefing.ui.look import look_of
from briefing.ui.sheet import Piece
from briefing.ui.widgets.bar import cells_of
from briefing.ui.widgets.drawing import draw, fill


class Edge(Widget, can_focus=False):
    """Pieces beside the field, as wide as they are."""

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        super().__init__()
        self.show(pieces)

    def show(self, pieces: tuple[Piece, ...]) -> None:
        self.pieces = pieces
        self.styles.width = cells_of(pieces)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        look = look_of(self)
        segments, cells = draw(self.pieces, look, "bar")
        return fill(segments, cells, self.outer_size.width, look, "bar")
