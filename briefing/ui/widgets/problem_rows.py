"""The rows of the problem list: below the one under the cursor stands the line of the file, with the culprit marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events

from briefing.ui.item import Item
from briefing.ui.sheet import Piece
from briefing.ui.widgets.list_view import ListView


class ProblemRows(ListView):
    """`behind` makes the lines for a row and a width in cells."""

    ground = "bar"

    def __init__(self, behind: Callable[[Item, int], Sequence[tuple[Piece, ...]]], *, id: str) -> None:
        super().__init__(id=id)
        self._behind = behind

    def below(self, item: Item) -> Sequence[tuple[Piece, ...]]:
        return self._behind(item, self._text_width)

    def on_click(self, event: events.Click) -> None:
        """A click marks a row and opens it only when it was marked: an editor that nobody wanted is in the way."""
        index = self.row_at(event.y)
        if index == self.cursor:
            self.choose()
        elif 0 <= index < len(self.items) and self.items[index].key:
            self.put(index)
