"""The full text: what of a brief is searched, as the words that FTS5 keeps, and how a query's words ask for them.

Nothing but words goes in, so that FTS5 parts them as we do. Whoever puts another engine behind search changes this file
and the table `texts` in `schema.py`.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from briefing.model.brief import Actor, Brief, Venue
from briefing.model.fold import SPACELESS, flat, word_character
from briefing.model.query import Word

Columns = tuple[str, str, str, str, str]
"""Title, summary, body, names and notes, as words."""


RUN_TOGETHER = f"{SPACELESS}\uac00-\ud7a3"
"""Scripts of which each character is a word by itself, so that any part of what is written together is found: those
without blanks, and Hangul, where particles and compounds take none."""
_ARABIC = [first + then for first in ("", "و", "ف") for then in ("", "ب", "ك", "ل", "ال", "بال", "كال", "لل")]
_HEBREW = [first + then for first in ("", "ו", "ש", "וש") for then in ("", "ב", "ה", "כ", "ל", "מ", "ש")]


def words(text: str) -> list[str]:
    """The words of a text, folded: letters, digits and the marks that are part of letters.

    words("The Łódź talks")   ["the", "lodz", "talks"]      words("停戦案")   ["停", "戦", "案"]
    """
    made = flat(text)
    char = word_character(made)
    if has_run_together(made):
        return re.findall(f"(?=[{RUN_TOGETHER}]){char}|(?:(?![{RUN_TOGETHER}]){char})+", made)
    return re.findall(f"{char}+", made)


def has_run_together(text: str) -> bool:
    """Whether each character is a word by itself somewhere in a text."""
    return not text.isascii() and re.search(f"[{RUN_TOGETHER}]", text) is not None


def prefixes(word: str) -> Sequence[str]:
    """What Arabic and Hebrew write together with a word that follows: *and*, *in*, *to*, *the*; nothing first."""
    if len(word) < 2 or not "\u05d0" <= word[0] <= "\u06ff":
        return ("",)
    return _HEBREW if word[0] < "\u0600" else _ARABIC


def columns(brief: Brief) -> Columns:
    """What is searched of a brief."""
    cast: tuple[Actor | Venue, ...] = (*brief.actors, *brief.venues)
    names = {name for one in cast for name in (one.name, *one.aliases, *one.weak)}
    return (
        _words(brief.title),
        _words(brief.summary),
        _words("\n".join([block.text for block in brief.blocks])),
        _words("\n".join(sorted(names))),
        _words("\n".join([text for _part, text in notes_of(brief)])),
    )


def notes_of(brief: Brief) -> Iterator[tuple[str, str]]:
    """What a brief says outside its text, each with what it is."""
    for question in brief.questions:
        yield "question", question.ask
        if question.answer:
            yield "answer", question.answer
    for event in brief.events:
        yield "event", event.name
    for claim in brief.claims:
        yield "claim", claim.say
    for update in brief.updates:
        yield "update", update.note
    for actor in brief.actors:
        if actor.role:
            yield "role", f"{actor.name}: {actor.role}"


def match(wanted: Iterable[Word], either: bool = False) -> str:
    """What FTS5 is asked for all of these words, or for any of them."""
    return (" OR " if either else " AND ").join(map(_phrase, wanted))


class Texts:
    """What is to be changed of the full text in a transaction: it is changed at once, at the end of it."""

    def __init__(self) -> None:
        self._new: dict[int, Columns] = {}
        self._old: set[int] = set()

    def put(self, number: int, brief: Brief) -> None:
        self._new[number] = columns(brief)

    def remove(self, number: int) -> None:
        if self._new.pop(number, None) is None:
            self._old.add(number)

    def write(self, db: sqlite3.Connection) -> None:
        """Make the changes, in the order of the rows: what comes out of order FTS5 writes one by one."""
        for number in sorted(self._old | self._new.keys()):
            if number in self._old:
                db.execute("DELETE FROM texts WHERE rowid = ?", (number,))
            if number in self._new:
                insert = "INSERT INTO texts (rowid, title, summary, body, names, notes) VALUES (?, ?, ?, ?, ?, ?)"
                db.execute(insert, (number, *self._new[number]))
        self._new.clear()
        self._old.clear()


def _words(text: str) -> str:
    return " ".join(words(text))


def _phrase(word: Word) -> str:
    """A word as FTS5 reads it: only letters and digits, in quotes, so that nothing of it is syntax."""
    wanted = _words(word.text)
    star = "*" if word.is_prefix else ""
    ways = [f'"{before}{wanted}"{star}' for before in prefixes(wanted)]
    return ways[0] if len(ways) == 1 else f"({' OR '.join(ways)})"
