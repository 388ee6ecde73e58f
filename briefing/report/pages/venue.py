"""A place in print: where it is, what happened there, who was there, where it is named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefing.model.body import Block, Run
from briefing.model.countries import country_name
from briefing.model.geo import Point, coordinates
from briefing.model.nouns import counted
from briefing.model.views import VenuePage
from briefing.report.blocks import ident, para, section, title
from briefing.report.data import Data, happening, named
from briefing.report.data import question as question_data
from briefing.report.pages.parts import appearance_data, appearance_items, event_item, name_item, question_item


def blocks(page: VenuePage, today: date) -> Iterator[Block]:
    venue = page.venue
    where = "" if venue.lat is None or venue.lon is None else coordinates(Point(venue.lat, venue.lon))
    yield from title(venue.name, venue.kind, country_name(venue.country), where, ident(venue.key))
    if venue.aliases:
        yield para(Run("also ", "d"), ", ".join(venue.aliases))
    if venue.note:
        yield para(venue.note)
    yield from section("What happened here", [event_item(one, today) for one in page.events])
    yield from section("Who was there", [name_item(one.other, counted(one.events, "event")) for one in page.there])
    absent = [name_item(one.other, counted(one.stories, "story", "stories")) for one in page.absent]
    yield from section("Named with it", absent)
    yield from section("Named in", appearance_items(page.appearances))
    yield from section("Questions", [question_item(row, today) for row in page.questions])


def data(page: VenuePage, today: date) -> Data:
    venue = page.venue
    return {
        "id": venue.key,
        "name": venue.name,
        "kind": venue.kind,
        "country": venue.country,
        "lat": venue.lat,
        "lon": venue.lon,
        "aliases": list(venue.aliases),
        "note": venue.note,
        "geonames": venue.geonames,
        "wikidata": venue.wikidata,
        "events": [happening(one) for one in page.events],
        "there": [{"other": named(one.other), "events": one.events} for one in page.there],
        "people": [{"other": named(one.other), "stories": one.stories} for one in page.people],
        "stories": [appearance_data(one) for one in page.appearances],
        "questions": [question_data(row) for row in page.questions],
    }
