"""The world's cities of 50,000 inhabitants and more, and its capitals (`data/make_places.py`).

Names are shared: there are seven Springfields. A name means one city where only one has it; where the others are much
smaller, the largest (`MUCH`); and where its country is told, the same among those of that country. Nothing else is
decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import briefing
from briefing.model.fold import fold
from briefing.model.value import NamedTuple

MUCH = 10
"""So many times more inhabitants than any other of its name has the city that is meant."""


class City(NamedTuple):
    """A city: its name as GeoNames has it, ISO's code of its country, degrees in WGS 84, its number in GeoNames."""

    name: str
    country: str
    lat: float
    lon: float
    population: int
    geonames: str
    is_capital: bool

    @property
    def point(self) -> str:
        """Its coordinates as a brief's entry in braces has them."""
        return f"lat: {self.lat:g}, lon: {self.lon:g}"


def cities_called(name: str) -> list[City]:
    """Every city that is called so, in whatever case and with whatever accents; the largest first."""
    return [_city(row) for row in _rows().get(fold(name), ())]


def called_by(name: str) -> tuple[str, ...]:
    """All the names of the cities that have this one."""
    return tuple(dict.fromkeys(one for row in _rows().get(fold(name), ()) for one in row.partition("\t")[0].split("|")))


def the_one(found: Sequence[City], countries: Iterable[str] = ()) -> City | None:
    """The city that a name means, of those that have it; among those of some countries if any are told."""
    among = set(countries)
    left = sorted((one for one in found if not among or one.country in among), key=lambda one: -one.population)
    if len(left) > 1 and left[0].population < MUCH * left[1].population:
        return None
    return left[0] if left else None


def capitals() -> Iterator[tuple[str, City]]:
    """Every name of a capital, with it."""
    for row in _data().splitlines():
        if row.endswith("*"):
            city = _city(row)
            yield from ((name, city) for name in row.partition("\t")[0].split("|"))


@cache
def _rows() -> dict[str, list[str]]:
    """The lines of the file, by each name folded."""
    found: dict[str, list[str]] = {}
    for row in _data().splitlines():
        for name in dict.fromkeys(map(fold, row.partition("\t")[0].split("|"))):
            found.setdefault(name, []).append(row)
    return found


@cache
def _data() -> str:
    return (Path(briefing.__file__).parent / "data" / "places.txt").read_text(encoding="utf-8")


def _city(row: str) -> City:
    names, country, lat, lon, population, number, seat = row.split("\t")
    name = names.partition("|")[0]
    return City(
        name=name, country=country, lat=float(lat), lon=float(lon), population=int(population), geonames=number,
        is_capital=seat == "*",
    )  # fmt: skip
