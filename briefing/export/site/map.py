"""The map of a site: the coast and the places, drawn as SVG in the page, each place a link to its own page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from math import sqrt

from briefing.export.site.markup import text
from briefing.model.coastline import Stretch, coast_for
from briefing.model.geo import Point
from briefing.model.value import NamedTuple, dataclass
from briefing.model.viewport import Viewport, fit

_WIDTH, _LOWEST, _HIGHEST = 1000, 320, 620
_LEAST = 3.0
"""Degrees that are shown at the least: nearer than that the coast has no more to tell."""
_MOST = 400
"""Places that are drawn: those of most stories. More of them hide each other."""
_NEAR = 15.0
"""Degrees around the middle of what is told, within which a place is on the nearer map."""
_NEARER = 3
"""How many times as large as on the whole map things must be there."""
_LETTER, _LINE = 8.2, 17
"""How wide a letter of a name is at the most, mostly, and how high it is."""
_SIZES = {"": 1.0, "narrow": 2.4}
"""Names are there for wide screens, and for narrow ones so many times as large (`style.css`): fewer of these have
room."""

Box = tuple[float, float, float, float]
"""From x, y to x, y."""


@dataclass(frozen=True, slots=True)
class MapDot:
    """A place: where it is, how many stories are of it, and the address of its page; empty where it has none."""

    name: str
    point: Point
    stories: int
    address: str


def drawn(pins: list[MapDot]) -> Iterator[str]:
    """The map with the most told of `pins`, before it a nearer one where they crowd, and how many are left out."""
    if not pins:
        yield "<p>No place here has coordinates.</p>"
        return
    shown = sorted(pins, key=lambda pin: (-pin.stories, pin.name, pin.address))[:_MOST]
    near = _crowd(shown)
    if near and _view(shown)[0].dot >= _NEARER * _view(near)[0].dot:
        yield from _map(near, "near", f"Where most is told of: {_count(len(near), 'place')}")
    yield from _map(shown, "all", f"Map of {_count(len(shown), 'place')}")
    left = len(pins) - len(shown)
    if left:
        yield f'<p class="soft">and {_count(left, "place")} of fewer stories, which are in the list</p>'


def _crowd(shown: list[MapDot]) -> list[MapDot]:
    """The places around the middle of what is told."""
    lat, lon = (_middle([(value(pin.point), pin.stories) for pin in shown]) for value in (_lat, _lon))
    return [
        pin
        for pin in shown
        if abs(pin.point.lat - lat) < _NEAR and abs((pin.point.lon - lon + 180) % 360 - 180) < _NEAR
    ]


def _lat(point: Point) -> float:
    return point.lat


def _lon(point: Point) -> float:
    return point.lon


def _middle(weighed: list[tuple[float, int]]) -> float:
    """The value with as much on either side."""
    weighed.sort()
    half = sum(weight for _value, weight in weighed) / 2
    so_far = accumulate(weight for _value, weight in weighed)
    return next(value for (value, _weight), sum_ in zip(weighed, so_far, strict=True) if sum_ >= half)


def _view(shown: list[MapDot]) -> tuple[Viewport, int]:
    """What of the globe is shown, and how high the drawing is."""
    points = [pin.point for pin in shown]
    wide = fit(points, _WIDTH, _HIGHEST, _LEAST)
    rows = [y for _x, y in wide.project_all(points, _WIDTH, _HIGHEST)]
    height = min(max(round((max(rows) - min(rows)) * 1.3), _LOWEST), _HIGHEST)
    return fit(points, _WIDTH, height, _LEAST * height / _HIGHEST), height


def _map(shown: list[MapDot], name: str, title: str) -> Iterator[str]:
    view, height = _view(shown)
    yield f'<svg class="map" viewBox="0 0 {_WIDTH} {height}" role="group" aria-labelledby="{name}-title {name}-told">'
    yield f'<title id="{name}-title">{title}</title>'
    yield f'<desc id="{name}-told">The coast, and on it each place by a dot, larger the more stories tell of it.'
    yield "The dots are links, those of most stories first; the page Places lists the same in words.</desc>"
    yield f'<path class="coast" d="{"".join(_coast(view, height))}"/>'
    yield from _pins(shown, view, height)
    yield "</svg>"


def _coast(view: Viewport, height: int) -> Iterator[str]:
    across, up = view.lon_dot * _WIDTH / 2, view.dot * height / 2
    for stretch in coast_for(view.dot).stretches:
        if stretch.south > view.lat + up or stretch.north < view.lat - up:
            continue
        for turn in (-360, 0, 360):
            if stretch.west + turn < view.lon + across and stretch.east + turn > view.lon - across:
                yield _line(stretch, turn, view, height)


def _line(stretch: Stretch, turn: int, view: Viewport, height: int) -> str:
    across, up = 1 / view.lon_dot, 1 / view.dot
    points = zip(stretch.lons, stretch.lats, strict=True)
    drawn_at = [
        (_WIDTH / 2 + (lon + turn - view.lon) * across, height / 2 - (lat - view.lat) * up) for lon, lat in points
    ]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in drawn_at)


def _pins(shown: list[MapDot], view: Viewport, height: int) -> Iterator[str]:
    """The dots, small ones last and so on top; a name stands where it covers no other name and no dot."""
    most = max(pin.stories for pin in shown) or 1
    dots = [
        (pin, x, y, 4 + 10 * sqrt(pin.stories / most))
        for pin, (x, y) in zip(
            shown, view.project_all((pin.point for pin in shown), _WIDTH + 1, height + 1), strict=True
        )
    ]
    circles: list[Box] = [(x - radius, y - radius, x + radius, y + radius) for _pin, x, y, radius in dots]
    taken = {kind: [*circles] for kind in _SIZES}
    for pin, x, y, radius in dots:
        said = text(f"{pin.name}, {_count(pin.stories, 'story', 'stories')}")
        made = f'<title>{said}</title><circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
        for kind, size in _SIZES.items():
            if room := _room(pin.name, x, y, radius, taken[kind], size, height):
                taken[kind].append(room.box)
                which = f' class="{kind}"' if kind else ""
                at = f'x="{room.x:.1f}" y="{(room.box[1] + room.box[3]) / 2 + 5 * size:.1f}"'
                made += f'<text{which} {at} text-anchor="{room.anchor}">{text(pin.name)}</text>'
        yield f'<a href="{text(pin.address)}" aria-label="{said}">{made}</a>' if pin.address else f"<g>{made}</g>"


class _Room(NamedTuple):
    """Where a name stands, and the end of it (`start`, `middle`, `end`) that stands at `x`."""

    box: Box
    x: float
    anchor: str


def _room(name: str, x: float, y: float, radius: float, taken: list[Box], size: float, height: int) -> _Room | None:
    """Where a name of a size can stand: to the right of its dot or to the left, below or above it."""
    wide = size * sum(_LETTER if char < "\u1100" else 2 * _LETTER for char in name)
    high, away = size * _LINE, radius + 4
    for left, top, at, anchor in (
        (x + away, y - high / 2, x + away, "start"),
        (x - away - wide, y - high / 2, x - away, "end"),
        (x - wide / 2, y + radius, x, "middle"),
        (x - wide / 2, y - radius - high, x, "middle"),
    ):
        box = (left, top, left + wide, top + high)
        is_inside = left >= 0 and top >= 0 and box[2] <= _WIDTH and box[3] <= height
        if is_inside and not any(_touch(box, one) for one in taken):
            return _Room(box, at, anchor)
    return None


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _count(number: int, noun: str, nouns: str = "") -> str:
    return f"{number:,} {noun if number == 1 else nouns or f'{noun}s'}"
