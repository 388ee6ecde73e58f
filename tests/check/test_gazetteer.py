"""The world's cities: what each is called, and which one a name means."""

from __future__ import annotations

import pytest

from briefing.check.gazetteer import called_by, capitals, cities_called, the_one
from briefing.model.countries import COUNTRIES


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Istanbul", "TR", 41.0, 29.0),
        ("İzmir", "TR", 38.4, 27.1),
        ("Kyiv", "UA", 50.5, 30.5),
        ("Київ", "UA", 50.5, 30.5),
        ("Cologne", "DE", 50.9, 7.0),
        ("The Hague", "NL", 52.1, 4.3),
        ("London", "GB", 51.5, -0.1),
        ("Funafuti", "TV", -8.5, 179.2),
    ],
)
def test_a_city_is_found_by_any_of_its_names(name: str, country: str, lat: float, lon: float) -> None:
    city = the_one(cities_called(name))
    assert city is not None
    assert city.country == country
    assert (city.lat, city.lon) == pytest.approx((lat, lon), abs=0.2)


@pytest.mark.parametrize(
    ("name", "countries", "country"),
    [
        ("Tripoli", (), ""),
        ("Tripoli", ("LB",), "LB"),
        ("Birmingham", (), ""),
        ("Birmingham", ("US", "FR"), "US"),
        ("Springfield", ("US",), ""),
        ("Istanbul", ("GR",), ""),
        ("Nowhere", (), ""),
    ],
)
def test_a_name_that_several_cities_have_means_one_where_something_tells_which(
    name: str, countries: tuple[str, ...], country: str
) -> None:
    city = the_one(cities_called(name), countries)
    assert (city.country if city else "") == country


def test_almost_every_country_has_its_capital() -> None:
    seats = {city.country for _name, city in capitals()}
    assert COUNTRIES.keys() - seats == {"AQ", "BV", "HM", "TK", "UM"}


def test_no_name_is_empty_or_hides_a_sign() -> None:
    names = called_by("Kyiv")
    assert names[0] == "Kyiv"
    assert "Kiev" in names
    assert all(name == name.strip() and name for name in names)
