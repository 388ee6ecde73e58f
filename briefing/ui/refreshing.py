"""The desk's files changed: read them again, and show what is new where the reader is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, cast

from briefing.desk.refreshed import Refreshed
from briefing.model.trail import Trail
from briefing.model.views import Story
from briefing.ui.commands import READER
from briefing.ui.messages import DeskRead
from briefing.ui.pages import notes
from briefing.ui.pages.page import page_sheet, page_title
from briefing.ui.walk import Walk

if TYPE_CHECKING:
    from briefing.ui.app import BriefingApp
    from briefing.ui.screens.desk import DeskScreen


def not_found(opened: str) -> str:
    return f"There is no story, actor, place or question `{opened}` on this desk"


class Refreshing:
    """Keeps the screen at what the files say. Nothing moves under the reader's hand."""

    def __init__(self, screen: DeskScreen, is_cold: bool, opened: str) -> None:
        """A cold desk has no index yet; `opened` is the id to open once it has one."""
        self._screen = screen
        self._is_cold = is_cold
        self._opened = opened

    async def begin(self) -> None:
        """Compare every file with the index, and watch the folder from now on."""
        screen = self._screen
        cast("BriefingApp", screen.app).watch_files()  # first, so that nothing is saved between the two unseen
        progress = self._progress() if self._is_cold else None
        refreshed = await asyncio.to_thread(screen.library.desk.refresh, progress, None, None)
        await self._show(refreshed, self._is_cold)

    async def read(self, files: frozenset[str]) -> None:
        """Read some files again."""
        screen = self._screen
        screen.checking.renew()  # from the files, which need not wait for the index
        await self._show(await asyncio.to_thread(screen.library.desk.refresh, None, None, files), cold=False)
        if screen.pane == READER:
            screen.mark_read()  # who has it open sees what was saved
        await screen.newsroom.count()

    def _progress(self) -> Callable[[int, int], None]:
        """Called in another thread for every file; tells the screen ten times a second."""
        said = 0.0

        def progress(done: int, total: int) -> None:
            nonlocal said
            now = monotonic()
            if now - said >= 0.1:
                said = now
                self._screen.post_message(DeskRead(done, total))

        return progress

    async def _show(self, refreshed: Refreshed, cold: bool) -> None:
        touched = {*refreshed.added, *refreshed.changed, *refreshed.removed}
        if not touched and not refreshed.registry_changed and not cold:
            return
        screen, library = self._screen, self._screen.library
        shelves = screen.shelves
        shelves.show(await library.ask(library.shelf, shelves.view, shelves.of), keep_scroll=not cold)
        if cold and self._opened:
            if place := await library.ask(library.find, self._opened):
                screen.visit(place)
                screen.focus_pane(READER)
                return
            screen.say(not_found(self._opened))
        here = screen.walk.here
        page = await library.ask(library.page, here) if here else None
        if here is None or page is None:
            self._show_absence(cold)
            return
        if not here.same_page(screen.walk.here):
            return  # the reader went on while the desk answered
        sheet = page_sheet(page, library.pen())
        position = (screen.marked_here() if screen.page else here) or here
        screen.show_page(page, notes.same_position(screen.reader.sheet, sheet, position))
        if not cold and isinstance(page, Story) and here.key in touched:
            screen.say(notes.saved(page))

    def _show_absence(self, cold: bool) -> None:
        screen = self._screen
        if cold or not screen.page:
            screen.walk = Walk(Trail())
            screen.show_nothing()
        else:
            screen.say(f"{page_title(screen.page)} is not on this desk any more; this is how it was")
