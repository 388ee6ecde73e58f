"""The rows of the tables of a desk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefing.desk.extract import DeskExtract
from briefing.export.columns import TABLES
from briefing.export.mentions import mentions
from briefing.model.brief import EVENT_MODES
from briefing.model.views import Story
from briefing.model.when import When
from briefing.report import markdown

Row = tuple[Any, ...]


_OF_STORIES = ("stories", "mentions", "questions", "claims", "sources")


def rows(of: DeskExtract, wanted: frozenset[str] = frozenset(TABLES)) -> Iterator[tuple[str, Row]]:
    """The rows of some tables, each with the name of its own; the stories are gone through once."""
    if not wanted.isdisjoint(_OF_STORIES):
        for story in of.stories():
            yield from ((table, row) for table, row in _of_story(story) if table in wanted)
    if "people" in wanted:
        for actor, who in of.actors():
            yield "people", (
                actor.key, actor.name, actor.kind, actor.position, actor.country, who.side, who.aliases, who.wikidata,
                who.note, actor.stories, actor.mentions,
            )  # fmt: skip
    if "places" in wanted:
        for venue, where in of.venues():
            yield "places", (
                venue.key, venue.name, venue.kind, venue.country, where.lat, where.lon, where.aliases, where.geonames,
                where.wikidata, where.note, venue.stories, venue.mentions, venue.events,
            )  # fmt: skip
    if "events" in wanted:
        for _key, one in of.events():
            event = one.event
            yield "events", (
                one.story.id, event.key, event.name, *_days(event.when), event.status, event.mode or EVENT_MODES[0],
                event.where, one.where.name if one.where else "", tuple([name.key for name in one.who]),
                tuple([name.name for name in one.who]),
            )  # fmt: skip


def _of_story(story: Story) -> Iterator[tuple[str, Row]]:
    brief = story.brief
    yield "stories", (
        brief.id, brief.file, brief.title, *_days(brief.date), brief.status, brief.summary, brief.tags, brief.follows,
        brief.words, "\n".join(markdown.lines(brief.blocks)),
    )  # fmt: skip
    for named in mentions(brief):
        one = named.mention
        yield "mentions", (brief.id, one.key, one.kind, named.name, named.sentence, one.block, one.start, one.end)
    for question in brief.questions:
        row = story.row(question)
        yield "questions", (
            row.key, brief.id, row.ask, row.status, *_days(row.asked), *_days(row.due), *_days(row.answered),
            row.answer, row.answered_by, question.about,
        )  # fmt: skip
    for claim in brief.claims:
        yield "claims", (
            brief.id, claim.key, claim.say, claim.by, claim.about, claim.source, claim.confidence, claim.likelihood,
        )  # fmt: skip
    for source in brief.sources:
        yield "sources", (
            brief.id, source.key, source.name, source.url, *_days(source.published), source.reliability,
        )  # fmt: skip


def _days(when: When | None) -> Row:
    return (when.text, when.first, when.last) if when else ("", None, None)
