"""The search screen, and the views of searches that were kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.ui.beside import Outcome
from briefing.ui.messages import GoTo, SearchesKept
from briefing.ui.reading import Reading
from briefing.ui.views.kept import KeptView

if TYPE_CHECKING:
    from briefing.ui.stage import Stage


class Searching:
    """Remembers what was asked last, for the next time."""

    def __init__(self, stage: Stage, reading: Reading) -> None:
        self._stage = stage
        self._reading = reading
        self._asked = ""

    def ask(self) -> None:
        """Search the desk; in a kept view its query stands there."""
        tabs = self._reading.shelf.kept
        text = self._asked or next((tab.query for tab in tabs if KeptView(tab.name) == self._reading.view), "")
        self._stage.push(self._stage.beside.search(text), self._left)

    def _left(self, outcome: Outcome | None) -> None:
        if outcome is None:
            return
        self._asked = outcome.text
        if outcome.has_kept:
            self._stage.post_message(SearchesKept())
        if outcome.place:
            self._stage.post_message(GoTo(outcome.place))

    def view(self, number: int) -> KeptView | None:
        """The view of a kept search by its place in the bar, from 0; says how to keep one where there is none."""
        tabs = self._reading.shelf.kept
        if number < len(tabs):
            return KeptView(tabs[number].name)
        search, keep = self._stage.key_of("search"), self._stage.key_of("field.keep")
        self._stage.say(f"No search is kept here: {search} searches, {keep} there keeps")
        return None

    async def complain(self, view: KeptView) -> None:
        """Say why the view of a kept search cannot find anything, where that is so."""
        if complaint := await self._stage.library.ask(self._stage.library.kept.complaint, view.search):
            self._stage.say(complaint)

    async def drop(self) -> str:
        """Drop the kept search whose view is open; its query can be taken up again. What to say then, or nothing."""
        view = self._reading.view
        tab = next((tab for tab in self._reading.shelf.kept if KeptView(tab.name) == view), None)
        if tab is None:
            self._stage.say("Open a kept search first: this drops the one that is open")
            return ""
        self._asked = tab.query
        return await self._stage.library.ask(self._stage.library.kept.drop, tab.name)
