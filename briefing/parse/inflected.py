"""Inflected forms of names (`forms`): how far each reaches, and which say nothing new.

A form links as the name does that it is a form of: as many words, and each begins alike. `Владимира Путина` is one of
`Владимир Путин`, which links anywhere; `Москве` one of the weak name `Москва`, and `Путина` of the surname. A form that
is like no name (`Львова` for `Лев`) is one of the full name where it has as many words, and else a weak name.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from briefing.model.brief import Actor, Venue
from briefing.model.fold import fold
from briefing.parse import slips

if TYPE_CHECKING:
    from briefing.parse.entries import Reader
    from briefing.parse.entry import Entry

_ALIKE = 3
"""So many letters two words begin with that are forms of one; all of a shorter one."""


def strong_names(thing: Actor | Venue) -> tuple[str, ...]:
    """The names by which a text means a thing wherever it stands, and their forms."""
    names = (thing.name, *thing.aliases)
    return (*names, *_parted(thing.forms, names, thing.weak)[0]) if thing.forms else names


def weak_names(thing: Actor | Venue) -> tuple[str, ...]:
    """The names by which a text means a thing that its brief lists, and their forms."""
    if not thing.forms:
        return thing.weak
    return (*thing.weak, *_parted(thing.forms, (thing.name, *thing.aliases), thing.weak)[1])


def tell_repeated(entry: Entry, reader: Reader) -> None:
    """Tell of the forms of an entry that are a name of it already; what stands in a list twice is told elsewhere."""
    known = {fold(name) for key in ("name", "aliases", "weak") for name in _texts(entry, key)}
    nodes = entry.nodes.get("forms") or ()
    for form, node in zip(_texts(entry, "forms"), nodes, strict=False):
        if fold(form) in known:
            reader.report(slips.FORM_TWICE, node, form=form)


def _texts(entry: Entry, key: str) -> tuple[str, ...]:
    value = entry.values.get(key)
    return (value,) if isinstance(value, str) else entry.texts(key) if value else ()


@lru_cache(maxsize=4096)
def _parted(
    forms: tuple[str, ...], names: tuple[str, ...], weak: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Forms that are strong, and those that are weak."""
    strong = [form for form in forms if _is_of(form, names) or (not _is_of(form, weak) and _is_as_long(form, names))]
    return tuple(strong), tuple([form for form in forms if form not in strong])


def _is_of(form: str, names: Iterable[str]) -> bool:
    return any(_is_as_long(form, (name,)) and all(map(_are_alike, _words(form), _words(name))) for name in names)


def _is_as_long(form: str, names: Iterable[str]) -> bool:
    return len(_words(form)) in {len(_words(name)) for name in names}


def _are_alike(one: str, other: str) -> bool:
    same = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return same >= min(_ALIKE, len(one), len(other))


def _words(name: str) -> list[str]:
    return fold(name).split()
