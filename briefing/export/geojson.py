"""The places as a FeatureCollection of RFC 7946, a feature a line: degrees in WGS 84, the longitude first.

A place without coordinates is a feature without a geometry, which the standard calls unlocated.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.desk.extract import DeskExtract
from briefing.model.brief import Venue
from briefing.model.views import VenueRow
from briefing.report.data import Data
from briefing.report.escapes import as_json


def pieces(of: DeskExtract) -> Iterator[str]:
    yield '{"type": "FeatureCollection", "features": ['
    between = "\n"
    for row, venue in of.venues():
        yield f"{between}{as_json(_feature(row, venue))}"
        between = ",\n"
    yield "\n]}\n"


def _feature(row: VenueRow, venue: Venue) -> Data:
    point = row.point
    return {
        "type": "Feature",
        "id": row.key,
        "geometry": {"type": "Point", "coordinates": [point.lon, point.lat]} if point else None,
        "properties": {
            "name": row.name, "kind": row.kind, "country": row.country, "stories": row.stories,
            "mentions": row.mentions, "events": row.events, "aliases": list(venue.aliases), "note": venue.note,
            "geonames": venue.geonames, "wikidata": venue.wikidata,
        },
    }  # fmt: skip
