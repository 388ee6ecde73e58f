"""Everything, an object a line: what stands around it (`schema`, `desk`, `at`) is that of every answer in JSON.

First the stories in full, newest first, then the actors, the places, the events and the questions of the desk.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.desk.extract import DeskExtract
from briefing.export.mentions import mentions
from briefing.model.brief import Actor, Hypothesis, Venue
from briefing.model.views import ActorRow, Story, VenueRow
from briefing.report.data import Data, happening, question
from briefing.report.escapes import as_json
from briefing.report.lists import actor_data, venue_data
from briefing.report.pages.story import data
from briefing.report.shapes import head


def pieces(of: DeskExtract) -> Iterator[str]:
    for kind, values in (
        ("story", (_story(one, of) for one in of.stories())),
        ("actor", (_actor(*one) for one in of.actors())),
        ("venue", (_venue(*one) for one in of.venues())),
        ("event", (happening(one) for _key, one in of.events())),
        ("question", map(question, of.questions())),
    ):
        around = head(f"export/{kind}", of.name, of.today)
        for value in values:
            yield f"{as_json({**around, 'data': value})}\n"


def _story(story: Story, of: DeskExtract) -> Data:
    made = data(story, of.today)
    for written, own in zip(made["questions"], story.brief.questions, strict=True):
        written["hypotheses"] = [_hypothesis(one) for one in own.hypotheses]
    named = [
        {
            "id": one.mention.key, "kind": one.mention.kind, "name": one.name, "block": one.mention.block,
            "start": one.mention.start, "end": one.mention.end, "sentence": one.sentence,
        }
        for one in mentions(story.brief)
    ]  # fmt: skip
    return {**made, "follows": list(story.brief.follows), "mentions": named}


def _hypothesis(one: Hypothesis) -> Data:
    support, against = list(one.support), list(one.against)
    return {"say": one.say, "likelihood": one.likelihood, "support": support, "against": against}


def _actor(row: ActorRow, actor: Actor) -> Data:
    return {
        **actor_data(row), "for": actor.side, "aliases": list(actor.aliases), "note": actor.note,
        "wikidata": actor.wikidata, "is_registered": actor.registered,
    }  # fmt: skip


def _venue(row: VenueRow, venue: Venue) -> Data:
    return {
        **venue_data(row), "mentions": row.mentions, "events": row.events, "aliases": list(venue.aliases),
        "note": venue.note, "geonames": venue.geonames, "wikidata": venue.wikidata, "is_registered": venue.registered,
    }  # fmt: skip
