"""What the desk's screen does about searches: the search screen, and the views that were kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.ui.rows import KEPT

if TYPE_CHECKING:
    from briefing.ui.kept import Tab
    from briefing.ui.screens.desk import DeskScreen
    from briefing.ui.screens.search import Outcome


class Searching:
    """Remembers what was asked last, for the next time."""

    def __init__(self, desk: DeskScreen) -> None:
        self._desk = desk
        self._asked = ""

    def open(self) -> None:
        """Search the desk; in a kept view its query stands there."""
        from briefing.ui.screens.search import SearchScreen

        text = self._asked or next((tab.query for tab in self._desk.shelves.shelf.kept if self._shows(tab)), "")
        self._desk.app.push_screen(SearchScreen(self._desk.library, text), self._left)

    def _left(self, outcome: Outcome | None) -> None:
        if outcome is None:
            return
        desk = self._desk
        self._asked = outcome.text
        if outcome.has_kept:
            desk.shelves.restock_soon()
        if outcome.place:
            desk.go(outcome.place)

    async def show(self, number: int) -> None:
        """Open the view of a kept search by its place in the bar, from 0."""
        tabs = self._desk.shelves.shelf.kept
        if number < len(tabs):
            await self.show_named(tabs[number].name)
        else:
            self._desk.say(f"No search is kept here: {self._desk.key_of('search')} searches, ctrl+s there keeps")

    async def show_named(self, name: str) -> None:
        """Open the view of a kept search; where it cannot find anything, say why."""
        view = f"{KEPT}{name}"
        await self._desk.action_view(view)
        if complaint := await self._desk.library.ask(self._desk.library.kept.complaint, view):
            self._desk.say(complaint)

    async def drop(self) -> None:
        """Drop the kept search whose view is open; its query can be taken up again."""
        desk = self._desk
        kept = next((tab for tab in desk.shelves.shelf.kept if self._shows(tab)), None)
        if kept is None:
            desk.say("Open a kept search first: this drops the one that is open")
            return
        said = await desk.library.ask(desk.library.kept.drop, kept.name)
        self._asked = kept.query
        await desk.action_view("stories")
        desk.say(said)

    def _shows(self, tab: Tab) -> bool:
        return self._desk.shelves.view == f"{KEPT}{tab.name}"
