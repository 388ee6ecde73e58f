"""What a rule is, and what it may look at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.model.brief import Actor, Brief, Registry, Venue
from briefing.model.fold import fold
from briefing.model.names import note_names, slug, stem
from briefing.model.pattern import later
from briefing.model.problem import Edit, Problem, Severity
from briefing.model.span import Span
from briefing.model.value import NamedTuple, dataclass
from briefing.parse.names import RegistryNames
from briefing.parse.text import Text

if TYPE_CHECKING:
    from briefing.model.likeness import Words


_COMMENT = later(r"(?:^|\s)#")


class Own(NamedTuple):
    """What tells of an actor that only one brief has who it is; `name` is folded."""

    key: str
    name: str
    kind: str
    country: str
    wikidata: str


def own_of(actor: Actor) -> Own:
    return Own(key=actor.key, name=fold(actor.name), kind=actor.kind, country=actor.country, wikidata=actor.wikidata)


@dataclass(frozen=True, slots=True)
class Known:
    """What the desk knows of a story when another one is checked: where it is, what it follows and whom it adds."""

    id: str
    file: str
    follows: tuple[str, ...] = ()
    actors: tuple[Own, ...] = ()
    title: str = ""
    aliases: tuple[str, ...] = ()


SameName = Callable[[Iterable[Own]], Mapping[Own, str]]
"""Tells who of several of one name is the same: those to whom it gives the same key."""


class Around:
    """What a brief is checked against: the registry, the other stories by id, and the day of today.

    `reading` are the registry's names as briefs are read with them; made here where nobody has them. `same_name` tells
    who is who among actors that are in no registry; without it all of one name are the same.
    """

    def __init__(
        self,
        registry: Registry,
        stories: Mapping[str, Known],
        today: date,
        reading: RegistryNames | None = None,
        same_name: SameName | None = None,
    ) -> None:
        self.registry = registry
        self._reading = reading
        self.stories = stories
        self.today = today
        self._same_name = same_name or (lambda actors: dict.fromkeys(actors, ""))

    @property
    def reading(self) -> RegistryNames:
        if self._reading is None:
            self._reading = RegistryNames(self.registry)
        return self._reading

    @cached_property
    def names(self) -> dict[str, str]:
        """Every strong name of the registry's actors and venues, folded, with its id."""
        things: list[Actor | Venue] = [*self.registry.actors.values(), *self.registry.venues.values()]
        return {fold(name): thing.key for thing in things for name in (thing.name, *thing.aliases)}

    @cached_property
    def other_names(self) -> dict[str, str]:
        """The stories' ids by the names of their files and their other names, folded."""
        names = (
            (fold(name), story.id) for story in self.stories.values() for name in (*story.aliases, stem(story.file))
        )
        return dict(names)

    @cached_property
    def titles(self) -> dict[str, str]:
        """The stories' ids by their folded titles."""
        return {fold(story.title): story.id for story in self.stories.values() if story.title}

    def story_named(self, written: str) -> str:
        """The id of the story that a `[[link]]` names by its id, its title or another name; empty for none."""
        names = note_names(written)
        ids = [*names, *map(slug, names)]
        if found := next((one for one in ids if one in self.stories), ""):
            return found
        folded = list(map(fold, names))
        tables = (table for table in (self.titles, self.other_names) if not table.keys().isdisjoint(folded))
        return next((table[name] for table in tables for name in folded if name in table), "")

    @cached_property
    def alike_names(self) -> Words:
        """These names, to find the one that another is a slip of."""
        from briefing.model.likeness import Words

        return Words(self.names)

    @cached_property
    def alike_stories(self) -> Words:
        """The stories' ids, to find the one that another is a slip of."""
        from briefing.model.likeness import Words

        return Words(self.stories)

    @cached_property
    def alike_titles(self) -> Words:
        """The stories' folded titles, to find the one that another is a slip of."""
        from briefing.model.likeness import Words

        return Words(self.titles)

    @cached_property
    def sharers(self) -> dict[Own, tuple[str, ...]]:
        """The files that have an actor of their own who is taken for the same by the name, where several do."""
        of_name: dict[str, dict[Own, list[str]]] = {}
        for story in self.stories.values():
            for own in story.actors:
                of_name.setdefault(own.name, {}).setdefault(own, []).append(story.file)
        found: dict[Own, tuple[str, ...]] = {}
        for files in of_name.values():
            who = dict.fromkeys(files, "") if _agree(files) else self._same_name(files)
            of_key: dict[str, list[str]] = {}
            for own, key in who.items():
                of_key.setdefault(key, []).extend(files[own])
            found |= {own: tuple(sorted(of_key[key])) for own, key in who.items() if len(of_key[key]) > 1}
        return found


def _agree(actors: Iterable[Own]) -> bool:
    """Whether actors have no fact that is another one of another."""
    return all(len(set(values) - {""}) <= 1 for values in zip(*((own[2:]) for own in actors), strict=True))


