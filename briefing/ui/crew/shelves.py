"""The rows of the left pane, as the desk has them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from briefing.ui.item import key_for
from briefing.ui.library import Shelf
from briefing.ui.reading import Reading
from briefing.ui.views.view import View
from briefing.ui.widgets.list_view import ListView
from briefing.ui.windowed import BLOCK, Windowed, known

if TYPE_CHECKING:
    from briefing.ui.sifting import Sifting
    from briefing.ui.stage import Stage


class Shelves:
    """Opens views and fills the list. Answers that come too late are dropped."""

    def __init__(self, stage: Stage, reading: Reading, *, rows: ListView) -> None:
        self._stage = stage
        self._reading = reading
        self._rows = rows
        self._filled: View | None = None  # whose rows the list has
        self._stand_in = ""  # the row at which the list opened because the one that is read was not there yet
        self._sifting: Sifting | None = None  # what the list was filtered by last
        self._marked: dict[View, str] = {}  # the row at which each view was left

    def show(self, shelf: Shelf, keep_scroll: bool = False) -> None:
        """Fill the list. With `keep_scroll` nothing moves that can stay."""
        self._reading.stock(shelf)
        if self._sifting and self._sifting.rows is not shelf.rows.items:
            self._sifting = None  # it holds the texts of rows of before
        rows = self._rows
        items = known(shelf.rows.items)
        selected = key_for(items, self._reading.here, rows.item)
        if self._filled != self._reading.view:
            self._filled = self._reading.view
            selected = selected or self._marked.get(self._filled, "")
        elif (
            keep_scroll
            and rows.item
            and rows.item.key != self._stand_in
            and any(item.key == rows.item.key for item in known(shelf.rows.items))
        ):
            selected = rows.item.key  # where one pane shows, the cursor goes on while its page stays behind
        rows.show(
            shelf.rows.items, selected, self._reading.view.airy, keep_scroll,
            opens_at=shelf.rows.opens_at, order=shelf.order, is_sorted=bool(self._reading.order),
        )  # fmt: skip
        is_stand_in = rows.item and rows.item.key != selected and not shelf.is_whole
        self._stand_in = rows.item.key if rows.item and is_stand_in else ""

    @property
    def _near(self) -> tuple[str, ...]:
        """The rows at which the list may open: what is read, what is under the cursor, where the view was left."""
        here, item = self._reading.here, self._rows.item
        keys = (here.key if here else "", item.key if item else "", self._marked.get(self._reading.view, ""))
        return tuple(dict.fromkeys(key for key in keys if key))

    async def _settled_near(self) -> tuple[str, ...]:
        """Those rows, once the one under the cursor is here: what it is called is not known before."""
        rows = self._rows
        if rows.item is None and isinstance(rows.items, Windowed) and rows.cursor >= 0:
            await self.fetch(rows.items, (rows.cursor // BLOCK,))
        return self._near

    async def _catch_up(self, shelf: Shelf, near: tuple[str, ...]) -> None:
        """The cursor may have gone on while the desk answered: the rows around it are made as well."""
        library = self._stage.library
        while isinstance(shelf.rows.items, Windowed) and (now := await self._settled_near()) != near:
            near = now
            await library.ask(library.make_near, shelf.rows, near)

    def serve(self, asked: ListView.Wanted) -> None:
        """The list wants rows, or a filter of them; a newer filter takes the place of an older one."""
        if asked.sought:
            self._stage.work(partial(self.sift, asked), "sift", newest=True)
        else:
            self._stage.work(partial(self.fetch, asked.rows, asked.blocks), "rows")

    def settle(self) -> None:
        """Without a filter nobody asks again for the texts of all rows that the last one looked at."""
        if not self._rows.wanted:
            self._sifting = None

    async def fetch(self, rows: Windowed, blocks: Iterable[int]) -> None:
        """Make rows that the list wants, and hand them over."""
        for block in blocks:
            self._rows.take(rows, block, await self._stage.library.ask(rows.made, block))

    async def sift(self, asked: ListView.Wanted) -> None:
        """Filter rows a piece at a time, as long as that is what is wanted."""
        from briefing.ui.sifting import Sifting

        ask, rows, anchor = self._stage.library.ask, self._rows, asked.anchor
        self._sifting = sifting = Sifting(asked.rows, asked.sought, asked.room, self._sifting)
        is_told = False
        try:
            while self._sifting is sifting and rows.wanted == sifting.query:
                if not sifting.is_done:
                    await ask(sifting.go_on)
                if sifting.is_done or (not is_told and sifting.is_enough(anchor)):
                    is_told = True
                    rows.take_sifted(await ask(sifting.found, anchor), sifting.is_done)
                    self._reading.changed()
                if sifting.is_done:
                    break
        finally:  # whatever is the matter, nobody waits for it any longer
            if self._sifting is sifting:
                rows.has_rows.set()

    async def restock(self, keep_scroll: bool = True) -> None:
        """Ask for the rows again."""
        view, order = self._reading.view, self._reading.order
        near = await self._settled_near()
        shelf = await self._stage.library.ask(self._stage.library.shelf, view, order, near)
        await self._catch_up(shelf, near)
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
        shelf = await self._stage.library.ask(self._stage.library.entered, view, self._reading.order, self._near)
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
        near = await self._settled_near()
        library = self._stage.library
        shelf = await library.ask(library.entered, view, order, near)
        if self._rows.wanted and not shelf.is_whole:  # else what is marked may not be among the first that are left
            shelf = await library.ask(library.shelf, view, order, near)
        await self._catch_up(shelf, near)
        if (view, order) != (self._reading.view, self._reading.order):
            return  # another was opened while the desk answered, or it was sorted again
        self.show(shelf, keep_scroll=True)
        if not shelf.is_whole:
            self._stage.work(self.restock, "restock")
