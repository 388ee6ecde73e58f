"""Which files a change elsewhere can touch: those that link to a story by a name that came or went, and those that name
somebody of whom the registry says something else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.desk.retold import key_of
from briefing.model.brief import Actor, Brief, Registry, Venue
from briefing.model.fold import fold
from briefing.model.names import note_names, slug, stem
from briefing.model.revision import EntryChange

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick, BytesAhoCorasick

_LINK = re.compile(rb"\[\[([^\[\]\n|]+)")
_LONGEST = 200  # of a name only so much is looked for: making the automaton of a name takes time by its square
_INERT = frozenset({"position", "note", "wikidata", "geonames"})
"""What the registry may say otherwise without any text or problem of a story being another one."""


class Touching:
    """What changed elsewhere: `names` by which stories are called in one edition alone, and entries of the registry,
    whose names then and now are looked up in `registries`."""

    def __init__(
        self, names: Collection[str], entries: Iterable[EntryChange], registries: Collection[Registry]
    ) -> None:
        self._names = names
        self._ids = [name.encode() for name in names if len(name) > 1]
        self._weighty: set[str] = set()
        self._owners: list[str] = []
        self._signs: list[str] = []
        self.files: dict[str, list[str]] = {}
        """The files that name those of an entry, by its key."""
        for entry in entries:
            key = key_of(entry)
            if entry.how != "changed" or not _INERT.issuperset(fact.key for fact in entry.facts):
                self._weighty.add(key)
            for sign in {sign.lower()[:_LONGEST] for registry in registries for sign in _signs(entry, registry)}:
                self._signs.append(sign)
                self._owners.append(key)

    def __call__(self, path: str, data: bytes) -> bool:
        """Whether a file can read otherwise, or have other problems, for what changed elsewhere."""
        named = self._named(data) if self._signs else set[str]()
        for key in named:
            self.files.setdefault(key, []).append(path)
        return not self._weighty.isdisjoint(named) or bool(self._names and self._links(data))

    def _named(self, data: bytes) -> set[str]:
        """The keys of the entries that a file names."""
        text = data.decode("utf-8", "replace").lower()
        return {
            self._owners[sign]
            for sign, start, _end in self._machine.find_matches_as_indexes(text, overlapping=True)
            if not (start and text[start - 1].isalnum() and text[start].isalnum())
        }

    @cached_property
    def _machine(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick(self._signs)

    @cached_property
    def _called(self) -> BytesAhoCorasick:
        """Finds all names at once: there may be as many as stories."""
        from ahocorasick_rs import BytesAhoCorasick

        return BytesAhoCorasick(self._ids)

    def _links(self, data: bytes) -> bool:
        if self._called.find_matches_as_indexes(data):
            return True
        for target in _LINK.findall(data) if b"[[" in data else ():
            called = note_names(target.decode("utf-8", "replace"))
            if any(fold(name) in self._names or slug(name) in self._names for name in called):
                return True
        return False


def names_of(briefs: Iterable[Brief]) -> set[str]:
    """What links may call stories by, folded."""
    return {fold(name) for brief in briefs for name in (brief.id, brief.title, stem(brief.file), *brief.aliases)}


def _signs(entry: EntryChange, registry: Registry) -> set[str]:
    """What names an entry in a file: its id, or one of its names."""
    things: Mapping[str, Actor | Venue] = registry.actors if entry.sort == "actor" else registry.venues
    thing = things.get(entry.key)
    names = (thing.name, *thing.aliases, *thing.weak, *thing.forms, *thing.was) if thing else ()
    return {name for name in (entry.key, *names) if name}
