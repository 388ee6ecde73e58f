"""How two actors are connected: the chain from one to the other, and all that ties them directly."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model.nouns import counted
from briefing.model.place import Address, Place, at_anchor, at_mention
from briefing.model.views import Evidence, Met, Name, PathPage, Step
from briefing.report.pages.path import path_fact
from briefing.report.words import MODES, how_often, in_touch
from briefing.ui.glyphs import glyph
from briefing.ui.pages.pen import Pen, ink_of, kind_glyph
from briefing.ui.sheet import Para, Piece, Sheet, Stop, heading, headline, joined

_SHOWN = 20  # meetings and sentences of two who are tied directly


def path_sheet(path: PathPage, pen: Pen) -> Sheet:
    paras = [headline(path_title(path)), Para((Piece(path_fact(path), "soft"),))]
    if len(path.steps) != 1 or path.is_of_stories:
        paras += _chain(path, pen)
    if path.met:
        paras += _directly("Met", path.met, pen)
    for title, several in in_touch(path.spoke):
        paras += _directly(title.removesuffix(" with"), several, pen)
    if path.stories > (1 if path.is_of_stories else 0):  # the one that makes the chain need not be said again
        paras += _named(path, pen)
    return Sheet(tuple(paras), Address("path", path.key))


def path_title(path: PathPage) -> str:
    return f"{path.one.name} and {path.other.name}"


def met_facts(met: Met, pen: Pen) -> tuple[Piece, ...]:
    """A meeting or a call on one line: when, what (leading to where the story tells of it), which of them, where."""
    stop = Stop(Place.to("story", met.story.id, at_anchor(met.key)), f"{met.event} · {met.story.title}")
    where = pen.name(met.where) if met.where else ""
    event = Piece(met.event, "text", "w", stop)
    return joined((Piece(pen.when(met.when), "soft"), event, MODES.get(met.mode, ""), where), ink="faint")


def evidence_paras(item: Evidence, pen: Pen, lead: str = "  ") -> list[Para]:
    """A story that names two: the sentence with both names in bold, and below it the story, each leading there."""
    stop = Stop(Place.to("story", item.story.id, at_mention(item.mention)), item.story.title)
    title = joined((Piece(item.story.title, "soft", "w", stop), Piece(pen.when(item.story.when), "faint")), ink="faint")
    indent = (Piece(lead),)
    if not item.text:
        return [Para(title, lead=indent)]
    pieces: list[Piece] = []
    at = 0
    for start, end in sorted(item.marks):
        if start >= at:
            pieces += [Piece(item.text[at:start], "text", "w"), Piece(item.text[start:end], "text", "bw")]
            at = end
    pieces.append(Piece(item.text[at:], "text", "w"))
    return [Para(tuple(pieces), lead=indent), Para(title, lead=indent)]


def _chain(path: PathPage, pen: Pen) -> list[Para]:
    if not path.steps:
        return [_one(path.one, pen, 1), _one(path.other, pen)]
    of = "stories" if path.is_of_stories else "meetings" if path.is_of_meetings else "meetings, calls and letters"
    paras = [heading(f"Chain of {of}"), _one(path.one, pen)]
    for step in path.steps:
        paras += _step(step, pen)
        paras.append(_one(step.other, pen, 1 if step.named and step.named.text else 0))
    return paras


def _step(step: Step, pen: Pen) -> list[Para]:
    if met := step.met or step.spoke:
        lead = (Piece(f"  {glyph('to')} ", "accent"),)
        below = joined(("told in ", pen.story(met.story, "soft")), "", "faint")
        return [Para(met_facts(met, pen), lead=lead), Para(below, lead=(Piece("    "),))]
    if step.named:
        first, *others = evidence_paras(step.named, pen, "    ")
        return [Para(first.pieces, lead=(Piece(f"  {glyph('to')} ", "accent"),)), *others]
    return []


def _one(name: Name, pen: Pen, space: int = 0) -> Para:
    return Para((pen.name(name),), lead=(Piece(f"{kind_glyph(name.kind)} ", ink_of(name.kind)),), space=space)


def _directly(title: str, found: Sequence[Met], pen: Pen) -> list[Para]:
    paras = [heading(title, how_often(found))]
    for number, met in enumerate(found[:_SHOWN]):
        below = joined(("told in ", pen.story(met.story, "soft")), "", "faint")
        paras += [Para(met_facts(met, pen), space=1 if number else 0), Para(below, lead=(Piece("  "),))]
    if len(found) > _SHOWN:
        paras.append(Para((Piece(f"and {len(found) - _SHOWN} earlier ones", "faint"),), space=1))
    return paras


def _named(path: PathPage, pen: Pen) -> list[Para]:
    paras = [heading("Named together", f"in {counted(path.stories, 'story', 'stories')}")]
    for number, item in enumerate(path.named[:_SHOWN]):
        first, *others = evidence_paras(item, pen, "")
        paras += [Para(first.pieces, space=1 if number else 0), *others]
    if path.stories > _SHOWN:
        paras.append(Para((Piece(f"and in {path.stories - _SHOWN} older ones", "faint"),), space=1))
    return paras
