"""One file of a desk to a `Brief`: the pieces put together, and its entries joined with the registry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

from briefing.model.body import Pointer
from briefing.model.brief import (
    Actor,
    Brief,
    Claim,
    Event,
    Hypothesis,
    Question,
    Registry,
    Source,
    Update,
    Venue,
)
from briefing.model.names import clean, fold, looks_like_id, slug, stem
from briefing.model.nouns import an
from briefing.model.problem import Edit, Problem
from briefing.model.span import NOWHERE, Span
from briefing.model.value import replace
from briefing.model.when import When
from briefing.parse import slips
from briefing.parse.blocks import Body
from briefing.parse.entries import Entry, Reader
from briefing.parse.fields import OWNERS, Thing
from briefing.parse.head import read_head
from briefing.parse.inline import Target
from briefing.parse.markdown import read_body
from briefing.parse.names import RegistryNames, link
from briefing.parse.neighbours import Kind
from briefing.parse.nodes import MappingNode, Node, ScalarNode, refuse, text_of
from briefing.parse.references import References
from briefing.parse.split import Line, Split, split, without_conflicts
from briefing.parse.text import Text, decode

_KEYS = frozenset(OWNERS["brief"].fields)
_ROLE = frozenset({"id", "role"})
"""What an entry mostly says of somebody whom the registry knows."""
_NUMBERED: tuple[tuple[str, Thing, str], ...] = (
    ("events", "event", "name"),
    ("questions", "question", "ask"),
    ("claims", "claim", "say"),
    ("sources", "source", "name"),
)
"""Lists whose entries have keys of their own: the list, its kind of thing, and the text that a key is made of."""
_ANYTHING: tuple[Thing, ...] = ("actor", "venue", "event", "question", "claim", "source", "story")


def read_brief(data: bytes, file: str, registry: Registry, names: RegistryNames) -> Brief:
    """Read one file, whatever its bytes are. Never raises.

    `file` is relative to the desk's root, with forward slashes; one that ends in `.md` is Markdown with front matter.
    `names` are `RegistryNames(registry)`. What can't be read is told in `Brief.problems`, in the order of the file.
    """
    return read_text(decode(data, file), registry, names)


def read_text(text: Text, registry: Registry, names: RegistryNames) -> Brief:
    """Read a file that was decoded, like `read_brief`."""
    text = without_conflicts(text)
    return build(*read_entry(text), text, registry, names)


def build(entry: Entry, reader: Reader, parts: Split, text: Text, registry: Registry, names: RegistryNames) -> Brief:
    """The brief that an entry and the text behind it make, its names joined with the registry."""
    return _Builder(entry, reader, text, parts, registry, names).build()


def read_entry(text: Text) -> tuple[Entry, Reader, Split]:
    """What a file says by itself: its entry as written, who read it and told what is wrong, and its two parts."""
    file = text.file
    parts = split(text)
    problems = [*text.problems, *parts.problems]
    head, refusals, refused = refuse(parts.head, file)
    problems += refusals
    reader = Reader(file, problems, refused, text.lines)
    found = read_head(head, file, _KEYS, problems)
    reader.trusted = found.trusted
    reader.meant = _meant(problems, text)
    return _head(found.node, reader, parts, text), reader, parts


def _head(node: Node | None, reader: Reader, parts: Split, text: Text) -> Entry:
    """The brief's own keys; an empty entry if the head has none."""
    owner = OWNERS["brief"]
    if isinstance(node, MappingNode):
        if node.start_mark.column and parts.body is not None and not node.flow_style:
            _indented(node, reader)
        entry = reader.entry(node, owner)
        if entry is not None:
            return entry
    elif node is not None:
        reader.report(slips.BRIEF_NO_KEYS, node)
    elif not reader.problems:
        place = text.span_in_line(0, 0, len(text.lines[0]))
        reader.report(slips.NO_BRIEF, place)
    return Entry(owner, cast(Node, node))


def _indented(node: MappingNode, reader: Reader) -> None:
    """Report keys that are all indented alike, where `body` is not."""
    places = [Span(reader.file, key.start_mark.line + 1, 1, key.start_mark.line + 1, key.start_mark.column + 1)
              for key, _value in node.value]  # fmt: skip
    edits = tuple(Edit(place, "") for place in places)
    reader.report(slips.KEYS_INDENTED, places[0], edits=edits)


