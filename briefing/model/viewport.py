"""What part of the globe is looked at, and where a point of it falls: the equirectangular projection."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from briefing.model.geo import KM_A_DEGREE, Point
from briefing.model.value import dataclass, replace

SMALLEST, LARGEST = 0.002, 9.0
"""Degrees a dot: two hundred metres, which the coast is too coarse for already, and a globe of forty dots."""
_STEEPEST = 75.0  # degrees; the projection is stretched no more than at this latitude
_MARGIN = 1.16  # a fit's box in sizes of what it holds
_NORTHERNMOST = 84.0  # degrees; there is no coast farther north
_FARTHEST = 84.0  # degrees; the centre comes no nearer to a pole


@dataclass(frozen=True, slots=True)
class Viewport:
    """Looks at a centre; `dot` is the size of a dot in degrees of latitude, and as wide on the ground as it is high.

    Sizes are given in dots, x to the right and y down from the top left.
    """

    lat: float
    lon: float
    dot: float

    @property
    def lon_dot(self) -> float:
        """The size of a dot in degrees of longitude."""
        return self.dot / math.cos(math.radians(min(abs(self.lat), _STEEPEST)))

    def project(self, point: Point, width: int, height: int) -> tuple[float, float]:
        """Where a point falls, by the shorter way round the globe."""
        return next(self.project_all((point,), width, height))

    def project_all(self, points: Iterable[Point], width: int, height: int) -> Iterator[tuple[float, float]]:
        left, top, across = (width - 1) / 2, (height - 1) / 2, self.lon_dot
        for point in points:
            turned = (point.lon - self.lon + 180) % 360 - 180
            yield left + turned / across, top - (point.lat - self.lat) / self.dot

    def point_at(self, x: float, y: float, width: int, height: int) -> Point:
        """The point that falls there; latitudes beyond a pole are the pole's."""
        lat = self.lat - (y - (height - 1) / 2) * self.dot
        lon = _turned(self.lon + (x - (width - 1) / 2) * self.lon_dot)
        return Point(min(max(lat, -90.0), 90.0), lon)

    def holds(self, point: Point, width: int, height: int) -> bool:
        x, y = self.project(point, width, height)
        return 0 <= x <= width - 1 and 0 <= y <= height - 1

    def at(self, point: Point) -> Viewport:
        """The same zoom around another centre."""
        return replace(self, lat=min(max(point.lat, -_FARTHEST), _FARTHEST), lon=_turned(point.lon))

    def panned(self, right: float, down: float) -> Viewport:
        """Moved by so many dots."""
        return self.at(Point(self.lat - down * self.dot, self.lon + right * self.lon_dot))

    def zoomed(self, times: float, largest: float = LARGEST) -> Viewport:
        """`times` as near (2 shows half as much), as far as there is something to see."""
        return replace(self, dot=min(max(self.dot / times, SMALLEST), max(largest, SMALLEST)))

    @property
    def km_a_dot(self) -> float:
        return self.dot * KM_A_DEGREE


def fit(points: Iterable[Point], width: int, height: int, least: float) -> Viewport:
    """The viewport of `width` × `height` dots that holds all points, with a margin; the world where there are none.

    It takes the shorter way round: Anchorage and Vladivostok are neighbours over the antimeridian. `least` is the
    height in degrees that is shown at the least, however near the points are to each other.
    """
    there = list(points)
    if not there:
        return world(width, height)
    south, north = min(point.lat for point in there), max(point.lat for point in there)
    west, across = _arc(sorted({_turned(point.lon) for point in there}))
    view = Viewport(0.0, 0.0, 1.0).at(Point((south + north) / 2, west + across / 2))
    for _ in range(8):
        narrow = view.lon_dot / view.dot
        dot = max((north - south) / max(height, 1), across / narrow / max(width, 1)) * _MARGIN
        dot = min(max(dot, least / max(height, 1), SMALLEST), world(width, height).dot)
        view = replace(view, dot=dot)
        beyond = view.lat + dot * height / 2 - max(_NORTHERNMOST, north + (north - south) * (_MARGIN - 1) / 2)
        if beyond <= 0:
            break
        view = view.at(Point(max(view.lat - beyond, min(view.lat, 0.0)), view.lon))  # no room for what is not there
    return view


def world(width: int, height: int) -> Viewport:
    """Everything but the emptiest of the far south."""
    dot = max(360 / max(width, 1), 144 / max(height, 1))
    return Viewport(14.0, 11.0, min(max(dot, SMALLEST), LARGEST))


def scale(viewport: Viewport, most: int) -> tuple[int, float]:
    """A round number of kilometres (1, 2 or 5 times a power of ten) that takes at most `most` cells, and its cells."""
    cell = 2 * viewport.km_a_dot
    power = 10 ** math.floor(math.log10(max(cell * most, 1.0)))
    km = next((step * power for step in (5, 2) if step * power <= cell * most), power)
    return km, km / cell


def _arc(lons: list[float]) -> tuple[float, float]:
    """The shortest arc over sorted longitudes: its western end, and its size in degrees."""
    gaps = [(after - lon, after) for lon, after in zip(lons, [*lons[1:], lons[0] + 360], strict=True)]
    widest, after = max(gaps)
    return after, 360 - widest


def _turned(lon: float) -> float:
    """A longitude from -180 up to 180."""
    return (lon + 180) % 360 - 180
