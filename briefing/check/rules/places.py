"""Coordinates and countries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import briefing
from briefing.check.rule import Desk, Finding, Source, rule
from briefing.model.brief import Brief, Venue
from briefing.model.countries import country_name
from briefing.model.problem import Edit


@rule("B131", "error")
def swapped(brief: Brief, source: Source, desk: Desk) -> Iterator[Finding]:
    """latitude and longitude are swapped

    The point lies outside the venue's country, and inside it with the two numbers exchanged. `lat` is north and south,
    `lon` east and west. The countries' boxes are made from GeoNames.

    Bad:

        title: Talks
        venues:
          - {name: Istanbul, country: TR, lat: 28.98, lon: 41.01}
        body: |
          They met in Istanbul.

    Good:

        title: Talks
        venues:
          - {name: Istanbul, country: TR, lat: 41.01, lon: 28.98}
        body: |
          They met in Istanbul.
    """
    for venue in _placed_here(brief, desk):
        assert venue.lat is not None
        assert venue.lon is not None
        if not lies_in(venue.country, venue.lat, venue.lon) and lies_in(venue.country, venue.lon, venue.lat):
            lat, lon = source.value_of("lat", venue.span), source.value_of("lon", venue.span)
            north, east = _said(source, lon), _said(source, lat)
            yield Finding(
                f"this point lies outside {country_name(venue.country)}, and inside it with `lat` and `lon` exchanged",
                lat, f"lat: {north}, lon: {east}", (Edit(lat, north), Edit(lon, east)),
            )  # fmt: skip


@rule("B132", "warning")
def elsewhere(brief: Brief, source: Source, desk: Desk) -> Iterator[Finding]:
    """a point lies outside its country

    The country, the latitude or the longitude is not right. A sign that was lost (south and west are negative) is the
    commonest cause.

    Bad:

        title: Talks
        venues:
          - {name: Buenos Aires, country: AR, lat: 34.6, lon: 58.4}
        body: |
          They met in Buenos Aires.

    Good:

        title: Talks
        venues:
          - {name: Buenos Aires, country: AR, lat: -34.6, lon: -58.4}
        body: |
          They met in Buenos Aires.
    """
    for venue in _placed_here(brief, desk):
        assert venue.lat is not None
        assert venue.lon is not None
        if not lies_in(venue.country, venue.lat, venue.lon) and not lies_in(venue.country, venue.lon, venue.lat):
            yield Finding(
                f"this point does not lie in {country_name(venue.country)}", source.value_of("lat", venue.span)
            )


def lies_in(country: str, lat: float, lon: float) -> bool:
    """Whether a point lies in one of a country's boxes; every point lies in a country that has none."""
    found = _boxes().get(country)
    if found is None:
        return True
    lat, lon = lat * 10, lon * 10
    return any(south <= lat <= north and west <= lon <= east for south, west, north, east in found)


@cache
def _boxes() -> dict[str, list[list[int]]]:
    data = Path(briefing.__file__).parent / "data" / "boxes.json"
    boxes: dict[str, list[list[int]]] = json.loads(data.read_text(encoding="utf-8"))
    return boxes


def _placed_here(brief: Brief, desk: Desk) -> Iterator[Venue]:
    """The venues whose coordinates this brief gives."""
    for venue in brief.venues:
        known = desk.registry.venues.get(venue.key)
        is_own = known is None or (known.lat, known.lon) != (venue.lat, venue.lon)
        if is_own and venue.country and venue.lat is not None and venue.lon is not None:
            yield venue


def _said(source: Source, span: object) -> str:
    from briefing.model.span import Span

    assert isinstance(span, Span)
    return source.lines[span.line - 1][span.column - 1 : span.end_column - 1]
