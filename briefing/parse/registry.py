"""The desk's registry: `actors.yaml` and `places.yaml`, and the files of `actors/` and `places/`, to actors and
venues."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, cast

from briefing.model.brief import Actor, Registry, Venue
from briefing.model.fold import fold
from briefing.model.names import clean, looks_like_id, slug
from briefing.model.problem import Problem
from briefing.model.span import Span
from briefing.model.value import replace
from briefing.parse import slips
from briefing.parse.conflicts import without_conflicts
from briefing.parse.entries import Reader
from briefing.parse.entry import Entry
from briefing.parse.fields import OWNERS, Owner
from briefing.parse.head import read_head
from briefing.parse.inflected import strong_names, tell_repeated
from briefing.parse.nodes import MappingNode, Node, ScalarNode, refuse, text_of
from briefing.parse.registry_name import owner_of
from briefing.parse.split import with_plain_breaks
from briefing.parse.text import decode
from briefing.parse.turned import turned

if TYPE_CHECKING:
    from briefing.parse.nearby import Nearby


def read_registry(files: dict[str, bytes]) -> Registry:
    """Read the registry's files: keys are their names relative to the desk's root. Never raises.

    What is wrong is in `Registry.problems`, and whatever can be read is kept.
    """
    problems: list[Problem] = []
    actors: dict[str, Actor] = {}
    venues: dict[str, Venue] = {}
    places: dict[str, Span] = {}
    entries = _Entries(files)
    for file, data in sorted(files.items()):
        owner = owner_of(file)
        if not owner:
            continue
        for key, entry, span, reader in read_entries(file, data, owner, problems):
            if key in places:
                first = places[key]
                reader.report(slips.KEY_USED_TWICE, span, key=key, place=f"{first.file}:{first.line}")
                if (owner == "registry actor" and key in actors) or (owner == "registry venue" and key in venues):
                    continue
            places.setdefault(key, span)
            entries.files[key] = file
            whole = reader.span(entry.node)
            whole = Span(
                file=file, line=span.line, column=span.column, end_line=whole.end_line, end_column=whole.end_column
            )
            if "forms" in entry.values:
                tell_repeated(entry, reader)
            if owner == "registry actor":
                actors[key] = actor_of(key, entry, whole)
            else:
                venues[key] = venue_of(key, entry, whole)
    former: dict[str, str] = {}
    things: list[Actor | Venue] = [*actors.values(), *venues.values()]
    for thing in things:
        for old in thing.was:
            if old in actors or old in venues:
                at = _place(entries, thing, "was", old)
                problems.append(slips.FORMER_IS_KEY.at(at, former=old, key=thing.key))
            elif old in former and former[old] != thing.key:
                at = _place(entries, thing, "was", old)
                problems.append(slips.FORMER_OF_TWO.at(at, former=old, one=former[old], other=thing.key))
            else:
                former[old] = thing.key
    _sides(actors, former, problems, entries)
    _shared_names(actors, problems, entries)
    _shared_names(venues, problems, entries)
    return Registry(actors, venues, former, tuple(problems))


def read_entries(
    file: str, data: bytes, owner_name: str, problems: list[Problem]
) -> list[tuple[str, Entry, Span, Reader]]:
    """The entries of one file by their ids, with the places of those; what is wrong is added to `problems`."""
    text = without_conflicts(decode(data, file))
    reported = [*text.problems]
    head, refusals, refused = refuse(with_plain_breaks(text.text), file)
    reported += refusals
    reader = Reader(file, reported, refused, text.lines)
    reading = read_head(head, file, frozenset(), reported)
    entries = [] if reading.node is None else _entries(reading.node, reader, owner_name)
    reader.problems = problems  # what the entries mean to each other is told there
    trusted = reading.trusted(reported)
    problems += [*trusted, *turned(text, trusted)]
    return entries


def _entries(node: Node, reader: Reader, owner_name: str) -> list[tuple[str, Entry, Span, Reader]]:
    owner = OWNERS[owner_name]
    result = []
    for key_node, value_node in chain(_pairs(node, reader, owner), reader.nested):
        if not isinstance(key_node, ScalarNode):
            reader.report(slips.ID_NO_WORD, key_node)
            continue
        key = clean(text_of(key_node)).strip()
        if key.startswith("x-"):
            continue
        if not looks_like_id(key):
            from briefing.parse.wrong import id_meant

            reader.report(slips.NO_ID, key_node, fix=id_meant(key), text=key)
            key = slug(key)
        if reader.was_refused(value_node):
            continue
        if isinstance(value_node, ScalarNode) and not value_node.value.strip():
            reader.report(slips.ENTRY_NO_NAME, key_node, key=key)
            continue
        entry = reader.entry(value_node, owner)
        if entry is not None:
            result.append((key, entry, reader.span(key_node), reader))
    return result


def _pairs(node: Node, reader: Reader, owner: Owner) -> list[tuple[Node, Node]]:
    """The ids and entries of a registry, of whatever shape it is."""
    if isinstance(node, MappingNode) and (kept := _without_brief(node, reader)) is not node.value:
        return kept
    from briefing.parse.registry_shape import is_odd, straightened

    return straightened(node, reader, owner) if is_odd(node, owner) else node.value


def _without_brief(node: MappingNode, reader: Reader) -> list[tuple[Node, Node]]:
    """The entries of a registry; without the keys of a brief, told once, where one was saved by the registry's name."""
    for key, value in node.value:
        if isinstance(key, ScalarNode) and isinstance(value, ScalarNode) and text_of(key) in ("title", "body"):
            file = reader.file.rpartition("/")[2]
            reader.report(slips.BRIEF_AS_REGISTRY, key, file=file)
            own = OWNERS["brief"].fields
            return [pair for pair in node.value if not (isinstance(pair[0], ScalarNode) and text_of(pair[0]) in own)]
    return cast("list[tuple[Node, Node]]", node.value)


