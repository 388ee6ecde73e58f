"""A sheet in a pane: laid out for its size, scrolled, drawn, selectable. What moves in it is `TextView`'s."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Offset, Size
from textual.selection import Selection
from textual.strip import Strip

from briefing.ui.glyphs import glyph
from briefing.ui.layout import MEASURE, Layout, TextLine
from briefing.ui.sheet import Piece, Sheet, Stop
from briefing.ui.widgets.drawing import draw, fill
from briefing.ui.widgets.pane import Pane
from briefing.ui.widgets.selecting import with_selection

if TYPE_CHECKING:
    from briefing.ui.find import PageSearch


class SheetPane(Pane):
    """Shows a `Sheet` at a measure of at most `measure` cells, with room to its left that grows with the pane.

    With `walks`, up and down go from stop to stop (the margin); else they scroll (the reader).
    """

    ALLOW_SELECT = True

    def __init__(self, *, id: str, ground: str = "ground", walks: bool = False, measure: int = MEASURE) -> None:
        super().__init__(id=id)
        self.ground = ground
        self.measure = measure
        self.walks = walks
        self.sheet = Sheet(())
        self.current: Stop | None = None
        self.finding: PageSearch | None = None
        self.pointed = -1
        """The paragraph that is marked as the one that somebody writes at, or none."""
        self._layout_now = Layout(self.sheet, 1)
        self._layout_ahead: Layout | None = None  # of a sheet that is shown next
        self._laid_for: Size | None = None
        self._selection: Selection | None = None
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._reading = 0  # the line that the cursor stands on, in a linear screen

    @property
    def layout_now(self) -> Layout:
        self._lay()
        return self._layout_now

    @property
    def text_read(self) -> str:
        """The text of the paragraph that is read."""
        para = self.para_read
        return self.sheet.paras[para].text if para < len(self.sheet.paras) else ""

    @property
    def para_read(self) -> int:
        """The index of the paragraph with the stop under the cursor, else of that at the top of the pane."""
        layout = self.layout_now
        if self.current is not None and self.current in layout.stops:
            return layout.line(layout.rows_of(self.current)[0]).para
        return self._kept_position()[0]

    @property
    def percent(self) -> int:
        """How much has been read, as the share of lines that are at or above the bottom of the pane."""
        height = self.virtual_size.height
        return 100 if height <= self.room.height else round(100 * (self.scroll_offset.y + self.room.height) / height)

    # Layout

    @property
    def _top(self) -> int:
        """Empty lines above the text."""
        return 1 if not self.is_linear and self.room.height >= 14 else 0

    @property
    def _left(self) -> int:
        width = self.room.width
        return 0 if self.is_linear else max(2 if width < 60 or self.walks else 4, (width - self.measure) // 2)

    def _lay(self) -> None:
        """Lay the sheet out for the pane's size, if it isn't; what was at the top stays there."""
        if self.room == self._laid_for:
            return
        width = min(self.measure, self.room.width - self._left - (0 if self.is_linear else 2))
        fresh = self._layout_now.sheet is not self.sheet
        kept = None if fresh else self._kept_position()
        on_stop = self._is_at(self.current)
        if fresh or width != self._layout_now.width:
            ahead, self._layout_ahead = self._layout_ahead, None
            if ahead is None or ahead.sheet is not self.sheet or ahead.width != max(1, width):
                ahead = Layout(self.sheet, width)
            self._layout_now = ahead
        self._laid_for = self.room
        self._strips.clear()
        self.set_height(self._top + self._layout_now.height + 1)
        self.go_to(self._line_of(*kept) if kept else 0)
        if self.is_linear:
            self._reading = self._line_of(*kept) if kept else 0
            if on_stop and self.current in self._layout_now.stops:
                self._reading = self._layout_now.rows_of(self.current)[0] + self._top
            self.reveal(self._reading, self._reading)

    def _is_at(self, stop: Stop | None) -> bool:
        """Whether the reading cursor of a linear screen stands on the line where a stop begins."""
        layout = self._layout_now
        return stop is not None and stop in layout.stops and layout.rows_of(stop)[0] + self._top == self._reading

    def _kept_position(self) -> tuple[int, int]:
        y = (self._reading if self.is_linear else self.scroll_offset.y) - self._top
        return self._layout_now.position(y) if y > 0 else (0, 0)

    def _line_of(self, para: int, offset: int) -> int:
        y = self._layout_now.find(para, offset)
        return 0 if y == 0 else y + self._top

    # Drawing

    def restyle(self) -> None:
        self._strips.clear()
        super().restyle()

    def render_line(self, y: int) -> Strip:
        return self.labelled(y, self._draw_line(y))

    def _draw_line(self, y: int) -> Strip:
        layout = self.layout_now
        row = self.scroll_offset.y + y - self._top
        selection = self._selection
        key = (row, self.has_focus)
        if selection is None and (strip := self._strips.get(key)):
            return strip
        width = self.room.width
        if not 0 <= row < layout.height:
            rule = self._rule()
            return fill(rule, len(rule), width, self.look, self.ground)
        line = layout.line(row)
        current = self.current if self.has_focus or not self.walks else None
        pieces = self.finding.marked(line) if self.finding else line.pieces
        segments, cells = draw(pieces, self.look, self.ground, current)
        if selection is not None and (span := selection.get_span(row)) is not None:
            segments = with_selection(segments, span, self.look.get("text", "", "highlight"))
        rule = self._rule()
        strip = fill(
            [*rule, *self._room_left(line, self._left - len(rule)), *segments],
            cells + self._left,
            width,
            self.look,
            self.ground,
        )
        if selection is None:
            self._strips[key] = strip
        return strip

    def _room_left(self, line: TextLine, width: int) -> list[Segment]:
        """The empty cells before a line, with the mark of its paragraph."""
        blank = self.look.get("text", "", self.ground)
        mark = self.sheet.paras[line.para].mark if line.pieces else ""
        if line.pieces and line.para == self.pointed:
            mark = "selected"
        if not mark or width < 2:
            return [Segment(" " * width, blank)]
        drawn, _cells = draw((Piece(glyph(mark), "accent"),), self.look, self.ground)
        return [Segment(" " * (width - 2), blank), *drawn, Segment(" ", blank)]

    def _rule(self) -> list[Segment]:
        """What parts the pane from the one to its left where no ground does."""
        if not self.look.has_rules or self.is_linear or self.region.x == 0:
            return []
        return [Segment("|" if self.look.manner.ascii else "│", self.look.get("faint", "", self.ground))]

    def text_offset(self, x: int, y: int) -> Offset:
        """Where a selection begins or ends at a cell of the pane, or beyond it: the character of its line, and that
        line. Before a line it is -1, before its first character."""
        layout = self.layout_now
        row = min(max(y, 0), self.room.height - 1) + self.scroll_offset.y - self._top
        if not layout.height or row < 0:
            return Offset(-1, 0)
        if row >= layout.height:
            row, x = layout.height - 1, self.room.width
        return Offset(layout.character_at(row, x - self._left), row)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        layout = self.layout_now
        spans = ((y, selection.get_span(y)) for y in range(layout.height))
        return layout.text((y, max(0, span[0]), span[1]) for y, span in spans if span is not None), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        self._selection = selection
        self._strips.clear()
        self.refresh()

    @property
    def top_position(self) -> tuple[int, int]:
        """The paragraph at the top of the pane, and how much of its `whole` is above it."""
        para, offset = self._kept_position()
        return para, offset + self.sheet.paras[para].text_at if offset > 0 else 0

    def _rows(self, stop: Stop) -> tuple[int, int]:
        return self.layout_now.rows_of(stop)

    @property
    def _seen(self) -> tuple[int, int]:
        """The first and the last line of the text that the pane has room for."""
        top = self.scroll_offset.y - self._top
        return top, top + self.room.height - 1
