"""A story in print: title, facts, text, then what it asks, when things happen, where it comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from briefing.model.body import Block, Run
from briefing.model.brief import EVENT_MODES, Actor
from briefing.model.names import one_line
from briefing.model.value import replace
from briefing.model.views import Happening, Name, Story, StoryLink
from briefing.report import markdown
from briefing.report.blocks import facts_of, ident, item, para, section, title, with_facts
from briefing.report.data import Data, account_data, day, linked
from briefing.report.data import question as question_data
from briefing.report.pages.parts import event_item, question_item, story_item
from briefing.report.words import cast, shown, with_side


def blocks(story: Story, today: date) -> Iterator[Block]:
    brief = story.brief
    length = f"{brief.minutes} min" if brief.words else ""
    yield from title(brief.title, shown(brief.date), brief.status, length, ident(brief.id))
    if problem := story.line_problem:
        place = f"{one_line(problem.span.file)}:{problem.span.line}"
        yield para(Run(f"! {place}", "b"), f"  {problem.message}")
    if brief.summary:
        yield para(Run(brief.summary, "i"))
    yield from _body(story)
    for heading, actors in cast(brief.actors, lambda actor: actor.kind):
        yield from section(heading, [_actor(one, story) for one in actors])
    yield from section(
        "Places", [item(*with_facts(one.name, facts=(one.role, ident(one.key)))) for one in brief.venues]
    )
    rows = [story.row(one) for one in sorted(brief.questions, key=lambda one: not one.is_open)]
    yield from section("Questions", [question_item(row, today, asking=False) for row in rows])
    yield from section("Answered here", [question_item(row, today, answering=False) for row in story.answered_here])
    yield from section("When", _happenings(story, today))
    yield from section("Claims", _claims(story))
    yield from section("Updates", [item(Run(shown(one.at), "d"), "  ", one.note) for one in reversed(brief.updates)])
    yield from section(
        "Sources",
        [
            item(*with_facts(Run(one.name, "l", href=one.url), facts=(one.reliability, shown(one.published))))
            for one in brief.sources
        ],
    )
    yield from section("Tags", [para(", ".join(brief.tags))] if brief.tags else [])
    for key, text in brief.told:
        yield from section(key.capitalize(), [para(text)])
    yield from section("Previously", map(story_item, story.previously))
    yield from section("Since then", map(story_item, story.since))
    yield from section("Linked from", map(story_item, story.linked_from))


def data(story: Story, today: date) -> Data:
    brief = story.brief
    counts = Counter(mention.key for mention in brief.mentions)
    return {
        "id": brief.id,
        "file": brief.file,
        "title": brief.title,
        "date": day(brief.date),
        "status": brief.status,
        "summary": brief.summary,
        "tags": list(brief.tags),
        "words": brief.words,
        "minutes": brief.minutes,
        "body": "\n".join(markdown.lines(_linked(block, story) for block in brief.blocks)),
        "actors": [
            {
                "id": one.key, "name": one.name, "kind": one.kind, "role": one.role, "for": one.side,
                "position": one.position, "country": one.country, "mentions": counts[one.key],
            }
            for one in brief.actors
        ],
        "venues": [
            {
                "id": one.key, "name": one.name, "kind": one.kind, "role": one.role, "country": one.country,
                "lat": one.lat, "lon": one.lon, "mentions": counts[one.key],
            }
            for one in brief.venues
        ],
        "events": [
            {
                "id": one.key, "name": one.name, "when": day(one.when), "where": one.where, "who": list(one.who),
                "status": one.status, "mode": one.mode or EVENT_MODES[0],
                "later": account_data(story.later.get(one.key)),
            }
            for one in brief.events
        ],
        "questions": [
            {**question_data(story.row(one)), "about": list(one.about)} for one in brief.questions
        ],
        "answered_here": [question_data(row) for row in story.answered_here],
        "claims": [
            {
                "id": one.key, "say": one.say, "by": one.by, "about": list(one.about), "source": one.source,
                "confidence": one.confidence, "likelihood": one.likelihood,
            }
            for one in brief.claims
        ],
        "sources": [
            {
                "id": one.key, "name": one.name, "url": one.url, "published": day(one.published),
                "reliability": one.reliability,
            }
            for one in brief.sources
        ],
        "updates": [{"at": day(one.at), "note": one.note} for one in brief.updates],
        **({"told": dict(brief.told)} if brief.told else {}),
        "previously": [linked(link) for link in story.previously],
        "since_then": [linked(link) for link in story.since],
        "linked_from": [linked(link) for link in story.linked_from],
        "problems": [_problem(one) for one in brief.problems],
    }  # fmt: skip


def _problem(problem: Any) -> Data:
    return {
        "code": problem.code, "severity": problem.severity, "message": problem.message, "line": problem.span.line,
        "column": problem.span.column,
    }  # fmt: skip


def _body(story: Story) -> Iterator[Block]:
    """The text, its headings below those of the page."""
    body = story.brief.blocks
    top = min((block.level for block in body if block.kind == "heading"), default=0)
    for block in body:
        below = replace(block, level=min(6, block.level - top + 3)) if block.kind == "heading" else block
        yield _linked(below, story)


def _linked(block: Block, story: Story) -> Block:
    """A block whose links to stories say where they lead."""
    if not block.rows and not any(run.link for run in block.runs):
        return block
    rows = tuple([tuple([_led(cell, story) for cell in row]) for row in block.rows])
    return replace(block, runs=_led(block.runs, story), rows=rows)


def _led(runs: tuple[Run, ...], story: Story) -> tuple[Run, ...]:
    made = []
    for run in runs:
        if link := story.links.get(run.link):
            text = link.title if run.text == run.link else run.text
            made.append(replace(run, text=text, marks=f"{run.marks}l", link=link.id))
        else:
            made.append(replace(run, link="") if run.link else run)
    return tuple(made)


def _actor(actor: Actor, story: Story) -> Block:
    side = story.names.get(actor.side)
    role = with_side(actor.role, side.name if side else actor.side)
    return item(*with_facts(actor.name, facts=(role, ident(actor.key))))


def _events(story: Story) -> Iterator[Happening]:
    """The events in the order of their days, undated last."""
    here = StoryLink(story.brief.id, story.brief.title, story.brief.date)
    for event in sorted(story.brief.events, key=lambda event: event.when.first if event.when else date.max):
        where = _name(story, event.where) if event.where else None
        yield Happening(event, here, where, tuple([_name(story, key) for key in event.who]))


def _happenings(story: Story, today: date) -> Iterator[Block]:
    for one in _events(story):
        yield event_item(one, today, story.later.get(one.event.key), has_story=False)


def _claims(story: Story) -> Iterator[Block]:
    sources = {source.key: source.name for source in story.brief.sources}
    for claim in story.brief.claims:
        sure = f"{claim.confidence} confidence" if claim.confidence else claim.likelihood
        by = f"by {_name(story, claim.by).name}" if claim.by else ""
        below = facts_of(by, sure, sources.get(claim.source, claim.source))
        yield item(claim.say, below=[below] if below else [])


def _name(story: Story, key: str) -> Name:
    return story.names.get(key) or Name(key, key, "")
