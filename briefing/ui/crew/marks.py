"""What the reader did with a story: read it, starred it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from briefing.model.place import Place
from briefing.ui.commands import LIST
from briefing.ui.reading import Reading
from briefing.ui.widgets.list_view import ListView

if TYPE_CHECKING:
    from briefing.ui.stage import Stage


class Marks:
    """Sets marks, and says so."""

    def __init__(self, stage: Stage, reading: Reading, *, rows: ListView) -> None:
        self._stage = stage
        self._reading = reading
        self._rows = rows

    async def read(self, place: Place) -> bool:
        """A page was opened: a story counts as read. Whether that is new."""
        if place.kind != "story":
            return False
        is_new, trouble = await self._stage.library.ask(self._stage.library.open_story, place.key)
        if trouble:
            self._stage.say(trouble)
        return is_new

    @property
    def meant(self) -> Place | None:
        """The story that a mark is meant for: under the list's cursor, else the one that is open; says when there is
        none."""
        item = self._rows.item
        place = item.place if self._reading.pane == LIST and item else self._reading.here
        if place is None or place.kind != "story":
            self._stage.say("Only stories can be marked")
            return None
        return place

    async def toggle(self, toggle: Callable[[str], str], story: Place) -> None:
        self._stage.say(await self._stage.library.ask(toggle, story.key))
