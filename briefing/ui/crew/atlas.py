"""The map in the reader's place, and what it has to do with the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from briefing.ui.arrangement import MAP_WIDTH
from briefing.ui.commands import MAP
from briefing.ui.reading import Reading
from briefing.ui.widgets.list_view import ListView
from briefing.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from briefing.ui.stage import Stage
    from briefing.ui.widgets.map_view import MapView


class Atlas:
    """Shows the list's places on the map, once there is one, and chooses in the list what is picked there."""

    def __init__(self, stage: Stage, reading: Reading, *, rows: ListView, panes: Mapping[str, Pane]) -> None:
        self._stage = stage
        self._reading = reading
        self._rows = rows
        self._panes = panes

    @property
    def _map(self) -> MapView | None:
        return cast("MapView | None", self._panes.get(MAP))

    def show(self) -> None:
        """The list's places, and the one under its cursor; none in a view without a map."""
        if self._map is None:
            return
        if self._reading.view.has_map:
            item = self._rows.item
            self._map.show(self._reading.shelf.rows.pins, item.key if item else "")
        else:
            self._map.let_go()

    def pick(self, key: str, opens: bool) -> bool:
        """A place was clicked: choose it in the list. Open it when it is chosen already, or when it is to be opened.
        True when it is only to be passed by."""
        item = self._rows.item
        is_chosen = item is not None and item.key == key
        if not is_chosen and not self._rows.select(key):
            return False
        self._reading.changed()
        if is_chosen or opens:
            self._rows.choose()
        return not is_chosen and not opens

    def run(self, what: str) -> None:
        """Do what a command of the map says."""
        if self._map is not None and self._reading.map_is_open:
            self._map.run(what)
        elif not self.explain():
            self._stage.say("There is no map here: it is a view of its own")

    def explain(self) -> bool:
        """Say why the view of the map has none, where that is so; the sentence fits the smallest screens."""
        if not self._reading.view.has_map or self._reading.map_is_open:
            return False
        manner = self._stage.manner
        if manner.linear:
            why = "A linear screen has no map."
        elif manner.ascii:
            why = "ASCII cannot draw the map."
        elif self._rows.screen.size.width < MAP_WIDTH:
            why = f"The map needs {MAP_WIDTH} columns."
        else:
            return False
        self._stage.say(why)
        return True
