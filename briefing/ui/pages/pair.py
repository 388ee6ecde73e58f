"""Two names that may be one: what the desk knows of each, to be seen beside the other."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model.countries import country_name
from briefing.model.nouns import counted
from briefing.model.views import Appearance, Dossier, VenuePage
from briefing.report.words import office
from briefing.ui.pages.dossier import quote
from briefing.ui.pages.pen import Pen, ink_of, kind_glyph
from briefing.ui.sheet import Para, Piece, Sheet, headline, joined

_STORIES, _QUOTES = 4, 2
"""So many stories, and sentences of each, are enough to know somebody by."""


def side_sheet(page: Dossier | VenuePage | None, name: str, key: str, becomes: str, pen: Pen) -> Sheet:
    """One of the two: who that is, and where the desk names them. `becomes` says what happens to it if they are one."""
    if page is None:
        gone = Para((Piece("No story of this desk names them any more.", "soft"),), space=1)
        return Sheet((headline(name), gone))
    thing = page.actor if isinstance(page, Dossier) else page.venue
    kind = thing.kind if isinstance(page, Dossier) else "place"
    paras = [headline(thing.name, (Piece(f"{kind_glyph(kind)} ", ink_of(kind)),))]
    if isinstance(page, Dossier):
        facts = [page.actor.kind, *office(page.actor.kind, page.actor.position, page.actor.country)]
    else:
        facts = [thing.kind, country_name(thing.country)]
    where = "registry" if thing.registered else "in briefs alone"
    paras.append(Para(joined((*facts, where))))
    paras.append(Para(joined(("" if "~" in key else key, becomes), ink="faint")))
    if thing.aliases:
        paras.append(Para((Piece("also ", "faint"), Piece(", ".join(thing.aliases), "soft"))))
    if thing.wikidata:
        paras.append(Para((Piece(thing.wikidata, "faint"),)))
    if thing.note:
        paras.append(Para((Piece(thing.note),), space=1))
    return Sheet((*paras, *_stories(page.appearances, page.older.stories, kind, pen)))


def _stories(found: tuple[Appearance, ...], older: int, kind: str, pen: Pen) -> Iterator[Para]:
    """The newest stories, each with the first sentences that hold the name; `older` are beside those found."""
    newest, others = found[:_STORIES], len(found[_STORIES:]) + older
    for appearance in newest:
        link = appearance.story
        yield Para((pen.story(link, "text", "b"),), space=1)
        if facts := joined((pen.when(link.when), appearance.role), ink="faint"):
            yield Para(facts)
        yield from (quote(one, kind) for one in appearance.quotes[:_QUOTES])
    if others:
        yield Para((Piece(f"and {counted(others, 'more story', 'more stories')}", "faint"),), space=1)
    if not found:
        yield Para((Piece("No story names them.", "soft"),), space=1)


def no_pairs_sheet(decided: int) -> Sheet:
    """What stands there when no pair is left."""
    said = "No two names of this desk look like one."
    if decided:
        said = f"That is all: {counted(decided, 'pair')} decided."
    more = "A name that only briefs know is put into the registry by `briefing promote`."
    return Sheet((Para((Piece(said, "text", "b"),)), Para((Piece(more, "soft"),), space=1)))
