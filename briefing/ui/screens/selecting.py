"""Selecting with the mouse: in the text of the pane where it began, wherever the mouse goes meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.errors import NoWidget

from briefing.ui.widgets.sheet_pane import SheetPane

if TYPE_CHECKING:
    from textual.geometry import Offset
    from textual.screen import Screen
    from textual.widget import Widget

    _Screen = Screen[Any]
else:
    _Screen = object  # a first base that is a screen would hide the default style of the second


class SelectsText(_Screen):
    """Put before the class of the screen. Textual takes what has no text under the mouse, like an empty line, for all
    that there is, and a bar for its name."""

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        pane: Widget | None
        if self._selecting and self._select_state:
            pane = self._select_state.start.content_widget
        else:
            try:
                pane, _region = self.get_widget_at(x, y)
            except NoWidget:
                pane = None
        if not isinstance(pane, SheetPane):
            return None, None
        return pane, pane.text_offset(x - pane.region.x, y - pane.region.y)
