"""Where countries are: boxes of whole degrees, and how far a point lies outside of them.

Of the 234,908 places of 500 inhabitants and more that GeoNames knows, none is told where its point is right. With
latitude and longitude exchanged 97.6 % are, 30.3 % by the range of a latitude alone (`data/make_boxes.py`
measures it). The others lie near their exchange: Cairo's is in Egypt, Chelyabinsk's in Russia.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path

import briefing
from briefing.model.geo import KM_A_DEGREE, Point, distance_km

FAR_KM = 370.4
"""200 nautical miles: so far at sea a country has its economic zone (UNCLOS, article 57)."""
AWAY_KM = 500.0
"""Beyond the zone of a reef that the boxes do not know as well."""
ASHORE_KM = 100.0
"""So far from a country is far enough where another is much nearer: a zone ends halfway to the neighbour's coast."""
MUCH = 3
"""So many times nearer is much nearer."""
NO_ONES = -60.0
"""South of this latitude every country may have a station and none a border (Antarctic Treaty, article VI)."""

Box = list[int]
"""South, west, north and east, in degrees; it does not cross the antimeridian."""


def lies_in(country: str, point: Point) -> bool:
    """Whether one of a country's boxes holds a point; no box of a code that is no country's does."""
    return any(_holds(boxes, point) for boxes in _boxes_of(country))


def km_from(country: str, point: Point) -> float:
    """How far a point lies outside of a country's boxes; nothing for a code that is no country's."""
    own, parts = _boxes_of(country)
    return min(_km(own, point), _km(parts, point)) if own else 0.0


def is_far(country: str, point: Point) -> bool:
    """Whether a point can't be a country's: far out at sea, or much nearer to another country."""
    own, parts = _boxes_of(country)
    if not own or _holds(own, point) or _km(parts, point) <= ASHORE_KM:
        return False
    km = _km(own, point)
    return km > FAR_KM or (km > ASHORE_KM and _is_near_another(point, km / MUCH))


def _holds(boxes: list[Box], point: Point) -> bool:
    lat, lon = point.lat, point.lon
    return any(south <= lat <= north and west <= lon <= east for south, west, north, east in boxes)


def _km(boxes: list[Box], point: Point) -> float:
    """From a point to the nearest of these boxes: to the nearest latitude and longitude that it has."""
    if _holds(boxes, point):
        return 0.0
    nearest = math.inf
    for south, west, north, east in boxes:
        lat, lon = min(max(point.lat, south), north), point.lon
        if not west <= lon <= east:
            lon = west if (west - lon) % 360 < (lon - east) % 360 else east
        nearest = min(nearest, distance_km(point, Point(lat, lon)))
    return nearest


def _is_near_another(point: Point, km: float) -> bool:
    """Whether any country is that near to a point that lies farther from its own."""
    margin = km / KM_A_DEGREE
    beside = (
        box for own, _parts in _boxes().values() for box in own if box[0] - margin <= point.lat <= box[2] + margin
    )
    return any(_km([box], point) <= km for box in beside)


@cache
def _boxes_of(country: str) -> list[list[Box]]:
    """The boxes of one country, its own and its parts'; nothing else is decoded, for most briefs have one or two."""
    row = _data().partition(f'"{country}":')[2].partition("\n")[0].rstrip(",}")
    return json.loads(row) if row else [[], []]


@cache
def _boxes() -> dict[str, list[list[Box]]]:
    return json.loads(_data())  # type: ignore[no-any-return]


@cache
def _data() -> str:
    """The file of the boxes: JSON with one country a line."""
    return (Path(briefing.__file__).parent / "data" / "boxes.json").read_text(encoding="utf-8")
