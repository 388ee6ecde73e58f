"""Entities of FollowTheMoney, one a line as JSON: persons, organisations, companies, public bodies, addresses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from briefing.desk.people.record import Draft, Passed, Record, cleaned, source_id

_KINDS = {
    "Person": "person", "Organization": "organisation", "Company": "organisation", "PublicBody": "organisation",
    "LegalEntity": "",
}  # fmt: skip
"""The kind of each schema; a legal entity may be anybody."""
_ADDRESS = "Address"
_LONGEST = 16 * 1024 * 1024  # bytes of a line; of a longer one no more is held
_MANY_OF = {"aliases": ("name", "alias", "previousName"), "weak": ("weakAlias",)}
"""The properties that give names beside the first."""
_ONE_OF = {
    "country": ("country", "nationality", "citizenship", "jurisdiction", "mainCountry"), "position": ("position",),
    "wikidata": ("wikidataId",), "x-born": ("birthDate",), "x-url": ("website",),
}  # fmt: skip
_WANTED = frozenset("firstName lastName topics city full street latitude longitude".split()).union(
    *_MANY_OF.values(), *_ONE_OF.values()
)

Properties = dict[str, list[str]]


def looks_like_ftm(head: bytes) -> bool:
    """Whether a file begins as a line of an entity."""
    line = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:65_536]
    return line.startswith(b"{") and b'"schema"' in line and b'"properties"' in line


def records(stream: BinaryIO) -> Iterator[Record | Passed]:
    """What each line tells; never more than one line is held. A schema that is none of ours gives a `Passed` of its
    name."""
    cities: set[str] = set()
    number = 0
    while line := stream.readline(_LONGEST):
        number += 1
        if not line.endswith(b"\n") and len(line) == _LONGEST:
            while (rest := stream.readline(_LONGEST)) and not rest.endswith(b"\n"):
                pass
            yield Passed(number, "a line of more than 16 MB")
            continue
        text = line.decode("utf-8-sig" if number == 1 else "utf-8", "replace").strip()
        if not text:
            continue
        found = _record(number, text)
        if isinstance(found, Record) and found.id.startswith(_CITY):
            if found.id in cities:
                continue
            cities.add(found.id)
        yield found


def _record(number: int, line: str) -> Record | Passed:
    try:
        entity = json.loads(line)
    except (ValueError, RecursionError):
        return Passed(number, "no JSON")
    if not isinstance(entity, dict) or not isinstance(schema := entity.get("schema"), str):
        return Passed(number, "no entity of FollowTheMoney")
    if schema != _ADDRESS and schema not in _KINDS:
        return Passed(number, f"of another kind: {cleaned(schema)[:40] or 'none'}")
    given = entity.get("properties")
    properties: Properties = {}
    if isinstance(given, dict):
        properties = {name: texts for name in _WANTED & given.keys() if (texts := _texts(given[name]))}
    key = entity.get("id")
    id_ = source_id(key) if isinstance(key, str) else ""
    if schema == _ADDRESS:
        return _place(number, id_, properties)
    return _actor(number, id_, _KINDS[schema], properties, _texts(entity.get("caption")))


def _actor(number: int, id_: str, kind: str, properties: Properties, caption: list[str]) -> Record | Passed:
    draft = Draft(number)
    draft.id = id_
    names = properties.get("name", [])
    first = next((one for one in caption if one in names), "")
    parts = [*properties.get("firstName", [])[:1], *properties.get("lastName", [])[:1]]
    for name in (first, *names, " ".join(parts), *caption):
        draft.put("name", name)
    draft.put("kind", kind)
    for target, keys in _MANY_OF.items():
        draft.add(target, [text for key in keys for text in properties.get(key, [])])
    for target, keys in _ONE_OF.items():
        for text in [text for key in keys for text in properties.get(key, [])]:
            draft.put(target, text)
    draft.put("wikidata", id_) if _is_item(id_) else None
    draft.add("x-topics", properties.get("topics", []))
    return draft.done()


def _place(number: int, id_: str, properties: Properties) -> Record | Passed:
    """An address as a venue: of its own name, else its city, of which many addresses are one; else a point with the
    whole address for its name."""
    draft = Draft(number, "venue")
    first = {key: texts[0] for key, texts in properties.items()}
    for key in ("country",):
        draft.put(key, first.get(key, ""))
    has_point = "latitude" in first and "longitude" in first
    if "name" in first:
        draft.put("name", first["name"])
    elif city := cleaned(first.get("city", "")):
        draft.put("name", city)
        draft.put("kind", "city")
        id_ = source_id(f"{_CITY}{draft.text('country')}/{''.join(city.casefold().split())}")
    elif has_point:
        draft.put("name", first.get("full") or first.get("street", ""))
    else:
        return Passed(number, "an address without a city and without coordinates")
    draft.id = id_
    if has_point:
        draft.put("lat", first["latitude"])
        draft.put("lon", first["longitude"])
    draft.add("aliases", properties.get("alias", []))
    return draft.done()


_CITY = "city/"
"""How the id begins that all addresses of one city share."""


def _is_item(text: str) -> bool:
    return text[:1] == "Q" and text[1:].isdecimal() and text.isascii()


def _texts(value: object) -> list[str]:
    """The texts of a property, which should be a list of them."""
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str) and one.strip()]
