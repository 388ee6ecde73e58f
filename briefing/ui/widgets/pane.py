"""What the panes have in common: they scroll lines of their own, at once and without bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from briefing.ui.look import look_of
from briefing.ui.widgets.drawing import with_labels
from briefing.ui.widgets.spot import Spot

if TYPE_CHECKING:
    from briefing.ui.styles import Styles


class Pane(ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolling pane on the line API. `ground` is the theme's role under its text."""

    DEFAULT_CSS = """
    Pane {
        scrollbar-size: 0 0;
        overflow: hidden hidden;
    }
    """

    ground = "pane"
    _labels: Mapping[int, Sequence[tuple[int, str]]] = MappingProxyType({})  # by line, of all that scroll

    @property
    def look(self) -> Styles:
        return look_of(self)

    @property
    def is_linear(self) -> bool:
        """Whether everything is in a line, for screen readers and braille displays."""
        return self.look.manner.linear

    @property
    def room(self) -> Size:
        """The pane's cells. It has neither border nor padding, so this is `size`, without what that costs a line."""
        return self.outer_size

    def set_height(self, height: int) -> None:
        """Say how many lines there are."""
        self.virtual_size = Size(self.room.width, height)

    @property
    def lowest(self) -> int:
        """The furthest line that can stand at the top."""
        return max(0, self.virtual_size.height - self.room.height)

    def go_to(self, y: int) -> None:
        """Put line `y` at the top, as far as there are lines below it."""
        self.scroll_to(0, min(max(y, 0), self.lowest), animate=False, force=True, immediate=True)

    def reveal(self, first: int, last: int, margin: int = 1) -> None:
        """Scroll as little as needed to show the lines from `first` to `last`."""
        top, height = self.scroll_offset.y, self.room.height
        if first - margin < top:
            self.go_to(first - margin)
        elif last + margin >= top + height:
            self.go_to(min(last + margin - height + 1, first - margin))

    def focus_point(self) -> tuple[int, int]:
        """Where the terminal's own cursor belongs, as column and row of the pane: at what the next key acts on."""
        return 0, 0

    def spots(self) -> list[Spot]:
        """What can be followed of what the pane shows."""
        return []

    def go(self, thing: object) -> None:
        """Follow the thing of one of the `spots`."""

    def show_labels(self, labels: Mapping[int, Sequence[tuple[int, str]]]) -> None:
        """Draw letters over the lines that are on screen: by line of the pane, each with its column."""
        top = self.scroll_offset.y
        self._labels = {top + y: on_line for y, on_line in labels.items()}
        self.refresh()

    def labelled(self, y: int, strip: Strip) -> Strip:
        """A line of the pane with the letters that lie over it."""
        return with_labels(strip, self._labels.get(self.scroll_offset.y + y), self.look) if self._labels else strip

    def restyle(self) -> None:
        """The theme changed: draw everything again."""
        self.refresh()

    # What the motions mean; the screen calls these for the pane that has the focus.

    def move(self, steps: int) -> None:
        """Down (or up, when negative) by the pane's own unit."""
        raise NotImplementedError

    def page(self, share: float) -> None:
        """Down (or up) by a share of the pane's height."""
        raise NotImplementedError

    def end(self, last: bool) -> None:
        """To the first or the last thing."""
        raise NotImplementedError

    # What the cursor looks like depends on the focus; a wheel moves the lines and not the cursor.

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.go_to(self.scroll_offset.y + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.go_to(self.scroll_offset.y - 3)
