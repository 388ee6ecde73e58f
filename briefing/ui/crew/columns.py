"""The panes side by side: which of them show and how wide, and which has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.ui.arrangement import SMALLEST, Arrangement, arrange
from briefing.ui.commands import COLUMNS, LIST, MAP, MARGIN, READER
from briefing.ui.messages import PaneFocused
from briefing.ui.pages import notes
from briefing.ui.reading import Reading
from briefing.ui.widgets.bar import Bar
from briefing.ui.widgets.list_view import ListView
from briefing.ui.widgets.pane import Pane
from briefing.ui.widgets.text_view import TextView

if TYPE_CHECKING:
    from briefing.ui.stage import Stage


class Columns:
    """`panes` are those that there are, by name; the map is one of them once it was needed."""

    def __init__(
        self,
        stage: Stage,
        reading: Reading,
        *,
        rows: ListView,
        reader: TextView,
        margin: TextView,
        bars: tuple[Bar, ...],
    ) -> None:
        self.panes: dict[str, Pane] = {LIST: rows, READER: reader, MARGIN: margin}
        self._stage = stage
        self._reading = reading
        self._reader, self._margin, self._bars = reader, margin, bars
        self.is_too_small = False

    @property
    def focused(self) -> Pane:
        """The pane that the next key acts on."""
        return self.panes[self._reading.pane]

    @property
    def text(self) -> TextView:
        """The text that the next key acts on, where that is one; else the reader's."""
        return self._margin if self._reading.pane == MARGIN else self._reader

    @property
    def _width(self) -> int:
        return self._reader.screen.size.width

    # The focus

    def focus(self, pane: str) -> None:
        """Move the focus; in a narrow terminal that is what shows the pane."""
        self._reading.focus(pane, self._width)
        self.arrange()  # before the focus, which no pane takes that doesn't show
        self.focused.screen.set_focus(self.focused)
        self._stage.post_message(PaneFocused(pane))

    def step(self, steps: int) -> None:
        """Focus the next or the previous pane."""
        made = self._arrangement()
        shown = COLUMNS if len(made.shown) == 1 and not self._reading.zoomed else made.shown
        there = [self._reading.middle if pane == READER else pane for pane in shown]
        if self._reading.pane in there:
            self.focus(there[(there.index(self._reading.pane) + steps) % len(there)])

    def toggle_margin(self) -> None:
        """The margin shows or goes, and the focus stays where it is; only where one pane shows at a time it has to go
        with what is shown."""
        reading = self._reading
        shows = self._margin.display
        reading.want_margin(not shows)
        if shows and reading.pane == MARGIN:
            self.focus(reading.middle)
        elif not shows and len(self._arrangement().shown) == 1:
            self.focus(MARGIN)
        else:
            self.focus(reading.pane)

    def zoom(self) -> None:
        """The pane alone, and back."""
        self._reading.zoom()
        self.focus(self._reading.pane)

    def close_drawer(self) -> bool:
        """What slid over the text goes away with the next arrangement; false when nothing did."""
        if not self._margin.has_class("drawer"):
            return False
        self._reading.want_margin(None)
        return True

    # The cells

    def arrange(self) -> None:
        """Give every pane its cells; the focus stays on a pane that shows."""
        width, height = self._reader.screen.size
        if not width:
            return
        small = width < SMALLEST[0] or height < SMALLEST[1]
        self.is_too_small = small
        self._show_too_small(small)
        self._reading.settle(width)
        if self._reading.map_is_open and MAP not in self.panes:
            self._make_map()
        made = self._arrangement()
        widths = {LIST: made.list_width, self._reading.middle: made.reader_width, MARGIN: made.margin_width}
        for pane, widget in self.panes.items():
            cells = widths.get(pane, 0)
            widget.display = bool(cells) and not small
            widget.styles.width = cells or 1
        self._margin.set_class(made.drawer, "drawer")
        if made.drawer or self._margin.styles.inline.has_rule("height"):  # to set nothing would lay all out anew
            self._margin.styles.height = height - 2 if made.drawer else None  # docked, it would take the bars' room too
        self._margin.ground = "bar" if made.drawer else "pane"
        if not small and self._reader.screen.focused is None:  # what is hidden loses the focus
            self._reader.screen.set_focus(self.focused)
        self._reading.changed()

    def _arrangement(self) -> Arrangement:
        reading = self._reading
        pane = READER if reading.welcome else reading.pane
        return arrange(self._width, pane, reading.margin, reading.zoomed or self._stage.manner.linear)

    def _make_map(self) -> None:
        from briefing.ui.widgets.map_view import MapView

        self.panes[MAP] = MapView(id=MAP)
        self._stage.put(self.panes[MAP], after=self._reader)

    def _show_too_small(self, small: bool) -> None:
        screen = self._reader.screen
        for widget in self._bars:
            widget.display = not small
        told = screen.query("#small")
        if small and not told:
            view = TextView(id="small")
            self._stage.put(view)
            view.show(notes.too_small(*SMALLEST))
        elif not small and told:
            told.remove()

    def restyle(self) -> None:
        """The theme changed."""
        for pane in self.panes.values():
            pane.restyle()
