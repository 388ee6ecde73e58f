"""What a rule is, and what it may look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property

from briefing.model.brief import Actor, Brief, Registry, Venue
from briefing.model.names import fold
from briefing.model.problem import Edit, Problem, Severity
from briefing.model.span import Span
from briefing.model.value import dataclass
from briefing.parse.names import RegistryNames
from briefing.parse.text import Text


@dataclass(frozen=True, slots=True)
class Known:
    """What the desk knows of a story when another one is checked: where it is, what it follows and what it adds.

    `names` are the actors that only this brief has, by their folded names.
    """

    id: str
    file: str
    follows: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class Desk:
    """What a brief is checked against: the registry, the other stories by id, and the day of today.

    `reading` are the registry's names as briefs are read with them; made here where nobody has them.
    """

    def __init__(
        self, registry: Registry, stories: Mapping[str, Known], today: date, reading: RegistryNames | None = None
    ) -> None:
        self.registry = registry
        self._reading = reading
        self.stories = stories
        self.today = today

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
    def sharers(self) -> dict[str, tuple[str, ...]]:
        """The files that have an actor of their own by one folded name, of those that more than one has."""
        found: dict[str, list[str]] = {}
        for story in self.stories.values():
            for name in story.names:
                found.setdefault(name, []).append(story.file)
        return {name: tuple(sorted(files)) for name, files in found.items() if len(files) > 1}


class Source:
    """The lines of a file, to find in them what a value does not say: where one of its keys stands."""

    def __init__(self, text: Text) -> None:
        self.file = text.file
        self.text = text.text
        self.lines = text.lines

    def value_of(self, key: str, within: Span) -> Span:
        """Where the value of a key stands in an entry; the entry's first line where it is not found."""
        value = r"""("[^"]*"|'[^']*'|[^\s,}#](?:[^,}#]*[^\s,}#])?)"""
        pattern = re.compile(rf"(?<![\w-]){re.escape(key)}[ \t]*:[ \t]+{value}[ \t]*(?=[,}}#]|$)")
        for number in range(within.line, min(within.end_line, len(self.lines)) + 1):
            line = self.lines[number - 1]
            start = within.column - 1 if number == within.line else 0
            if found := pattern.search(line, start):
                return Span(self.file, number, found.start(1) + 1, number, found.end(1) + 1)
        return self.first_line(within)

    def first_line(self, span: Span) -> Span:
        """A span cut down to the line that it begins on."""
        if span.line == span.end_line or span.line > len(self.lines):
            return span
        end = len(self.lines[span.line - 1].rstrip()) + 1
        return Span(span.file, span.line, span.column, span.line, max(end, span.column + 1))

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


Look = Callable[[Brief, Source, Desk], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`look` finds what is wrong with a brief; its docstring is the explanation."""

    code: str
    severity: Severity
    look: Look

    def problems(self, brief: Brief, source: Source, desk: Desk) -> Iterator[Problem]:
        for found in self.look(brief, source, desk):
            yield Problem(self.code, found.message, found.span, self.severity, found.fix, found.edits)


def rule(code: str, severity: Severity) -> Callable[[Look], Rule]:
    """Make a rule of a function."""
    return lambda look: Rule(code, severity, look)
