"""What a text may mean that is no id and no strong name of anything: a part of a name, or a slip of the hand.

Made when something is unknown for the first time; that of the registry is kept for all briefs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from briefing.model.brief import Actor, Registry, Venue
from briefing.model.fold import fold
from briefing.model.likeness import Words, is_denied
from briefing.model.value import NamedTuple
from briefing.parse.country_names import is_country
from briefing.parse.surnames import surnames


class Thing(NamedTuple):
    """Something that can be referred to: its strong names, and what else it is called where it is listed."""

    kind: str
    key: str
    names: tuple[str, ...]
    parts: tuple[str, ...] = ()


class Nearby:
    """Things by their ids, their names and the parts of those."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self._things = tuple(things)

    def called(self, text: str, kinds: Sequence[str]) -> list[str]:
        """The keys of the things of which this is a part of a name."""
        return [thing.key for thing in self._parts.get(fold(text), ()) if thing.kind in kinds]

    def named(self, text: str, kinds: Sequence[str]) -> list[str]:
        """The keys of the things that have this name as a whole."""
        return [thing.key for thing in self._named.get(fold(text), ()) if thing.kind in kinds]

    def ranked(self, text: str, kinds: Sequence[str]) -> Iterator[tuple[int, str]]:
        """The keys of the things whose id or name is fewest slips away, and how far that is (`Words.ranked`)."""
        for words in self._ids(kinds):
            cost, keys = words.ranked(text)
            yield from ((cost, key) for key in keys)
        cost, names = self._names.ranked(text)
        yield from ((cost, thing.key) for name in names for thing in self._named[name] if thing.kind in kinds)

    def holding(self, text: str, kinds: Sequence[str]) -> Iterator[str]:
        """The key of each kind that alone has this word."""
        yield from (key for words in self._ids(kinds) if (key := words.holding(text)))

    def _ids(self, kinds: Sequence[str]) -> list[Words]:
        return [words for kind, words in self._keys.items() if kind in kinds]

    @cached_property
    def _keys(self) -> dict[str, Words]:
        keys: dict[str, list[str]] = {}
        for thing in self._things:
            keys.setdefault(thing.kind, []).append(thing.key)
        return {kind: Words(some) for kind, some in keys.items()}

    @cached_property
    def _named(self) -> dict[str, list[Thing]]:
        return _by((thing.names, thing) for thing in self._things)

    @cached_property
    def _names(self) -> Words:
        return Words(self._named)

    @cached_property
    def _parts(self) -> dict[str, list[Thing]]:
        return _by((thing.parts, thing) for thing in self._things)


def of_registry(registry: Registry) -> Nearby:
    """The actors and venues of a registry."""
    return Nearby([*map(actor, registry.actors.values()), *map(venue, registry.venues.values())])


def actor(actor: Actor) -> Thing:
    """An actor; a person is called by the surname, too, unless the registry says otherwise."""
    parts = (*actor.weak, *surnames(actor))
    return Thing("actor", actor.key, (actor.name, *actor.aliases), parts)


def venue(venue: Venue) -> Thing:
    """A venue."""
    return Thing("venue", venue.key, (venue.name, *venue.aliases), venue.weak)


def meant(text: str, kinds: Sequence[str], near: Sequence[Nearby], others: Words | None = None) -> str:
    """The key of the one thing that a text can mean, or nothing: by a part of its name in the first of `near` that has
    one; else the one of all, and of `others`, that is fewest slips away; else the one of which this is a word.
    """
    if is_denied(text):
        return ""
    for one in near:
        if called := one.called(text, kinds):
            return called[0] if len(called) == 1 else ""
    words = [] if others is None else [others]
    if not is_country(text):
        found = [pair for one in near for pair in one.ranked(text, kinds)]
        found += [(cost, key) for cost, keys in (word.ranked(text) for word in words) for key in keys]
        least = min(found, default=(0, ""))[0]
        if keys := {key for cost, key in found if cost == least}:
            return keys.pop() if len(keys) == 1 else ""
    holding = {key for one in near for key in one.holding(text, kinds)}
    holding |= {key for word in words if (key := word.holding(text))}
    return holding.pop() if len(holding) == 1 else ""


def _by(rows: Iterable[tuple[tuple[str, ...], Thing]]) -> dict[str, list[Thing]]:
    """Things by each of their names, folded."""
    found: dict[str, list[Thing]] = {}
    for names, thing in rows:
        for name in dict.fromkeys(map(fold, names)):
            found.setdefault(name, []).append(thing)
    return found
