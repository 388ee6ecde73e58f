"""What the reader did with a story: read it, starred it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from briefing.model.nouns import counted
from briefing.model.place import Place
from briefing.ui.commands import LIST
from briefing.ui.reading import Reading
from briefing.ui.widgets.list_view import ListView
from briefing.ui.windowed import Windowed

if TYPE_CHECKING:
    from briefing.ui.stage import Stage


class Marks:
    """Sets marks, and says so."""

    def __init__(self, stage: Stage, reading: Reading, *, rows: ListView) -> None:
        self._stage = stage
        self._reading = reading
        self._rows = rows
        self._unread: tuple[str, ...] = ()  # what was, before all were read at once

    async def read(self, place: Place) -> bool:
        """A page was opened: a story counts as read. Whether that is new."""
        if place.kind != "story":
            return False
        is_new, trouble = await self._stage.library.ask(self._stage.library.open_story, place.key)
        if trouble:
            self._stage.say(trouble)
        return is_new

    @property
    def meant(self) -> tuple[str, ...]:
        """The stories that a mark is meant for: those that are picked, else the one under the list's cursor or the one
        that is open; says when there is none."""
        item, pane = self._rows.item, self._reading.pane
        if pane == LIST:
            places = [row.place for row in self._rows.picked_rows] or [item.place if item else self._reading.here]
        else:
            places = [self._reading.here]
        return self._stories(places)

    def _stories(self, places: Iterable[Place | None]) -> tuple[str, ...]:
        stories = tuple(dict.fromkeys(place.key for place in places if place and place.kind == "story"))
        if not stories:
            self._stage.say("Only stories can be marked")
        return stories

    def pick(self) -> None:
        """Pick the row under the list's cursor, or let it go, and go on to the next."""
        if self._reading.pane != LIST:
            self._stage.say("Rows are picked in the list")
            return
        if self._rows.item is None:
            self._stage.say("There is no row here to pick")
            return
        self._rows.pick()
        self._rows.move(1)
        self._reading.changed()

    async def toggle(self, toggle: Callable[[tuple[str, ...]], str], stories: tuple[str, ...]) -> None:
        self._stage.say(await self._stage.library.ask(toggle, stories))

    async def read_all(self) -> tuple[str, ...]:
        """Every story of the list is read; where each is already, those that were not before this was last done are
        unread again. The stories that are another way now."""
        library, rows = self._stage.library, self._rows.items
        if isinstance(rows, Windowed) and self._reading.view.lists_stories:
            stories = tuple(await library.ask(library.desk.ids_at, rows.numbers))
        else:
            stories = self._stories(row.place for row in self._rows.known)
        others, said = await library.ask(library.mark_read, stories, True)
        if others:
            self._unread = others
            key = self._stage.key_of("all.read")
            done = f"{counted(len(others), 'story', 'stories')} read"  # short: whole on the smallest screens
            undo = f"; {key} undoes it" if key else ""
            self._stage.say(f"{done}{undo}" if said.endswith("read") else said)
        elif self._unread:
            others, self._unread = self._unread, ()
            self._stage.say((await library.ask(library.mark_read, others, False))[1])
        elif stories:
            self._stage.say("Everything here is read")
        return others
