"""Coordinates as maps and people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.parse.degrees import Axis, meant

ONE = """
    25.29 N => latitude 25.29
    N 41.01 => latitude 41.01
    41.01N => latitude 41.01
    34.6 S => latitude -34.6
    58.4 W => longitude -58.4
    28.98 E => longitude 28.98
    41° N => latitude 41
    41 deg N => latitude 41
    41.01 north => latitude 41.01
    41.01° => latitude 41.01
    41º => latitude 41
    41°00′49″N => latitude 41.01361
    41° 0' 49" N => latitude 41.01361
    41° 00' 49'' N => latitude 41.01361
    41°00’49”N => latitude 41.01361
    41°0.8'N => latitude 41.01333
    58°23′W => longitude -58.38333
    −34.6 => latitude -34.6
    –34.6 => latitude -34.6
    - 34.6 => latitude -34.6
    -34,6 => latitude -34.6
    41,0082 => latitude 41.0082
    ‘41.01’ => latitude 41.01
    "41.01" => latitude 41.01
    ４１.01 => latitude 41.01
    41. => latitude 41
    .5 => latitude 0.5
    -.5 => longitude -0.5
    41:00:49 => latitude 41.01361
    41d00m49s N => latitude 41.01361
    41.01 Nord => latitude 41.01
    34.6 sur => latitude -34.6
    58.4 ouest => longitude -58.4
    41.01 с.ш. => latitude 41.01
    東経139.7 => longitude 139.7
    ٤١٫٠١ => latitude 41.01
"""


@pytest.mark.parametrize("row", ONE.strip().splitlines())
def test_one_coordinate(row: str) -> None:
    text, expected = row.strip().split(" => ")
    axis, degrees = expected.split()
    assert meant(text, "latitude" if axis == "latitude" else "longitude") == (degrees, "", "")


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("41.01, 28.98", "41.01", "28.98"), ("41.01,28.98", "41.01", "28.98"), ("41.01; 28.98", "41.01", "28.98"),
        ("41.01 28.98", "41.01", "28.98"), ("41,01 28,98", "41.01", "28.98"), ("41,01; 28,98", "41.01", "28.98"),
        ("41.01 N, 28.98 E", "41.01", "28.98"), ("28.98 E, 41.01 N", "41.01", "28.98"), 
        ("N41.01 E28.98", "41.01", "28.98"),
        ("34°36′S 58°23′W", "-34.6", "-58.38333"), ("−34.6, −58.4", "-34.6", "-58.4"), ("41, 28", "41", "28"),
    ],
)  # fmt: skip
def test_both_coordinates(text: str, lat: str, lon: str) -> None:
    assert meant(text, "latitude") == (lat, lon, "")
    assert meant(text, "longitude") == (lon, lat, "")


@pytest.mark.parametrize(
    ("text", "axis", "why"), [("28.98 E", "latitude", "is a longitude"), ("41 N", "longitude", "is a latitude")]
)
def test_a_coordinate_of_the_other_axis(text: str, axis: Axis, why: str) -> None:
    assert meant(text, axis) == ("", "", why)


NONE = "91|91 N|-34.6 S|N 41 N|41° 61' N|410082|nan|inf|4.1e1||N|41 00 49 N|28 E, 28 E|100, 200|41 N 28.98|1,2,3|°|--1"


@pytest.mark.parametrize("text", NONE.split("|"))
def test_what_is_no_latitude(text: str) -> None:
    assert meant(text, "latitude").text == ""


@given(
    st.text("0123456789.,;°'\"NSEW -+−′″", max_size=70) | st.text(max_size=70),
    st.sampled_from(["latitude", "longitude"]),
)
def test_what_is_meant_is_in_range(text: str, axis: Axis) -> None:
    found = meant(text, axis)
    assert not found.text or abs(float(found.text)) <= (90 if axis == "latitude" else 180)
