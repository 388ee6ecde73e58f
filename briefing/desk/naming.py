"""Whom a name means that a person typed."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Collection
from typing import Literal

from briefing.desk.schema import ACTOR, VENUE
from briefing.desk.texts import words as words_of
from briefing.model.brief import Actor, Venue
from briefing.model.codec import decode
from briefing.model.countries import country_name
from briefing.model.fold import fold, joined
from briefing.model.value import dataclass
from briefing.model.views import Name

_FARTHER = 4
"""So many characters a name may be longer or shorter than one that is a slip of it: two, and what joins its words."""

_LONG = 6
"""So many letters has a word of which thirds are worth a look."""
_WORDS = 8
"""So many words of a query are looked for in a name before it is taken apart."""
_COMPARED = 80
"""So much of a query is cut into words: nothing longer is a slip of a name."""


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
    sort = VENUE if kind == "venue" else ACTOR
    if by_key := _known(db, sort, "key = :text", {"text": text}):
        return Called((by_key[0].name,))
    words = " ".join(words_of(query)) or query
    whole = " ".join(words_of(joined(query))) or query
    signs = query if re.search(r"[^\w\s'.-]", query) else ""
    tests: tuple[Callable[[_Known], bool], ...] = (
        lambda one: query in one.strong,
        lambda one: query in one.weak,
        lambda one: one.has_words(words, str, signs),
    )
    some = _having(db, sort, "names", query, words)
    for test in tests:
        if found := _called([one for one in some if test(one)]):
            return found
    db.create_function("joined", 1, joined, deterministic=True)
    some = _having(db, sort, "joined(names)", joined(query), whole)
    found = _called([one for one in some if one.has_words(whole, joined, signs)])
    return found or Called((), _nearest(db, sort, query))


def _called(matches: list[_Known]) -> Called | None:
    notes = [one.note for one in matches] if len(matches) > 1 else ()
    return Called(tuple([one.name for one in matches]), notes=tuple(notes)) if matches else None


def _having(db: sqlite3.Connection, sort: int, column: str, query: str, words: str) -> list[_Known]:
    """Those whose names have a query in them, or each of its first words; a word that stands for signs is in none."""
    parts = {f"w{at}": word for at, word in enumerate(words.split(" ")[:_WORDS]) if word in query}
    each = " AND ".join(f"instr({column}, :{part})" for part in parts) or "TRUE"
    return _known(db, sort, f"instr({column}, :query) OR {each}", {"query": query, **parts})


def _known(db: sqlite3.Connection, sort: int, which: str, values: dict[str, str]) -> list[_Known]:
    """Those of which something is true, most stories first: of a large desk only these are decoded."""
    rows = db.execute(
        f"SELECT key, name, kind, folded, json FROM identities WHERE sort = {sort:d} AND ({which})"
        " ORDER BY stories DESC, mentions DESC, folded, key",
        values,
    )
    is_place, type_ = sort == VENUE, Venue if sort == VENUE else Actor
    return [
        _Known(Name(key, name, "place" if is_place else kind), folded, json, type_)
        for key, name, kind, folded, json in rows
    ]


def _nearest(db: sqlite3.Connection, sort: int, query: str) -> str:
    """The name that is one or two slips from another; only what can be is compared, which SQLite finds out.

    Two slips leave something of a query as it was, and of each of its longer words: names that have only other words
    in common with it are many on a large desk."""
    from briefing.model.likeness import nearest, plain

    size = len(query)
    words = [word for word in plain(query[:_COMPARED]).split() if len(word) >= _LONG]
    left = [_left(query) if size >= _LONG else _thirds(query), *map(_left, words)]
    values = {f"p{at}_{part}": piece for at, pieces in enumerate(left) for part, piece in enumerate(pieces)}
    some = [
        " OR ".join(f"instr(names, :p{at}_{part}) OR instr(key, :p{at}_{part})" for part in range(len(pieces)))
        for at, pieces in enumerate(left)
    ]
    rows = db.execute(
        f"SELECT key, name, names FROM identities WHERE sort = {sort:d} AND ({') AND ('.join(some)})"
        " ORDER BY stories DESC, mentions DESC, folded, key",
        values,
    )
    near = range(size - _FARTHER, size + _FARTHER + 1)
    names = {one: name for key, name, folded in rows for one in (*folded.split("\n"), key) if len(one) in near}
    return str(names.get(nearest(query, names), ""))


def _thirds(word: str) -> tuple[str, ...]:
    """A word in three parts; one that is too short for a slip whole."""
    if len(word) < 3:
        return (word,)
    one, two = len(word) // 3, 2 * len(word) // 3
    return word[:one], word[one:two], word[two:]


def _left(word: str) -> tuple[str, ...]:
    """What two slips leave of a word, some of it: a third, or what stands beside two letters that changed places where
    thirds meet, with both as they were."""
    one, two = len(word) // 3, 2 * len(word) // 3
    first, second = _turned(word, one), _turned(word, two)
    return (*_thirds(word), first[:two], second[one:], _turned(first, two))


def _turned(word: str, at: int) -> str:
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def ids(db: sqlite3.Connection, kinds: Collection[str], start: str, most: int) -> list[tuple[str, str]]:
    """Ids with titles or names: those that begin like that; where none does, those of which a part does."""
    sources = {
        "story": "SELECT id, title FROM briefs WHERE taken_by = '' AND {which} ORDER BY id LIMIT :most",
        "actor": f"SELECT key, name FROM identities WHERE sort = {ACTOR} AND {{which}} ORDER BY key LIMIT :most",
        "venue": f"SELECT key, name FROM identities WHERE sort = {VENUE} AND {{which}} ORDER BY key LIMIT :most",
    }
    start = fold(start)
    values = {"start": start, "behind": f"{start}\U0010ffff", "part": f"-{start}", "most": most}
    for which in ("{id} >= :start AND {id} < :behind", "instr({id}, :part)"):
        every: list[tuple[str, str]] = []
        for kind in kinds:
            column = "id" if kind == "story" else "key"
            every += db.execute(sources[kind].format(which=which.format(id=column)), values).fetchall()
        if every:
            return sorted(every)[:most]
    return []


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

    def has_words(self, words: str, form: Callable[[str], str], signs: str) -> bool:
        """Whether some words stand in one of the strong names, each in this form, among those with `signs` in them."""
        return any(f" {words} " in f" {' '.join(words_of(form(name)))} " for name in self.strong if signs in name)

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
