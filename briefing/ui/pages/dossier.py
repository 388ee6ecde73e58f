"""A person, a state or a body: who they are, whom they met, and every sentence that names them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.model.countries import country_name
from briefing.model.nouns import counted
from briefing.model.older import Older
from briefing.model.place import Address, Place, at_mention
from briefing.model.value import replace
from briefing.model.views import Appearance, Dossier, Happening, Met, Name, QuestionRow, Quote
from briefing.report.words import how_often, in_touch, office
from briefing.ui.pages.older import at_least, older_events, older_stories, other_questions
from briefing.ui.pages.path import evidence_paras, met_facts
from briefing.ui.pages.pen import ATTRIBUTES, Pen, ink_of, kind_glyph
from briefing.ui.pages.remarks import remark_paras
from briefing.ui.pages.spark import mentions
from briefing.ui.sheet import Para, Piece, Sheet, Stop, heading, headline, joined


def dossier_sheet(dossier: Dossier, pen: Pen) -> Sheet:
    actor = dossier.actor
    kind_ink = ink_of(actor.kind)
    title = headline(actor.name, (Piece(f"{kind_glyph(actor.kind)} ", kind_ink),))
    paras = [title, _facts(dossier, pen)]
    if actor.aliases:
        paras.append(Para((Piece("also ", "faint"), Piece(", ".join(actor.aliases), "soft"))))
    paras += remark_paras(dossier.remarks, pen)
    if actor.note:
        paras.append(Para((Piece(actor.note),), space=1))
    paras += mentions(dossier.appearances, dossier.older)
    paras += _timeline(dossier, pen)
    for how, encounters in (("Met", dossier.met), *in_touch(dossier.spoke)):
        paras += _met(how, encounters, dossier, pen)
    if dossier.older.events and not (dossier.met or dossier.spoke):
        paras += [heading("Met", "nobody at the newest events"), *older_events(dossier.older, "and those at ")]
    paras += appearances(dossier.appearances, actor.kind, pen, "Named in", dossier.older)
    paras += _together(dossier, pen)
    paras += questions(dossier.questions, pen, dossier.older)
    return Sheet(tuple(paras), Address("actor", actor.key))


def _facts(dossier: Dossier, pen: Pen) -> Para:
    """Kind, position, country and side; what one of them says already is not said again."""
    actor = dossier.actor
    parts: list[tuple[Piece, ...] | str] = [actor.kind, *office(actor.kind, actor.position, actor.country)]
    if dossier.side and dossier.side.name not in (country_name(actor.country), actor.name):
        parts.append((Piece("for ", "soft"), pen.name(dossier.side)))
    return Para(joined(parts))


def appearances(found: tuple[Appearance, ...], kind: str, pen: Pen, title: str, older: Older) -> list[Para]:
    """Stories in date order, each with the role there and the sentences that hold the name."""
    if not found:
        whom = "it" if kind == "place" else "them"
        return [Para((Piece(f"No story on this desk names {whom}.", "soft"),), space=1)]
    paras = [heading(title, counted(len(found) + older.stories, "story", "stories"))]
    for number, appearance in enumerate(found):
        link = appearance.story
        paras.append(Para((pen.story(link, "text", "b"),), space=1 if number else 0))
        if facts := joined((pen.when(link.when), appearance.role), ink="faint"):
            paras.append(Para(facts))
        paras += [quote(one, kind) for one in appearance.quotes]
    return paras + older_stories(older)


def questions(found: tuple[QuestionRow, ...], pen: Pen, older: Older) -> list[Para]:
    """The questions of the ledger that have to do with it."""
    if not found and not older.stories:
        return []
    note = at_least(len(found), older.stories + older.questions) if found else "none in the newest stories"
    paras = [heading("Questions", note)]
    for row in found:
        paras += pen.question(row)
    return paras + other_questions(older)


def quote(said: Quote, kind: str) -> Para:
    """A sentence with the name marked; following it opens the story there."""
    stop = Stop(Place.to("story", said.story.id, at_mention(said.mention)), said.story.title)
    text = said.text
    name = Piece(text[said.start : said.end], ink_of(kind), "w" + ATTRIBUTES.get(kind, ""), stop)
    before, after = Piece(text[: said.start], "text", "w"), Piece(text[said.end :], "text", "w")
    return Para((before, name, after), lead=(Piece("  "),))


_SHOWN = 8  # people met who have lines of their own
_LATEST = 2  # meetings that are shown of each


def _met(title: str, found: Sequence[Met], dossier: Dossier, pen: Pen) -> list[Para]:
    """Whom they met or spoke with, most often first, each with the latest; those behind the first ones in one
    paragraph."""
    if not found:
        return []
    people: dict[str, list[Met]] = {}
    for one in found:
        people.setdefault(one.other.key, []).append(one)
    events = {(one.event, pen.when(one.when)): one for one in found}
    often = how_often([*events.values()])
    if dossier.older.events:
        often += ", of the newest events"
    note = f"{len(people)} {'in' if found[0].mode else 'at'} {often}"
    order = sorted(people.values(), key=lambda met: -len(met))
    paras = [heading(title, note)]
    for met in order[:_SHOWN]:
        paras += _companion(dossier, met[0].other, len(met), pen)
        paras += [Para(met_facts(one, pen), lead=(Piece("  "),)) for one in met[:_LATEST]]
        if len(met) > _LATEST:
            words = "and more" if dossier.older.events else f"and {len(met) - _LATEST} more"
            more = Piece(words, "faint", "", _between(dossier, met[0].other))
            paras.append(Para((more,), lead=(Piece("  "),)))
    rest = _rest(dossier, [(met[0].other, len(met)) for met in order[_SHOWN:]], pen)
    return [*paras, *rest, *older_events(dossier.older, "and those at ")]


def _together(dossier: Dossier, pen: Pen) -> list[Para]:
    """Who is named in the same stories, most stories first; the first of them with a sentence."""
    if not dossier.together:
        return []
    stories = "the newest stories" if dossier.older.stories else "the same story"
    paras = [heading("Named together", f"in {stories}, {len(dossier.together)}")]
    shown = [one for one in dossier.together if one.evidence]
    for one in shown:
        paras += _companion(dossier, one.other, one.stories, pen)
        for item in one.evidence:
            paras += evidence_paras(item, pen)
    rest = _rest(dossier, [(one.other, one.stories) for one in dossier.together[len(shown) :]], pen)
    return [*paras, *rest, *older_stories(dossier.older, "and those of ")]


def _companion(dossier: Dossier, other: Name, count: int, pen: Pen) -> list[Para]:
    """A name, and how often: the count leads to all that ties the two."""
    [para] = pen.listed(other)
    return [replace(para, tail=(Piece(str(count), "faint", "", _between(dossier, other)),))]


def _rest(dossier: Dossier, others: Sequence[tuple[Name, int]], pen: Pen) -> list[Para]:
    if not others:
        return []
    names: list[tuple[Piece, ...]] = [
        (pen.name(other), Piece(f" {count}", "faint", "", _between(dossier, other))) for other, count in others
    ]
    return [Para((Piece(f"and {len(others)} more: ", "faint"), *joined(names, ", ", "faint")), space=1)]


def _between(dossier: Dossier, other: Name) -> Stop:
    """What leads to the page of how two are connected."""
    return Stop(Place.to("path", f"{dossier.actor.key}|{other.key}"), f"{dossier.actor.name} and {other.name}")


def _timeline(dossier: Dossier, pen: Pen) -> list[Para]:
    """Their events, newest first."""

    def below(one: Happening) -> Iterable[tuple[Piece, ...]]:
        if all(name.key != dossier.actor.key for name in one.who):
            yield (Piece("not named there any more", "faint"),)

    if not dossier.events:
        return []
    title = heading("Timeline", counted(len(dossier.events) + dossier.older.events, "event"))
    return [title, *pen.happenings(dossier.events, below), *older_events(dossier.older)]
