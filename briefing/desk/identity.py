"""Who is the same across briefs (`format.md`, "The registry").

Evidence, strongest first: one registry id; one Wikidata or GeoNames id; one id given by hand; one strong name with
the same kind. What contradicts is never merged: two registry ids, two Wikidata ids, two GeoNames ids, and, for a name,
two kinds or two countries. A portrait that fits two contradicting ones stays apart: nothing is guessed.
Weak names count for nothing here.

The result depends on the set of portraits only. Portraits that share no token (`tokens`) have nothing to do with each
other, so a change needs only those that hang together with it by tokens to be resolved again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from briefing.model.brief import Actor, Venue
from briefing.model.fold import fold
from briefing.model.names import slug

_NUMBERED = re.compile(r"-\d+$")
"""What the parser appends where two entries of a brief make the same key."""

Sort = Literal["actor", "venue"]


@dataclass(frozen=True, slots=True)
class Portrait:
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
        """A total order of portraits that depends on nothing but what they say."""
        facts = (self.sort, self.key, self.kind, self.country, self.wikidata, self.geonames, str(self.given))
        return (*facts, *sorted(self.names))


def portrait_of(value: Actor | Venue, registered: bool) -> Portrait:
    """What of an actor or a venue tells who it is."""
    names = frozenset(filter(None, map(fold, (value.name, *value.aliases))))
    made = slug(value.name)
    given = registered or (value.key != made and _NUMBERED.sub("", value.key) != made)
    sort: Sort = "actor" if isinstance(value, Actor) else "venue"
    geonames = "" if isinstance(value, Actor) else value.geonames
    return Portrait(
        sort=sort,
        key=value.key,
        names=names,
        kind=value.kind,
        country=value.country,
        wikidata=value.wikidata,
        geonames=geonames,
        given=given,
        registered=registered,
    )


def tokens(portrait: Portrait) -> frozenset[str]:
    """What ties a portrait to others: the key (to keep keys unique, over actors and places alike), ids and names."""
    found = {f"k:{portrait.key}", *(f"n:{portrait.sort}:{name}" for name in portrait.names)}
    if portrait.wikidata:
        found.add(f"w:{portrait.sort}:{portrait.wikidata}")
    if portrait.geonames:
        found.add(f"g:{portrait.geonames}")
    return frozenset(found)


def resolve(portraits: Iterable[Portrait]) -> dict[Portrait, str]:
    """The desk identity of each portrait.

    An identity's key is the registry id, else the smallest local key; where that is taken, `key~2`, `key~3` …

    Of `ada` (a person called Ada), `ada` (a state called Ada) and `ada-king` (a person called Ada King or Ada) the
    first and the last are one, by name and kind, and the state is another: `ada`, `ada~2`, `ada`.
    """
    every = {portrait: tokens(portrait) for portrait in portraits}
    holders = Counter(chain.from_iterable(every.values()))
    alone = {portrait for portrait, own in every.items() if all(holders[token] == 1 for token in own)}
    return {portrait: portrait.key for portrait in alone} | _resolved(every.keys() - alone)


def _resolved(portraits: Iterable[Portrait]) -> dict[Portrait, str]:
    groups = [_Group.of(portrait) for portrait in sorted(portraits, key=lambda portrait: portrait.order)]
    for evidence in (_wikidata, _geonames, _given_id):
        groups = _merge(groups, evidence, lambda group: group.ids, by_name=False)
        groups = _merge(groups, evidence, lambda group: None, by_name=False)
    groups = _merge(groups, _names, lambda group: (group.ids, group.kinds, group.countries), by_name=True)
    groups = _merge(groups, _names, lambda group: group.kinds, by_name=True)
    groups = _merge(groups, _names, lambda group: None, by_name=True)
    return _keyed(groups)


@dataclass(slots=True)
class _Group:
    members: list[Portrait]
    registry: frozenset[str] = frozenset()
    wikidata: frozenset[str] = frozenset()
    geonames: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()

    @classmethod
    def of(cls, portrait: Portrait) -> _Group:
        return cls(
            [portrait],
            frozenset({portrait.key} if portrait.registered else ()),
            *(
                frozenset({value} if value else ())
                for value in (portrait.wikidata, portrait.geonames, portrait.kind, portrait.country)
            ),
        )

    @classmethod
    def union(cls, groups: list[_Group]) -> _Group:
        return cls(
            [portrait for group in groups for portrait in group.members],
            frozenset().union(*(group.registry for group in groups)),
            frozenset().union(*(group.wikidata for group in groups)),
            frozenset().union(*(group.geonames for group in groups)),
            frozenset().union(*(group.kinds for group in groups)),
            frozenset().union(*(group.countries for group in groups)),
        )

    @property
    def ids(self) -> Hashable:
        return (self.registry, self.wikidata, self.geonames)


def _wikidata(portrait: Portrait) -> Iterable[Hashable]:
    return [portrait.wikidata] if portrait.wikidata else []


def _geonames(portrait: Portrait) -> Iterable[Hashable]:
    return [portrait.geonames] if portrait.geonames else []


def _given_id(portrait: Portrait) -> Iterable[Hashable]:
    return [] if portrait.registered else [portrait.key]


def _names(portrait: Portrait) -> Iterable[Hashable]:
    return portrait.names


def _merge(
    groups: list[_Group],
    evidence: Callable[[Portrait], Iterable[Hashable]],
    alike: Callable[[_Group], Hashable],
    by_name: bool,
) -> list[_Group]:
    """Merge the groups that hang together by evidence, where all of them agree; otherwise leave them as they are.

    `alike` narrows it: only groups for which it gives the same are compared.
    """
    holders: dict[Hashable, list[int]] = {}
    for at, group in enumerate(groups):
        label = alike(group)
        for portrait in group.members:
            for item in evidence(portrait):
                holders.setdefault((portrait.sort, label, item), []).append(at)
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
    return any(portrait.given and token[2] == portrait.key for at in found for portrait in groups[at].members)  # type: ignore[index]


def _agree(merged: _Group, parts: list[_Group], by_name: bool) -> bool:
    if max(len(merged.registry), len(merged.wikidata), len(merged.geonames)) > 1:
        return False
    if not by_name:
        return True
    return all(
        len(getattr(merged, fact)) <= 1 or any(getattr(part, fact) == getattr(merged, fact) for part in parts)
        for fact in ("kinds", "countries")
    )


def _keyed(groups: list[_Group]) -> dict[Portrait, str]:
    taken: set[str] = set()
    result: dict[Portrait, str] = {}
    waiting: list[tuple[str, tuple[str, ...], _Group]] = []
    for group in groups:
        if group.registry:
            key = min(group.registry)
            taken.add(key)
            result.update(dict.fromkeys(group.members, key))
        else:
            waiting.append(
                (min(portrait.key for portrait in group.members), min(e.order for e in group.members), group)
            )
    for wanted, _order, group in sorted(waiting, key=lambda item: item[:2]):
        key, number = wanted, 1
        while key in taken:
            number += 1
            key = f"{wanted}~{number}"
        taken.add(key)
        result.update(dict.fromkeys(group.members, key))
    return result
