"""A bar of one line: pieces at the left, pieces at the right; what has a stop can be clicked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from briefing.ui.look import look_of
from briefing.ui.sheet import Piece, Stop
from briefing.ui.widgets.drawing import draw, fill, with_labels
from briefing.ui.widgets.spot import Spot


class Bar(Widget, can_focus=False):
    """One line of chrome. The right side wins when both do not fit; the left side is given in the form that fits."""

    @dataclass
    class Pressed(Message):
        pressed: Stop

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.pieces: tuple[Piece, ...] = ()
        self._labels: Mapping[int, Sequence[tuple[int, str]]] = {}

    def show(self, left: tuple[Piece, ...], right: tuple[Piece, ...] = ()) -> None:
        """Show pieces; the caller has made them fit `room`."""
        if look_of(self).manner.linear:
            from briefing.ui.linear import linear_bar

            left, right = linear_bar(left, right), ()
        gap = self.outer_size.width - cells_of(left) - cells_of(right) - 2
        pieces = (Piece(" "), *left, Piece(" " * max(gap, 1)), *right) if right else (Piece(" "), *left)
        if pieces != self.pieces:
            self.pieces = pieces
            self.refresh()

    def render_line(self, y: int) -> Strip:
        look = look_of(self)
        segments, cells = draw(self.pieces, look, "bar")
        strip = fill(segments, cells, self.outer_size.width, look, "bar")
        return with_labels(strip, self._labels.get(y), look)

    def spots(self) -> list[Spot]:
        """What can be clicked and has no key in sight, at its first cell: what begins with a digit is gone to by it."""
        x = 0
        found: dict[Stop, Spot | None] = {}
        for piece in self.pieces:
            if piece.stop and piece.stop not in found:
                found[piece.stop] = None if piece.text.isdigit() else Spot(x, 0, piece.stop)
            x += cell_len(piece.text)
        return [spot for spot in found.values() if spot]

    def go(self, thing: object) -> None:
        """Press the thing of one of the `spots`."""
        if isinstance(thing, Stop):
            self.post_message(self.Pressed(thing))

    def show_labels(self, labels: Mapping[int, Sequence[tuple[int, str]]]) -> None:
        """Draw letters over the line: by line, each with its column."""
        self._labels = labels
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        at = 0
        for piece in self.pieces:
            at += cell_len(piece.text)
            if event.x < at:
                self.go(piece.stop)
                return


def cells_of(pieces: tuple[Piece, ...]) -> int:
    return sum(cell_len(piece.text) for piece in pieces)
