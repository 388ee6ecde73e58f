"""Distances against known ones, the compass, and the order of a walk."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.geo import COMPASS, Point, coordinates, direction, distance_km, how_far, kilometres, walk

ISTANBUL, ANKARA, ANCHORAGE, VLADIVOSTOK = Point(41.01, 28.98), Point(39.93, 32.86), Point(61.2, -149.9), Point(43, 132)
points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("start", "end", "km"),
    [
        (ISTANBUL, ANKARA, 351),
        (Point(0, 0), Point(0, 1), 111.195),
        (Point(90, 0), Point(-90, 77), 20015.1),
        (Point(0, 179.5), Point(0, -179.5), 111.195),
        (ISTANBUL, ISTANBUL, 0),
    ],
)
def test_distance(start: Point, end: Point, km: float) -> None:
    assert distance_km(start, end) == pytest.approx(km, rel=0.005, abs=1e-9)


@given(points, points)
def test_distance_is_the_same_both_ways_and_never_more_than_half_round(one: Point, other: Point) -> None:
    assert 0 <= distance_km(one, other) <= 20016
    assert distance_km(one, other) == pytest.approx(distance_km(other, one), abs=1e-6)


@pytest.mark.parametrize(
    ("start", "end", "word"),
    [
        (ISTANBUL, ANKARA, "east"),
        (ANKARA, ISTANBUL, "west"),
        (ANKARA, Point(44.6, 33.5), "north"),
        (ANKARA, Point(46.5, 25), "north-west"),
        (ISTANBUL, Point(36.9, 30.71), "south"),
        (Point(0, 179), Point(0, -179), "east"),
        (Point(-90, 0), ISTANBUL, "north"),
        (Point(90, 0), ISTANBUL, "south"),
        (ISTANBUL, ISTANBUL, ""),
    ],
)
def test_direction(start: Point, end: Point, word: str) -> None:
    assert direction(start, end) == word


@given(points, points)
def test_a_direction_is_a_word_of_the_compass(one: Point, other: Point) -> None:
    assert direction(one, other) in (*COMPASS, "")


def test_in_words() -> None:
    assert coordinates(Point(-33.9, -18.42)) == "33.90° S, 18.42° W"
    assert [kilometres(km) for km in (0.001, 0.4, 0.97, 3.84, 9.97, 351.2, 12604)] == [
        "", "400 m", "1.0 km", "3.8 km", "10 km", "351 km", "12,604 km",
    ]  # fmt: skip
    assert how_far(ISTANBUL, ANKARA) == "349 km east"
    assert how_far(ISTANBUL, ISTANBUL) == "here"


@given(st.lists(points, max_size=25))
def test_a_walk_goes_on_to_the_nearest_that_is_left(places: list[Point]) -> None:
    order = walk(places)
    assert sorted(order) == list(range(len(places)))
    for number, (here, there) in enumerate(pairwise(order)):
        least = min(distance_km(places[here], places[index]) for index in order[number + 1 :])
        assert distance_km(places[here], places[there]) == pytest.approx(least, abs=1e-3)


def test_a_walk_among_a_hundred_at_one_point_keeps_their_order() -> None:
    assert walk([ISTANBUL] * 100) == list(range(100))
    assert walk([]) == []


@pytest.mark.parametrize("step", [0.0, 0.01])
def test_a_walk_along_one_latitude_goes_on_to_the_next_and_looks_at_few(
    step: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = 0

    def counted(start: Point, end: Point) -> float:
        nonlocal looked
        looked += 1
        return distance_km(start, end)

    monkeypatch.setattr("briefing.model.geo.distance_km", counted)
    monkeypatch.setattr("briefing.model.geo._LOOKED_AT", 20)
    places = [Point(41.0, number * step) for number in range(300)]
    assert walk(places, 150)[:151] == ([150, *range(150)] if not step else [*range(150, -1, -1)])
    assert looked < 21 * len(places)
