"""Whom a name means that a person typed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable

from briefing.desk.schema import ACTOR
from briefing.model.brief import Actor
from briefing.model.codec import decode
from briefing.model.names import fold
from briefing.model.value import dataclass
from briefing.model.views import Name


@dataclass(frozen=True, slots=True)
class Called:
    """The actors that a name can mean, those with most stories first; where there are none, the nearest name."""

    names: tuple[Name, ...]
    nearest: str = ""


def called(db: sqlite3.Connection, text: str) -> Called:
    """An id means its actor; else a name or an alias, else a weak name, else some whole words of a name, each without
    regard to case and diacritics."""
    wanted = fold(text)
    if not wanted:
        return Called(())
    rows = db.execute(
        "SELECT key, name, kind, folded, json FROM identities WHERE sort = ?"
        " ORDER BY stories DESC, mentions DESC, folded, key",
        (ACTOR,),
    ).fetchall()
    by_key = [Name(*row[:3]) for row in rows if row[0] == text]
    if by_key:
        return Called(tuple(by_key))
    everyone = [_Known(Name(*row[:3]), row[3], row[4]) for row in rows]
    tests: tuple[Callable[[_Known], bool], ...] = (
        lambda one: wanted in one.strong,
        lambda one: wanted in one.weak,
        lambda one: any(f" {wanted} " in f" {name} " for name in one.strong),
    )
    for test in tests:
        if found := [one.name for one in everyone if test(one)]:
            return Called(tuple(found))
    return Called((), _nearest(wanted, everyone))


def _nearest(wanted: str, everyone: Iterable[_Known]) -> str:
    from difflib import get_close_matches

    names = {name: one.name.name for one in everyone for name in (*one.strong, *one.weak, one.name.key)}
    found = get_close_matches(wanted, names, 1)
    return names[found[0]] if found else ""


class _Known:
    """An actor with all names, folded when they are asked for."""

    def __init__(self, name: Name, folded: str, text: str) -> None:
        self.name = name
        self._folded = folded
        self._text = text
        self._names: tuple[frozenset[str], frozenset[str]] | None = None

    @property
    def strong(self) -> frozenset[str]:
        return self._all()[0]

    @property
    def weak(self) -> frozenset[str]:
        return self._all()[1]

    def _all(self) -> tuple[frozenset[str], frozenset[str]]:
        if self._names is None:
            actor = decode(Actor, json.loads(self._text))
            self._names = (
                frozenset((self._folded, *map(fold, actor.aliases))),
                frozenset(map(fold, actor.weak)),
            )
        return self._names
