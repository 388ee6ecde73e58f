"""Jump: letters on everything on screen that can be followed; typing them goes there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from briefing.ui.reading import Reading
from briefing.ui.widgets.bar import Bar
from briefing.ui.widgets.pane import Pane
from briefing.ui.widgets.spot import Spot

if TYPE_CHECKING:
    from briefing.ui.stage import Stage

LETTERS = "asdfghjklqwertyupzxcvbnm"
"""The home row first; without `i` and `o`, which are too like `l` and `0`."""


def labels_for(count: int) -> list[str]:
    """So many labels of one or two letters, or as many as there are; none begins another. Short ones come first."""
    letters = len(LETTERS)
    count = min(count, letters * letters)
    doubled = max(0, -(-(count - letters) // (letters - 1)))  # letters that begin two-letter labels
    singles = list(LETTERS[: letters - doubled])
    pairs = [first + second for first in LETTERS[letters - doubled :] for second in LETTERS]
    return [*singles, *pairs][:count]


class Jump:
    """A jump at a time: from the letters' appearance to the key that ends it. `is_on` in between."""

    def __init__(self, stage: Stage, reading: Reading, *, panes: Mapping[str, Pane], top: Bar) -> None:
        self._stage = stage
        self._reading = reading
        self._panes = panes
        self._top = top
        self._typed = ""
        self._there: dict[str, tuple[Pane | Bar, Spot]] = {}

    def begin(self) -> None:
        """Show the letters; says so when there is nothing to go to."""
        found = self._seen()
        if not found:
            self._stage.say("Nothing on screen leads anywhere")
            return
        self._typed = ""
        self._there = dict(zip(labels_for(len(found)), found, strict=False))
        self._draw()
        self._stage.say("Type the letters of where to go; any other key stays here")

    @property
    def is_on(self) -> bool:
        return bool(self._there)

    def _seen(self) -> list[tuple[Pane | Bar, Spot]]:
        """What can be followed, the pane with the focus first; the nearest to the top, when there is too much."""
        focused = self._panes[self._reading.pane]
        shown: list[Pane | Bar] = [
            focused,
            self._top,
            *(pane for pane in self._panes.values() if pane is not focused),
        ]
        found = [
            (widget, spot)
            for widget in shown
            if widget.display
            for spot in widget.spots()
            if self._is_seen(widget, spot)
        ]
        most = len(LETTERS) ** 2
        if len(found) > most:
            nearest = sorted(range(len(found)), key=lambda n: found[n][0].region.y + found[n][1].y)[:most]
            found = [found[n] for n in sorted(nearest)]
        return found

    def _is_seen(self, widget: Pane | Bar, spot: Spot) -> bool:
        """Not under a drawer."""
        x, y = widget.region.x + spot.x, widget.region.y + spot.y
        if not widget.screen.region.contains(x, y):
            return False  # a bar may be longer than a small screen is wide
        over, _region = widget.screen.get_widget_at(x, y)
        return over is widget

    def press(self, key: str) -> None:
        """Narrow, go, or leave without a trace."""
        typed = self._typed + key.lower() if len(key) == 1 else ""
        if typed in self._there:
            widget, spot = self._there[typed]
            self._end()  # before it goes: it clears the bar in which there may be something to say of that
            widget.go(spot.thing)
        elif typed and any(label.startswith(typed) for label in self._there):
            self._typed = typed
            self._draw()
        else:
            self._end()

    def _draw(self) -> None:
        """Put the letters that can still be meant on their widgets."""
        lines: dict[Pane | Bar, dict[int, list[tuple[int, str]]]] = defaultdict(lambda: defaultdict(list))
        for label, (widget, spot) in self._there.items():
            lines[widget]  # a widget whose letters are all ruled out is drawn without any
            if label.startswith(self._typed):
                lines[widget][spot.y].append((spot.x, label))
        for widget, labels in lines.items():
            widget.show_labels(labels)

    def _end(self) -> None:
        for widget in {widget for widget, _spot in self._there.values()}:
            widget.show_labels({})
        self._there = {}
        self._stage.say("")
