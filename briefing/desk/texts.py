"""The full text: what of a brief is searched, as words, and how a query's words ask for them.

Nothing but words goes in, so that every engine parts them as we do; how one is asked is its `FullText` (`matching.py`).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from briefing.desk.signs import JOINT, Form, form, has_run_together, signed, signed_words, word_pattern
from briefing.model.brief import Actor, Brief, Venue
from briefing.model.fold import flat, joined
from briefing.model.query import Word
from briefing.model.value import NamedTuple

Columns = tuple[str, str, str, str, str]
"""Title, summary, body, names and notes."""
_MOST_JOINTS = 16
"""So many words with joints are looked for where one is typed without."""


_SIGNS = {code: " " for code in range(128) if not chr(code).isalnum()}
_ARABIC = [first + then for first in ("", "و", "ف") for then in ("", "ب", "ك", "ل", "ال", "بال", "كال", "لل")]
_HEBREW = [first + then for first in ("", "ו", "ש", "וש") for then in ("", "ב", "ה", "כ", "ל", "מ", "ש")]


def words(text: str) -> list[str]:
    """The words of a text, folded: letters, digits and the marks that are part of letters.

    words("The Łódź talks")   ["the", "lodz", "talks"]      words("停戦案")   ["停", "戦", "案"]
    """
    return _words_of(flat(text))


def _words_of(made: str) -> list[str]:
    if made.isascii():  # as most texts are, once they are folded
        return made.translate(_SIGNS).split()
    return re.findall(word_pattern(made), made)


def prefixes(word: str) -> Sequence[str]:
    """What Arabic and Hebrew write together with a word that follows: *and*, *in*, *to*, *the*; nothing first."""
    if len(word) < 2 or not "\u05d0" <= word[0] <= "\u06ff":
        return ("",)
    return _HEBREW if word[0] < "\u0600" else _ARABIC


def columns_of(brief: Brief) -> tuple[Columns, tuple[tuple[str, str], ...]]:
    """What is searched of a brief, as words with blanks between, and its joints."""
    cast: tuple[Actor | Venue, ...] = (*brief.actors, *brief.venues)
    names = {name for one in cast for name in (one.name, *one.aliases, *one.weak, *one.forms)}
    made = (
        flat(brief.title),
        flat(brief.summary),
        flat("\n".join([block.text for block in brief.blocks])),
        flat("\n".join(sorted(names))),
        flat("\n".join([text for _part, text in notes_of(brief)])),
    )
    title, summary, body, names_, notes = map(searched, made)
    return (title, summary, body, names_, notes), tuple({joint for column in made for joint in joints(column)})


def joints(made: str) -> Iterator[tuple[str, str]]:
    """The words of a folded text that an apostrophe or a hyphen joins, without it, and as the full text has them. What
    an apostrophe cuts short is none: `turkey's`, `we'll`."""
    if "'" in made or "-" in made:
        # few words have one, and a pattern that must begin with a letter is tried at each letter of the others
        joined_up = " ".join({word for word in made.split() if "'" in word or "-" in word})
        for word in set(re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)+", joined_up)):
            if len(word.rpartition("'")[2]) > 2:
                yield joined(word), _words(word)


Joints = Mapping[tuple[str, bool], Sequence[str]]
"""What the full text has for a word written without its joint; with `True` for every word that begins so."""


def joints_of(db: sqlite3.Connection, wanted: Iterable[Word]) -> Joints:
    """Those of the words of a query."""
    select = "SELECT DISTINCT parts FROM joints WHERE whole BETWEEN ? AND ? ORDER BY parts LIMIT ?"
    asked = {
        (part, goes_on): db.execute(select, (part, f"{part}\U0010ffff" if goes_on else part, _MOST_JOINTS))
        for part, goes_on in dict.fromkeys(part for word in wanted for _form, _at, part in _without_joints(word))
    }
    return {part: [row[0] for row in rows] for part, rows in asked.items()}


@lru_cache(maxsize=64)  # a search asks for those of a word several times
def _typed(word: Word) -> tuple[Form, ...]:
    """A word of a query, or a phrase, as it is typed, and without the joints in it."""
    typed = flat(word.text.removesuffix("*")) if word.is_prefix else flat(word.text)
    return tuple(dict.fromkeys((form(typed), form(joined(typed)))))


def _without_joints(word: Word) -> Iterator[tuple[Form, int, tuple[str, bool]]]:
    """Of each form as it is typed the words that may have a joint that is left out: with their place there, and whether
    they may go on."""
    for one in _typed(word):
        for at, part in enumerate(one.words):
            if len(part) > 2:
                yield one, at, (part, word.is_prefix and at == len(one.words) - 1)


def forms(word: Word, known: Joints) -> tuple[Form, ...]:
    """A word of a query, or a phrase, as it may stand in a text: as it is typed, without the joints in it, and with
    each that is left out of one of its words."""
    made = dict.fromkeys(_typed(word))
    for (words, gaps), at, part in _without_joints(word):
        for found in known.get(part, ()):
            parts = found.split()
            joints = ["" if has_run_together(one + other) else JOINT for one, other in pairwise(parts)]
            made[
                Form(
                    (*words[:at], *parts, *words[at + 1 :]),
                    (*gaps[: at + 1], *joints, *gaps[at + 1 :]),
                )
            ] = None
    return tuple(made if not word.is_prefix else _shortest(made))


def _shortest(made: Iterable[Form]) -> Iterator[Form]:
    """Of forms that may go on those that are not found with another: `o'connor` is where `o'connor-lee` is."""
    found: list[Form] = []
    for one in made:
        if not any(_begins(one, other) for other in found):
            found.append(one)
            yield one


def _begins(one: Form, other: Form) -> bool:
    """Whether a form begins as another one, that may go on, ends."""
    last = len(other.words) - 1
    return (
        len(one.words) > last
        and one.words[:last] == other.words[:last]
        and one.words[last].startswith(other.words[last])
        and one.gaps[: last + 1] == other.gaps[: last + 1]
        and not other.gaps[-1]
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


class Phrase(NamedTuple):
    """Words that follow each other; with `goes_on` the last one may be the beginning of a longer one."""

    words: tuple[str, ...]
    goes_on: bool = False


def asked_for(word: Word, known: Joints) -> list[list[Phrase]]:
    """What is looked for where a word of a query, or a phrase, is wanted: all phrases of any of these lists."""
    return [
        _phrases(Form((f"{before}{one.words[0]}", *one.words[1:]), one.gaps), word.is_prefix)
        for one in forms(word, known)
        if one.words
        for before in (("",) if one.gaps[0] else prefixes(one.words[0]))
    ]


_INSERT = "INSERT INTO texts (rowid, title, summary, body, names, notes) VALUES (?, ?, ?, ?, ?, ?)"
_DELETE = "INSERT INTO texts (texts, rowid, title, summary, body, names, notes) VALUES ('delete', ?, ?, ?, ?, ?, ?)"


class Texts:
    """What is to be changed of the full text in a transaction: it is changed at once, at the end of it."""

    def __init__(self) -> None:
        self._new: dict[int, Columns] = {}
        self._old: dict[int, Columns] = {}
        self._joints: set[tuple[str, str]] = set()

    def put(self, number: int, columns: Columns, joints: Iterable[tuple[str, str]]) -> None:
        self._new[number] = columns
        self._joints.update(joints)

    def remove(self, number: int, columns: Columns) -> None:
        """Take a brief out, with the very words that were put."""
        self._old[number] = columns

    def write(self, db: sqlite3.Connection) -> None:
        """Make the changes, in the order of the rows: what comes out of order FTS5 writes one by one."""
        for number in sorted(self._old.keys() | self._new.keys()):
            if number in self._old:
                db.execute(_DELETE, (number, *self._old[number]))
            if number in self._new:
                db.execute(_INSERT, (number, *self._new[number]))
        db.executemany("INSERT OR IGNORE INTO joints (whole, parts) VALUES (?, ?)", sorted(self._joints))
        self._joints.clear()
        self._new.clear()
        self._old.clear()


def _words(text: str) -> str:
    return " ".join(words(text))


def searched(made: str) -> str:
    """The words of a folded text, and behind them those with signs."""
    return " ".join([*_words_of(made), *signed(made, word_pattern(made))])


def _phrases(one: Form, is_prefix: bool) -> list[Phrase]:
    found, ends, is_all = signed_words(one)
    asked = [Phrase((word,)) for word in found]
    if ends:
        asked[-1] = Phrase(asked[-1].words, is_prefix)
    if not is_all:
        asked.append(Phrase(one.words, is_prefix and not one.gaps[-1]))
    return asked
