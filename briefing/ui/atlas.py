"""The map in the reader's place: when it is there, and what it has to do with the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.place import Place
from briefing.ui.commands import LIST, MAP, MARGIN, READER

if TYPE_CHECKING:
    from briefing.ui.screens.desk import DeskScreen
    from briefing.ui.widgets.map_view import MapView

LEAST_WIDTH = 60
"""The columns below which the list alone says where things are."""


class Atlas:
    """Shows the map while its view is open and no page of it was opened. The widget is made when it is needed."""

    def __init__(self, screen: DeskScreen) -> None:
        self.screen = screen
        self.is_open = False
        self._map: MapView | None = None

    @property
    def middle(self) -> str:
        """The pane between the list and the margin."""
        return MAP if self.is_open else READER

    def settle(self, pane: str, width: int) -> str:
        """Open or close the map for a pane that gets the focus on a screen so wide; the pane that gets it then."""
        screen = self.screen
        has_map = (
            screen.shelves.view == "map" and screen.manner.draws_maps and width >= LEAST_WIDTH and not screen.welcome
        )
        self.is_open = has_map and (self.is_open if pane == MARGIN else pane != READER)
        if self.is_open and self._map is None:
            self._make()
        return LIST if pane == MAP and not self.is_open else pane

    def _make(self) -> None:
        from briefing.ui.widgets.map_view import MapView

        self._map = self.screen.panes[MAP] = MapView(id=MAP)
        self.screen.mount(self._map, after=self.screen.reader)
        self.show()

    def show(self) -> None:
        """The list's places, and the one under its cursor."""
        if self._map is not None and self.screen.shelves.view == "map":
            item = self.screen.list.item
            self._map.show(self.screen.shelves.shelf.pins, item.key if item else "")

    def pick(self, key: str, opens: bool) -> None:
        """A place was clicked: choose it in the list. Open it when it is chosen already, or when it is to be opened."""
        item = self.screen.list.item
        if item and item.key == key:
            self.screen.list.choose()
        elif self.screen.list.select(key):
            self.show()
            if opens:
                self.screen.list.choose()
            else:
                self.screen.pass_by(Place.to("venue", key))

    def run(self, what: str) -> bool:
        """Do what a command of the map says; false when there is none."""
        if not self.is_open or self._map is None:
            return False
        self._map.run(what)
        return True
