"""What was read of a file put together to a `Brief`, its entries joined with the registry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.model.body import Mention, Pointer
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
from briefing.model.names import clean, looks_like_id, slug, stem
from briefing.model.problem import Problem
from briefing.model.span import NOWHERE
from briefing.model.value import replace
from briefing.model.when import When
from briefing.parse import slips
from briefing.parse.blocks import Body
from briefing.parse.entries import Reader
from briefing.parse.entry import Entry
from briefing.parse.fields import Thing
from briefing.parse.indentation import Line
from briefing.parse.inline import Link, Target
from briefing.parse.literals import may_be_address
from briefing.parse.markdown import read_body
from briefing.parse.names import RegistryNames, link
from briefing.parse.nodes import ScalarNode, text_of
from briefing.parse.references import References
from briefing.parse.roster import Roster, free
from briefing.parse.split import Split
from briefing.parse.text import Text
from briefing.parse.turned import turned

_TAKEN = {*Brief.__slots__, "body"}
NUMBERED: tuple[tuple[str, Thing, str], ...] = (
    ("events", "event", "name"),
    ("questions", "question", "ask"),
    ("claims", "claim", "say"),
    ("sources", "source", "name"),
)
"""Lists whose entries have keys of their own: the list, its kind of thing, and the text that a key is made of."""
_PLAIN_LINK = r"\[\[([\w-]+)(?:\|[^\[\]\n]*)?\]\]"
"""A link in a text that can be nothing else."""
_WIDE_BRACKETS = frozenset("\uff3b\u3010\u3014")
_ANYTHING: tuple[Thing, ...] = ("actor", "venue", "event", "question", "claim", "source", "story")


class BriefBuilder:
    """Holds what the parts of one brief need of each other while it is put together."""

    def __init__(
        self, entry: Entry, reader: Reader, text: Text, parts: Split, registry: Registry, names: RegistryNames
    ) -> None:
        self.entry, self.reader, self.text, self.parts = entry, reader, text, parts
        self.registry, self.names = registry, names
        self.references = References(names, reader, entry.node)
        self.given: dict[str, str] = {}

    def build(self, is_sparing: bool = False) -> Brief:
        entry = self.entry
        actors, venues, keys = self.defined()
        if any(actor.side and actor.side not in self.registry.actors for actor in actors):
            entries = {self.reader.span(item.node): item for item in entry.entries("actors")}
            actors = tuple(self._with_side(actor, entries.get(actor.span)) for actor in actors)
        self._days(entry, "events", "when")
        self._days(entry, "updates", "at")
        events = tuple(map(self._event, entry.entries("events"), keys["events"]))
        questions = tuple(map(self._question, entry.entries("questions"), keys["questions"]))
        claims = tuple(map(self._claim, entry.entries("claims"), keys["claims"]))
        sources = tuple(map(self._source, entry.entries("sources"), keys["sources"]))
        updates = tuple(
            Update(item.values.get("at"), item.text("note"), self.reader.span(item.node))
            for item in entry.entries("updates")
        )
        begins = self.parts.begins if is_sparing and "body" not in entry.nodes else -1
        lines = None
        if begins < 0 and (lines := self._body_lines()):
            begins = max(lines[0].offset, 0)
        overrides = self._overrides()
        is_read = begins >= 0 and not (is_sparing and self._has_nothing_to_tell(begins, actors, venues))
        if is_read and lines is None:
            lines = self._body_lines()
        body = self._body(lines) if is_read and lines else Body()
        links = [one for one in body.links if not one.is_file]
        mentions: tuple[Mention, ...] = ()
        if body.blocks:
            mentions, problems = link(body.blocks, links, actors, venues, overrides, self.names, self.text)
            self.reader.problems += problems
        title_node = entry.nodes.get("title")
        fallback = stem(self.text.file)
        file = self.text.file
        return Brief(
            id=entry.text("id") or fallback,
            file=file,
            title=entry.text("title") or fallback,
            span=self.text.whole,
            summary=entry.text("summary"),
            date=entry.values.get("date"),
            status=entry.text("status"),
            tags=entry.texts("tags"),
            follows=entry.texts("follows"),
            actors=actors,
            venues=venues,
            events=events,
            questions=questions,
            claims=claims,
            sources=sources,
            updates=updates,
            blocks=body.blocks,
            mentions=mentions,
            problems=tuple(sorted(self._problems(), key=_by_place)),
            title_span=NOWHERE if title_node is None else self.reader.span(title_node),
            follows_spans=tuple(map(self.reader.span, entry.nodes.get("follows", ()))),
            pointers=tuple(self._pointers(body)) if body.links else (),
            told=tuple(self._told()),
        )

    def defined(self) -> tuple[tuple[Actor, ...], tuple[Venue, ...], dict[str, list[str]]]:
        """Whom the brief lists, and the keys of the entries of its other lists; its references are known then."""
        entry, references = self.entry, self.references
        roster = Roster(self.reader, references)
        actors = roster.actors(entry.entries("actors"))
        venues = roster.venues(entry.entries("venues"))
        references.listed(actors, venues)
        return actors, venues, {row: self._keys(row, kind, entry.entries(row), named) for row, kind, named in NUMBERED}

    def links(self) -> tuple[Link, ...]:
        """The explicit links of the text; asked of who knows what is defined."""
        lines = self._body_lines()
        return self._body(lines).links if lines else ()

    def _told(self) -> Iterator[tuple[str, str]]:
        """The keys that nobody asks for by name: one that came into the table is shown before it has a place."""
        for key, value in self.entry.values.items():
            if key in _TAKEN or self.entry.owner.fields[key].of:
                continue
            several = value if isinstance(value, list) else [value]
            yield key, ", ".join([one.display() if isinstance(one, When) else str(one) for one in several])

    # the body

    def _body_lines(self) -> list[Line]:
        """The lines of the text; none if there are only blanks, which is told."""
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
            return []
        return lines

    def _body(self, lines: list[Line]) -> Body:
        return read_body(lines, self.references.target)

    def _has_nothing_to_tell(self, begins: int, actors: Sequence[Actor], venues: Sequence[Venue]) -> bool:
        """Whether nothing can be wrong in the text from an offset on: there is one, its links are whole and lead to
        ids, no template's place is left, and no name means several that are listed.
        """
        text = self.text.text[begins:]
        if text.isspace() or "{" in text or not (text.isascii() or _WIDE_BRACKETS.isdisjoint(text)):
            return False
        if "[" in text or "]" in text:
            links = re.findall(_PLAIN_LINK, text)
            if "[ [" in text or not text.count("[[") == len(links) == text.count("]]"):
                return False
            if not all(map(self.references.is_id, links)):
                return False
        return self.names.are_apart(actors, venues)

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

    def _problems(self) -> list[Problem]:
        trusted = self.reader.trusted(self.reader.problems)
        return [*trusted, *turned(self.text, trusted)]

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
                yield Pointer(clean(explicit.id), span, explicit.is_file)

    def _overrides(self) -> dict[str, Target | None]:
        result: dict[str, Target | None] = {}
        for name, value in self.entry.values.get("mentions", {}).items():
            if value != "none" and self.references.is_id(name) and not self.references.is_id(value):
                from briefing.parse.mislisted import reversed_pair

                reversed_pair(self.reader, self.entry, name, value, self.entry.nodes["mentions"][name])
            elif value == "none":
                result[name] = None
            elif target := self.references.target(value):
                result[name] = target
            elif self._is_none(name, value):
                result[name] = None
            else:
                self.references.unknown(value, ("actor", "venue"), self.entry.nodes["mentions"][name])
        return result

    def _is_none(self, name: str, value: str) -> bool:
        from briefing.parse.overrides import is_none

        return is_none(self.reader, value, name, self.entry.nodes["mentions"][name])

    def _with_side(self, actor: Actor, entry: Entry | None) -> Actor:
        if not actor.side or actor.side in self.registry.actors:
            return actor
        node = entry.nodes.get("for") if entry else None
        if node is None:
            return actor
        return replace(actor, side=self.references.resolve(actor.side, ("actor",), node))

    def _keys(self, owner: str, kind: Thing, entries: list[Entry], named: str) -> list[str]:
        """A key for each entry, unique in the brief."""
        result: list[str] = []
        taken: set[str] = set()
        counts: dict[str, int] = {}
        for entry in entries:
            given = entry.text("id")
            if entry.bare and "(" in (text := entry.text(named)) and "=" in text:
                from briefing.parse.mislisted import call

                call(self.reader, entry.nodes[named])
            if entry.bare:
                self._name_alone(entry)
            key = given or slug(entry.text(named) or entry.text("url") or kind)
            other = self.given.setdefault(given, owner) if given else owner
            if given and given in taken:
                self.reader.report(slips.ID_TWICE, entry.nodes["id"], id=given, list=owner)
            elif other != owner:
                self.reader.report(slips.ID_ELSEWHERE, entry.nodes["id"], id=given, list=other)
            key = free(key, counts, taken.__contains__)
            taken.add(key)
            result.append(key)
            self.references.define(kind, key, entry.text(named))
        return result

    def _days(self, entry: Entry, key: str, day: str) -> None:
        """Tell of the items of a list that are a text with its day in it."""
        for item in entry.entries(key):
            if item.bare and key == "updates":
                self._name_alone(item)
            if item.bare and any(map(str.isdigit, item.text(item.owner.bare))):
                from briefing.parse.keyed import day_in_text

                day_in_text(self.reader, item, item.owner.fields[day])
            elif self.reader.problems and day not in item.values and item.owner.bare not in item.values:
                from briefing.parse.keyed import text_in_day

                text_in_day(self.reader, item, item.owner.fields[day])

    def _name_alone(self, entry: Entry) -> None:
        """Tell of an entry that is only the id of an actor or of a venue, and no text."""
        if " " not in (text := entry.text(entry.owner.bare)) and self.references.is_id(text):
            from briefing.parse.mislisted import name_alone

            name_alone(self.reader, self.references, entry, text)

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
            key=key,
            name=entry.text("name") or key,
            span=self.reader.span(entry.node),
            when=when,
            where=self._reference(entry, "where"),
            who=self._references(entry, "who"),
            status=entry.text("status"),
            mode=entry.text("mode"),
        )

    def _question(self, entry: Entry, key: str) -> Question:
        get = entry.values.get
        return Question(
            key=key,
            ask=entry.text("ask") or key,
            span=self.reader.span(entry.node),
            status=entry.text("status") or "open",
            asked=get("asked"),
            due=get("due"),
            answer=entry.text("answer"),
            answered=get("answered"),
            answered_by=self._reference(entry, "answered_by"),
            about=self._references(entry, "about"),
            hypotheses=tuple(self._hypothesis(item) for item in entry.entries("hypotheses")),
        )

    def _hypothesis(self, entry: Entry) -> Hypothesis:
        return Hypothesis(
            say=entry.text("say"),
            span=self.reader.span(entry.node),
            likelihood=entry.text("likelihood"),
            support=self._evidence(entry, "support"),
            against=self._evidence(entry, "against"),
        )

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
            key=key,
            say=entry.text("say") or key,
            span=self.reader.span(entry.node),
            by=self._reference(entry, "by"),
            about=self._references(entry, "about"),
            source=self._reference(entry, "source"),
            confidence=entry.text("confidence"),
            likelihood=entry.text("likelihood"),
        )

    def _source(self, entry: Entry, key: str) -> Source:
        if may_be_address(entry.text("name")):
            from briefing.parse.addresses import in_name_of_source

            in_name_of_source(self.reader, entry)
        name = entry.text("name") or entry.text("url") or key
        return Source(
            key=key,
            name=name,
            span=self.reader.span(entry.node),
            url=entry.text("url"),
            published=entry.values.get("published"),
            reliability=entry.text("reliability"),
        )


def _by_place(problem: Problem) -> tuple[int, int, str]:
    return problem.span.line, problem.span.column, problem.code
