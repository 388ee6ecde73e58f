"""A place: where it is, what happened there, who was there, and what was written of it."""

from __future__ import annotations

from briefing.model.countries import country_name
from briefing.model.views import Place, VenuePage
from briefing.ui.glyphs import glyph
from briefing.ui.pages.dossier import appearances
from briefing.ui.pages.pen import Pen
from briefing.ui.sheet import Para, Piece, Sheet, Stop, heading, joined


def venue_sheet(page: VenuePage, pen: Pen) -> Sheet:
    venue = page.venue
    title = Para((Piece(venue.name, "text", "b"),), lead=(Piece(f"{glyph('place')} ", "place"),))
    paras = [title, Para(joined((venue.kind, country_name(venue.country), coordinates(venue.lat, venue.lon))))]
    if venue.aliases:
        paras.append(Para((Piece("also ", "faint"), Piece(", ".join(venue.aliases), "soft"))))
    if venue.note:
        paras.append(Para((Piece(venue.note),), space=1))
    if page.events:
        paras.append(heading("What happened here"))
        for number, happening in enumerate(page.events):
            event = happening.event
            stop = Stop(happening.place, f"{event.name} · {happening.story.title}")
            name = Piece(event.name, "text", "ws" if event.status == "cancelled" else "w", stop)
            status = "" if event.status == "held" else event.status
            earlier = pen.earlier(happening)
            facts = (Piece(pen.when(event.when), "soft"), status, earlier, pen.story(happening.story, "soft"))
            paras += pen.gathering(name, facts, happening.who, number)
    paras += appearances(page.appearances, "place", pen, "Named in")
    if page.questions:
        paras.append(heading("Questions", str(len(page.questions)), "open"))
        for row in page.questions:
            paras += pen.question(row)
    return Sheet(tuple(paras), Place("venue", venue.key))


def coordinates(lat: float | None, lon: float | None) -> str:
    """`41.01° N, 28.98° E`; empty without coordinates."""
    if lat is None or lon is None:
        return ""
    return f"{abs(lat):.2f}° {'N' if lat >= 0 else 'S'}, {abs(lon):.2f}° {'E' if lon >= 0 else 'W'}"
