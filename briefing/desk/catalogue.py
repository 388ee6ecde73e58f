"""What the values of a search can be on this desk: actors, places, countries, kinds and tags, by every name."""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from briefing.desk.schema import ACTOR, VENUE
from briefing.model.codec import parsed
from briefing.model.countries import country_name
from briefing.model.fold import begins_word, fold, joined
from briefing.model.names import one_line
from briefing.model.query import (
    CHOICES,
    DATES,
    DAYS,
    KEYS,
    QUOTES,
    WEEKDAYS,
    Candidate,
    Filter,
    Mistake,
    quoted,
    term_at_end,
)
from briefing.model.traces import Trace
from briefing.model.value import dataclass

_SORTS = {"actor": ACTOR, "venue": VENUE}
_NAMED_FROM = 2  # letters of a plain word from which names are offered for it


@dataclass(frozen=True, slots=True)
class TermValue:
    """One value that a key can have: as it is typed, what it is called, and every name that it goes by, folded.

    `number` is an identity's in the index; `stories` is how many it is in, for the order.
    """

    value: str
    name: str = ""
    names: tuple[str, ...] = ()
    number: int = 0
    note: str = ""
    stories: int = 0

    def begins(self, wanted: str) -> bool:
        """Whether a name, or a word in one, begins with what was typed; of several words each a word."""
        words = wanted.split()
        return any(all(begins_word(name, word) for word in words) for name in self.names)


class TermValues:
    """The values of one key, those that most stories have first, and which of them a name means: a desk may have
    hundreds of thousands."""

    def __init__(self, every: Iterable[TermValue] = ()) -> None:
        self.every = tuple(every)

    @cached_property
    def by_value(self) -> dict[str, list[TermValue]]:
        return _by((entry.value.lower(), entry) for entry in self.every)

    @cached_property
    def by_name(self) -> dict[str, list[TermValue]]:
        return _by((name, entry) for entry in self.every for name in entry.names)

    def beginning(self, wanted: str) -> list[TermValue]:
        """Those with a name that has words that begin like what was typed, folded."""
        return [entry for entry in self.having(wanted) if entry.begins(wanted)]

    def having(self, wanted: str) -> Iterable[TermValue]:
        """Those of which the value or a name has the longest word of what was typed in it, however it is joined."""
        word = max(wanted.split(), key=len, default="")
        if not word:
            return self.every
        numbers = set(_places(*self._text, word))
        if (whole := joined(word)) != word or self._joined[0] is not self._text[0]:
            numbers |= set(_places(*self._joined, whole))
        return list(dict.fromkeys(self.every[self._numbers[line]] for line in sorted(numbers)))

    @cached_property
    def _numbers(self) -> array[int]:
        """Of each line of the text the number of its entry."""
        return array("q", (number for number, entry in enumerate(self.every) for _ in (entry.value, *entry.names)))

    @cached_property
    def _text(self) -> _Lines:
        """All values and names, a line each, and where each line begins."""
        return _lines("\n".join([line for entry in self.every for line in (entry.value, *entry.names)]))

    @cached_property
    def _joined(self) -> _Lines:
        """The same, with nothing joined in a word."""
        text = joined(self._text[0])
        return self._text if text == self._text[0] else _lines(text)


_Lines = tuple[str, "array[int]"]


def _lines(text: str) -> _Lines:
    return text, array("q", accumulate((len(line) + 1 for line in text.split("\n")), initial=0))


def _by(pairs: Iterable[tuple[str, TermValue]]) -> dict[str, list[TermValue]]:
    found: dict[str, list[TermValue]] = {}
    for name, entry in pairs:
        found.setdefault(name, []).append(entry)
    return found


def _places(text: str, begins: array[int], word: str) -> Iterator[int]:
    """The lines of a text that have a word in them."""
    at = text.find(word)
    while at >= 0:
        line = bisect_right(begins, at) - 1
        yield line
        at = text.find(word, begins[line + 1])


