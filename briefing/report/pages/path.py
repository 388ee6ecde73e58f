"""How two actors are connected, in print."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefing.model.body import Block, Run
from briefing.model.views import Met, Name, PathPage
from briefing.report.blocks import facts_of, ident, item, para, section, title, with_facts
from briefing.report.data import Data, named
from briefing.report.pages.parts import evidence_data, evidence_lines, met_data
from briefing.report.words import MODES, how_often, in_touch, shown


def path_fact(path: PathPage) -> str:
    """How far apart two actors are, in a sentence."""
    if path.one.key == path.other.key:
        return "These are one and the same."
    if not path.steps:
        return "Nothing on this desk connects them: no chain of meetings, and no chain of stories."
    steps = len(path.steps)
    if path.is_of_stories:
        if steps > 1:
            return f"No chain of meetings connects them, but a chain of {steps} stories."
        named = "one story names" if path.stories == 1 else f"{path.stories} stories name"
        return f"No chain of meetings connects them, but {named} both."
    if steps == 1:
        both = [*path.met, *path.spoke]
        if path.met:
            return f"They met: {how_often(both)} on this desk."
        return f"They did not meet on this desk, but were in touch: {how_often(both)}."
    between = path.steps[0].other.name
    if not path.is_of_meetings:
        if steps > 2:
            return f"No chain of meetings connects them, but one of {steps} meetings, calls or letters."
        return f"No chain of meetings connects them, but {between} met or was in touch with both."
    apart = "They did not meet on this desk"
    if path.spoke:
        others = f"{between} met both" if steps == 2 else f"{steps - 1} stand between them"
        return f"{apart} but were in touch ({how_often(path.spoke)}); {others}."
    if steps == 2:
        return f"{apart}, but {between} met both."
    return f"{apart}; {steps - 1} stand between them."


def blocks(path: PathPage, today: date) -> Iterator[Block]:
    """The two, what ties them in a sentence, then the chain step by step."""
    yield from title(f"{path.one.name} and {path.other.name}")
    yield para(path_fact(path))
    if path.steps:
        yield _person(path.one)
    for step in path.steps:
        if met := step.met or step.spoke:
            yield item(*_facts(met), below=[_told(met)], marker="->")
        elif step.named:
            first, *quote = evidence_lines(step.named)
            yield item("both in: ", *first, below=quote, marker="->")
        yield _person(step.other)
    shown_above = [step.spoke for step in path.steps]
    for heading, several in in_touch(one for one in path.spoke if one not in shown_above):
        yield from section(heading.removesuffix(" with"), [item(*_facts(one), below=[_told(one)]) for one in several])


def data(path: PathPage, today: date) -> Data:
    return {
        "one": named(path.one),
        "other": named(path.other),
        "steps": [
            {
                "from": named(step.one),
                "to": named(step.other),
                "met": met_data(step.met) if step.met else None,
                "spoke": met_data(step.spoke) if step.spoke else None,
                "named": evidence_data(step.named) if step.named else None,
            }
            for step in path.steps
        ],
        "met": [met_data(one) for one in path.met],
        "spoke": [met_data(one) for one in path.spoke],
        "stories": path.stories,
    }


def _facts(met: Met) -> tuple[Run, ...]:
    where = met.where.name if met.where else ""
    return facts_of(met.event, MODES.get(met.mode, ""), shown(met.when), where, aside=False)


def _told(met: Met) -> tuple[Run, ...]:
    return facts_of(met.story.title, ident(met.story.id))


def _person(name: Name) -> Block:
    return para(*with_facts(name.name, facts=[ident(name.key)]))
