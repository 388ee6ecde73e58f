"""The format as a JSON Schema, made from the table of `parse/fields.py`: for editors and for stock tools.

Such tools let YAML give values a type before a schema sees them, where briefing reads every value as text: `2025` is a
number there, `true` a truth value and `null` nothing at all. So the schema takes every type that stock YAML 1.2 can
make of what briefing accepts, and where it can't tell, it is the more generous of the two: it knows nothing of
references (B2) and of what an editor would say (B3), nor how many days a month has. Two spellings alone are narrower
here: white space around one of a few words (`status: " open "`), and an invisible character inside a value that has a
pattern.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from briefing.check.reference import hover
from briefing.check.topics import of_row
from briefing.model.brief import Actor, Registry, Venue
from briefing.model.countries import COUNTRIES
from briefing.model.names import ID
from briefing.model.nouns import an
from briefing.model.when import PARTS, SEASONS, ZONE
from briefing.parse.fields import FIELDS, OWNERS, Field, Owner
from briefing.parse.nodes import MappingNode, Node, SequenceNode, compose, text_of

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALARS = ("string", "number", "boolean", "null")

_BEGINNINGS = {
    "actor": ("name", "kind", "role"),
    "venue": ("name", "kind", "country"),
    "event": ("id", "name", "when", "where", "status"),
    "question": ("id", "ask", "due"),
}
"""The keys that an editor puts in for a new entry."""


def schema(registry: Registry | None = None) -> Schema:
    """The JSON Schema (draft 2020-12) of a brief in YAML, as plain values for `json.dump`.

    `$defs` has one for each kind of entry and of value. With a `registry` its ids are offered where they may stand,
    with the names; others stay valid, for a brief may bring new actors and name its own. Nothing that an editor offers
    decides what is valid. Keywords that are not JSON Schema's (`defaultSnippets`, `enumDescriptions`, `errorMessage`,
    `markdownDescription`, `patternErrorMessage`) are those of yaml-language-server, and ignored elsewhere.
    """
    offered = {"country": _offer(COUNTRIES.items())}
    if registry is not None:
        offered["actor"] = _offer_things(registry.actors)
        offered["venue"] = _offer_things(registry.venues)
    offered = {name: offer for name, offer in offered.items() if offer}
    entries = dict.fromkeys(row.of for row in FIELDS if row.of)
    return {
        "$schema": DIALECT,
        "title": "brief",
        "description": "A news brief, written by hand: its actors, venues, events and open questions, and its text.",
        "type": "object",
        **_keys(OWNERS["brief"], offered),
        "$defs": {
            **{name: _entry(OWNERS[name], offered) for name in entries},
            **_values(),
            **{f"known-{name}": offer for name, offer in offered.items()},
        },
    }


# entries and their keys


def _entry(owner: Owner, offered: Mapping[str, Schema]) -> Schema:
    """A string or keys and values in one schema: of alternatives, editors can't say which one the author meant."""
    registered = owner.name in _REGISTERED
    either: Schema = {"if": {"not": {"required": ["name"]}}, "then": {"required": ["id"]}} if registered else {}
    noun = an(owner.noun)
    return {
        "title": owner.noun,
        "description": f"As plain text, the {'id or the ' * registered}`{owner.bare}` of {noun}.",
        **_taking(*_SCALARS, "object", says=f"{noun} is a text, or keys and values", **either),
        "pattern": r"\S",
        **_keys(owner, offered),
        **_TOGETHER.get(owner.name, {}),
        **_offering([owner.name], offered),
        **_beginning(owner),
    }


def _beginning(owner: Owner) -> Schema:
    """A new entry to be filled in: the cursor stops at each value in turn, with its words where it has some."""
    rows = [owner.fields[key] for key in _BEGINNINGS.get(owner.name, ())]
    body = {
        row.key: f"${{{stop}|{','.join(row.choices)}|}}" if row.choices else f"${{{stop}:{row.example}}}"
        for stop, row in enumerate(rows, 1)
    }
    return {"defaultSnippets": [{"label": f"new {owner.name}", "body": body}]} if body else {}


