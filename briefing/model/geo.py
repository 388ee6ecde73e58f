"""Points on the globe: how far apart they are, in which direction, and an order to walk through them.

A point is latitude and longitude in degrees, WGS 84. The globe is a sphere here, which is right to half a per cent.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence

from briefing.model.value import dataclass

EARTH_KM = 6371.0088
"""The mean radius (IUGG 1980)."""
KM_A_DEGREE = math.pi * EARTH_KM / 180
_LOOKED_AT = 1000
"""So many places are looked at for the nearest one: more than a belt has, but where very many share a latitude."""
COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


@dataclass(frozen=True, slots=True)
class Point:
    lat: float
    lon: float


def distance_km(start: Point, end: Point) -> float:
    """Along the great circle, by the haversine formula (Sinnott 1984)."""
    first, second = math.radians(start.lat), math.radians(end.lat)
    half_lat, half_lon = (second - first) / 2, math.radians(end.lon - start.lon) / 2
    part = math.sin(half_lat) ** 2 + math.cos(first) * math.cos(second) * math.sin(half_lon) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, part)))


def direction(start: Point, end: Point) -> str:
    """The word of the compass for the way one sets out in along the great circle; empty where the points are one."""
    if abs(start.lat) > 90 - 1e-6:
        return "" if abs(start.lat - end.lat) < 1e-6 else COMPASS[4 if start.lat > 0 else 0]
    first, second, east = math.radians(start.lat), math.radians(end.lat), math.radians(end.lon - start.lon)
    x = math.sin(east) * math.cos(second)
    y = math.cos(first) * math.sin(second) - math.sin(first) * math.cos(second) * math.cos(east)
    if math.hypot(x, y) < 1e-9:
        return "" if distance_km(start, end) < 1 else COMPASS[0]  # the other side of the globe: any way is right
    return COMPASS[round(math.degrees(math.atan2(x, y)) / 45) % 8]


def coordinates(point: Point) -> str:
    """`41.01° N, 28.98° E`."""
    lat, lon = point.lat, point.lon
    return f"{abs(lat):.2f}° {'N' if lat >= 0 else 'S'}, {abs(lon):.2f}° {'E' if lon >= 0 else 'W'}"


def kilometres(km: float) -> str:
    """`1,260 km`, `12 km`, `3.8 km`, `400 m`; empty below ten metres."""
    if km < 0.01:
        return ""
    if km < 0.95:
        return f"{round(km * 1000, -1):.0f} m"
    return f"{km:.1f} km" if km < 9.95 else f"{km:,.0f} km"


def how_far(start: Point, end: Point) -> str:
    """`350 km south-east`; `here` for the same spot."""
    far = kilometres(distance_km(start, end))
    return f"{far} {direction(start, end)}" if far else "here"


def walk(points: Sequence[Point], start: int = 0) -> list[int]:
    """The indices of all points, from `start` always on to the nearest one that is left (ties in the given order).

    The ones that are left are kept by latitude: only a belt around the last point has to be looked at. Where that has
    very many, the nearest of those whose latitude is nearest is taken, of one latitude those of the nearest longitude.
    """
    if not points:
        return []
    left = sorted((point.lat, point.lon, index) for index, point in enumerate(points) if index != start)
    order = [start]
    while left:
        order.append(left.pop(_nearest(left, points, points[order[-1]]))[2])
    return order


def _nearest(left: list[tuple[float, float, int]], points: Sequence[Point], here: Point) -> int:
    """The place in `left` of what is nearest to `here`: outwards in latitude, until the latitude alone is farther."""
    above = bisect_left(left, (here.lat, here.lon, -1))
    below = above - 1
    best, far, tie = -1, math.inf, -1
    for _ in range(_LOOKED_AT):
        up = _gap(left[above], here) if above < len(left) else _NONE
        down = _gap(left[below], here) if below >= 0 else _NONE
        if min(up, down)[0] * KM_A_DEGREE > far + 1e-6 or up == down == _NONE:
            break
        place = above if up <= down else below
        index = left[place][2]
        km = distance_km(here, points[index])
        if km < far - 1e-9 or (km <= far + 1e-9 and index < tie):
            best, far, tie = place, km, index
        if up <= down:
            above += 1
        else:
            below -= 1
    return best


def _gap(place: tuple[float, float, int], here: Point) -> tuple[float, float]:
    return abs(place[0] - here.lat), abs(place[1] - here.lon)


_NONE = (math.inf, math.inf)
"""The gap to where no place is."""
