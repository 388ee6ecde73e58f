"""The projection and what fits into it."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing.model.geo import Point
from briefing.model.viewport import SMALLEST, Viewport, fit, scale, world

points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
viewports = st.builds(Viewport, st.floats(-84, 84), st.floats(-180, 179.9), st.floats(0.002, 5))
sizes = st.integers(2, 400)


def test_the_centre_is_in_the_middle_and_a_dot_is_a_square() -> None:
    view = Viewport(60, 10, 0.5)
    assert view.project(Point(60, 10), 101, 61) == (50, 30)
    assert view.project(Point(55, 10), 101, 61) == (50, 40)
    x, _y = view.project(Point(60, 20), 101, 61)
    assert x == pytest.approx(60)  # ten degrees of longitude are five of latitude up there


@given(viewports, points, sizes, sizes)
def test_a_point_projected_comes_back(view: Viewport, point: Point, width: int, height: int) -> None:
    back = view.point_at(*view.project(point, width, height), width, height)
    assert back.lat == pytest.approx(point.lat, abs=1e-6)
    assert (back.lon - point.lon) % 360 == pytest.approx(0, abs=1e-6) or (
        (back.lon - point.lon) % 360 == pytest.approx(360, abs=1e-6)
    )


@given(st.lists(points, min_size=1, max_size=8), st.integers(20, 400), st.integers(16, 240))
def test_what_is_fitted_is_seen(places: list[Point], width: int, height: int) -> None:
    view = fit(places, width, height, 8)
    assume(view.dot < world(width, height).dot)  # nothing is shown smaller than the world
    assume(all(abs(point.lat) < 80 for point in places))
    assert all(view.holds(point, width, height) for point in places)


def test_neighbours_over_the_antimeridian() -> None:
    view = fit([Point(61.2, -149.9), Point(43.1, 131.9)], 200, 100, 8)
    assert view.lon == pytest.approx(171, abs=0.5)
    assert view.dot < 0.6
    assert view.holds(Point(61.2, -149.9), 200, 100)


def test_one_place_is_shown_with_its_region_and_none_with_the_world() -> None:
    assert fit([Point(41, 29)], 144, 48, 15).dot == pytest.approx(15 / 48)
    assert fit([Point(41, 29)] * 100, 144, 48, 15).dot == pytest.approx(15 / 48)
    assert fit([], 144, 48, 15) == world(144, 48)


def test_the_poles_are_where_the_map_ends() -> None:
    assert fit([Point(90, 0)], 100, 100, 10).lat == 84
    assert Viewport(80, 0, 1).panned(0, -1000).lat == 84
    assert Viewport(0, 170, 1).panned(20, 0).lon == pytest.approx(-170)
    assert Viewport(84, 0, 1).point_at(0, 0, 10, 100) == Point(90, pytest.approx(-17.4, abs=0.1))


def test_zoom_has_two_ends() -> None:
    view = Viewport(0, 0, 1)
    assert view.zoomed(2).dot == 0.5
    assert view.zoomed(1e9).dot == SMALLEST
    assert view.zoomed(1e-9, 2.5).dot == 2.5


@given(viewports, st.integers(8, 40))
def test_the_scale_is_round_and_no_longer_than_asked(view: Viewport, most: int) -> None:
    km, cells = scale(view, most)
    assert str(km).rstrip("0") in ("1", "2", "5")
    assert cells <= most or km == 1
    assert cells == pytest.approx(km / (2 * view.km_a_dot))


@given(sizes, sizes)
def test_the_world_can_be_seen_at_any_size(width: int, height: int) -> None:
    view = world(width, height)
    assert view.dot > 0
