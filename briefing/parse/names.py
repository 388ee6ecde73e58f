"""Names in a text: which actor or venue each one means.

One automaton finds every name of the registry in one pass over the whole body; a name that only this brief knows is
searched by itself. Text and names are compared without accents, and case counts (`parse/spelling.py`). A name counts
where it stands as a whole word and not inside a longer, unknown one (`parse/neighbours.py`); the longest wins, the
strongest meaning decides (see `format.md`, *Mentions*): what `mentions:` says, a strong name of what the brief lists, a
weak one, a strong name of the registry, the surname of a person that the brief lists (`parse/surnames.py`).
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from briefing.model.body import Block, Mention, Run
from briefing.model.brief import Actor, Registry, Venue
from briefing.model.fold import fold
from briefing.model.names import is_way
from briefing.model.problem import Problem
from briefing.model.value import NamedTuple
from briefing.parse import slips
from briefing.parse.inflected import strong_names, weak_names
from briefing.parse.inline import Link, Target
from briefing.parse.neighbours import Kind, Meaning, Thing, is_inside_longer_name, is_word, words_of
from briefing.parse.spelling import as_given, plain, spellings
from briefing.parse.surnames import is_person, surnames
from briefing.parse.text import Text

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

    from briefing.parse.nearby import Nearby

_FEW = 30
"""So many names are found sooner one by one than by an automaton made for them."""
_LITTLE = 4_000_000
"""Names times characters: in so much one text is searched name by name, 0.4 ns each, sooner than there is an automaton,
which takes 2 ms to load and to make (CPython 3.11, 700 names)."""

_Holders = dict[str, dict[Thing, None]]
"""The things, in order, that have a name, by its spellings."""


class RegistryNames:
    """The registry's names, made ready once for all briefs."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.strong: _Holders = {}
        """Things by each spelling of their names and aliases."""
        self.weak: _Holders = {}
        self._meanings: dict[tuple[Thing, bool], Meaning] = {}
        self._unlisted: dict[str, Meaning | None] = {}
        self._calls: dict[str, tuple[tuple[object, ...], Calls]] = {}
        self._things: list[tuple[Thing, Actor | Venue]] = [
            *((("actor", actor.key), actor) for actor in registry.actors.values()),
            *((("venue", venue.key), venue) for venue in registry.venues.values()),
        ]
        for which, thing in self._things:
            _spell(self.strong, strong_names(thing), which)
            _spell(self.weak, weak_names(thing), which)
        self.known = self.strong.keys() | self.weak.keys()
        self.patterns = list(self.known)
        self._searched = 0

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Every (index into `patterns`, start, end) in a plain text, overlapping ones too."""
        self._searched += len(text)
        if self._searched * len(self.patterns) < _LITTLE:
            return list(_each_place(self.patterns, text))
        return self._automaton.find_matches_as_indexes(text, overlapping=True)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return _automaton(self.patterns)

    @cached_property
    def identified(self) -> _Holders:
        """Things by the folded form of their names and aliases."""
        found: _Holders = {}
        for which, thing in self._things:
            for name in strong_names(thing):
                found.setdefault(fold(name), {})[which] = None
        return found

    @cached_property
    def nearby(self) -> Nearby:
        """The registry by slips and by parts of names, for what is unknown."""
        from briefing.parse.nearby import of_registry

        return of_registry(self.registry)

    def named(self, name: str, kind: Kind) -> list[str]:
        """The keys of the actors, or of the venues, that a strong name identifies."""
        return [key for found, key in self.identified.get(fold(name), ()) if found == kind]

    def meaning(self, which: Thing, weak: bool) -> Meaning:
        """What a name means that means one thing of the registry, as a brief lists it that says nothing else of it."""
        known = self._meanings.get((which, weak))
        if known is None:
            thing = self.of(which)
            known = self._meanings[which, weak] = Meaning((which,), (thing,) if thing else (), weak=weak)
        return known

    def unlisted(self, spelling: str) -> Meaning | None:
        """What a strong name means where the brief lists nobody of that name: the one that has it as it is given."""
        if spelling not in self._unlisted:
            holders = tuple(self.strong.get(spelling, ()))
            thing = self.of(holders[0]) if len(holders) == 1 else None
            if thing is not None and not any(spelling in as_given(name) for name in strong_names(thing)):
                thing = None
            self._unlisted[spelling] = Meaning(holders, (thing,), listed=False) if thing else None
        return self._unlisted[spelling]

    def are_apart(self, actors: Sequence[Actor], venues: Sequence[Venue]) -> bool:
        """Whether no name, as far as is seen at once, can mean several of those that a brief lists."""
        called = [*map(self._calls_of, actors), *map(self._calls_of, venues)]
        words = [word for one in called for word in one.words]
        if len(set().union(*[one.names for one in called])) != sum([len(one.names) for one in called]):
            return False
        is_apart = len(set(words)) == len(words)
        return is_apart or not any(words.count(name) > 1 for one in called for name in one.surnames)

    def _calls_of(self, thing: Actor | Venue) -> Calls:
        """By what a text may call something; most of what briefs list is listed by many."""
        is_by_surname = isinstance(thing, Actor) and (thing.by_surname, bool(thing.position))
        facts = thing.name, thing.aliases, thing.weak, thing.forms, thing.kind, is_by_surname
        known = self._calls.get(thing.key)
        if known is None or known[0] != facts:  # mostly they are the registry's own values: nothing is compared then
            known = self._calls[thing.key] = facts, Calls.by(thing)
        return known[1]

    def of(self, which: Thing) -> Actor | Venue | None:
        """What the registry says of a thing."""
        kind, key = which
        return self.registry.actors.get(key) if kind == "actor" else self.registry.venues.get(key)


def _each_place(names: Iterable[str], text: str) -> Iterator[tuple[int, int, int]]:
    """Each place of each name, by its index."""
    for index, name in enumerate(names):
        at = text.find(name)
        while at >= 0:
            yield index, at, at + len(name)
            at = text.find(name, at + 1)


def _automaton(patterns: Sequence[str]) -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    return AhoCorasick(patterns, MatchKind.Standard, implementation=Implementation.ContiguousNFA)


def _spell(holders: _Holders, names: Iterable[str], which: Thing) -> None:
    for name in names:
        for spelling in spellings(name):
            holders.setdefault(spelling, {})[which] = None


def _all_names(thing: Actor | Venue) -> tuple[str, ...]:
    return (thing.name, *thing.aliases, *thing.weak, *thing.forms)


class Calls(NamedTuple):
    """By what a text may call a thing: its names, those among them that are surnames, and the words by which it may be
    meant where another has them for a surname.
    """

    names: frozenset[str]
    surnames: tuple[str, ...]
    words: tuple[str, ...]

    @classmethod
    def by(cls, thing: Actor | Venue) -> Calls:
        of_person = [one for name in surnames(thing) for one in spellings(name)] if isinstance(thing, Actor) else []
        names = frozenset([*of_person, *(one for name in _all_names(thing) for one in spellings(name))])
        return cls(names, tuple(of_person), tuple(_words_for(thing)))


def _words_for(thing: Actor | Venue) -> set[str]:
    """The words that a thing may be called by: any of a person's names, the last of another name."""
    names = (thing.name, *thing.aliases)
    if isinstance(thing, Actor):
        if not thing.by_surname:
            return set()
        if is_person(thing):
            return {word for name in names for word in words_of(name)}
    return {word for name in names for word in plain(name)[0].split()[-1:]}


