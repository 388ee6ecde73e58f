"""Going places: from page to page, along the trail, through the list; and what the reader and the margin show there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Container, Mapping
from functools import partial
from typing import TYPE_CHECKING

from briefing.model.place import Place
from briefing.model.trail import Trail
from briefing.model.value import replace
from briefing.model.views import Page, Story
from briefing.report.words import passed_over
from briefing.ui.item import key_for
from briefing.ui.messages import PageShown
from briefing.ui.pages import notes
from briefing.ui.pages.margin import margin_sheet
from briefing.ui.pages.older import on_whole_page
from briefing.ui.pages.page import page_sheet, page_title
from briefing.ui.reading import Reading
from briefing.ui.sheet import Sheet
from briefing.ui.widgets.list_view import ListView
from briefing.ui.widgets.text_view import TextView
from briefing.ui.windowed import Windowed

if TYPE_CHECKING:
    from briefing.ui.layout import Layout
    from briefing.ui.stage import Stage


class Journey:
    """A newer place cancels the answer that an older one still waits for, so that no stale page is ever shown."""

    def __init__(
        self, stage: Stage, reading: Reading, *, rows: ListView, reader: TextView, margin: TextView, label: str
    ) -> None:
        """`label` is what the welcome calls the desk."""
        self._stage = stage
        self._reading = reading
        self._rows, self._reader, self._margin = rows, reader, margin
        self._label = label

    # Places

    def visit(self, place: Place) -> None:
        """Open a place as a new step of the trail."""
        here = self.here
        if not place.leads_to(here):
            self._reading.visit(place, here)
            self._open(place)

    def pass_by(self, place: Place) -> None:
        """Show what the list's cursor stands on, or stood on: it may have gone on when the page is here."""
        here = self.here
        if not place.leads_to(here):
            self._reading.pass_by(place, here)
            self._open(place, is_led_by_list=True)

    @property
    def here(self) -> Place | None:
        """Where the reader is, with the position on screen."""
        here = self._reading.here
        return here.left_at(self._reader.at) if here and here.address == self._reader.sheet.address else here

    def story(self, steps: int) -> None:
        """Open the next or the previous row of the list; its cursor follows."""
        item = self._rows.beside(steps)
        if item is None:
            self._stage.say("That was the last one" if steps > 0 else "That was the first one")
        elif item.place:
            self._rows.select(item.key)
            self._reading.stay()
            self.visit(item.place)

    def back(self) -> bool:
        """Back along the trail; false when that is said not to go."""
        return self._step(-1, "This is where the trail begins")

    def forward(self) -> bool:
        return self._step(1, "The trail ends here")

    def return_to(self, left: tuple[Trail, bool]) -> None:
        """Show the page at which the reader was, where another was passed since."""
        if place := self._reading.return_to(left):
            self._open(place)

    def _step(self, steps: int, end: str) -> bool:
        here = self.here
        trail = self._reading.trail.mark(here) if here else self._reading.trail
        if not self._reading.step(trail.forward() if steps > 0 else trail.back()):
            self._stage.say(end)
            return False
        if place := self._reading.here:
            self._open(place)
        return True

    def _open(self, place: Place, is_led_by_list: bool = False) -> None:
        self._stage.work(partial(self._load, place, is_led_by_list), "page", newest=True)

    async def _load(self, place: Place, is_led_by_list: bool) -> None:
        page = await self._stage.library.ask(self._stage.library.page, place)
        if page is None:
            self._stage.say(f"{place.key} is not on this desk any more")
            return
        self.show(page, place)
        if not is_led_by_list:
            await self._mark(place)
        self._stage.post_message(PageShown())

    async def _mark(self, place: Place) -> None:
        """Put the list's cursor on the row that leads to a place, if there is one."""
        rows = self._rows.items
        if key := key_for(self._rows.known, place, self._rows.item):
            self._rows.select(key)
        elif isinstance(rows, Windowed):
            ask = self._stage.library.ask
            for index in (await ask(rows.indices_of, place.key))[:1]:
                for block in rows.around(index):
                    if not rows.has(block):
                        self._rows.take(rows, block, await ask(rows.made, block))
            if rows is self._rows.items and place.leads_to(self._reading.here):
                self._rows.select(key_for(self._rows.known, place, self._rows.item))

    def show_all(self) -> None:
        """Show all of the open page, where it is only what is newest of it; what is looked at stays where it is."""
        self._stage.work(self._show_all, "whole", newest=True)

    async def _show_all(self) -> None:
        await self.read_all()

    async def read_all(self) -> Mapping[TextView, Callable[[int], int]]:
        """The same for who waits for it: of each pane, where its paragraphs stand then; nothing where it stayed as it
        was."""
        library, here, shown = self._stage.library, self._reading.here, self._reading.page
        if here is None or shown is None or not self._reading.is_cut:
            return {}
        self._stage.say("All of this page is being read")
        page = await library.ask(library.page, here.in_whole())
        laid = await asyncio.to_thread(self._laid_out, shown, page) if page else []
        if page is None or not here.same_page(self._reading.here) or self._reading.page is not shown:
            return {}  # the reader went on while the desk answered
        self._reading.widen()
        self._reading.show(page)
        for view, more, goes in laid:
            view.show_more(more, goes)
        self._stage.say("This is all of the page")
        return {view: goes for view, _more, goes in laid}

    def _laid_out(self, shown: Page, page: Page) -> list[tuple[TextView, Layout, Callable[[int], int]]]:
        """All of a page, of which something is shown, as the reader and the margin lay it out: that takes long, and is
        done in another thread."""
        pen = self._stage.library.pen()
        made: list[tuple[TextView, Layout, Callable[[int], int]]] = []
        for view, sheet in ((self._reader, page_sheet), (self._margin, margin_sheet)):
            whole = replace(sheet(page, pen), address=view.sheet.address)
            made.append((view, view.laid_out(whole), partial(on_whole_page, sheet(shown, pen), whole)))
        return made

    # What is shown

    def begin(self, page: Page | None) -> None:
        """The first frame: a page that was read beforehand, else what there is to say."""
        here = self._reading.here
        if page is not None and here is not None:
            self.show(page, here)
        else:
            self.show_nothing()

    def show(self, page: Page, place: Place, sheet: Sheet | None = None) -> None:
        """Put a page on screen; `sheet` is what was made of it already."""
        pen = self._stage.library.pen()
        self._reading.show(page)
        if not self._reading.welcome:
            self._reader.show(sheet or page_sheet(page, pen), place.at)
        at = self._margin.at if place.address == self._margin.sheet.address else None
        self._margin.show(replace(margin_sheet(page, pen), address=place.address), at)

    def show_nothing(self) -> None:
        """No page to show: say why, or show the first row's."""
        shelf = self._reading.shelf
        first = shelf.rows.marked(None)
        if first is not None and self._reading.here is None:
            self._reading.pass_by(first, None)
            self._open(first)
            return
        self._reading.show(None)
        self._margin.show(Sheet(()))
        if not self._reading.welcome:
            desk = self._stage.library.desk
            empty = Sheet(()) if shelf.counts.stories else notes.empty_desk(desk.root.name, passed_over(desk.passed()))
            self._reader.show(empty)

    def show_progress(self, done: int, total: int) -> None:
        """How much of a desk has been read that was never read before."""
        if self._reading.page is None and not self._reading.welcome:
            self._reader.show(notes.reading(done, total))

    def greet(self) -> None:
        """Cover the page with the welcome, which a narrow terminal has to show the reader for."""
        screen = self._reader.screen
        small = screen.size.height < 16
        self._reader.show(notes.welcome(self._stage.commands, self._label, small, self._stage.manner))
        screen.set_focus(self._reader)

    def end_welcome(self) -> None:
        """What was covered comes to light."""
        self._reading.welcome = False
        self.begin(self._reading.page)

    # The files changed

    async def renew(self, touched: Container[str], is_cold: bool) -> None:
        """Read the open page again and show it where the reader is. `touched` are the ids of the stories that changed;
        a cold desk had never been read before."""
        library, here = self._stage.library, self._reading.here
        page = await library.ask(library.page, here) if here else None
        if here is None or page is None:
            self._show_absence(is_cold)
            return
        if not here.same_page(self._reading.here):
            return  # the reader went on while the desk answered
        sheet = page_sheet(page, library.pen())
        # not before the desk has answered: the reader may have scrolled meanwhile
        position = (self.here if self._reading.page else here) or here
        self.show(page, notes.same_position(self._reader.sheet, sheet, position), sheet)
        if not is_cold and isinstance(page, Story) and here.key in touched:
            self._stage.say(notes.saved(page))

    async def follow_renames(self) -> None:
        """The trail and the reader's marks follow stories whose files have other names now."""
        moved, trouble = await self._stage.library.ask(self._stage.library.follow_renames)
        if moved:
            self._reading.rename(moved, self.here)
        if trouble:
            self._stage.say(trouble)

    async def mark_changes(self) -> None:
        """Read the open page again for what is known of it now."""
        here = self._reading.here
        page = await self._stage.library.ask(self._stage.library.page, here) if here else None
        # the reader may have gone on while the desk answered
        if here and page is not None and here.same_page(self._reading.here):
            self.show(page, self.here or here)

    def _show_absence(self, is_cold: bool) -> None:
        page = self._reading.page
        if is_cold or not page:
            self._reading.forget()
            self.show_nothing()
        else:
            self._stage.say(f"{page_title(page)} is not on this desk any more; this is how it was")
