"""Coordinates and countries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import product

from briefing.check.rule import Around, Finding, SourceLines, rule
from briefing.model.brief import Brief, Venue
from briefing.model.countries import country_name
from briefing.model.geo import Point
from briefing.model.problem import Edit

_ABROAD = frozenset(
    "aircraft airplane boat consulate drifting embassy flight plane satellite ship spacecraft submarine tanker vessel "
    "warship yacht".split()
)
"""Words in the kind of a venue that may be anywhere, whatever its country."""


@rule("B131", "error")
def swapped(brief: Brief, source: SourceLines, desk: Around) -> Iterator[Finding]:
    """latitude and longitude are swapped

    The point lies far outside the venue's country, and inside it with the two numbers exchanged. `lat` is north and
    south, `lon` east and west. To a country belong its islands and its parts overseas,
    what it claims, and the sea around.

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
    for venue, point in _strays(brief, desk):
        if _is_exchanged(venue.country, point):
            name = country_name(venue.country)
            message = f"this point lies outside {name}, and inside it with `lat` and `lon` exchanged"
            yield _finding(source, venue, message, lambda lat, lon: (lon, lat))


@rule("B132", "warning")
def elsewhere(brief: Brief, source: SourceLines, desk: Around) -> Iterator[Finding]:
    """a point lies outside its country

    The country, the latitude or the longitude is not right. A sign that was lost (south and west are negative) is the
    commonest cause. Where no change of signs helps, a point is told only if it lies more than 500 km outside. A ship, a
    plane, an embassy (`kind`) and what is south of 60° S may be anyone's.

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
    for venue, point in _strays(brief, desk):
        if _is_exchanged(venue.country, point):
            continue
        message = f"this point lies outside {country_name(venue.country)}"
        if signs := _signs(venue.country, point):
            turned = " and ".join(f"`{key}`" for key, sign in zip(("lat", "lon"), signs, strict=True) if sign < 0)
            message += f", and inside it with the sign of {turned} changed"
            yield _finding(source, venue, message, partial(_with_signs, signs))
        elif _is_away(venue.country, point):
            yield Finding(message, source.value_of("lat", venue.span))


def _is_exchanged(country: str, point: Point) -> bool:
    from briefing.check.territory import is_far, lies_in

    return is_far(country, point) and lies_in(country, Point(point.lon, point.lat))


def _signs(country: str, point: Point) -> tuple[int, int] | None:
    """The one way to change the fewest signs (`-1`) that brings a point that is far from a country back into it."""
    from briefing.check.territory import NO_ONES, is_far, lies_in

    if point.lat < NO_ONES or not is_far(country, point):
        return None
    every = product((1, -1) if point.lat else (1,), (1, -1) if point.lon else (1,))
    ways = [(lat, lon) for lat, lon in every if lies_in(country, Point(point.lat * lat, point.lon * lon))]
    fewest = [way for way in ways if sum(way) == max(map(sum, ways))]
    return fewest[0] if len(fewest) == 1 else None


def _is_away(country: str, point: Point) -> bool:
    from briefing.check.territory import AWAY_KM, NO_ONES, km_from

    return point.lat >= NO_ONES and km_from(country, point) > AWAY_KM


def _finding(source: SourceLines, venue: Venue, message: str, write: Callable[[str, str], tuple[str, str]]) -> Finding:
    """What is the matter with a venue's point, and the fix that writes its two numbers otherwise, where they stand."""
    spans = source.value_of("lat", venue.span), source.value_of("lon", venue.span)
    lat, lon = source.said(spans[0]), source.said(spans[1])
    if (_number(lat), _number(lon)) != (venue.lat, venue.lon):
        return Finding(message, spans[0])
    rows = zip(("lat", "lon"), spans, (lat, lon), write(lat, lon), strict=True)
    changes = [(f"{key}: {after}", Edit(span, after)) for key, span, before, after in rows if after != before]
    edits = tuple(edit for _key, edit in changes)
    return Finding(message, edits[0].span, ", ".join(key for key, _edit in changes), edits)


def _with_signs(signs: tuple[int, int], lat: str, lon: str) -> tuple[str, str]:
    """Two numbers as they are written, but for the signs that are to be changed."""
    return _opposite(lat) if signs[0] < 0 else lat, _opposite(lon) if signs[1] < 0 else lon


def _opposite(text: str) -> str:
    quote = text[0] if text[0] in "\"'" else ""
    number = text.strip("\"'")
    return quote + (number[1:] if number[0] == "-" else "-" + number.removeprefix("+")) + quote


def _number(text: str) -> float | None:
    try:
        return float(text.strip("\"'"))
    except ValueError:
        return None


def _strays(brief: Brief, desk: Around) -> Iterator[tuple[Venue, Point]]:
    """The venues whose coordinates this brief gives, and that lie in none of their country's boxes."""
    for venue in brief.venues:
        if not venue.country or venue.lat is None or venue.lon is None:
            continue
        from briefing.check.territory import lies_in

        known = desk.registry.venues.get(venue.key)
        is_own = known is None or (known.lat, known.lon) != (venue.lat, venue.lon)
        point = Point(venue.lat, venue.lon)
        if is_own and not lies_in(venue.country, point) and not _ABROAD.intersection(venue.kind.casefold().split()):
            yield venue, point
