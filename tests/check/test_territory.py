"""Points that are right are let be, whoever holds the place; exchanged ones and lost signs are found and put right."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import briefing
from briefing.check.checker import check
from briefing.check.fixes import fixed
from briefing.check.rule import Around
from briefing.check.territory import is_far, km_from, lies_in
from briefing.desk.checking import Checker
from briefing.model.brief import Registry
from briefing.model.countries import COUNTRIES
from briefing.model.geo import Point
from briefing.model.problem import Problem
from briefing.parse.brief import read_text
from briefing.parse.names import RegistryNames
from briefing.parse.text import decode

EMPTY = Registry()
CODES = ("B131", "B132")
points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
codes = st.sampled_from(sorted(COUNTRIES))


def look(text: str, file: str = "talks.yaml") -> tuple[Problem, ...]:
    shown = decode(text.encode(), file)
    found = check(read_text(shown, EMPTY, RegistryNames(EMPTY)), shown, Around(EMPTY, {}, date(2025, 5, 16)))
    return tuple(problem for problem in found if problem.code in CODES)


def brief(*venues: str) -> str:
    return "title: Talks\nvenues:\n" + "".join(f"  - {venue}\n" for venue in venues) + "body: |\n  They met.\n"


def venue(country: str, lat: float, lon: float, more: str = "") -> str:
    return f'{{name: "{country} {lat} {lon}", country: "{country}", lat: {lat}, lon: {lon}{more}}}'


def far_places() -> Iterator[tuple[str, float, float]]:
    """Every place of the list with each of its codes."""
    for line in Path(__file__).with_name("far_places.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            lat, lon, *words = line.split()
            for word in words:
                if len(word) > 2 or not word.isupper():
                    break
                yield word, float(lat), float(lon)


def test_places_that_lie_far_out_are_let_be() -> None:
    found = list(far_places())
    assert len({place[1:] for place in found}) > 500
    assert {code for code, _lat, _lon in found} <= COUNTRIES.keys()
    assert look(brief(*(venue(*place) for place in found))) == ()


@pytest.mark.parametrize(
    ("country", "lat", "lon"),
    [
        ("TR", 41.01, 28.98), ("TR", 39.93, 32.86), ("IL", 31.78, 35.22), ("IL", 32.08, 34.78), ("PS", 31.50, 34.47),
        ("LB", 33.89, 35.50), ("SY", 33.51, 36.29), ("JO", 31.95, 35.93), ("IQ", 33.31, 44.36), ("IR", 35.69, 51.39),
        ("UA", 50.45, 30.52), ("UA", 48.00, 37.80), ("RU", 55.75, 37.62), ("RU", 47.24, 39.70), ("AM", 40.18, 44.51),
        ("AZ", 40.41, 49.87), ("SA", 24.71, 46.68), ("YE", 15.37, 44.19), ("AF", 34.53, 69.17), ("IN", 28.61, 77.21),
        ("IN", 22.57, 88.36), ("NP", 27.72, 85.32), ("FR", 48.86, 2.35), ("DE", 52.52, 13.40), ("CH", 46.20, 6.14),
        ("BE", 50.85, 4.35), ("GB", 51.51, -0.13), ("IT", 41.90, 12.50), ("GR", 37.98, 23.73), ("CY", 34.68, 33.04),
        ("US", 38.91, -77.04), ("US", 40.71, -74.01), ("CA", 45.42, -75.70), ("PE", -12.05, -77.04),
        ("BO", -16.50, -68.15), ("AR", -34.60, -58.38), ("AR", -34.92, -57.95), ("BR", -15.79, -47.88),
        ("CL", -33.45, -70.67), ("CO", 4.71, -74.07), ("VE", 10.48, -66.90), ("HT", 18.54, -72.34),
        ("KE", -1.29, 36.82), ("SD", 15.50, 32.56), ("CD", -4.32, 15.31), ("ZA", -25.75, 28.19), ("SN", 14.72, -17.47),
        ("RE", -20.88, 55.45), ("FR", -20.88, 55.45), ("GL", 64.18, -51.72), ("DK", 64.18, -51.72),
        ("EH", 27.15, -13.20), ("MA", 27.15, -13.20), ("XK", 42.66, 21.17), ("RS", 42.66, 21.17),
        ("UA", 44.95, 34.10), ("RU", 44.95, 34.10),
    ],
)  # fmt: skip
def test_an_exchanged_point_is_an_error(country: str, lat: float, lon: float) -> None:
    assert look(brief(venue(country, lat, lon))) == ()
    found = look(brief(venue(country, lon, lat)))
    assert [(one.code, one.severity, one.is_sure) for one in found] == [("B131", "error", False)]
    assert fixed(brief(venue(country, lon, lat)), "talks.yaml", look) == brief(venue(country, lon, lat))


def test_a_point_near_its_exchange_is_let_be() -> None:
    near = [("EG", 31.24, 30.04), ("NG", 7.40, 9.07), ("TR", 39.0, 37.0), ("RU", 61.40, 55.16)]
    assert look(brief(*(venue(*place) for place in near))) == ()


@pytest.mark.parametrize(
    ("entry", "mended"),
    [
        ("{name: X, country: TR, lat: 28.98, lon: 41.01}", "{name: X, country: TR, lat: 41.01, lon: 28.98}"),
        ("{lon: 41.01,lat: 28.98,  name: Istanbul, country: TR} # lat: 28.98",
         "{lon: 28.98,lat: 41.01,  name: Istanbul, country: TR} # lat: 28.98"),
        ('{"name": "Istanbul", "country": "TR", "lat": "28.98", "lon": 41.01}',
         '{"name": "Istanbul", "country": "TR", "lat": 41.01, "lon": "28.98"}'),
        ("name: Istanbul\n    country: TR\n    lat: 28.98  # north\n    lon:   41.01",
         "name: Istanbul\n    country: TR\n    lat: 41.01  # north\n    lon:   28.98"),
        ("lon: +41.01\n    lat: 28.980\n    country: TR\n    name: Istanbul",
         "lon: 28.980\n    lat: +41.01\n    country: TR\n    name: Istanbul"),
        ('name: Istanbul\n    note: "lat: 28.98, lon: 41.01"\n    country: TR\n    lat: 28.98\n    lon: 41.01',
         'name: Istanbul\n    note: "lat: 28.98, lon: 41.01"\n    country: TR\n    lat: 41.01\n    lon: 28.98'),
        ("{name: Ýstanbul 🕌, country: TR,\n     lat:\n       28.98,\n     lon: 41.01}",
         "{name: Ýstanbul 🕌, country: TR,\n     lat:\n       41.01,\n     lon: 28.98}"),
        ("{name: X, country: PE, lat: -77.04, lon: -12.05}", "{name: X, country: PE, lat: -12.05, lon: -77.04}"),
        ("{name: X, country: AR, lat: 32.95, lon: 60.66}", "{name: X, country: AR, lat: -32.95, lon: -60.66}"),
        ("{name: X, country: KE, lat: -1.29, lon: -36.82}", "{name: X, country: KE, lat: -1.29, lon: 36.82}"),
        ("{name: X, country: US, lon: 74.01, lat: 40.71}", "{name: X, country: US, lon: -74.01, lat: 40.71}"),
        ('{name: X, country: AU, lat: "+33.87", lon: 151.21}', '{name: X, country: AU, lat: "-33.87", lon: 151.21}'),
        ("name: Cape Town\n    lat: 33.92\n    lon: 18.42\n    country: ZA",
         "name: Cape Town\n    lat: -33.92\n    lon: 18.42\n    country: ZA"),
        ("{name: X, country: FJ, lat: 18.14, lon: 178.44}", "{name: X, country: FJ, lat: -18.14, lon: 178.44}"),
    ],
)  # fmt: skip
def test_a_likely_fix_changes_the_two_numbers_and_nothing_else(entry: str, mended: str, tmp_path: Path) -> None:
    for file, form in (("talks.yaml", "{}"), ("talks.md", "---\n{}---\n\nThey met.\n")):
        text, wanted = form.format(brief(entry)), form.format(brief(mended))
        if file.endswith(".md"):
            text, wanted = text.replace("body: |\n  They met.\n", ""), wanted.replace("body: |\n  They met.\n", "")
        assert len(look(text, file)) == 1
        assert fixed(text, file, partial(look, file=file), guesses=True) == wanted
        assert look(wanted, file) == ()
    if "\n" not in entry or ":" in entry.partition("\n")[0]:
        bad, good = (f"nowhere: {{name: Nowhere}}\nhere:\n    {one}\n" for one in (entry, mended))
        (tmp_path / "places.yaml").write_text(bad, encoding="utf-8")
        checker = Checker(tmp_path, date(2025, 5, 16))
        assert [one.code for one in checker.check().problems if one.severity != "info"] in (["B131"], ["B132"])
        assert list(checker.fix()) == []
        assert [change.after.decode() for change in checker.fix(guesses=True)] == [good]


def test_what_cannot_be_a_slip_of_signs_is_a_warning_without_a_fix() -> None:
    found = look(brief(venue("AR", 52.52, 13.40), venue("JP", 48.86, 2.35)))
    assert [(one.code, one.severity, one.changes) for one in found] == [("B132", "warning", ())] * 2
    assert found[0].message == "this point lies outside Argentina"


def test_the_sign_that_was_lost_is_named() -> None:
    found = look(brief("{name: Rosario, country: AR, lat: 32.95, lon: 60.66}", venue("KE", -1.29, -36.82)))
    assert [one.message for one in found] == [
        "this point lies outside Argentina, and inside it with the sign of `lat` and `lon` changed",
        "this point lies outside Kenya, and inside it with the sign of `lon` changed",
    ]
    assert [(one.fix, one.is_sure) for one in found] == [("lat: -32.95, lon: -60.66", False), ("lon: 36.82", False)]


def test_venues_of_no_country_and_those_that_travel_are_let_be() -> None:
    venues = [
        "{name: A, lat: 28.98, lon: 41.01}",
        "{name: B, country: x-rojava, lat: 41.01, lon: -170}",
        venue("GR", 25.0, 37.5, ", kind: ship"),
        venue("BZ", 13.0, 42.0, ", kind: Oil tanker"),
        venue("DE", 39.91, 32.86, ", kind: embassy"),
        venue("RU", 86.0, 80.0, ", kind: drifting station"),
    ]
    assert look(brief(*venues)) == ()


def test_a_line_of_the_registry_can_be_passed_over(tmp_path: Path) -> None:
    line = "here: {name: Istanbul, country: TR, lat: 28.98, lon: 41.01}"
    for comment, wanted in (("", ["B131"]), ("  # briefing: ignore B131", [])):
        (tmp_path / "places.yaml").write_text(f"{line}{comment}\n", encoding="utf-8")
        assert [one.code for one in Checker(tmp_path, date(2025, 5, 16)).check().problems] == wanted


def test_every_country_has_boxes_and_they_are_small() -> None:
    data = Path(briefing.__file__).parent / "data" / "boxes.json"
    assert data.stat().st_size <= 40_000
    assert [code for code in COUNTRIES if km_from(code, Point(0, 0)) == km_from(code, Point(0, 180)) == 0] == []


def test_the_boxes_are_not_read_for_a_brief_without_coordinates() -> None:
    code = (
        "import sys; from tests.check.test_territory import brief, look; "
        "from briefing.check import territory; "
        "look(brief('{name: Istanbul, country: TR}')); assert territory._data.cache_info().misses == 0; "
        "look(brief('{name: Istanbul, country: TR, lat: 41.01, lon: 28.98}')); "
        "assert territory._data.cache_info().misses == 1; assert territory._boxes.cache_info().misses == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@given(codes, points)
def test_what_is_far_lies_outside(country: str, point: Point) -> None:
    assert not (is_far(country, point) and lies_in(country, point))
    assert (km_from(country, point) == 0) >= lies_in(country, point)


@given(codes, st.floats(-90, 90), st.floats(0.01, 5))
def test_the_antimeridian_is_no_border(country: str, lat: float, off: float) -> None:
    east, west = km_from(country, Point(lat, 180)), km_from(country, Point(lat, -180))
    assert east == pytest.approx(west, abs=1e-6)
    assert (
        abs(km_from(country, Point(lat, 180 - off)) - km_from(country, Point(lat, off - 180))) <= off * 2 * 111.2 + 112
    )
