"""Whom a name means that a person typed."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Literal

from briefing.desk.schema import ACTOR, VENUE
from briefing.desk.texts import words as words_of
from briefing.model.brief import Actor, Venue
from briefing.model.codec import decode
from briefing.model.countries import country_name
from briefing.model.fold import fold, joined
from briefing.model.value import dataclass
from briefing.model.views import Name


@dataclass(frozen=True, slots=True)
class Called:
    """The actors or places that a name can mean, most stories first; where there are none, the nearest name.

    Of several, `notes` say of each what tells it from the others: the position or the kind, and the country.
    """

    names: tuple[Name, ...]
    nearest: str = ""
    notes: tuple[str, ...] = ()


def called(db: sqlite3.Connection, text: str, kind: Literal["actor", "venue"]) -> Called:
    """An id means its own; else a name or an alias, else a weak name, else some whole words of a name, each without
    regard to case and diacritics; else the same with no regard to how its words are joined (`oneill`)."""
    query = fold(text)
    if not query:
        return Called(())
    rows = db.execute(
        "SELECT key, name, kind, folded, json FROM identities WHERE sort = ?"
        " ORDER BY stories DESC, mentions DESC, folded, key",
        (VENUE if kind == "venue" else ACTOR,),
    ).fetchall()
    rows = [(key, name, "place" if kind == "venue" else its, *rest) for key, name, its, *rest in rows]
    by_key = [Name(*row[:3]) for row in rows if row[0] == text]
    if by_key:
        return Called(tuple(by_key))
    sort = Venue if kind == "venue" else Actor
    everyone = [_Known(Name(*row[:3]), row[3], row[4], sort) for row in rows]
    words = " ".join(words_of(query)) or query
    whole = " ".join(words_of(joined(query))) or query
    signs = query if re.search(r"[^\w\s'.-]", query) else ""
    tests: tuple[Callable[[_Known], bool], ...] = (
        lambda one: query in one.strong,
        lambda one: query in one.weak,
        lambda one: any(f" {words} " in f" {' '.join(words_of(name))} " for name in one.having(signs)),
        lambda one: any(f" {whole} " in f" {' '.join(words_of(joined(name)))} " for name in one.having(signs)),
    )
    for test in tests:
        if matches := [one for one in everyone if test(one)]:
            notes = [one.note for one in matches] if len(matches) > 1 else ()
            return Called(tuple([one.name for one in matches]), notes=tuple(notes))
    return Called((), _nearest(query, everyone))


def _nearest(wanted: str, everyone: Iterable[_Known]) -> str:
    from briefing.model.likeness import nearest

    names = {name: one.name.name for one in everyone for name in (*one.strong, *one.weak, one.name.key)}
    return names.get(nearest(wanted, names), "")


def ids(db: sqlite3.Connection, kinds: Collection[str], start: str, most: int) -> list[tuple[str, str]]:
    """Ids with titles or names: those that begin like that; where none does, those of which a part does."""
    sources = {
        "story": "SELECT id, title FROM briefs WHERE taken_by = ''",
        "actor": f"SELECT key, name FROM identities WHERE sort = {ACTOR}",
        "venue": f"SELECT key, name FROM identities WHERE sort = {VENUE}",
    }
    every = " UNION ALL ".join(sources[kind] for kind in kinds)
    ask = f"WITH every (id, name) AS ({every}) SELECT id, name FROM every WHERE instr(id, ?) {{}} ORDER BY id LIMIT ?"
    start = fold(start)
    found = db.execute(ask.format("<= 1" if not start else "= 1"), (start, most)).fetchall()
    return found or db.execute(ask.format("> 0"), (f"-{start}", most)).fetchall()


def nearest_id(db: sqlite3.Connection, text: str) -> str:
    """The id of a story, an actor or a place that is most like a text; empty where none is."""
    from briefing.model.likeness import nearest

    rows = db.execute("SELECT id FROM briefs UNION ALL SELECT key FROM identities")
    return nearest(text, (row[0] for row in rows))


class _Known:
    """An actor or a place with all names, folded when they are asked for."""

    def __init__(self, name: Name, folded: str, text: str, sort: type[Actor] | type[Venue]) -> None:
        self.name = name
        self._folded = folded
        self._text = text
        self._sort = sort
        self._names: tuple[frozenset[str], frozenset[str]] | None = None

    @property
    def note(self) -> str:
        """What it is, and of which country."""
        one = self._value()
        what = one.position or one.kind if isinstance(one, Actor) else one.kind
        return " · ".join(part for part in (what, country_name(one.country)) if part)

    @property
    def strong(self) -> frozenset[str]:
        return self._all()[0]

    def having(self, text: str) -> Iterator[str]:
        """The strong names with this in them."""
        return (name for name in self.strong if text in name)

    @property
    def weak(self) -> frozenset[str]:
        return self._all()[1]

    def _all(self) -> tuple[frozenset[str], frozenset[str]]:
        if self._names is None:
            one = self._value()
            self._names = (
                frozenset((self._folded, *map(fold, one.aliases))),
                frozenset(map(fold, (*one.weak, *one.forms))),
            )
        return self._names

    def _value(self) -> Actor | Venue:
        return decode(self._sort, self._text)
