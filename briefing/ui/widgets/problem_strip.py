"""What is wrong with the file that is followed: a few lines above the bar below, and nothing where nothing is."""

from __future__ import annotations

from rich.cells import cell_len
from textual.strip import Strip
from textual.widget import Widget

from briefing.model.value import replace
from briefing.report.wrap import cut
from briefing.ui.arrangement import SMALLEST
from briefing.ui.layout import Layout, TextLine
from briefing.ui.look import look_of
from briefing.ui.sheet import Para, Piece, Sheet
from briefing.ui.widgets.drawing import draw, fill

_SHARE, _MOST, _LEAST = 4, 8, 8
"""Of how many rows of the screen one may be taken, how many at most, and how many a screen must have for any."""


class ProblemStrip(Widget, can_focus=False):
    """Shows as many paragraphs as there is room for, and how many more there are."""

    DEFAULT_CSS = "ProblemStrip { dock: bottom; margin-bottom: 1; height: 1; display: none; }"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.paras: tuple[Para, ...] = ()
        self._more = ""
        self._lines: list[TextLine] = []

    def show(self, paras: tuple[Para, ...], more: str = "") -> None:
        """Show paragraphs, one a problem; `more` says where the others are that find no room."""
        self.paras, self._more = paras, more
        if self.is_mounted:
            self.lay_out()

    def lay_out(self) -> None:
        """Take as many rows as are needed, and as the screen can spare."""
        width, height = self.screen.size
        sheet = Sheet(self.paras)
        if look_of(self).manner.linear:
            from briefing.ui.linear import linear_sheet

            sheet = linear_sheet(sheet)
        room = min(_MOST, height // _SHARE) if height >= _LEAST and width >= SMALLEST[0] else 0
        layout = Layout(sheet, width - 2)
        lines = [layout.line(row) for row in range(min(layout.height, room))]
        if layout.height > room and lines:
            left = len(self.paras) - 1 - lines[-1].para
            tail = f" … and {left} more{self._more}" if left else " …"
            lines[-1] = _ended(lines[-1], tail, width - 2)
        self._lines = lines
        self.display = bool(lines)
        if lines:
            self.styles.height = len(lines)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        look = look_of(self)
        pieces = (Piece(" "), *self._lines[y].pieces) if y < len(self._lines) else ()
        segments, cells = draw(pieces, look, "bar")
        return fill(segments, cells, self.outer_size.width, look, "bar")

    def on_mount(self) -> None:
        self.lay_out()

    def on_resize(self) -> None:
        self.lay_out()


def _ended(line: TextLine, tail: str, width: int) -> TextLine:
    """A line with something behind it, without as much of its end as that needs."""
    room = width - cell_len(tail)
    pieces: list[Piece] = []
    for piece in line.pieces:
        text = piece.text if cell_len(piece.text) <= room else cut(piece.text, max(room, 0), ellipsis="")
        pieces.append(replace(piece, text=text))
        room -= cell_len(text)
        if text != piece.text:
            break
    return TextLine((*pieces, Piece(tail, "soft")), line.para)