_NONE = TermValues()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The values of some keys, and by key and old id the numbers of the identities of today."""

    values: Mapping[str, TermValues]
    former: Callable[[], Mapping[tuple[str, str], int]]

    def meant(self, term: Filter) -> tuple[TermValue, ...]:
        """The entries that a filter means: that of the id, else those of the name, else all with a name that has words
        that begin so. None of an unknown value."""
        known = self.values.get(term.key, _NONE)
        if term.key == "mine":
            return tuple(known.beginning(fold(term.value)))
        exact = term.value.lower()
        matches = known.by_value.get(exact, [])
        if not matches and (number := term.key in _SORTS and self.former().get((term.key, exact))):
            matches = [entry for entry in known.every if entry.number == number]
        name = fold(term.value)
        matches = matches or known.by_name.get(name, [])
        if not matches and term.key in _SORTS:
            matches = known.beginning(name)
        return tuple(dict.fromkeys(matches))

    def mistake(self, term: Filter) -> Mistake | None:
        """What is wrong with a filter whose value is a matter of the desk."""
        noun = KEYS[term.key].noun
        if not noun or self.meant(term):
            return None
        from briefing.model.likeness import Words

        known = self.values.get(term.key, _NONE).every
        by_name = {name: entry for entry in reversed(known) for name in (*entry.names, entry.value.lower())}
        words = Words(by_name)
        meant = by_name.get(words.nearest(term.value) or words.begun(term.value))
        message = f"there is no {noun} `{term.value}` on this desk"
        if meant:
            message += f"; did you mean `{meant.name or meant.value}`?"
        elif not known:
            message = f"no story on this desk has a {noun}"
        return Mistake(
            start=term.value_start,
            end=term.end,
            message=message,
            fix=quoted(meant.value) if meant else "",
            is_unfinished=term.is_open,
        )

    def complete(self, text: str, most: int = 8) -> tuple[Candidate, ...]:
        """What could stand where the hand at the end of a query is typing, best first."""
        start, key, value = term_at_end(text)
        found = self._offered(key, value) if key else self._starts(value)
        made = []
        seen = {text[start:]}  # of `mine` a tag comes as often as it stands somewhere
        if not key and value and not text[:start].strip() and QUOTES.startswith(value.lower()):
            made.append(Candidate(text=QUOTES, start=start, end=len(text), note="sentences, not stories"))
        for made_key, entry in found:
            typed = f"{made_key}:{quoted(entry.value) if entry.value else ''}"
            if typed not in seen:
                seen.add(typed)
                made.append(Candidate(text=typed, start=start, end=len(text), name=entry.name, note=entry.note))
            if len(made) == most:
                break
        return tuple(made)

    def _starts(self, word: str) -> Iterator[tuple[str, TermValue]]:
        """The keys that begin with a word; names that do, where it is long enough to mean something."""
        start = fold(word)
        for key, known in KEYS.items():
            if key.startswith(start):
                yield key, TermValue("", "", note=known.says)
        if len(start) >= _NAMED_FROM:
            named = [(key, entry) for key in ("actor", "venue", "tag") for entry in self.values[key].beginning(start)]
            yield from sorted(named, key=lambda pair: -pair[1].stories)

    def _offered(self, key: str, value: str) -> Iterator[tuple[str, TermValue]]:
        wanted = fold(value)
        if key in CHOICES:
            known: Iterable[TermValue] = (TermValue(choice, names=(choice,)) for choice in CHOICES[key])
        elif key in DATES:
            known = (
                TermValue(day, names=(day,), note="the last visit" * (day == "last")) for day in (*DAYS, *WEEKDAYS)
            )
        else:
            known = self.values.get(key, _NONE).having(wanted)
        for entry in known:
            if not wanted or entry.value.startswith(wanted) or entry.begins(wanted):
                yield key, entry


def values_of(db: sqlite3.Connection, key: str) -> TermValues:
    """Read the values of one key; asked again only when the index changed."""
    if key in _SORTS:
        return TermValues(_identities(db, _SORTS[key]))
    if key == "tag":
        rows = db.execute("SELECT folded, min(tag), count(*) FROM tags GROUP BY folded ORDER BY count(*) DESC, folded")
        return TermValues(TermValue(tag, "", (folded,), stories=count) for folded, tag, count in rows)
    if key == "mine":
        return _NONE  # it is of no desk: `with_remarks`
    if key == "country":
        return TermValues(
            TermValue(code, country_name(code), (fold(country_name(code)), code.lower()), stories=count)
            for code, count in _counted(db, "country").items()
        )
    return TermValues(TermValue(kind, "", (fold(kind),), stories=count) for kind, count in _counted(db, "kind").items())


def with_remarks(key: str, known: TermValues, remarks: Sequence[Trace]) -> TermValues:
    """The values of a key with what the reader's tags and notes are to it. Of `mine` a value is the beginning of one,
    and its number the place of that among all, from 1."""
    if key == "mine":
        texts = [one_line(remark.value) for remark in remarks]
        return TermValues(
            TermValue(" ".join(text.split()[:_BEGINNING]), "", (fold(text),), number=number)
            for number, text in enumerate(texts, 1)
        )
    own = {remark.name: remark.value for remark in remarks if remark.what == "tag" and remark.name not in known.by_name}
    if key != "tag" or not own:
        return known
    return TermValues((*known.every, *(TermValue(tag, "", (folded,), note="yours") for folded, tag in own.items())))


_BEGINNING = 4
"""Words of a note that are offered for it."""


def _identities(db: sqlite3.Connection, sort: int) -> tuple[TermValue, ...]:
    rows = db.execute(
        "SELECT id, key, name, names, position, country, stories FROM identities WHERE sort = ?"
        " ORDER BY stories DESC, mentions DESC, folded, key",
        (sort,),
    )
    return tuple(
        [
            TermValue(
                value=key,
                name=name,
                names=tuple(names.split("\n")),
                number=number,
                note=position or country_name(country),
                stories=stories,
            )
            for number, key, name, names, position, country, stories in rows
        ]
    )


def _counted(db: sqlite3.Connection, fact: str) -> dict[str, int]:
    """The values that a fact of actors and places has, with how many have it."""
    select = f"SELECT {fact}, count(*) FROM identities WHERE {fact} <> '' GROUP BY 1 ORDER BY 2 DESC, 1"
    return dict(db.execute(select).fetchall())


def former(db: sqlite3.Connection) -> dict[tuple[str, str], int]:
    """Ids of old, and keys that went into another, by the key of a filter that may have them."""
    sorts = {sort: key for key, sort in _SORTS.items()}
    rows = db.execute(
        "SELECT v.sort, v.key, v.identity FROM variants AS v JOIN identities AS i ON i.id = v.identity"
        " WHERE v.key <> i.key ORDER BY i.stories, i.key"
    )
    found = {(sorts[sort], key.lower()): identity for sort, key, identity in rows}
    row = db.execute("SELECT value FROM meta WHERE key = 'former'").fetchone()
    for old, new in (parsed(row[0]) if row else {}).items():
        for sort, number in db.execute("SELECT sort, id FROM identities WHERE key = ?", (new,)):
            found[sorts[sort], old.lower()] = number
    return found
