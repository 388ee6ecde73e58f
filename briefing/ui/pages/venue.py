"""A place: where it is, what happened there, who was there, and what was written of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from briefing.model.brief import Venue
from briefing.model.countries import country_name
from briefing.model.geo import Point, coordinates
from briefing.model.nouns import counted
from briefing.model.place import Address
from briefing.model.views import Happening, VenuePage
from briefing.ui.glyphs import glyph
from briefing.ui.pages.dossier import appearances, questions
from briefing.ui.pages.older import older_events
from briefing.ui.pages.pen import Pen
from briefing.ui.pages.remarks import remark_paras
from briefing.ui.sheet import Para, Piece, Sheet, heading, headline, joined


def venue_sheet(page: VenuePage, pen: Pen) -> Sheet:
    venue = page.venue
    title = headline(venue.name, (Piece(f"{glyph('place')} ", "place"),))
    paras = [title, Para(joined((venue.kind, country_name(venue.country), _where(venue))))]
    if venue.aliases:
        paras.append(Para((Piece("also ", "faint"), Piece(", ".join(venue.aliases), "soft"))))
    paras += remark_paras(page.remarks, pen)
    if pen.maps and venue.lat is not None and venue.lon is not None:
        paras.append(Para(drawing=partial(_small_map, page)))
    if venue.note:
        paras.append(Para((Piece(venue.note),), space=1))
    if page.events:
        paras.append(heading("What happened here", counted(len(page.events) + page.older.events, "event")))
        paras += pen.happenings(page.events, partial(_told, pen), venue.key)
        paras += older_events(page.older)
    paras += appearances(page.appearances, "place", pen, "Named in", page.older)
    paras += questions(page.questions, pen, page.older)
    return Sheet(tuple(paras), Address("venue", venue.key))


def _told(pen: Pen, happening: Happening) -> Iterable[tuple[Piece, ...]]:
    """Who was at an event, and the story that tells of it."""
    yield joined([pen.name(name) for name in happening.who], ", ", "faint")
    yield (pen.story(happening.story, "soft"),)


def _where(venue: Venue) -> str:
    return "" if venue.lat is None or venue.lon is None else coordinates(Point(venue.lat, venue.lon))


_NARROWEST = 40  # cells; on fewer a map shows nothing that one would recognise
_REGION = 15.0  # degrees of latitude from the top to the bottom: some 1,700 km, a region with its seas


def _small_map(page: VenuePage, width: int) -> tuple[tuple[Piece, ...], ...]:
    """Where the place is, among others of the desk; an empty line stands above."""
    lat, lon = page.venue.lat, page.venue.lon
    if width < _NARROWEST or lat is None or lon is None:
        return ()
    from briefing.model.viewport import fit
    from briefing.ui.map.chart import Pin, chart
    from briefing.ui.map.places import pins_of

    rows = max(8, width // 6)
    here = Pin(page.venue.key, page.venue.name, Point(lat, lon))
    viewport = fit([here.point], width * 2, rows * 4, _REGION)
    return ((), *chart(viewport, width, rows, (here, *pins_of(page.nearby)), here.key, quiet=True).lines)
