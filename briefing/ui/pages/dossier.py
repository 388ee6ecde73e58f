"""A person, a state or a body: who they are, whom they met, and every sentence that names them."""

from __future__ import annotations

from briefing.model.countries import country_name
from briefing.model.views import Appearance, Dossier, Met, Place, Quote
from briefing.ui.pages.pen import ATTRIBUTES, Pen, counted, ink_of, kind_glyph, office
from briefing.ui.sheet import Para, Piece, Sheet, Stop, heading, joined


def dossier_sheet(dossier: Dossier, pen: Pen) -> Sheet:
    actor = dossier.actor
    kind_ink = ink_of(actor.kind)
    title = Para((Piece(actor.name, "text", "b"),), lead=(Piece(f"{kind_glyph(actor.kind)} ", kind_ink),))
    paras = [title, _facts(dossier, pen)]
    if actor.aliases:
        paras.append(Para((Piece("also ", "faint"), Piece(", ".join(actor.aliases), "soft"))))
    if actor.note:
        paras.append(Para((Piece(actor.note),), space=1))
    paras += _met(dossier.met, pen)
    paras += appearances(dossier.appearances, actor.kind, pen, "Named in")
    paras += _together(dossier, pen)
    if dossier.questions:
        paras.append(heading("Questions", str(len(dossier.questions)), "open"))
        for row in dossier.questions:
            paras += pen.question(row)
    return Sheet(tuple(paras), Place("actor", actor.key))


def _facts(dossier: Dossier, pen: Pen) -> Para:
    """Kind, position, country and side; what one of them says already is not said again."""
    actor = dossier.actor
    parts: list[tuple[Piece, ...] | str] = [actor.kind, *office(actor.kind, actor.position, actor.country)]
    if dossier.side and dossier.side.name not in (country_name(actor.country), actor.name):
        parts.append((Piece("for ", "soft"), pen.name(dossier.side)))
    return Para(joined(parts))


def appearances(found: tuple[Appearance, ...], kind: str, pen: Pen, title: str) -> list[Para]:
    """Stories in date order, each with the role there and the sentences that hold the name."""
    if not found:
        return [Para((Piece("No story on this desk names them.", "soft"),), space=1)]
    paras = [heading(title, counted(len(found), "story", "stories"))]
    for number, appearance in enumerate(found):
        link = appearance.story
        paras.append(Para((pen.story(link, "text", "b"),), space=1 if number else 0))
        if facts := joined((pen.when(link.when), appearance.role), ink="faint"):
            paras.append(Para(facts))
        paras += [_quote(quote, kind) for quote in appearance.quotes]
    return paras


def _quote(quote: Quote, kind: str) -> Para:
    """A sentence with the name marked; following it opens the story there."""
    stop = Stop(Place("story", quote.story.id, mention=quote.mention), quote.story.title)
    text = quote.text
    name = Piece(text[quote.start : quote.end], ink_of(kind), "w" + ATTRIBUTES.get(kind, ""), stop)
    before, after = Piece(text[: quote.start], "text", "w"), Piece(text[quote.end :], "text", "w")
    return Para((before, name, after), lead=(Piece("  "),))


def _met(met: tuple[Met, ...], pen: Pen) -> list[Para]:
    """Meetings, newest first, each with everyone met there."""
    if not met:
        return []
    meetings: dict[tuple[str, str, str], list[Met]] = {}
    for one in met:
        meetings.setdefault((one.story.id, one.event, pen.when(one.when)), []).append(one)
    people = counted(len({one.other.key for one in met}), "person", "people")
    paras = [heading("Met", f"{people} at {counted(len(meetings), 'meeting', 'meetings')}")]
    for number, ((_story, event, day), present) in enumerate(meetings.items()):
        stop = Stop(Place("story", present[0].story.id), present[0].story.title)
        where = pen.name(present[0].where) if present[0].where else ""
        paras += pen.gathering(Piece(event, "text", "", stop), (day, where), [one.other for one in present], number)
    return paras


def _together(dossier: Dossier, pen: Pen) -> list[Para]:
    if not dossier.together:
        return []
    names: list[tuple[Piece, ...]] = [
        (pen.name(one.other), Piece(f" {one.stories}", "faint")) for one in dossier.together
    ]
    return [heading("Named together", "in the same story", "soft"), Para(joined(names, ", ", "faint"))]
