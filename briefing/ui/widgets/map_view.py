"""The map: the coast and the desk's places, panned and zoomed by keys, wheel and clicks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from briefing.model.geo import distance_km
from briefing.model.viewport import Viewport, fit, world
from briefing.ui.map.chart import Chart, Pin, chart
from briefing.ui.widgets.drawing import draw, fill
from briefing.ui.widgets.pane import Pane
from briefing.ui.widgets.spot import Spot

_LEAST_SHOWN = 8.0  # degrees of latitude that are shown at the least when everything is fitted
_STEP = 2**0.5  # two steps of zoom show half as much
_PAN = 0.2  # of the pane
_EDGE = 0.08  # of the pane; a chosen point nearer to the edge is brought to the middle
_WHEEL = 1.25
_NO_PLACES = "No place of this desk has coordinates yet: give it lat and lon"


class MapView(Pane):
    """Shows pins on the map; one of them is chosen. Centre and zoom stay when the pane gets another size."""

    @dataclass
    class Picked(Message):
        """A place was clicked, or jumped to: then it `opens`."""

        key: str
        opens: bool = False

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.ground = "ground"
        self.marks: Sequence[Pin] = ()
        self.chosen = ""
        self.viewport: Viewport | None = None
        self._follows = False  # whether the chosen place was in sight when it was last moved
        self._chart: Chart | None = None
        self._drawn_for = Size(0, 0)
        self._is_left = False  # whether it has no places because nobody looks

    def show(self, pins: Sequence[Pin], chosen: str) -> None:
        """Show pins, with the chosen one in sight."""
        if pins == self.marks and chosen == self.chosen:
            return
        if not self.marks and not self._is_left:
            self.viewport = None
        self._is_left = self._is_left and not pins
        self.marks, moved = pins, chosen != self.chosen
        self.chosen = chosen
        if moved:
            self._bring_in_sight()
        self._draw_anew()

    def let_go(self) -> None:
        """Nobody looks at it: keep none of the places, which may be many. Centre and zoom stay."""
        self.marks, self._chart, self._is_left = (), None, True

    def run(self, what: str) -> None:
        """Do what a command says: `in`, `out`, `all`, `left`, `right`."""
        actions: dict[str, Callable[[], None]] = {
            "in": lambda: self._zoom(_STEP),
            "out": lambda: self._zoom(1 / _STEP),
            "all": lambda: self._look(self._everything()),
            "left": lambda: self._pan(-_PAN, 0),
            "right": lambda: self._pan(_PAN, 0),
        }
        actions[what]()

    # Motion

    def move(self, steps: int) -> None:
        self._pan(0, steps * _PAN)

    def page(self, share: float) -> None:
        self._pan(0, share * 0.8)

    def end(self, last: bool) -> None:
        """To everything, or to the chosen place."""
        if not last:
            self._look(self._everything())
        elif pin := self._chosen_pin():
            self._look(self._view().at(pin.point))

    def _dots(self) -> tuple[int, int]:
        return self.room.width * 2, self.room.height * 4

    def _view(self) -> Viewport:
        """What is seen: in a smaller pane a chosen place that was in sight stays so."""
        if self.viewport is None:
            self.viewport = fit([pin.point for pin in heart(self.marks)], *self._dots(), _LEAST_SHOWN)
            self._bring_in_sight()
        pin = self._chosen_pin()
        if pin and self._follows and not self.viewport.holds(pin.point, *self._dots()):
            return self.viewport.at(pin.point)
        return self.viewport

    def _everything(self) -> Viewport:
        return fit([pin.point for pin in self.marks], *self._dots(), _LEAST_SHOWN)

    def _pan(self, right: float, down: float) -> None:
        width, height = self._dots()
        self._look(self._view().panned(right * width, down * height))

    def _zoom(self, times: float) -> None:
        """Nearer or farther; going nearer, a chosen place that is in sight stays where it is."""
        pin, view, dots = self._chosen_pin(), self._view(), self._dots()
        nearer = view.zoomed(times, world(*dots).dot)
        if pin and times > 1 and view.holds(pin.point, *dots):
            (x, y), (new_x, new_y) = view.project(pin.point, *dots), nearer.project(pin.point, *dots)
            nearer = nearer.panned(new_x - x, new_y - y)
        self._look(nearer)

    def _look(self, viewport: Viewport) -> None:
        self.viewport = viewport
        pin = self._chosen_pin()
        self._follows = pin is not None and viewport.holds(pin.point, *self._dots())
        self._draw_anew()

    def _bring_in_sight(self) -> None:
        pin = self._chosen_pin()
        if pin is None or not self.room.width or self.viewport is None:
            return
        self._follows = True
        width, height = self._dots()
        x, y = self.viewport.project(pin.point, width, height)
        if not (_EDGE < x / width < 1 - _EDGE and _EDGE < y / height < 1 - _EDGE):
            self.viewport = self.viewport.at(pin.point)

    def _chosen_pin(self) -> Pin | None:
        return next((pin for pin in self.marks if pin.key == self.chosen), None)

    # Drawing

    def _draw_anew(self) -> None:
        self._chart = None
        self.refresh()

    def _drawn(self) -> Chart:
        if self._chart is None or self._drawn_for != self.room:
            self._drawn_for = self.room
            self.set_height(self.room.height)
            note = "" if self.marks else _NO_PLACES
            self._chart = chart(self._view(), *self.room, self.marks, self.chosen, note=note)
        return self._chart

    def render_line(self, y: int) -> Strip:
        lines = self._drawn().lines
        pieces = lines[y] if y < len(lines) else ()
        segments, cells = draw(pieces, self.look, self.ground)
        return self.labelled(y, fill(segments, cells, self.room.width, self.look, self.ground))

    # What the letters of a jump lead to

    def spots(self) -> list[Spot]:
        points: dict[str, tuple[int, int]] = {}
        for cell, key in self._drawn().places.items():
            points.setdefault(key, cell)
        return [Spot(x, y, key) for key, (x, y) in points.items()]

    def go(self, thing: object) -> None:
        if isinstance(thing, str):
            self.post_message(self.Picked(thing, opens=True))

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Choose the place under the pointer, or right beside it."""
        places = self._drawn().places
        around = [(event.x + x, event.y + y) for x, y in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))]
        if key := next((places[cell] for cell in around if cell in places), ""):
            self.post_message(self.Picked(key))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._zoom(1 / _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._zoom(_WHEEL)


def heart(pins: Sequence[Pin]) -> list[Pin]:
    """Where most of it happens: the places nearest to the one with the most stories, with four fifths of all stories.

    One far place would otherwise shrink all others to a heap.
    """
    if not pins:
        return []
    first = max(pins, key=lambda pin: pin.weight)
    enough = 0.8 * sum(pin.weight for pin in pins)
    found: list[Pin] = []
    for pin in sorted(pins, key=lambda pin: distance_km(first.point, pin.point)):
        found.append(pin)
        enough -= pin.weight
        if enough <= 0 and len(found) >= len(pins) / 2:
            break
    return found