class _Meanings:
    """Every spelling's meaning, for one brief."""

    def __init__(
        self,
        actors: Sequence[Actor],
        venues: Sequence[Venue],
        overrides: Mapping[str, Target | None],
        names: RegistryNames,
    ) -> None:
        self.names = names
        self.listed: dict[Thing, Actor | Venue] = {("actor", actor.key): actor for actor in actors}
        self.listed.update({("venue", venue.key): venue for venue in venues})
        self._overrides = {spelling: target for name, target in overrides.items() for spelling in spellings(name)}
        self._strong: _Holders = {}
        self._weak: _Holders = {}
        self._surnames: _Holders = {}
        self._as_registered: set[Thing] = set()
        for which, thing in self.listed.items():
            known = names.of(which) if thing.registered else None
            if known is None or (thing.aliases, thing.weak, thing.forms) != (known.aliases, known.weak, known.forms):
                _spell(self._strong, strong_names(thing), which)
                _spell(self._weak, weak_names(thing), which)
            elif thing.kind == known.kind:
                self._as_registered.add(which)
            if isinstance(thing, Actor):
                _spell(self._surnames, surnames(thing), which)
        self.known: dict[str, Meaning | None] = {}
        """What the spellings mean that were asked for."""
        self._exact: dict[str, Meaning] = {}

    def local(self) -> list[str]:
        """The spellings that the registry's automaton does not know."""
        tables = (self._strong, self._weak, self._surnames, self._overrides)
        return list({spelling for table in tables for spelling in table} - self.names.known)

    def of(self, spelling: str) -> Meaning | None:
        """What a spelling means, or None if it means nothing here."""
        try:
            return self.known[spelling]
        except KeyError:
            meaning = self.known[spelling] = self._find(spelling)
            return meaning

    def as_written(self, meaning: Meaning, written: str) -> Meaning:
        """The meaning of a name that may mean several: with the accents that it has in the text, it may mean one."""
        if written not in self._exact:
            words = f" {unicodedata.normalize('NFC', written)} "
            exact = [
                which
                for which, thing in zip(meaning.holders, meaning.things, strict=True)
                if any(words in f" {unicodedata.normalize('NFC', name)} " for name in _all_names(thing))
            ]
            self._exact[written] = self._meaning(exact, meaning.weak) if len(exact) == 1 else meaning
        return self._exact[written]

    def _find(self, spelling: str) -> Meaning | None:
        if spelling in self._overrides:
            target = self._overrides[spelling]
            return self._meaning([(target.kind, target.key)] if target else [], explicit=True)
        known = self.names.strong.get(spelling)
        if known and len(known) == 1 and spelling not in self._strong:
            (which,) = known
            if which in self._as_registered:  # as most names of a text are
                return self.names.meaning(which, False)
        if holders := self._holders(spelling, self._strong, self.names.strong):
            return self._meaning(holders)
        holders = self._holders(spelling, self._weak, self.names.weak)
        if not holders and spelling in self.names.strong:
            return self.names.unlisted(spelling)
        by_surname = self._surnames.get(spelling)
        if by_surname and by_surname != holders:
            sharers = {} if holders else self._sharers.get(spelling, {})
            holders = holders | by_surname | sharers
        return self._meaning(holders, weak=True) if holders else None

    def _holders(self, spelling: str, own: _Holders, of_registry: _Holders) -> dict[Thing, None]:
        found = own.get(spelling, {})
        known = of_registry.get(spelling)
        if known is None:
            return found
        listed = self.listed
        return found | {which: None for which in known if which in listed}

    @cached_property
    def _sharers(self) -> _Holders:
        """What is listed, by the words that it may be called by."""
        found: _Holders = {}
        for which, thing in self.listed.items():
            for word in _words_for(thing):
                found.setdefault(word, {})[which] = None
        return found

    def _meaning(self, holders: Iterable[Thing], weak: bool = False, explicit: bool = False) -> Meaning:
        of = tuple(holders)
        if len(of) == 1 and not explicit and of[0] in self._as_registered:
            return self.names.meaning(of[0], weak)
        found = [self.listed.get(which) or self.names.of(which) for which in of]
        things = tuple([thing for thing in found if thing])
        return Meaning(of, things, len(of) == 1 and of[0] in self.listed, explicit, weak)