_REGISTERED = ("actor", "venue")
"""What the registry may hold: an entry is told by its id or by its name."""

_TOGETHER: dict[str, Schema] = {
    "venue": {"dependentRequired": {"lat": ["lon"], "lon": ["lat"]}},
    "claim": {"dependentSchemas": {"confidence": {"properties": {"likelihood": False}}}},
}
"""Keys that need one another, and keys that exclude one another."""


def _keys(owner: Owner, offered: Mapping[str, Schema]) -> Schema:
    keys: Schema = {
        "properties": {row.key: _property(row, offered) for row in owner.fields.values()},
        "patternProperties": {"^x-": {}},
        "additionalProperties": False,
    }
    return {**keys, "required": list(owner.required)} if owner.required else keys


def _property(row: Field, offered: Mapping[str, Schema]) -> Schema:
    help_: Schema = {"description": row.help, "markdownDescription": hover(row)}
    if row.kind == "body":
        # The table's `|` is how a text begins, and no text: so an editor puts it in. It does that with the key only
        # where no `$ref` stands beside the snippet.
        return {**help_, **_text(), "defaultSnippets": [{"label": "| text", "body": "|\n  $1"}]}
    help_["examples"] = [_example(row)]
    if row.kind == "overrides":
        target = {"$ref": "#/$defs/reference", "examples": ["none"], **_offering(("actor", "venue"), offered)}
        return {**help_, "type": "object", "additionalProperties": target}
    if not row.many:
        return {**help_, **_value(row, offered)}
    if row.key == "follows":
        return {**help_, **_taking(*_SCALARS, "array"), "pattern": r"\S", "items": _value(row, offered)}
    says = f"`{row.key}` is a list; put it in brackets or behind dashes"
    return {**help_, "type": "array", "errorMessage": says, "items": _value(row, offered)}


def _value(row: Field, offered: Mapping[str, Schema]) -> Schema:
    if row.kind == "choice":
        means = [f"{word.sign} {word.means}".strip().replace("`", "") for word in of_row(row).words]
        return {"type": "string", "enum": list(row.choices), "enumDescriptions": means}
    if row.kind == "entry":
        return {"$ref": f"#/$defs/{row.of}"}
    names = [row.owner] if row.kind == "id" else ["country"] if row.kind == "country" else row.refers
    return {"$ref": f"#/$defs/{row.kind}", **_offering(names, offered)}


def _example(row: Field) -> Any:
    """The table's example as stock YAML would read it where it stands."""
    if row.kind in ("latitude", "longitude"):
        return float(row.example)
    if row.kind == "geonames":
        return int(row.example)
    node = compose(row.example)[0] if row.example[0] in "[{" else None
    value = row.example if node is None else _plain(node)
    return [value] if row.many and row.key != "follows" and not isinstance(value, list) else value


def _plain(node: Node) -> Any:
    if isinstance(node, SequenceNode):
        return [_plain(item) for item in node.value]
    if isinstance(node, MappingNode):
        return {text_of(key): _plain(value) for key, value in node.value}
    return text_of(node)


# values


