"""The coast on a canvas, and which cells are land."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from math import ceil

from briefing.model.coastline import Coast, Stretch, coast_for
from briefing.model.value import dataclass
from briefing.model.viewport import Viewport
from briefing.ui.map.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Terrain:
    """By row: the coast as braille, and whether the middle of each cell is land."""

    coast: tuple[str, ...]
    land: tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=16)
def terrain(viewport: Viewport, columns: int, rows: int) -> Terrain:
    """What a viewport shows at a size in cells. The world is drawn once, however wide the canvas is."""
    once = min(columns, int(180 / viewport.lon_dot))
    once -= (columns - once) % 2
    blank = (columns - once) // 2
    canvas = Canvas(max(once, 0), rows)
    coast = coast_for(viewport.dot)
    across, up = viewport.lon_dot * canvas.width / 2, viewport.dot * canvas.height / 2
    for stretch in coast.stretches:
        if stretch.south > viewport.lat + up or stretch.north < viewport.lat - up:
            continue
        for turn in (-360, 0, 360):
            if stretch.west + turn < viewport.lon + across and stretch.east + turn > viewport.lon - across:
                _draw(stretch, turn, canvas, viewport)
    spaces, water = " " * blank, (False,) * blank
    return Terrain(
        tuple(f"{spaces}{canvas.text(row)}{spaces}" for row in range(rows)),
        tuple((*water, *row, *water) for row in _land(coast, viewport, canvas)),
    )


def _draw(stretch: Stretch, turn: int, canvas: Canvas, viewport: Viewport) -> None:
    across, up = 1 / viewport.lon_dot, 1 / viewport.dot
    left = (canvas.width - 1) / 2 + (turn - viewport.lon) * across
    top = (canvas.height - 1) / 2 + viewport.lat * up
    canvas.line([left + lon * across for lon in stretch.lons], [top - lat * up for lat in stretch.lats])


def _land(coast: Coast, viewport: Viewport, canvas: Canvas) -> tuple[tuple[bool, ...], ...]:
    """Land by counting: going east along a latitude, every coast that is crossed changes water and land."""
    crossings = _crossings(coast, viewport, canvas)
    cell = 2 * viewport.lon_dot
    left = viewport.lon - (canvas.columns - 1) / 2 * cell  # of the first column's middle
    made = []
    for row, found in enumerate(crossings):
        lat = viewport.lat + ((canvas.rows - 1) / 2 - row) * 4 * viewport.dot
        start = (left + 180) % 360 - 180
        west_of = sum(lon < start for lon in found) + sum(crossing > lat for crossing in coast.seam)
        is_land = west_of % 2 == 1 and lat >= -90
        cells: list[bool] = []
        for away in sorted((lon - left) % 360 for lon in found):
            column = min(ceil(away / cell), canvas.columns)
            cells += [is_land] * (column - len(cells))
            is_land = not is_land
        cells += [is_land] * (canvas.columns - len(cells))
        made.append(tuple(cells))
    return tuple(made)


def _crossings(coast: Coast, viewport: Viewport, canvas: Canvas) -> list[list[float]]:
    """For the middle of each row, the longitudes at which the coast crosses it."""
    rows, cell = canvas.rows, 4 * viewport.dot
    top = viewport.lat + (rows - 1) / 2 * cell
    found: list[list[float]] = [[] for _ in range(rows)]
    for stretch in coast.stretches:
        first, last = ceil((top - stretch.north) / cell), ceil((top - stretch.south) / cell)
        if first == last or last <= 0 or first >= rows:
            continue
        places = [(top - lat) / cell for lat in stretch.lats]
        after = [ceil(place) for place in places]
        for index, (row, next_row) in enumerate(pairwise(after)):
            if row != next_row:
                lon, place = stretch.lons[index], places[index]
                slope = (stretch.lons[index + 1] - lon) / (places[index + 1] - place)
                for crossed in range(max(min(row, next_row), 0), min(max(row, next_row), rows)):
                    found[crossed].append(lon + slope * (crossed - place))
    return found