class Reported:
    """Where problems are: what follows of one is no mistake of its own."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self._places = sorted((one.span.line, one.span.column) for one in problems)

    def within(self, span: Span) -> bool:
        """Whether one of the problems is in an entry."""
        at = bisect_left(self._places, (span.line, span.column))
        return at < len(self._places) and self._places[at] < (span.end_line, span.end_column)


class SourceLines:
    """The lines of a file, to find in them what a value does not say: where one of its keys stands."""

    def __init__(self, text: Text) -> None:
        self.file = text.file
        self.text = text.text
        self.lines = text.lines
        self.span = text.span
        self._starts = text.starts
        self._counted: dict[str, tuple[int, int, int]] = {}
        self._comment = -1, 0  # where one begins, on the line that was asked about last

    def body_start(self, brief: Brief) -> int:
        """The offset of the line on which the body begins; the text's end where there is none."""
        line = brief.blocks[0].line if brief.blocks else 0
        return self._starts[line - 1] if 0 < line <= len(self._starts) else len(self.text)

    def is_in_code(self, brief: Brief, start: int) -> bool:
        """Whether an offset of the body is in a block of code, or behind a backtick that opens some."""
        line = bisect_right(self._starts, start)
        above = bisect_right(brief.blocks, line, key=lambda block: block.line) - 1
        if above >= 0 and brief.blocks[above].kind == "code":
            return True
        return self.count_before("`", start) % 2 == 1

    def is_in_comment(self, start: int) -> bool:
        """Whether an offset of the head is behind a sign that begins a comment."""
        number = bisect_right(self._starts, start) - 1
        if number != self._comment[0]:
            found = _COMMENT.search(self.lines[number])
            self._comment = number, found.end() if found else len(self.text)
        return start >= self._starts[number] + self._comment[1]

    def count_before(self, sign: str, start: int) -> int:
        """How often a sign stands on a line before an offset. A line may have a megabyte and be asked about at each of
        its brackets, one after the other: it is counted on from where it was counted last."""
        begin = self._starts[bisect_right(self._starts, start) - 1]
        last, at, count = self._counted.get(sign, (-1, 0, 0))
        if last != begin or at > start:
            at, count = begin, 0
        count += self.text.count(sign, at, start)
        self._counted[sign] = (begin, start, count)
        return count

    def value_of(self, key: str, within: Span) -> Span:
        """Where the value of a key stands in an entry; the entry's first line where it is not found."""
        return self._values_of(within).get(key) or self.first_line(within)

    def _values_of(self, within: Span) -> dict[str, Span]:
        """Where the values of an entry stand, by their keys; an entry of a registry may have its id before it."""
        from yaml import YAMLError

        from briefing.parse.nodes import MappingNode, ScalarNode, compose
        from briefing.parse.split import with_plain_breaks

        lines = self.lines[within.line - 1 : within.end_line] or [""]
        lines[-1] = lines[-1][: within.end_column - 1]
        lines[0] = " " * (within.column - 1) + lines[0][within.column - 1 :]
        try:
            node, _second = compose(with_plain_breaks("\n".join(lines)), within.line - 1)
        except YAMLError:
            return {}
        if isinstance(node, MappingNode) and len(node.value) == 1 and isinstance(node.value[0][1], MappingNode):
            node = node.value[0][1]
        pairs = reversed(node.value) if isinstance(node, MappingNode) else ()
        return {
            key.value: Span(self.file, at.line + 1, at.column + 1, end.line + 1, end.column + 1)
            for key, value in pairs
            if isinstance(key, ScalarNode) and (isinstance(value, ScalarNode) or value.flow_style)
            for at, end in [(value.start_mark, value.end_mark)]
        }

    def first_line(self, span: Span) -> Span:
        """A span cut down to the line that it begins on."""
        if span.line == span.end_line or span.line > len(self.lines):
            return span
        end = len(self.lines[span.line - 1].rstrip()) + 1
        return Span(span.file, span.line, span.column, span.line, max(end, span.column + 1))

    def said(self, span: Span) -> str:
        """What stands in a span of one line."""
        return self.lines[span.line - 1][span.column - 1 : span.end_column - 1]

    def find(self, text: str, lines: range) -> Iterator[Span]:
        """Every place of a text in lines counted from 1."""
        for number in lines:
            at = self.lines[number - 1].find(text) if number <= len(self.lines) else -1
            while at >= 0:
                yield Span(self.file, number, at + 1, number, at + len(text) + 1)
                at = self.lines[number - 1].find(text, at + len(text))


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: the sentence, the place, and what could be written instead, and the edits for it if they
    are more than that.
    """

    message: str
    span: Span
    fix: str = ""
    edits: tuple[Edit, ...] = ()


Look = Callable[[Brief, SourceLines, Around], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`look` finds what is wrong with a brief; its docstring is the explanation."""

    code: str
    severity: Severity
    look: Look

    def problems(self, brief: Brief, source: SourceLines, desk: Around) -> Iterator[Problem]:
        for found in self.look(brief, source, desk):
            yield Problem(
                code=self.code,
                message=found.message,
                span=found.span,
                severity=self.severity,
                fix=found.fix,
                edits=found.edits,
            )


def rule(code: str, severity: Severity) -> Callable[[Look], Rule]:
    """Make a rule of a function."""
    return lambda look: Rule(code, severity, look)
