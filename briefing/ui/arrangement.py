"""Which panes show at which width: a table of three widths, and the panes' cells."""

from __future__ import annotations

from briefing.model.value import dataclass
from briefing.ui.commands import LIST, MAP, MARGIN, READER
from briefing.ui.layout import MEASURE

WIDE, MIDDLE = 110, 70
"""The columns from which there are three panes, and two (`product.md`)."""
MAP_WIDTH = 60
"""The columns below which the list alone says where things are."""
SMALLEST = (24, 6)
"""Columns and rows below which nothing can be read."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The cells of each pane; 0 is hidden. With `drawer` the margin lies over the reader's right side."""

    list_width: int
    reader_width: int
    margin_width: int
    drawer: bool = False

    @property
    def shown(self) -> tuple[str, ...]:
        """The panes on screen, from left to right; under a drawer the reader can't be reached."""
        widths = {LIST: self.list_width, READER: self.reader_width, MARGIN: self.margin_width}
        return tuple(pane for pane, width in widths.items() if width)


def arrange(width: int, pane: str, margin: bool | None, zoomed: bool) -> Arrangement:
    """Panes for a screen `width` cells wide with the focus on `pane`.

    `margin` is what the reader asked for: shown, hidden, or None for what the width suggests.
    """
    if pane == MAP:
        pane = READER
    if zoomed or width < MIDDLE:
        return Arrangement(width * (pane == LIST), width * (pane == READER), width * (pane == MARGIN))
    if width < WIDE:
        side = min(36, max(30, width * 36 // 100))
        margin_width = min(38, width * 45 // 100) if margin else 0
        return Arrangement(side, width - side, margin_width, drawer=bool(margin))
    side = min(48, 32 + (width - WIDE) * 16 // 90)
    margin_width = 0 if margin is False else min(44, 28 + (width - WIDE) * 16 // 90)
    spare = width - side - margin_width - (MEASURE + 48)
    if spare > 0:
        side = min(56, side + spare // 4)
    return Arrangement(side, width - side - margin_width, margin_width)
