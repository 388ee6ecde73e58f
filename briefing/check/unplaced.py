"""Cities without coordinates that the gazetteer knows: where each is, as a fix that an author asks for.

A check does not look for them, and so never reads the gazetteer; `briefing check --unsafe-fixes` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefing.check.gazetteer import City, cities_called, the_one
from briefing.check.rule import SourceLines
from briefing.model.brief import Venue
from briefing.model.countries import country_name
from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.parse.quoting import quoted
from briefing.parse.text import Text

CODE = "B309"
_CITIES = frozenset({"", "capital", "city", "metropolis", "municipality", "port", "port city", "seaport", "town"})
"""What a venue is, in its own words, that may be a city; a palace of that name is none."""


def unplaced(venues: Iterable[Venue], text: Text) -> Iterator[Problem]:
    """The venues of a file that have no coordinates and whose name, with their country if they have one, means one city
    of the gazetteer, each with the edit that writes where it is."""
    for venue in venues:
        if venue.lat is not None or venue.kind.casefold() not in _CITIES or not _is_own(venue, text):
            continue
        city = the_one(cities_called(venue.name), (venue.country,) if venue.country else ())
        if city is not None and (edit := _edit(venue, city, text)):
            message = f"{city.name} in {country_name(city.country)} has no coordinates here"
            yield Problem(CODE, message, venue.span, severity="info", fix=city.point, edits=(edit,))


def _is_own(venue: Venue, text: Text) -> bool:
    """Whether the file itself says what the venue is called."""
    return venue.span.file == text.file and venue.span.line > 0


def _edit(venue: Venue, city: City, text: Text) -> Edit | None:
    """Coordinates behind the name and the country of an entry, in its form; a bare name becomes an entry."""
    source = SourceLines(text)
    written = text.of(venue.span)
    if written.strip("\"'") == venue.name:
        name = quoted(venue.name) if re.search(r"[\[\]{},]|: | #", venue.name) and written[0] not in "\"'" else written
        return Edit(venue.span, f"{{name: {name}, {city.point}}}")
    name_span = source.value_of("name", venue.span)
    if source.said(name_span).strip("\"'") != venue.name:
        return None
    last = name_span
    if venue.country:
        span = source.value_of("country", venue.span)
        last = max(last, span) if source.said(span).strip("\"'") == venue.country else last
    if last.line != last.end_line:
        return None
    line = source.lines[last.line - 1]
    if "{" in text.of(Span(last.file, venue.span.line, venue.span.column, last.line, last.column)):
        behind = Span(last.file, last.end_line, last.end_column, last.end_line, last.end_column)
        return Edit(behind, f", {city.point}")
    key = re.match(r"(?:[ ]*-[ ]+)*[ ]*", line)
    indent = " " * (key.end() if key else 0)
    end = Span(last.file, last.line, len(line) + 1, last.line, len(line) + 1)
    return Edit(end, f"\n{indent}lat: {city.lat:g}\n{indent}lon: {city.lon:g}")