def actor_of(key: str, entry: Entry, span: Span) -> Actor:
    """An entry of `actors.yaml` as an actor."""
    text = entry.text
    return Actor(
        key=key,
        name=text("name") or key,
        span=span,
        kind=text("kind"),
        role="",
        side=text("for"),
        position=text("position"),
        country=text("country"),
        aliases=entry.texts("aliases"),
        weak=entry.texts("weak"),
        forms=entry.texts("forms"),
        wikidata=text("wikidata"),
        note=text("note"),
        was=entry.texts("was"),
        registered=True,
        by_surname=entry.values.get("weak") != [],
    )


def venue_of(key: str, entry: Entry, span: Span) -> Venue:
    """An entry of `places.yaml` as a venue."""
    text = entry.text
    return Venue(
        key=key,
        name=text("name") or key,
        span=span,
        kind=text("kind"),
        role="",
        country=text("country"),
        lat=cast("float | None", entry.values.get("lat")),
        lon=cast("float | None", entry.values.get("lon")),
        aliases=entry.texts("aliases"),
        weak=entry.texts("weak"),
        forms=entry.texts("forms"),
        geonames=text("geonames"),
        wikidata=text("wikidata"),
        note=text("note"),
        was=entry.texts("was"),
        registered=True,
    )


class _Entries:
    """The entries as they were read, for the few of which something is told: all nodes of a large registry would take
    five times the room of what they say. Read anew when they are asked for."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files: dict[str, str] = {}
        """The file of each id."""
        self._data = files
        self._read: dict[str, dict[str, tuple[Entry, Reader]]] = {}

    def __getitem__(self, key: str) -> tuple[Entry, Reader]:
        file = self.files[key]
        if file not in self._read:
            found = read_entries(file, self._data[file], owner_of(file), [])
            self._read[file] = {key: (entry, reader) for key, entry, _span, reader in found}
        return self._read[file][key]


def _place(entries: _Entries, thing: Actor | Venue, key: str, value: str) -> Span:
    """Where a value of an entry stands; the entry where it is not found."""
    entry, reader = entries[thing.key]
    values, nodes = entry.values.get(key), entry.nodes.get(key)
    pairs = zip(values, nodes, strict=True) if isinstance(values, list) and nodes else [(values, nodes)]
    return next((reader.span(node) for one, node in pairs if one and node and fold(one) == fold(value)), thing.span)


def _sides(actors: dict[str, Actor], former: dict[str, str], problems: list[Problem], entries: _Entries) -> None:
    by_name: dict[str, str] = {}
    nearby: Nearby | None = None
    for actor in actors.values():
        if actor.side and actor.side not in actors:
            if not by_name:
                by_name = {fold(other.name): other.key for other in actors.values()}
            found = former.get(actor.side) or by_name.get(fold(actor.side), "")
            if found:
                actors[actor.key] = replace(actor, side=found)
            else:
                from briefing.parse.nearby import meant, of_registry

                nearby = nearby or of_registry(Registry(actors))
                guess = meant(actor.side, ("actor",), [nearby])
                at = _place(entries, actor, "for", actor.side)
                tail = f"; did you mean `{guess}`?" if guess else ""
                fix = guess if at != actor.span else ""
                problems.append(slips.NO_SIDE.at(at, fix, side=actor.side, tail=tail))


def _shared_names(things: dict[str, Actor] | dict[str, Venue], problems: list[Problem], entries: _Entries) -> None:
    seen: dict[str, Actor | Venue] = {}
    for thing in things.values():
        for name in dict.fromkeys(fold(name) for name in strong_names(thing)):
            other = seen.setdefault(name, thing)
            if other is not thing and other.kind == thing.kind:
                places = (_place(entries, thing, key, name) for key in ("name", "aliases", "forms"))
                at = next((place for place in places if place != thing.span), thing.span)
                problems.append(slips.NAME_SHARED.at(at, one=thing.key, other=other.key, name=name))