def _values() -> dict[str, Schema]:
    """The kinds of single values that are more than a choice of words, by their names in the table."""
    return {
        "text": _text(),
        "reference": _text(),
        "id": {
            **_taking(*_SCALARS, says="an id belongs here"),
            **_written(ID.pattern, "ids are lower-case words joined by dashes"),
        },
        "when": {
            "type": ["string", "integer"],
            "minimum": 1,
            "maximum": 9999,
            **_written(_when(), "no date; write it like 2025-05-15, 2025-05 or `late June 2025`"),
        },
        "url": {
            "type": "string",
            **_written(r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#]+\S*", "an address begins with https:// or http://"),
        },
        "country": {
            "type": "string",
            **_written(r"[A-Z]{2}|x-[a-z0-9-]+", "no country code of ISO 3166-1 (two capital letters, or `x-…`)"),
        },
        "latitude": _degrees(90),
        "longitude": _degrees(180),
        "wikidata": {
            "type": "string",
            **_written("Q[1-9][0-9]{0,11}", "no Wikidata item; one looks like Q406"),
        },
        "geonames": {
            "type": ["integer", "string"],
            "minimum": 1,
            "maximum": 9999999999,
            **_written("[1-9][0-9]{0,9}", "no GeoNames number; one looks like 745044"),
        },
    }


def _text() -> Schema:
    return {**_taking(*_SCALARS, says="a single text belongs here"), "pattern": r"\S"}


def _taking(*types: str, says: str = "", **also: Any) -> Schema:
    """These types, said behind a condition that always holds: editors offer `true`, `false` and `null` as values
    wherever they see that those are allowed, and nobody wants to write them.
    """
    allowed: Schema = {"type": list(types), **({"errorMessage": says} if says else {}), **also}
    return {"if": True, "then": allowed}


def _written(pattern: str, otherwise: str) -> Schema:
    """Text that is wholly of a pattern; a block scalar brings a line feed with it."""
    return {"pattern": rf"^\s*(?:{pattern})\s*$", "patternErrorMessage": otherwise}


def _degrees(limit: int) -> Schema:
    otherwise = "no number of degrees; write it like 41.0082"
    return {
        "type": ["number", "string"],
        "minimum": -limit,
        "maximum": limit,
        **_written(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,12})?", otherwise),
    }


def _when() -> str:
    """The spellings of a date; of a word's year only that it has four signs, for its digits may be of any script."""
    parts, seasons = ("|".join(map(_any_case, words)) for words in (PARTS, SEASONS))
    clock = rf"[0-9]{{2}}(?::[0-9]{{2}}(?::[0-9]{{2}}(?:[.,][0-9]+)?)?)?(?: ?(?:{ZONE}))?"
    numeric = rf"[0-9]{{4}}(?:-[0-9]{{2}}(?:-[0-9]{{2}}(?:[Tt ]{clock})?)?)?"
    basic = rf"[0-9]{{8}}[Tt][0-9]{{2,6}}(?:[.,][0-9]+)?(?:{ZONE})?"
    week = "[0-9]{4}-?[Ww][0-9]{2}(?:-?[1-7])?"
    day = "(?:[A-Za-z]{3}, *)?[0-9]{1,2} +[A-Za-z]{3} +[0-9]{4}"
    mail = rf"{day} +[0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}})? +[-+0-9A-Z]+(?: +\([^()]*\))?"
    words = rf"(?:{parts})\s+[A-Za-z]+\s+\S{{4}}|(?:{seasons})\s+\S{{4}}"
    one = rf"(?:{numeric}|{basic}|{week}|{mail}|{words})(?:\s*~)*"
    return rf"{one}(?:\s*/\s*{one})?"


def _any_case(word: str) -> str:
    """The word's pattern in either case: JSON Schema's regular expressions have no flags."""
    return "".join(f"[{letter.upper()}{letter.lower()}]" for letter in word)


# what an editor offers


def _offer_things(things: Mapping[str, Actor] | Mapping[str, Venue]) -> Schema:
    return _offer((key, _about(thing)) for key, thing in things.items())


def _about(thing: Actor | Venue) -> str:
    what = (thing.position if isinstance(thing, Actor) else "") or thing.kind
    return ", ".join(dict.fromkeys(part for part in (thing.name, what, COUNTRIES.get(thing.country, "")) if part))


def _offer(items: Iterable[tuple[str, str]]) -> Schema:
    """Values with what they mean; nothing for nothing.

    One `const` each, and not one `enum`: on a value, an editor shows what the first means, and of the other the whole
    list. No titles, or it would offer each of them twice in brackets.
    """
    one_each = [{"const": value, "description": meaning} for value, meaning in items]
    return {"anyOf": one_each} if one_each else {}


def _offering(names: Iterable[str], offered: Mapping[str, Schema]) -> Schema:
    """Completes what is known of these kinds, and takes anything."""
    known = [{"$ref": f"#/$defs/known-{name}"} for name in names if name in offered]
    return {"anyOf": [*known, True]} if known else {}
