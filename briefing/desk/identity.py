"""Who is the same across briefs (`format.md`, "The registry").

Evidence, strongest first: one registry id; one Wikidata or GeoNames id; one id given by hand; one strong name with
the same kind. What contradicts is never merged: two registry ids, two Wikidata ids, two GeoNames ids, and, for a name,
two kinds or two countries. An entry that fits two contradicting ones stays apart: nothing is guessed.
Weak names count for nothing here.

The result depends on the set of entries only. Entries that share no token (`tokens`) have nothing to do with each
other, so a change needs only those that hang together with it by tokens to be resolved again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Literal

from briefing.model.brief import Actor, Venue
from briefing.model.names import fold, slug

_NUMBERED = re.compile(r"-\d+$")
"""What the parser appends where two entries of a brief make the same key."""

Sort = Literal["actor", "venue"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One way in which a brief or the registry describes somebody, or some place.

    `key` is the local key, or the id where `registered`; `names` are the strong names, folded; `given` says that
    the key was written as an id and not made from the name.
    """

    sort: Sort
    key: str
    names: frozenset[str] = frozenset()
    kind: str = ""
    country: str = ""
    wikidata: str = ""
    geonames: str = ""
    given: bool = False
    registered: bool = False

    @property
    def order(self) -> tuple[str, ...]:
        """A total order of entries that depends on nothing but what they say."""
        facts = (self.sort, self.key, self.kind, self.country, self.wikidata, self.geonames, str(self.given))
        return (*facts, *sorted(self.names))


def entry_of(value: Actor | Venue, registered: bool) -> Entry:
    """What of an actor or a venue tells who it is."""
    names = frozenset(filter(None, map(fold, (value.name, *value.aliases))))
    made = slug(value.name)
    given = registered or (value.key != made and _NUMBERED.sub("", value.key) != made)
    sort: Sort = "actor" if isinstance(value, Actor) else "venue"
    geonames = "" if isinstance(value, Actor) else value.geonames
    return Entry(sort, value.key, names, value.kind, value.country, value.wikidata, geonames, given, registered)


def tokens(entry: Entry) -> frozenset[str]:
    """What ties an entry to others: the key (to keep keys unique, over actors and places alike), ids and names."""
    found = {f"k:{entry.key}", *(f"n:{entry.sort}:{name}" for name in entry.names)}
    if entry.wikidata:
        found.add(f"w:{entry.sort}:{entry.wikidata}")
    if entry.geonames:
        found.add(f"g:{entry.geonames}")
    return frozenset(found)


def resolve(entries: Iterable[Entry]) -> dict[Entry, str]:
    """The desk identity of each entry.

    An identity's key is the registry id, else the smallest local key; where that is taken, `key~2`, `key~3` …
    """
    groups = [_Group.of(entry) for entry in sorted(set(entries), key=lambda entry: entry.order)]
    for evidence in (_wikidata, _geonames, _given_id):
        groups = _merge(groups, evidence, lambda group: group.ids, by_name=False)
        groups = _merge(groups, evidence, lambda group: None, by_name=False)
    groups = _merge(groups, _names, lambda group: (group.ids, group.kinds, group.countries), by_name=True)
    groups = _merge(groups, _names, lambda group: group.kinds, by_name=True)
    groups = _merge(groups, _names, lambda group: None, by_name=True)
    return _keyed(groups)


@dataclass(slots=True)
class _Group:
    members: list[Entry]
    registry: frozenset[str] = frozenset()
    wikidata: frozenset[str] = frozenset()
    geonames: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()

    @classmethod
    def of(cls, entry: Entry) -> _Group:
        return cls(
            [entry],
            frozenset({entry.key} if entry.registered else ()),
            *(
                frozenset({value} if value else ())
                for value in (entry.wikidata, entry.geonames, entry.kind, entry.country)
            ),
        )

    @classmethod
    def union(cls, groups: list[_Group]) -> _Group:
        return cls(
            [entry for group in groups for entry in group.members],
            frozenset().union(*(group.registry for group in groups)),
            frozenset().union(*(group.wikidata for group in groups)),
            frozenset().union(*(group.geonames for group in groups)),
            frozenset().union(*(group.kinds for group in groups)),
            frozenset().union(*(group.countries for group in groups)),
        )

    @property
    def ids(self) -> Hashable:
        return (self.registry, self.wikidata, self.geonames)


def _wikidata(entry: Entry) -> Iterable[Hashable]:
    return [entry.wikidata] if entry.wikidata else []


def _geonames(entry: Entry) -> Iterable[Hashable]:
    return [entry.geonames] if entry.geonames else []


def _given_id(entry: Entry) -> Iterable[Hashable]:
    return [] if entry.registered else [entry.key]


def _names(entry: Entry) -> Iterable[Hashable]:
    return entry.names


def _merge(
    groups: list[_Group],
    evidence: Callable[[Entry], Iterable[Hashable]],
    alike: Callable[[_Group], Hashable],
    by_name: bool,
) -> list[_Group]:
    """Merge the groups that hang together by evidence, where all of them agree; otherwise leave them as they are.

    `alike` narrows it: only groups for which it gives the same are compared.
    """
    holders: dict[Hashable, list[int]] = {}
    for at, group in enumerate(groups):
        label = alike(group)
        for entry in group.members:
            for item in evidence(entry):
                holders.setdefault((entry.sort, label, item), []).append(at)
    parent = list(range(len(groups)))

    def find(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for token, found in holders.items():
        if evidence is _given_id and not _any_given(groups, found, token):
            continue  # keys made from names say no more than the names
        for at in found[1:]:
            parent[find(at)] = find(found[0])
    joined: dict[int, list[_Group]] = {}
    for at, group in enumerate(groups):
        joined.setdefault(find(at), []).append(group)
    result: list[_Group] = []
    for together in joined.values():
        merged = _Group.union(together) if len(together) > 1 else together[0]
        if len(together) > 1 and _agree(merged, together, by_name):
            result.append(merged)
        else:
            result.extend(together)
    return result


def _any_given(groups: list[_Group], found: list[int], token: Hashable) -> bool:
    return any(entry.given and token[2] == entry.key for at in found for entry in groups[at].members)  # type: ignore[index]


def _agree(merged: _Group, parts: list[_Group], by_name: bool) -> bool:
    if max(len(merged.registry), len(merged.wikidata), len(merged.geonames)) > 1:
        return False
    if not by_name:
        return True
    return all(
        len(getattr(merged, fact)) <= 1 or any(getattr(part, fact) == getattr(merged, fact) for part in parts)
        for fact in ("kinds", "countries")
    )


def _keyed(groups: list[_Group]) -> dict[Entry, str]:
    taken: set[str] = set()
    result: dict[Entry, str] = {}
    waiting: list[tuple[str, tuple[str, ...], _Group]] = []
    for group in groups:
        if group.registry:
            key = min(group.registry)
            taken.add(key)
            result.update(dict.fromkeys(group.members, key))
        else:
            waiting.append((min(entry.key for entry in group.members), min(e.order for e in group.members), group))
    for wanted, _order, group in sorted(waiting, key=lambda item: item[:2]):
        key, number = wanted, 1
        while key in taken:
            number += 1
            key = f"{wanted}~{number}"
        taken.add(key)
        result.update(dict.fromkeys(group.members, key))
    return result