def _meant(problems: Iterable[Problem], text: Text) -> set[str]:
    """The keys that the broken lines of a head were to be."""
    lines = {problem.span.line - 1 for problem in problems if slips.is_of_yaml(problem)}
    words = {re.split(r"[^\w-]", text.lines[line].strip(" \t\xa0\"'"))[0] for line in lines if line < len(text.lines)}
    if not lines:
        return set()
    from briefing.model.likeness import nearest

    return {word if word in _KEYS else nearest(word, _KEYS) for word in words}


class _Builder:
    """Holds what the parts of one brief need of each other while it is put together."""

    def __init__(
        self, entry: Entry, reader: Reader, text: Text, parts: Split, registry: Registry, names: RegistryNames
    ) -> None:
        self.entry, self.reader, self.text, self.parts = entry, reader, text, parts
        self.registry, self.names = registry, names
        self.references = References(names, reader, entry.node)
        self.counts: dict[str, dict[str, int]] = {}
        self.given: dict[str, str] = {}

    def build(self) -> Brief:
        entry, references = self.entry, self.references
        actors = self._actors(entry.entries("actors"))
        venues = self._venues(entry.entries("venues"))
        references.listed(actors, venues)
        keys = {row: self._keys(row, kind, entry.entries(row), named) for row, kind, named in _NUMBERED}
        if any(actor.side and actor.side not in self.registry.actors for actor in actors):
            said = {self.reader.span(item.node): item for item in entry.entries("actors")}
            actors = tuple(self._with_side(actor, said.get(actor.span)) for actor in actors)
        events = tuple(map(self._event, entry.entries("events"), keys["events"]))
        questions = tuple(map(self._question, entry.entries("questions"), keys["questions"]))
        claims = tuple(map(self._claim, entry.entries("claims"), keys["claims"]))
        sources = tuple(map(self._source, entry.entries("sources"), keys["sources"]))
        updates = tuple(
            Update(item.values.get("at"), item.text("note"), self.reader.span(item.node))
            for item in entry.entries("updates")
        )
        body = self._body()
        overrides = self._overrides()
        mentions, found = link(body.blocks, body.links, actors, venues, overrides, self.names, self.text)
        self.reader.problems += found
        title_node = entry.nodes.get("title")
        fallback = stem(self.text.file)
        file = self.text.file
        return Brief(
            entry.text("id") or fallback,
            file,
            entry.text("title") or fallback,
            self.text.whole,
            entry.text("summary"),
            entry.values.get("date"),
            entry.text("status"),
            entry.texts("tags"),
            entry.texts("follows"),
            actors,
            venues,
            events,
            questions,
            claims,
            sources,
            updates,
            body.blocks,
            mentions,
            tuple(sorted(self.reader.trusted(self.reader.problems), key=_by_place)),
            NOWHERE if title_node is None else self.reader.span(title_node),
            tuple(self._pointers(body)) if body.links else (),
        )

    # the body

    def _body(self) -> Body:
        lines = self.parts.body
        if lines is not None:
            if "body" in self.entry.nodes:
                self.reader.report(slips.BODY_TWICE, self.entry.values["body"])
        else:
            lines = self._yaml_body()
        if not any(line.text.strip() for line in lines):
            if self.parts.body is not None:
                self.reader.report(slips.BODY_EMPTY, self.parts.place)
            elif self.entry.nodes.get("body") is not None:
                self.reader.report(slips.BODY_EMPTY, self.entry.nodes["body"])
            elif self.entry.values and "body" not in self.reader.meant:
                place = self.text.span_in_line(0, 0, len(self.text.lines[0]))
                self.reader.report(slips.KEY_MISSING, place, an_entry="a brief", key="body")
            return Body()
        return read_body(lines, self.references.target)

    def _yaml_body(self) -> list[Line]:
        """The lines of a body that is an ordinary YAML value, with offsets where its lines stand in the file."""
        node = self.entry.nodes.get("body")
        if node is None:
            return []
        if not isinstance(node, ScalarNode):
            self.reader.report(slips.BODY_NO_TEXT, node)
            return []
        lines = []
        number = min(node.start_mark.line, len(self.text.lines) - 1)
        cursor = self.text.starts[number] + node.start_mark.column
        for line in text_of(node).split("\n"):
            offset = self.text.text.find(line, cursor) if line.strip() else -1
            if offset >= 0:
                number = self.text.line_at(offset)
                cursor = offset + len(line)
            lines.append(Line(line, offset, number + 1))
        return lines

    def _pointers(self, body: Body) -> Iterator[Pointer]:
        """The explicit links that lead to no actor and no venue: only the desk knows its stories."""
        for explicit in body.links:
            if explicit.target is None:
                at = explicit.id_position
                if at >= 0:
                    span = self.text.span(at, at + len(explicit.id))
                else:
                    line = max(body.blocks[explicit.block].line - 1, 0)
                    span = self.text.span_in_line(line, 0, len(self.text.lines[line]))
                yield Pointer(clean(explicit.id), span)

    def _overrides(self) -> dict[str, Target | None]:
        result: dict[str, Target | None] = {}
        for name, value in self.entry.values.get("mentions", {}).items():
            if value == "none":
                result[name] = None
            elif target := self.references.target(value):
                result[name] = target
            else:
                self.references.unknown(value, ("actor", "venue"), self.entry.nodes["mentions"][name])
        return result

    # actors and venues

    def _actors(self, entries: list[Entry]) -> tuple[Actor, ...]:
        result: dict[str, Actor] = {}
        for entry in entries:
            key, registered = self._identify(entry, "actor", result)
            if not key:
                continue
            known = self.registry.actors[key] if registered else None
            result[key] = self._actor(entry, key, known)
        return tuple(result.values())

    def _actor(self, entry: Entry, key: str, known: Actor | None) -> Actor:
        text, span = entry.text, self.reader.span(entry.node)
        by_surname = entry.values.get("weak") != []
        if known is None:
            return Actor(
                key, text("name") or key, span, text("kind"), text("role"), text("for"), text("position"),
                text("country"), entry.texts("aliases"), entry.texts("weak"), text("wikidata"), text("note"),
                by_surname=by_surname,
            )  # fmt: skip
        if len(entry.values) == 1:
            return Actor(
                key, known.name, span, known.kind, "", known.side, known.position, known.country, known.aliases,
                known.weak, known.wikidata, known.note, known.was, True, known.by_surname,
            )  # fmt: skip
        if entry.values.keys() <= _ROLE:
            return Actor(
                key, known.name, span, known.kind, text("role"), known.side, known.position, known.country,
                known.aliases, known.weak, known.wikidata, known.note, known.was, True,
            )  # fmt: skip
        return Actor(
            key, known.name, span, text("kind") or known.kind, text("role"), text("for") or known.side,
            text("position") or known.position, text("country") or known.country,
            _joined(known.aliases, entry.texts("aliases"), entry, known), _joined(known.weak, entry.texts("weak")),
            text("wikidata") or known.wikidata, text("note") or known.note, known.was, True,
            by_surname and known.by_surname,
        )  # fmt: skip

    def _with_side(self, actor: Actor, entry: Entry | None) -> Actor:
        if not actor.side or actor.side in self.registry.actors:
            return actor
        node = entry.nodes.get("for") if entry else None
        if node is None:
            return actor
        return replace(actor, side=self.references.resolve(actor.side, ("actor",), node))

    def _venues(self, entries: list[Entry]) -> tuple[Venue, ...]:
        result: dict[str, Venue] = {}
        for entry in entries:
            key, registered = self._identify(entry, "venue", result)
            if not key:
                continue
            known = self.registry.venues[key] if registered else None
            result[key] = self._venue(entry, key, known)
        return tuple(result.values())

    def _venue(self, entry: Entry, key: str, known: Venue | None) -> Venue:
        text, values, span = entry.text, entry.values, self.reader.span(entry.node)
        if known is None:
            return Venue(
                key, text("name") or key, span, text("kind"), text("role"), text("country"), values.get("lat"),
                values.get("lon"), entry.texts("aliases"), entry.texts("weak"), text("geonames"), text("wikidata"),
                text("note"),
            )  # fmt: skip
        if len(values) == 1:
            return Venue(
                key, known.name, span, known.kind, "", known.country, known.lat, known.lon, known.aliases, known.weak,
                known.geonames, known.wikidata, known.note, known.was, True,
            )  # fmt: skip
        placed = "lat" in values
        return Venue(
            key, known.name, span, text("kind") or known.kind, text("role"), text("country") or known.country,
            values["lat"] if placed else known.lat, values["lon"] if placed else known.lon,
            _joined(known.aliases, entry.texts("aliases"), entry, known), _joined(known.weak, entry.texts("weak")),
            text("geonames") or known.geonames, text("wikidata") or known.wikidata, text("note") or known.note,
            known.was, True,
        )  # fmt: skip

    def _identify(self, entry: Entry, kind: Kind, taken: dict[str, Any]) -> tuple[str, bool]:
        """The key of an entry and whether the registry has it; no key if the entry is one too many."""
        name, given = entry.text("name"), entry.text("id")
        things = self.registry.actors if kind == "actor" else self.registry.venues
        written = given or name
        if written in things and written not in taken:
            return written, True
        if not given and not name:
            if not entry.bare and "id" not in entry.nodes and not entry.is_named and not _was_refused(entry):
                self.reader.report(slips.NAME_MISSING, entry.node, an_entry=an(entry.owner.noun))
            return "", False
        node = entry.nodes["id"] if given else entry.nodes["name"]
        key = written if written in things else self.registry.former.get(written, "")
        if key not in things:
            key = ""
        if not key and not given:
            key = self._by_name(entry, kind, name, node)
        if key:
            return ("", False) if self._is_repeated(key, kind, taken, written, node) else (key, True)
        unknown_id = (given and not name) or (entry.bare and looks_like_id(name))
        if unknown_id:
            self._unknown(written, kind, node)
        if entry.bare and not unknown_id and (" " in name or not name.isascii()):
            self.references.joined(name, node, self._is_known)
        local = given or (name if unknown_id else slug(name))
        if local in taken:
            same = given or (fold(taken[local].name) == fold(name) and not _contradicts(entry, taken[local]))
            if same and self._is_repeated(local, kind, taken, written, node):
                return "", False
        if given:
            return ("" if local in taken else local), False
        counts = self.counts.setdefault(kind, {})
        return _free(local, counts, lambda key: key in taken or key in things), False

    def _by_name(self, entry: Entry, kind: Kind, name: str, node: Node) -> str:
        """The registry's key for a strong name, unless the entry says that it is somebody else."""
        things = self.registry.actors if kind == "actor" else self.registry.venues
        found = [key for key in self.names.named(name, kind) if not _contradicts(entry, things[key])]
        if len(found) > 1:
            keys = " or ".join(f"`{key}`" for key in found[:3])
            self.reader.report(slips.SEVERAL, node, text=name, keys=keys)
            return ""
        return found[0] if found else ""

    def _is_known(self, text: str) -> bool:
        """Whether a text is the id or a strong name of something in the registry."""
        registry = self.registry
        return text in registry.actors or text in registry.venues or fold(text) in self.names.identified

    def _is_repeated(self, key: str, kind: Kind, taken: dict[str, Any], written: str, node: Node) -> bool:
        if key not in taken:
            return False
        line = taken[key].span.line
        slip = slips.LISTED_TWICE if written == key else slips.LISTED_BY_ID
        self.reader.report(slip, node, name=written, key=key, line=line)
        return True

    def _unknown(self, written: str, kind: Kind, node: Node) -> None:
        other: Kind = "venue" if kind == "actor" else "actor"
        things = self.registry.venues if kind == "actor" else self.registry.actors
        key = written if written in things else self.registry.former.get(written, "")
        if key in things:
            nouns = {"actor": "an actor", "venue": "a place"}
            where = "venues" if other == "venue" else "actors"
            self.reader.report(slips.OTHER_LIST, node, key=written, a_thing=nouns[other], list=where)
            return
        self.references.unknown(written, (kind,), node)

    # the rest

    def _keys(self, owner: str, kind: Thing, entries: list[Entry], named: str) -> list[str]:
        """A key for each entry, unique in the brief."""
        result: list[str] = []
        taken: set[str] = set()
        counts: dict[str, int] = {}
        for entry in entries:
            given = entry.text("id")
            key = given or slug(entry.text(named) or entry.text("url") or kind)
            other = self.given.setdefault(given, owner) if given else owner
            if given and given in taken:
                self.reader.report(slips.ID_TWICE, entry.nodes["id"], id=given, list=owner)
            elif other != owner:
                self.reader.report(slips.ID_ELSEWHERE, entry.nodes["id"], id=given, list=other)
            key = _free(key, counts, taken.__contains__)
            taken.add(key)
            result.append(key)
            self.references.define(kind, key, entry.text(named))
        return result

    def _reference(self, entry: Entry, key: str) -> str:
        written = entry.text(key)
        if not written:
            return ""
        return self.references.resolve(written, entry.owner.fields[key].refers, entry.nodes[key])

    def _references(self, entry: Entry, key: str) -> tuple[str, ...]:
        values = entry.values.get(key)
        if not values:
            return ()
        kinds = entry.owner.fields[key].refers
        found = [self.references.resolve(one, kinds, node) for one, node in zip(values, entry.nodes[key], strict=True)]
        return tuple(dict.fromkeys(found))

    def _event(self, entry: Entry, key: str) -> Event:
        when: When | None = entry.values.get("when")
        return Event(
            key, entry.text("name") or key, self.reader.span(entry.node), when, self._reference(entry, "where"),
            self._references(entry, "who"), entry.text("status"),
        )  # fmt: skip

    def _question(self, entry: Entry, key: str) -> Question:
        get = entry.values.get
        return Question(
            key, entry.text("ask") or key, self.reader.span(entry.node), entry.text("status") or "open", get("asked"),
            get("due"), entry.text("answer"), get("answered"), self._reference(entry, "answered_by"),
            self._references(entry, "about"), tuple(self._hypothesis(item) for item in entry.entries("hypotheses")),
        )  # fmt: skip

    def _hypothesis(self, entry: Entry) -> Hypothesis:
        return Hypothesis(
            entry.text("say"), self.reader.span(entry.node), entry.text("likelihood"),
            self._evidence(entry, "support"), self._evidence(entry, "against"),
        )  # fmt: skip

    def _evidence(self, entry: Entry, key: str) -> tuple[str, ...]:
        """Ids or words: an id is looked up, words stay as they are. What is nearly an id is taken for a slip."""
        result = []
        for one, node in zip(entry.texts(key), entry.nodes.get(key, ()), strict=True):
            found = self.references.find(one, _ANYTHING)
            if not found and "-" in one and looks_like_id(one) and self.references.nearest(one, _ANYTHING):
                self.references.unknown(one, _ANYTHING, node)
            result.append(found or one)
        return tuple(result)

    def _claim(self, entry: Entry, key: str) -> Claim:
        return Claim(
            key, entry.text("say") or key, self.reader.span(entry.node), self._reference(entry, "by"),
            self._references(entry, "about"), self._reference(entry, "source"), entry.text("confidence"),
            entry.text("likelihood"),
        )  # fmt: skip

    def _source(self, entry: Entry, key: str) -> Source:
        name = entry.text("name") or entry.text("url") or key
        return Source(
            key, name, self.reader.span(entry.node), entry.text("url"), entry.values.get("published"),
            entry.text("reliability"),
        )  # fmt: skip


