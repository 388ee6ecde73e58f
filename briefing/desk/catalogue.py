"""What the values of a search can be on this desk: actors, places, countries, kinds and tags, by every name."""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import merge
from itertools import groupby, repeat
from typing import overload

from briefing.desk.packed_lines import PackedLines
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
        return _begins(self.names, wanted)


class TermValues(Sequence[TermValue]):
    """The values of one key, those that most stories have first, and which of them a name means.

    A desk may have hundreds of thousands of them: they are held packed, and each is made where it is asked for.
    """

    def __init__(self, every: Iterable[TermValue] = ()) -> None:
        self._lines = PackedLines()  # of each its value, in small letters, and its folded names: what is looked through
        self._firsts = array("q")  # of each the number of its first line
        self._called = PackedLines()  # of each what it is called, and its note
        self._numbers, self._stories = array("q"), array("q")
        self._written: dict[int, str] = {}  # the values that are written otherwise
        for at, entry in enumerate(every):
            self._firsts.append(len(self._lines))
            self._lines.add(value := _line(entry.value), *entry.names)
            self._called.add(entry.name, entry.note)
            self._numbers.append(entry.number)
            self._stories.append(entry.stories)
            if entry.value != value:
                self._written[at] = entry.value
        self._firsts.append(len(self._lines))
        self._lines.pack()
        self._called.pack()

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> TermValue: ...
    @overload
    def __getitem__(self, at: slice) -> list[TermValue]: ...
    def __getitem__(self, at: int | slice) -> TermValue | list[TermValue]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        return TermValue(
            value=self._written.get(at) or self._lines[self._firsts[at]],
            name=self._called[2 * at],
            names=self._names(at),
            number=self._numbers[at],
            note=self._called[2 * at + 1],
            stories=self._stories[at],
        )

    def _names(self, at: int) -> tuple[str, ...]:
        return tuple([self._lines[line] for line in range(self._firsts[at] + 1, self._firsts[at + 1])])

    def _of_line(self, line: int) -> int:
        """Whose a line is."""
        return bisect_right(self._firsts, line) - 1

    def valued(self, value: str) -> list[TermValue]:
        """Those of a value, whichever letters are capitals."""
        lines = ((self._of_line(line), line) for line in self._lines.equal(_line(value)))
        found = [self[at] for at, line in lines if line == self._firsts[at]]
        return [one for one in found if one.value.lower() == value.lower()]

    def named(self, name: str) -> list[TermValue]:
        """Those of a name, folded."""
        lines = ((self._of_line(line), line) for line in self._lines.equal(name))
        return [self[at] for at in dict.fromkeys(at for at, line in lines if line > self._firsts[at])]

    def numbered(self, number: int) -> list[TermValue]:
        """Those of an identity, by its number in the index."""
        return [self[at] for at, other in enumerate(self._numbers) if other == number]

    def likest(self, text: str) -> TermValue | None:
        """The one that a text was to mean but for a slip of the hand, or of which it is the beginning."""
        from briefing.model.likeness import Words

        lines = {self._lines[line]: line for line in reversed(range(len(self._lines)))}
        words = Words(lines)
        meant = words.nearest(text) or words.begun(text)
        return self[self._of_line(lines[meant])] if meant else None

    def beginning(self, wanted: str) -> Iterator[TermValue]:
        """Those with a name that has words that begin like what was typed, folded."""
        return (self[at] for at in self._having(wanted) if _begins(self._names(at), wanted))

    def having(self, wanted: str) -> Iterator[TermValue]:
        """Those of which the value or a name has the longest word of what was typed in it, however it is joined."""
        return (self[at] for at in self._having(wanted))

    def _having(self, wanted: str) -> Iterable[int]:
        word = max(wanted.split(), key=len, default="")
        if not word:
            return range(len(self))
        lines = self._lines.having(word)
        if (whole := joined(word)) != word or self._joined is not self._lines:
            lines = merge(lines, self._joined.having(whole))
        return (at for at, _lines in groupby(map(self._of_line, lines)))

    @cached_property
    def _joined(self) -> PackedLines:
        """The lines with nothing joined in a word."""
        return self._lines.changed(joined)


def _line(value: str) -> str:
    return value.lower().replace("\n", " ")


def _begins(names: Iterable[str], wanted: str) -> bool:
    """Whether a name, or a word in one, begins with what was typed; of several words each a word."""
    words = wanted.split()
    return any(all(begins_word(name, word) for word in words) for name in names)


_NONE = TermValues()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The values of some keys, and by key and old id the numbers of the identities of today."""

    values: Mapping[str, TermValues]
    former: Callable[[], Mapping[tuple[str, str], int]]

    def meant(self, term: Filter) -> tuple[TermValue, ...]:
        """The entries that a filter means: that of the id, else those of the name, else all with a name that has words
        that begin so. None of an unknown value."""
        return tuple(self._meant(term))

    def _meant(self, term: Filter) -> Iterable[TermValue]:
        known = self.values.get(term.key, _NONE)
        if term.key == "mine":
            return known.beginning(fold(term.value))
        matches = known.valued(term.value)
        if not matches and (number := term.key in _SORTS and self.former().get((term.key, term.value.lower()))):
            matches = known.numbered(number)
        name = fold(term.value)
        matches = matches or known.named(name)
        return known.beginning(name) if not matches and term.key in _SORTS else matches

    def mistake(self, term: Filter) -> Mistake | None:
        """What is wrong with a filter whose value is a matter of the desk."""
        noun = KEYS[term.key].noun
        if not noun or any(True for _entry in self._meant(term)):
            return None
        known = self.values.get(term.key, _NONE)
        meant = known.likest(term.value)
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
            named = [zip(repeat(key), self.values[key].beginning(start)) for key in ("actor", "venue", "tag")]
            yield from merge(*named, key=lambda pair: -pair[1].stories)

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
    own = {remark.name: remark.value for remark in remarks if remark.what == "tag" and not known.named(remark.name)}
    if key != "tag" or not own:
        return known
    return TermValues((*known, *(TermValue(tag, "", (folded,), note="yours") for folded, tag in own.items())))


_BEGINNING = 4
"""Words of a note that are offered for it."""


def _identities(db: sqlite3.Connection, sort: int) -> Iterator[TermValue]:
    rows = db.execute(
        "SELECT id, key, name, names, position, country, stories FROM identities WHERE sort = ?"
        " ORDER BY stories DESC, mentions DESC, folded, key",
        (sort,),
    )
    for number, key, name, names, position, country, stories in rows:
        yield TermValue(
            value=key,
            name=name,
            names=tuple(names.split("\n")),
            number=number,
            note=position or country_name(country),
            stories=stories,
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
