"""Whom and what a desk knows, to be offered where one of them could stand: what most stories name comes first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal
from weakref import WeakKeyDictionary

from briefing.desk.catalogue import TermValue, TermValues
from briefing.desk.database import ERRORS
from briefing.lsp.live import LiveDesk
from briefing.lsp.said import lists_of, name_of
from briefing.model.brief import Actor, Brief, Registry, Venue
from briefing.model.countries import country_name
from briefing.model.fold import fold
from briefing.model.nouns import counted
from briefing.model.views import StoryRow
from briefing.parse.fields import Thing
from briefing.report.words import shown

ListedKind = Literal["actor", "venue"]


class _Kept:
    """The candidates of a desk, made again when its registry or its index is another one."""

    def __init__(self) -> None:
        self.things: dict[str, tuple[Registry, TermValues, TermValues]] = {}
        self.stories: tuple[object, object, TermValues] | None = None


_KEPT: WeakKeyDictionary[LiveDesk, _Kept] = WeakKeyDictionary()


def things(desk: LiveDesk, kind: ListedKind) -> TermValues:
    """The actors or the venues of the registry, by id, and those that only briefs have, by name."""
    kept = _KEPT.setdefault(desk, _Kept())
    indexed = _values(desk, kind)
    known = kept.things.get(kind)
    if known is None or known[0] is not desk.registry or known[1] is not indexed:
        every = TermValues(_ranked(desk.registry, kind, indexed))
        known = kept.things[kind] = desk.registry, indexed, every
    return known[2]


def tags(desk: LiveDesk) -> TermValues:
    """The tags that stories have."""
    return _values(desk, "tag")


def _values(desk: LiveDesk, key: str) -> TermValues:
    try:
        return desk.desk.values(key)
    except ERRORS:
        return _NOTHING


_NOTHING = TermValues()


def _ranked(registry: Registry, kind: ListedKind, indexed: TermValues) -> list[TermValue]:
    entries = registry.actors if kind == "actor" else registry.venues
    use = {one.value: one.stories for one in indexed}
    found = [_of_registry(one, use.get(one.key, 0)) for one in entries.values()]
    found += [
        TermValue(value=one.name, name="", names=one.names, note=one.note, stories=one.stories)
        for one in indexed
        if one.value not in entries and one.stories
    ]
    return sorted(found, key=lambda one: -one.stories)


def _of_registry(thing: Actor | Venue, stories: int) -> TermValue:
    what = (thing.position if isinstance(thing, Actor) else "") or thing.kind
    names = dict.fromkeys(map(fold, (thing.name, *thing.aliases, *thing.weak)))
    return TermValue(
        value=thing.key,
        name=thing.name,
        names=tuple(names),
        note=" · ".join(dict.fromkeys(filter(None, (what, country_name(thing.country))))),
        stories=stories,
    )


def stories(desk: LiveDesk) -> TermValues:
    """The stories, newest first."""
    kept = _KEPT.setdefault(desk, _Kept())
    try:
        rows: tuple[StoryRow, ...] = desk.desk.stories()
    except ERRORS:
        rows = ()
    known = kept.stories
    if known is None or known[0] is not rows or known[1] is not desk.around:
        known = kept.stories = rows, desk.around, TermValues(_of_stories(desk, rows))
    return known[2]


def _of_stories(desk: LiveDesk, rows: Iterable[StoryRow]) -> Iterator[TermValue]:
    known = desk.around.stories
    listed = set()
    for row in rows:
        if row.id in known:
            listed.add(row.id)
            note = " · ".join(filter(None, (shown(row.when), row.place)))
            yield TermValue(row.id, row.title, (fold(row.title), row.id), note=note)
    for id_, one in known.items():
        if id_ not in listed:
            yield TermValue(id_, one.title, (fold(one.title), id_))


def beginning(values: TermValues, typed: str, most: int) -> list[TermValue]:
    """Those of which the id begins with what was typed, or a word of a name does, and no more than so many."""
    folded = fold(typed)
    found = []
    for one in values.having(folded):
        if not folded or one.value.startswith(typed) or one.begins(folded) or f"-{typed}" in one.value:
            found.append(one)
            if len(found) == most:
                break
    return found


def of_brief(brief: Brief, kinds: Iterable[Thing]) -> Iterator[tuple[Thing, str, tuple[str, ...]]]:
    """What a brief itself has of these kinds: the kind, the key, and what it is called, first as it is mostly."""
    lists = lists_of(brief)
    for kind in kinds:
        for one in lists.get(kind, ()):
            others = (*one.aliases, *one.weak) if isinstance(one, Actor | Venue) else ()
            yield kind, one.key, (name_of(one), *others)


def noted(one: TermValue) -> str:
    """What is said beside a candidate, in a line."""
    use = counted(one.stories, "brief") if one.stories else ""
    return " · ".join(filter(None, (one.note, use)))
