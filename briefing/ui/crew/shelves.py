"""The rows of the left pane, as the desk has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.ui.item import key_for
from briefing.ui.library import Shelf
from briefing.ui.reading import Reading
from briefing.ui.views.view import View
from briefing.ui.widgets.list_view import ListView

if TYPE_CHECKING:
    from briefing.ui.stage import Stage


class Shelves:
    """Opens views and fills the list. Answers that come too late are dropped."""

    def __init__(self, stage: Stage, reading: Reading, *, rows: ListView) -> None:
        self._stage = stage
        self._reading = reading
        self._rows = rows
        self._filled: View | None = None  # whose rows the list has
        self._marked: dict[View, str] = {}  # the row at which each view was left

    def show(self, shelf: Shelf, keep_scroll: bool = False) -> None:
        """Fill the list. With `keep_scroll` nothing moves that can stay."""
        self._reading.stock(shelf)
        rows = self._rows
        selected = key_for(shelf.rows.items, self._reading.here, rows.item)
        if self._filled != self._reading.view:
            self._filled = self._reading.view
            selected = selected or self._marked.get(self._filled, "")
        elif keep_scroll and rows.item and any(item.key == rows.item.key for item in shelf.rows.items):
            selected = rows.item.key  # where one pane shows, the cursor goes on while its page stays behind
        rows.show(
            shelf.rows.items, selected, self._reading.view.airy, keep_scroll,
            opens_at=shelf.rows.opens_at, order=shelf.order, is_sorted=bool(self._reading.order),
        )  # fmt: skip

    async def restock(self, keep_scroll: bool = True) -> None:
        """Ask for the rows again."""
        view, order = self._reading.view, self._reading.order
        shelf = await self._stage.library.ask(self._stage.library.shelf, view, order)
        if (view, order) == (
            self._reading.view,
            self._reading.order,
        ):  # else another was opened, or it was sorted, while the desk answered
            self.show(shelf, keep_scroll)

    def restock_soon(self) -> None:
        """Something changed what the views and their counts show."""
        self._stage.work(self.restock, "shelf")

    async def open(self, view: View) -> bool:
        """Show a view at the row at which it was left, if the open page has none there; the timeline perhaps of one
        actor or place. False where it was open already, or the reader went on before it was."""
        if self._reading.view == view:
            return False
        if self._filled and self._rows.item:
            self._marked[self._filled] = self._rows.item.key
        self._reading.open(view)  # before the desk answers: what comes meanwhile is meant for the new one
        self._rows.sift("")
        self._rows.let_go()
        shelf = await self._stage.library.ask(self._stage.library.entered, view, self._reading.order)
        if self._reading.view != view:
            return False  # the reader went on while the desk answered
        self.show(shelf)
        if not shelf.is_whole:
            self._stage.work(self.restock, "restock")
        return True

    async def sort(self, order: str) -> None:
        """Put the open view into an order of its own, or into the view's own where that is empty; the row under the
        cursor stays where it is on screen, as far as it can."""
        view = self._reading.view
        self._reading.sort(order)
        shelf = await self._stage.library.ask(self._stage.library.entered, view, order)
        if (view, order) != (self._reading.view, self._reading.order):
            return  # another was opened while the desk answered, or it was sorted again
        self.show(shelf, keep_scroll=True)
        if not shelf.is_whole:
            self._stage.work(self.restock, "restock")
