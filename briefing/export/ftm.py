"""Entities of FollowTheMoney, one a line as JSON: who (`Person`, `Organization`, `PublicBody` for a state,
`LegalEntity` where it is not said), where (`Address`), what happened (`Event`), the stories (`Article`), who had which
role in which (`Documentation`) and who acts for whom (`Representation`).

An id is made of the desk's name and the id there, so it stays the same as long as these do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha1

from briefing.desk.extract import DeskExtract
from briefing.export.dates import parts
from briefing.model.brief import Actor, Venue
from briefing.model.names import looks_like_id, one_line, slug
from briefing.model.views import ActorRow, Happening, Story, VenueRow
from briefing.report import markdown
from briefing.report.data import Data
from briefing.report.escapes import as_json

SCHEMATA = {"person": "Person", "organisation": "Organization", "state": "PublicBody", "group": "Organization"}
"""What each kind of actor is there."""
_LONGEST = 200  # characters of an id


def pieces(of: DeskExtract) -> Iterator[str]:
    ids = _Ids(of.name)
    for entities in (
        (_actor(*one, ids) for one in of.actors()),
        (_venue(*one, ids) for one in of.venues()),
        (_event(*one, ids) for one in of.events()),
        (entity for story in of.stories() for entity in _story(story, ids)),
    ):
        for entity in entities:
            yield f"{as_json(entity)}\n"


class _Ids:
    """The ids of entities: as they are on the desk where FollowTheMoney takes them, else a digest."""

    def __init__(self, desk: str) -> None:
        self._desk = slug(one_line(desk))

    def of(self, kind: str, *keys: str) -> str:
        text = "-".join((self._desk, kind, *keys))
        if len(text) <= _LONGEST and "_" not in text and looks_like_id(text):
            return text
        return f"{kind}-{sha1(chr(0).join((self._desk, kind, *keys)).encode('utf-8', 'replace')).hexdigest()}"


def _entity(id_: str, schema: str, caption: str, properties: dict[str, Iterable[str]]) -> Data:
    """An entity with the values that there are of its properties, each once."""
    given = {name: list(dict.fromkeys(filter(None, values))) for name, values in properties.items()}
    said = {name: values for name, values in given.items() if values}
    return {"id": id_, "schema": schema, "caption": caption, "properties": said}


def _actor(row: ActorRow, actor: Actor, ids: _Ids) -> Data:
    schema = SCHEMATA.get(row.kind, "LegalEntity")
    properties: dict[str, Iterable[str]] = {
        "name": [row.name], "alias": actor.aliases, "weakAlias": actor.weak, "country": [row.country.lower()],
        "wikidataId": [actor.wikidata], "notes": [actor.note],
    }  # fmt: skip
    if schema == "Person":
        properties["position"] = [row.position]
    return _entity(ids.of("actor", row.key), schema, row.name, properties)


def _venue(row: VenueRow, venue: Venue, ids: _Ids) -> Data:
    latitude, longitude = ([str(row.point.lat)], [str(row.point.lon)]) if row.point else ([], [])
    properties: dict[str, Iterable[str]] = {
        "name": [row.name], "full": [row.name], "alias": venue.aliases, "country": [row.country.lower()],
        "latitude": latitude, "longitude": longitude, "wikidataId": [venue.wikidata], "notes": [venue.note],
    }  # fmt: skip
    return _entity(ids.of("venue", row.key), "Address", row.name, properties)


def _event(key: str, one: Happening, ids: _Ids) -> Data:
    event, when = one.event, one.event.when
    properties: dict[str, Iterable[str]] = {
        "name": [event.name],
        "involved": [ids.of("actor", name.key) for name in one.who],
        "proof": [ids.of("story", one.story.id)],
        "summary": [", ".join(filter(None, (when.display() if when else "", event.status, event.mode)))],
    }
    if one.where:
        properties |= {"location": [one.where.name], "addressEntity": [ids.of("venue", one.where.key)]}
    if when and when.is_day:
        properties["date"] = [parts(when)]
    elif when:
        properties |= {"startDate": [when.first.isoformat()], "endDate": [when.last.isoformat()]}
    return _entity(ids.of("event", *key.split("#", 1)), "Event", event.name, properties)


def _story(story: Story, ids: _Ids) -> Iterator[Data]:
    brief = story.brief
    own = ids.of("story", brief.id)
    properties: dict[str, Iterable[str]] = {
        "title": [brief.title], "summary": [brief.summary], "keywords": brief.tags, "fileName": [brief.file],
        "publishedAt": [parts(brief.date) if brief.date else ""], "sourceUrl": [one.url for one in brief.sources],
        "bodyText": ["\n".join(markdown.lines(brief.blocks))],
    }  # fmt: skip
    yield _entity(own, "Article", brief.title, properties)
    for actor in brief.actors:
        who = ids.of("actor", actor.key)
        properties = {"entity": [who], "document": [own], "role": [actor.role]}
        yield _entity(ids.of("role", brief.id, actor.key), "Documentation", actor.role or actor.name, properties)
        if actor.side and actor.side in story.names:
            properties = {"agent": [who], "client": [ids.of("actor", actor.side)], "role": [actor.role], "proof": [own]}
            yield _entity(ids.of("side", brief.id, actor.key), "Representation", actor.role or actor.name, properties)
