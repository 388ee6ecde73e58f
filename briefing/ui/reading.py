"""Where the reader is: the only one who knows. Nothing here has to do with a screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefing.model.place import At, Place
from briefing.model.trail import Trail
from briefing.model.views import Dossier, Page, VenuePage
from briefing.ui.arrangement import MAP_WIDTH
from briefing.ui.commands import LIST, MAP, MARGIN, PANES, READER
from briefing.ui.library import Shelf
from briefing.ui.views.view import View

RECENT = 5
"""So many commands are remembered."""


class Reading:
    """The page that is open, the trail, the view with its shelf, the pane that has the focus, and how they are shown.

    Whatever changes is told to `listener` once until it has `settled`, however much changes in a turn.
    """

    def __init__(
        self, view: View, shelf: Shelf | None, trail: Trail, *, pane: str, recent: tuple[str, ...] = (),
        orders: Mapping[str, str] | None = None, has_maps: bool = True, welcome: bool = False,
    ) -> None:  # fmt: skip
        """`recent` are the ids of the commands that were chosen by name, newest first, `orders` those of the
        views, by their names; `welcome` covers the page until the first key."""
        self.page: Page | None = None
        self.trail = trail
        self.view = view
        self.shelf = shelf or Shelf()
        self.pane = pane if pane in PANES else LIST
        self.zoomed = False
        self.recent = recent
        self.orders = dict(orders or {})
        self.welcome = welcome
        self.map_is_open = False
        self.listener: Callable[[], None] = lambda: None
        self._has_maps = has_maps
        self._margin: bool | None = None  # whether it was asked for; None where the width decides
        self._passing = False  # whether the open page was only passed by the list's cursor
        self._is_told = False

    # Who follows

    def changed(self) -> None:
        """Something that is shown is another now, here or in a widget."""
        if not self._is_told:
            self._is_told = True
            self.listener()

    def settled(self) -> None:
        """The listener is up to date: what changes from now on is told again."""
        self._is_told = False

    # The trail

    @property
    def here(self) -> Place | None:
        return self.trail.here

    def stay(self) -> None:
        """What was only passed is read after all: the next page is a new step."""
        self._passing = False

    def visit(self, place: Place, left: Place | None) -> None:
        """Go to a place as a new step; `left` is the page that is open, at the position to come back to."""
        self.trail = self.trail.mark(left).visit(place) if left else self.trail.visit(place)
        self._passing = False
        self.changed()

    def pass_by(self, place: Place, left: Place | None) -> None:
        """Go to a place for as long as the list's cursor stands on it: one step, however far the cursor moves."""
        if self._passing and left:
            self.trail = self.trail.mark(place)
        else:
            self.visit(place, left)
        self._passing = True
        self.changed()

    def left_at(self, at: At) -> tuple[Trail, bool]:
        """Where the reader is, with what is looked at on the page, to `return_to` it."""
        trail = self.trail.mark(self.trail.here.left_at(at)) if self.trail.here else self.trail
        return trail, self._passing

    def return_to(self, left: tuple[Trail, bool]) -> Place | None:
        """Go back to where the reader was, as if nothing had been passed since; the page to open, None where it is."""
        trail, self._passing = left
        here, self.trail = self.here, trail
        self.changed()
        return trail.here if trail.here and not trail.here.same_page(here) else None

    def step(self, moved: Trail) -> bool:
        """Go where a trail of the same places stands; false when that is here."""
        if moved.at == self.trail.at or moved.here is None:
            return False
        self.trail = moved
        self._passing = False
        self.changed()
        return True

    def rename(self, moved: Mapping[str, str], left: Place | None) -> None:
        """Stories have other ids now: new ones by old ones. The trail leads to them, and to their questions; `left` is
        the page that is open, at the position on screen."""
        trail = self.trail.mark(left) if left else self.trail
        places = [place.renamed(moved) for place in trail.places]
        self.trail = Trail(tuple(places), self.trail.at)
        self.changed()

    @property
    def is_cut(self) -> bool:
        """Whether there is more of the open page than it shows."""
        return isinstance(self.page, Dossier | VenuePage) and bool(self.page.older)

    def widen(self) -> None:
        """All of the open page is shown from now on, also to who comes back to it."""
        if self.here:
            self.trail = self.trail.mark(self.here.in_whole())
            self.changed()

    def forget(self) -> None:
        """Nothing of the trail is on the desk any more."""
        self.trail = Trail()
        self.show(None)

    # What is shown

    def show(self, page: Page | None) -> None:
        self.page = page
        self.changed()

    def open(self, view: View) -> None:
        """Another view; its shelf is still to come."""
        self.view = view
        self.changed()

    @property
    def order(self) -> str:
        """The order of the view that is open; empty for the view's own."""
        return self.orders.get(self.view.name, "")

    def sort(self, order: str) -> None:
        """Another order of the view, or its own where that is empty; its shelf is still to come."""
        if order:
            self.orders[self.view.name] = order
        else:
            self.orders.pop(self.view.name, None)
        self.changed()

    def stock(self, shelf: Shelf) -> None:
        """What the view shows now."""
        self.shelf = shelf
        self.changed()

    def used(self, id: str) -> None:
        """A command was chosen by name."""
        self.recent = (id, *(other for other in self.recent if other != id))[:RECENT]
        self.changed()

    # The panes

    def focus(self, pane: str, width: int) -> None:
        """Give a pane the focus on a screen `width` cells wide; the map opens and closes with it."""
        self.pane = pane
        self.settle(width)
        self.changed()

    def settle(self, width: int) -> None:
        """Open or close the map, which takes the reader's place while its view is open and no page of it was opened."""
        if not width:
            return  # there is no screen yet
        has_map = self.view.has_map and self._has_maps and width >= MAP_WIDTH and not self.welcome
        self.map_is_open = has_map and (self.map_is_open if self.pane == MARGIN else self.pane != READER)
        if self.pane == MAP and not self.map_is_open:
            self.pane = LIST

    @property
    def middle(self) -> str:
        """The pane between the list and the margin."""
        return MAP if self.map_is_open else READER

    @property
    def margin(self) -> bool | None:
        """Whether the margin was asked for; None where the width decides. Beside a map it has to be asked for."""
        if self.pane == MARGIN:
            return True
        return False if self.map_is_open and self._margin is None else self._margin

    def want_margin(self, wanted: bool | None) -> None:
        self._margin = wanted
        self.changed()

    def zoom(self) -> None:
        self.zoomed = not self.zoomed
        self.changed()
