"""A person, a state or a body in print: who they are, whom they met, where they are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from briefing.model.body import Block, Run
from briefing.model.countries import country_name
from briefing.model.nouns import counted
from briefing.model.views import Dossier, Met
from briefing.report.blocks import facts_of, ident, item, para, section, title
from briefing.report.data import Data, happening, named
from briefing.report.data import question as question_data
from briefing.report.pages.parts import (
    appearance_data,
    appearance_items,
    event_item,
    evidence_data,
    evidence_lines,
    met_data,
    name_item,
    question_item,
)
from briefing.report.words import MODES, in_touch, office, shown


def blocks(dossier: Dossier, today: date) -> Iterator[Block]:
    actor = dossier.actor
    side = dossier.side.name if dossier.side else ""
    is_said = side in (country_name(actor.country), actor.name, "")
    facts = (actor.kind, *office(actor.kind, actor.position, actor.country), "" if is_said else f"for {side}")
    yield from title(actor.name, *facts, ident(actor.key))
    if actor.aliases:
        yield para(Run("also ", "d"), ", ".join(actor.aliases))
    if actor.note:
        yield para(actor.note)
    yield from section("Timeline", [event_item(one, today) for one in dossier.events])
    yield from section("Met", _met(dossier.met))
    for heading, several in in_touch(dossier.spoke):
        yield from section(heading, _met(several))
    yield from section("Named in", appearance_items(dossier.appearances))
    yield from section(
        "Named together",
        [
            item(
                one.other.name,
                below=(
                    facts_of(counted(one.stories, "story", "stories"), ident(one.other.key)),
                    *(line for evidence in one.evidence for line in evidence_lines(evidence)),
                ),
            )
            if one.evidence
            else name_item(one.other, counted(one.stories, "story", "stories"))
            for one in dossier.together
        ],
        "in the same story",
    )
    yield from section("Questions", [question_item(row, today) for row in dossier.questions])


def data(dossier: Dossier, today: date) -> Data:
    actor = dossier.actor
    return {
        "id": actor.key,
        "name": actor.name,
        "kind": actor.kind,
        "position": actor.position,
        "country": actor.country,
        "for": named(dossier.side),
        "aliases": list(actor.aliases),
        "note": actor.note,
        "wikidata": actor.wikidata,
        "events": [happening(one) for one in dossier.events],
        "met": [{"other": named(one.other), **met_data(one)} for one in dossier.met],
        "spoke": [{"other": named(one.other), **met_data(one)} for one in dossier.spoke],
        "stories": [appearance_data(one) for one in dossier.appearances],
        "together": [
            {
                "other": named(one.other), "stories": one.stories,
                "evidence": [evidence_data(item) for item in one.evidence],
            }
            for one in dossier.together
        ],
        "questions": [question_data(row) for row in dossier.questions],
    }  # fmt: skip


def _met(found: Iterable[Met]) -> Iterator[Block]:
    """With whom they were how often, most often first."""
    people: dict[str, list[Met]] = {}
    for one in found:
        people.setdefault(one.other.key, []).append(one)
    for meetings in sorted(people.values(), key=lambda met: -len(met)):
        other = meetings[0].other
        below = [
            facts_of(
                shown(one.when),
                one.event,
                MODES.get(one.mode, ""),
                one.where.name if one.where else "",
                ident(one.story.id),
            )
            for one in meetings
        ]
        yield item(other.name, Run(" · ", "d"), ident(other.key), below=below)