def link(
    blocks: Sequence[Block],
    links: Sequence[Link],
    actors: Sequence[Actor],
    venues: Sequence[Venue],
    overrides: Mapping[str, Target | None],
    names: RegistryNames,
    text: Text,
) -> tuple[tuple[Mention, ...], list[Problem]]:
    """The mentions in a body, in order and without overlaps, and what is wrong with its names.

    `links` are the explicit `[[links]]` of the blocks, `actors` and `venues` what the brief lists, `overrides` what
    its `mentions:` says (None: no mention). `text` is the file's, for the places of problems.
    """
    haystack, starts = _haystack(blocks)
    searched, origins = plain(haystack)
    meanings = _Meanings(actors, venues, overrides, names)
    found = _candidates(searched, meanings, names)
    places = _Places(blocks)
    mentions: list[Mention] = []
    problems: list[Problem] = []
    rivals: set[tuple[Thing, ...]] = set()
    reported: set[Meaning] = set()
    ends = 0
    begins = {start for start, _end, _meaning in found}
    finishes = {-end for _start, end, _meaning in found}
    for start, negative, meaning in found:
        if start < ends:
            continue
        end = -negative
        if meaning.holders and is_inside_longer_name(searched, start, end, meaning, begins, finishes):
            continue
        ends = end
        first, last = (origins[start], origins[end]) if origins else (start, end)
        if len(meaning.holders) > 1:
            meaning = meanings.as_written(meaning, haystack[first:last])
        block = bisect_right(starts, first) - 1
        offset = starts[block]
        position = places.of(block, first - offset)
        if meaning.holder:
            kind, key = meaning.holder
            mentions.append(
                Mention(block, first - offset, last - offset, key, kind, position, meaning.listed, meaning.explicit)
            )
        elif meaning.holders and meaning not in reported:
            reported.add(meaning)
            if meaning.holders not in rivals:
                rivals.add(meaning.holders)
                problems.append(_ambiguous(haystack[first:last], position, meaning, blocks[block], text))
    for explicit in links:
        if explicit.target is not None:
            kind, key, _name = explicit.target
            listed = (kind, key) in meanings.listed
            mentions.append(
                Mention(explicit.block, explicit.start, explicit.end, key, kind, explicit.position, listed, True)
            )
    if links:
        mentions.sort(key=lambda mention: (mention.block, mention.start))
    return tuple(mentions), problems


