"""Which view the left pane shows, of the desk or of one name alone, and its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.place import Place
from briefing.model.views import Counts
from briefing.ui.commands import LIST
from briefing.ui.item import key_for
from briefing.ui.library import Shelf
from briefing.ui.rows import view_named

if TYPE_CHECKING:
    from briefing.ui.screens.desk import DeskScreen


class Shelves:
    """Opens views and keeps their rows as the desk has them. Answers that come too late are dropped."""

    def __init__(self, screen: DeskScreen, view: str, shelf: Shelf | None) -> None:
        self.view = view
        self.of: Place | None = None  # the actor or place that the timeline is filtered by
        self.shelf = shelf or Shelf(view, Counts(), [])
        self._screen = screen

    def show(self, shelf: Shelf, keep_scroll: bool = False) -> None:
        """Fill the list. With `keep_scroll` nothing moves that can stay."""
        self.shelf = shelf
        screen = self._screen
        listed = screen.list
        selected = key_for(shelf.items, screen.walk.here, listed.item)
        if keep_scroll and listed.item and not selected:
            selected = listed.item.key
        listed.show(shelf.items, selected, view_named(self.view).airy, keep_scroll, shelf.opens_at)
        screen.atlas.show()
        screen.bars.draw()

    async def restock(self) -> None:
        """Ask for the rows again."""
        wanted = (self.view, self.of)
        shelf = await self._screen.library.ask(self._screen.library.shelf, *wanted)
        if wanted == (self.view, self.of):
            self.show(shelf, keep_scroll=True)

    def restock_soon(self) -> None:
        """Something changed what the views and their counts show."""
        self._screen.work(self.restock(), "shelf")

    async def open(self, view: str, of: Place | None = None) -> None:
        """Show a view; the timeline perhaps of one actor or place."""
        if (self.view, self.of) == (view, of):
            return
        screen, library = self._screen, self._screen.library
        self.view, self.of = view, of
        screen.list.sift("")
        shelf = await library.ask(library.entered, view, of)
        if (self.view, self.of) != (view, of):
            return  # the reader went on while the desk answered
        self.show(shelf)
        screen.save_soon()
        if not shelf.is_whole:
            screen.work(self.restock(), "restock")

    def open_timeline(self, of: Place | None) -> None:
        """Go to the timeline of one actor or place, or back to the whole one."""
        self._screen.work(self._go_to_timeline(of), "shelf", newest=True)

    async def _go_to_timeline(self, of: Place | None) -> None:
        await self.open("timeline", of)
        self._screen.focus_pane(LIST)