def _was_refused(entry: Entry) -> bool:
    """Whether an entry has nothing to go by because its `id` or `name` was refused and told already."""
    return isinstance(entry.node, MappingNode) and any(
        isinstance(key, ScalarNode) and key.value in ("id", "name") for key, _value in entry.node.value
    )


def _contradicts(entry: Entry, thing: Actor | Venue) -> bool:
    """Whether an entry that has a thing's name is somebody else, as `desk/identity.py` has it between briefs: it says
    that it has another id elsewhere or, without one that is the same, another kind of actor or another country."""
    if len(entry.values) == 1:
        return False
    is_actor = isinstance(thing, Actor)
    ids = {"wikidata"} if is_actor else {"wikidata", "geonames"}
    facts = {"kind", "country"} if is_actor else {"country"}
    both = {fact for fact in ids | facts if entry.text(fact) and getattr(thing, fact)}
    others = {fact for fact in both if entry.text(fact) != getattr(thing, fact)}
    return bool(others & ids) or (bool(others) and not (both & ids))


def _joined(
    known: tuple[str, ...], more: Iterable[str], entry: Entry | None = None, thing: Actor | Venue | None = None
) -> tuple[str, ...]:
    """The registry's names and the brief's; a `name` beside an id is one more alias."""
    extra = list(more)
    if entry is not None and thing is not None and (given := entry.text("name")):
        extra += [given] if given != thing.key and fold(given) != fold(thing.name) else []
    return tuple(dict.fromkeys([*known, *extra])) if extra else known


def _free(key: str, counts: dict[str, int], is_taken: Callable[[str], bool]) -> str:
    """The key, or the first of `key-2`, `key-3` … that is free; `counts` remembers how far each key has come."""
    count, free = counts.get(key, 1), key
    while is_taken(free):
        count += 1
        free = f"{key}-{count}"
    counts[key] = count
    return free


def _by_place(problem: Problem) -> tuple[int, int, str]:
    return problem.span.line, problem.span.column, problem.code
