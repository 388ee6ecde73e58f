"""How two actors are connected, in print."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefing.model.body import Block
from briefing.model.views import Met, Name, PathPage
from briefing.report.blocks import facts_of, ident, item, para, title, with_facts
from briefing.report.data import Data, day, linked, named
from briefing.report.pages.parts import evidence_data, evidence_lines
from briefing.report.words import shown


def path_fact(path: PathPage) -> str:
    """How far apart two actors are, in a sentence."""
    if path.one.key == path.other.key:
        return "These are one and the same."
    if not path.steps:
        return "Nothing on this desk connects them: no chain of meetings, and no chain of stories."
    steps = len(path.steps)
    if not path.is_of_meetings:
        if steps > 1:
            return f"No chain of meetings connects them, but a chain of {steps} stories."
        named = "one story names" if path.stories == 1 else f"{path.stories} stories name"
        return f"No chain of meetings connects them, but {named} both."
    if steps == 1:
        return f"They met: {len(path.met)} meeting{'' if len(path.met) == 1 else 's'} on this desk."
    if steps == 2:
        return f"They did not meet on this desk, but {path.steps[0].other.name} met both."
    return f"They did not meet on this desk; {steps - 1} stand between them."


def blocks(path: PathPage, today: date) -> Iterator[Block]:
    """The two, what ties them in a sentence, then the chain step by step."""
    yield from title(f"{path.one.name} and {path.other.name}")
    yield para(path_fact(path))
    if path.steps:
        yield _person(path.one)
    for step in path.steps:
        if step.met:
            met = step.met
            facts = facts_of(met.event, shown(met.when), met.where.name if met.where else "", aside=False)
            yield item(*facts, below=[facts_of(met.story.title, ident(met.story.id))], marker="->")
        elif step.named:
            first, *quote = evidence_lines(step.named)
            yield item("both in: ", *first, below=quote, marker="->")
        yield _person(step.other)


def data(path: PathPage, today: date) -> Data:
    return {
        "one": named(path.one),
        "other": named(path.other),
        "steps": [
            {
                "from": named(step.one),
                "to": named(step.other),
                "met": _met(step.met) if step.met else None,
                "named": evidence_data(step.named) if step.named else None,
            }
            for step in path.steps
        ],
        "met": [_met(one) for one in path.met],
        "stories": path.stories,
    }


def _person(name: Name) -> Block:
    return para(*with_facts(name.name, facts=[ident(name.key)]))


def _met(met: Met) -> Data:
    return {"event": met.event, "when": day(met.when), "where": named(met.where), "story": linked(met.story)}