def _haystack(blocks: Sequence[Block]) -> tuple[str, list[int]]:
    """All the blocks' texts as one, code and explicit links blanked out by U+0000, and where each block begins."""
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for block in blocks:
        starts.append(at)
        if block.kind == "code":
            text = "\0" * len(block.text)
        elif block.kind == "table":
            text = "\n".join(["\t".join([_blanked(cell) for cell in row]) for row in block.rows])
        else:
            text = _blanked(block.runs)
        parts.append(text)
        at += len(text) + 1
    return "\0".join(parts), starts


def _blanked(runs: tuple[Run, ...]) -> str:
    if len(runs) == 1 and not runs[0].marks and not runs[0].link:
        return runs[0].text
    return "".join(["\0" * len(run.text) if _holds_no_name(run) else run.text for run in runs])


def _holds_no_name(run: Run) -> bool:
    """Whether no name is to be found in a run: a link to an id, code, a note's number, an address."""
    is_link = bool(run.link) and not is_way(run.link)
    return is_link or "c" in run.marks or "f" in run.marks or _is_address(run)


def _is_address(run: Run) -> bool:
    bare = run.href.removeprefix("mailto:").removeprefix("http://")
    return bool(run.href) and ("://" in run.text or run.text == bare)


def _candidates(text: str, meanings: _Meanings, names: RegistryNames) -> list[tuple[int, int, Meaning]]:
    """Whole-word names that mean something (or are not to mean anything), leftmost first, the longest first: where each
    starts, its end made negative, and its meaning.
    """
    patterns = names.patterns
    found = [(patterns[index], start, end) for index, start, end in names.find(text)]
    local = meanings.local()
    if len(local) > _FEW:
        matches = _automaton(local).find_matches_as_indexes(text, overlapping=True)
        found += [(local[index], start, end) for index, start, end in matches]
    else:
        found += _found(local, text)
    result = []
    known = meanings.known
    for spelling, start, end in found:
        meaning = known[spelling] if spelling in known else meanings.of(spelling)
        if meaning is not None:
            is_free = text[start - 1 : start] in _EDGES and text[end : end + 1] in _EDGES
            if is_free or is_word(text, start, end, meaning):
                result.append((start, -end, meaning))
    result.sort(key=_BY_PLACE)
    return result


def _found(names: Iterable[str], text: str) -> Iterator[tuple[str, int, int]]:
    """Every place of a few names: of those that end in one word only the word is sought."""
    by_end: dict[str, list[str]] = {}
    for name in names:
        by_end.setdefault(name[name.rfind(" ") + 1 :], []).append(name)
    for word, ending in by_end.items():
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            for name in ending:
                start = end - len(name)
                if start == at or (start >= 0 and text.startswith(name, start)):
                    yield name, start, end
            at = text.find(word, at + 1)


_BY_PLACE = itemgetter(0, 1)
_EDGES = frozenset(("", *' \n\t\0,.;:!?()"–—…“”'))
"""What makes of a name beside it a whole word, whatever the name is."""


class _Places:
    """Where the characters of blocks' texts stand in the file."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._runs: dict[int, tuple[list[int], tuple[Run, ...]]] = {}

    def of(self, at: int, offset: int) -> int:
        """The file's offset of a character of the text of the block `at`, or -1 if it does not stand there."""
        start, runs = 0, self._blocks[at].runs
        number = 0
        if len(runs) != 1:
            if at not in self._runs:
                self._runs[at] = _laid_out(self._blocks[at])
            starts, runs = self._runs[at]
            number = bisect_right(starts, offset) - 1
            start = starts[number]
        source = runs[number].source
        return source + offset - start if source >= 0 else -1


def _laid_out(block: Block) -> tuple[list[int], tuple[Run, ...]]:
    """Where each run of a block begins in its text, and the runs; those without text left out."""
    starts: list[int] = []
    runs: list[Run] = []
    at = 0
    for row in block.rows if block.kind == "table" else ((block.runs,),):
        for cell in row:
            for run in cell:
                if run.text:
                    starts.append(at)
                    runs.append(run)
                    at += len(run.text)
            at += 1
    return starts, tuple(runs)


def _ambiguous(name: str, position: int, meaning: Meaning, block: Block, text: Text) -> Problem:
    keys = " or ".join(f"`{key}`" for _kind, key in meaning.holders)
    line = max(block.line - 1, 0)
    whole = text.span_in_line(line, 0, len(text.lines[line]))
    span = text.span(position, position + len(name)) if position >= 0 else whole
    return slips.AMBIGUOUS.at(span, name=name, keys=keys)
