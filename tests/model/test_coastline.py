"""The shipped coast, and what is drawn of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.coastline import FILE, coast, coast_for
from briefing.model.geo import Point, distance_km
from briefing.model.viewport import Viewport, world
from briefing.ui.map.terrain import terrain

LEVELS = (0, 1, 2)


def test_the_file_is_small() -> None:
    assert FILE.stat().st_size < 120_000


@pytest.mark.parametrize(("level", "least", "most"), [(0, 3_000, 6_000), (1, 12_000, 20_000), (2, 30_000, 50_000)])
def test_every_level(level: int, least: int, most: int) -> None:
    stretches = coast(level).stretches
    assert least < sum(len(stretch.lons) - 1 for stretch in stretches) < most
    for stretch in stretches:
        assert len(stretch.lons) == len(stretch.lats) >= 2
        assert -180 <= stretch.west == min(stretch.lons) <= max(stretch.lons) == stretch.east <= 180
        assert -90 <= stretch.south == min(stretch.lats) <= max(stretch.lats) == stretch.north <= 84
        assert stretch.east - stretch.west < 90  # nothing jumps round the globe


@pytest.mark.parametrize(("level", "km"), [(0, 90), (1, 15), (2, 15)])
@pytest.mark.parametrize("place", [Point(41.24, 29.05), Point(46.49, 30.74), Point(36.88, 30.70), Point(52.1, 4.25)])
def test_the_coast_runs_past_places_that_are_known(level: int, km: float, place: Point) -> None:
    """North of Istanbul, Odesa, Antalya, The Hague."""
    assert min(distance_km(place, point) for point in _points(level, place)) < km


def _points(level: int, near: Point) -> list[Point]:
    found = []
    for stretch in coast(level).stretches:
        for first in range(len(stretch.lons) - 1):
            lon, lat, to_lon, to_lat = *_at(stretch, first), *_at(stretch, first + 1)
            if abs(lat - near.lat) < 4 and abs(lon - near.lon) < 6:
                found += [Point(lat + (to_lat - lat) * i / 9, lon + (to_lon - lon) * i / 9) for i in range(10)]
    return found


def _at(stretch: object, index: int) -> tuple[float, float]:
    return stretch.lons[index], stretch.lats[index]  # type: ignore[attr-defined]


def test_fewer_points_from_afar() -> None:
    assert [coast_for(dot) for dot in (2.0, 0.1, 0.01)] == [coast(level) for level in LEVELS]


@pytest.mark.parametrize("dot", [1.0, 0.1, 0.02])
@pytest.mark.parametrize(
    ("lat", "lon", "is_land"),
    [
        (39.9, 32.9, True),  # Ankara
        (43.0, 34.0, False),  # the Black Sea
        (42.0, 50.5, False),  # the Caspian Sea
        (67.0, 179.9, True),  # Chukotka, on both sides of the antimeridian
        (67.0, -179.9, True),
        (0.0, 180.0, False),
        (-83.9, 10.0, True),  # Antarctica
        (84.0, 0.0, False),  # the Arctic Ocean
        (-15.0, -50.0, True),  # Brazil
    ],
)
def test_land_and_water(dot: float, lat: float, lon: float, is_land: bool) -> None:
    drawn = terrain(Viewport(lat, lon, dot), 31, 11)
    assert drawn.land[5][15] is is_land


def test_nothing_is_beyond_the_poles_and_the_world_is_drawn_once() -> None:
    drawn = terrain(Viewport(-84, 0, 1.0), 40, 20)
    assert not any(drawn.land[-1])
    wide = terrain(Viewport(0, 0, 9.0), 101, 10)
    assert all(line[:25].isspace() and line[-25:].isspace() for line in wide.coast)
    assert not any(any(row[:25]) for row in wide.land)


@given(
    st.builds(Viewport, st.floats(-84, 84), st.floats(-180, 179.9), st.floats(0.002, 9)),
    st.integers(0, 60),
    st.integers(0, 20),
)
def test_any_viewport_can_be_drawn(view: Viewport, columns: int, rows: int) -> None:
    drawn = terrain(view, columns, rows)
    assert len(drawn.coast) == len(drawn.land) == rows
    assert all(len(line) == columns for line in drawn.coast)
    assert all(len(row) == columns for row in drawn.land)


def test_the_world_is_a_third_land() -> None:
    drawn = terrain(world(400, 240), 200, 60)
    cells = [cell for row in drawn.land for cell in row]
    assert 0.25 < sum(cells) / len(cells) < 0.45
