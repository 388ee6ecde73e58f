"""Whether a name in a text stands by itself, or as a part of a longer word or of another name.

A name is no part of a word that goes on, and no part of a longer name that nobody knows: *Moscow Times*, *Mike Johnson*
where only *Boris Johnson* is listed, *Mohammed bin Salman* for *Salman*. The words beside it tell (`parse/words.py`).
Texts are plain (`parse/spelling.py`).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from briefing.model.brief import Actor, Venue
from briefing.model.fold import is_spaceless
from briefing.model.remembered import remembered
from briefing.parse.spelling import plain
from briefing.parse.words import (
    ELISIONS,
    FUNCTION_WORDS,
    LAST_WORDS,
    LEFT_OF_TAILS,
    PARTICLES,
    SEMITIC_PREFIXES,
    TAILS_OF_STATES,
    TITLES,
)

Kind = Literal["actor", "venue"]
Thing = tuple[Kind, str]
"""A kind and a key: actors and venues may share a key."""


class Meaning:
    """What one spelling means in a brief.

    `holders` are those whose name it is: it is linked where there is one; none have it where it is to mean nothing.
    `things` is what is known of them. `listed` is whether the brief lists it. A `weak` name means it only here, an
    `explicit` one because `mentions:` says so.
    """

    __slots__ = ("_kinds", "_words", "explicit", "holder", "holders", "listed", "things", "weak")

    def __init__(
        self,
        holders: tuple[Thing, ...],
        things: tuple[Actor | Venue, ...] = (),
        listed: bool = True,
        explicit: bool = False,
        weak: bool = False,
    ) -> None:
        self.holders, self.things = holders, things
        self.listed, self.explicit, self.weak = listed, explicit, weak
        self.holder = holders[0] if len(holders) == 1 else None
        self._kinds: set[str] | None = None
        self._words: frozenset[str] | None = None

    @property
    def person(self) -> bool:
        """Whether it may well be a person's name."""
        return self._all_kinds() <= {"person", ""}

    @property
    def state(self) -> bool:
        """Whether it is a state's or a body's name."""
        return self._all_kinds().isdisjoint(("person", "", "place"))

    def _all_kinds(self) -> set[str]:
        if self._kinds is None:
            self._kinds = {thing.kind if isinstance(thing, Actor) else "place" for thing in self.things}
        return self._kinds

    def has(self, word: str) -> bool:
        """Whether a word is one of the words of its own names."""
        if self._words is None:
            found = [words_of(name) for thing in self.things for name in (thing.name, *thing.aliases)]
            self._words = frozenset().union(*found)
        return word in self._words


@remembered
def words_of(name: str) -> frozenset[str]:
    """The words of a name, plain."""
    return frozenset(plain(name)[0].replace("-", " ").split())


def is_word(text: str, start: int, end: int, meaning: Meaning) -> bool:
    """Whether nothing at either end makes this a part of a longer word."""
    if start:
        before = text[start - 1]
        if _joins(before):
            if _is_within(before, text[start]) and not _is_prefixed(text, start, end, meaning):
                return False
        elif before == "'" and start > 1 and text[start - 2].isalpha():
            word = re.search(r"\w+$", text[max(0, start - 9) : start - 1])
            if word is None or word[0].lower() not in ELISIONS:
                return False  # O'Neill
        elif before == "@" and start > 1 and not text[start - 2].isspace():
            return False  # an address
    if end < len(text):
        after = text[end]
        if (_joins(after) and _is_within(after, text[end - 1])) or unicodedata.combining(after):
            return False
        if after == "'" and end + 1 < len(text) and text[end + 1].isupper():
            return False  # O'Neill, for O
    return True


def _joins(char: str) -> bool:
    return char.isalnum() or char == "_"


def _is_within(beside: str, char: str) -> bool:
    """Whether a character of a name and a letter beside it are of one word."""
    return _joins(char) and not (is_spaceless(beside) or is_spaceless(char))


def _is_prefixed(text: str, start: int, end: int, meaning: Meaning) -> bool:
    """Whether all that stands before the name in its word is what Arabic or Hebrew write together with it.

    A weak name of three letters is too short for that: it ends too many words.
    """
    long_enough = 4 if meaning.weak else 3
    return (
        "\u05d0" <= text[start] <= "\u06ff"
        and end - start >= long_enough
        and re.search(SEMITIC_PREFIXES, text[max(0, start - 3) : start]) is not None
    )


def is_inside_longer_name(
    text: str, start: int, end: int, meaning: Meaning, begins: set[int], finishes: set[int]
) -> bool:
    """Whether a capitalised neighbour that nobody knows makes this a part of another name.

    `begins` and `finishes` are where known names begin and end. Where Boris Johnson is meant by *Johnson*, it is a part
    of another name in *Mike Johnson spoke* and *Johnson City was*, and none in *President Johnson spoke* (a title) and
    *Boris Johnson spoke* (his own).
    """
    return _blocked_on_the_right(text, start, end, meaning, begins) or _blocked_on_the_left(
        text, start, end, meaning, finishes
    )


def _blocked_on_the_right(text: str, start: int, end: int, meaning: Meaning, begins: set[int]) -> bool:
    if end + 1 >= len(text):
        return False
    after, following = text[end], text[end + 1]
    if after != " " and after != "-":
        return False
    if following == "&" and after == " " and text[end + 2 : end + 3] == " ":
        return text[end + 3 : end + 4].isupper() and (
            end + 3 not in begins or text.startswith(text[start:end], end + 3)
        )
    if not _is_capital(following) or end + 1 in begins:
        return False
    word = _word_from(text, end + 1)
    if meaning.has(word):
        return False
    low = word.lower()
    if after == "-":
        return not meaning.state or low in TAILS_OF_STATES
    return low in LAST_WORDS or (low not in TITLES and low not in FUNCTION_WORDS)


def _blocked_on_the_left(text: str, start: int, end: int, meaning: Meaning, finishes: set[int]) -> bool:
    if start < 2:
        return False
    before = text[start - 1]
    if before not in " -" or start - 1 in finishes:
        return False
    if before == " " and text[start - 2] == "&" and text[start - 3 : start - 2] == " ":
        return start - 3 not in finishes or text.endswith(text[start:end], 0, start - 3)
    if before == " " and text[start - 2] == "." and not _abbreviates(text, start - 2):
        return False
    word = _word_to(text, start - 1)
    bare = word.rstrip(".")
    if before == " " and bare.islower() and bare not in _SMALL_WORDS:
        return False  # as mostly
    return (
        bool(bare)
        and not ("'" in word and re.search(_INFLECTED, word))
        and _goes_on_with(text, start, end, before, bare, meaning)
        and not meaning.has(bare)
    )


def _goes_on_with(text: str, start: int, end: int, before: str, word: str, meaning: Meaning) -> bool:
    """Whether the word that a blank or a hyphen parts from a name, on the left, goes on with it to a longer one."""
    low = word.lower()
    if not _is_capital(word[0]):
        if before == "-":
            return False
        if low in ("of", "the") and not meaning.person:
            return _has_head_of(text, start)
        return low in PARTICLES and meaning.person and _is_capital(text[start])
    if before == "-":
        return not meaning.state and low not in TITLES
    if low in TITLES or low in FUNCTION_WORDS:
        return False
    # a full name keeps its meaning behind a word that is most likely a title
    return meaning.weak or " " not in text[start:end] or not meaning.person


def _has_head_of(text: str, start: int) -> bool:
    """Whether `Bank of` or `Treaty of the` stands before."""
    words = text[max(0, start - 40) : start].split(" ")[:-1]
    while words and words[-1] in ("of", "the"):
        words.pop()
    return text[max(0, start - 40) : start].rstrip().endswith(("of", "of the")) and bool(words) and (
        words[-1].lower() in LEFT_OF_TAILS and _is_capital(words[-1][0])
    )  # fmt: skip


def _abbreviates(text: str, dot: int) -> bool:
    """Whether a full stop ends an initial or a title, not a sentence."""
    word = _word_to(text, dot)
    return bool(word) and ((len(word) == 1 and word.isupper()) or (_is_capital(word[0]) and word.lower() in TITLES))


def _is_capital(char: str) -> bool:
    return char.isupper() or char.istitle()


def _word_from(text: str, at: int) -> str:
    end = at
    while end < len(text) and (text[end].isalnum() or text[end] in "_"):
        end += 1
    return text[at:end]


def _word_to(text: str, at: int) -> str:
    """The word (with its inner apostrophes, hyphens and a last full stop) that ends before `at`."""
    word = text[text.rfind(" ", max(0, at - 60), at) + 1 or max(0, at - 60) : at]
    if not word.isalpha():
        match = re.search(_LAST_WORD, word)
        word = match[0].lstrip("'.-") if match else ""
    return word


_SMALL_WORDS = PARTICLES | {"of", "the"}
"""Words without a capital that may go on with a name."""
_INFLECTED = r"'[^\W\dA-Z]*$"
"""A possessive (`Ukraine's`) or another ending behind an apostrophe: what follows is no part of the same name."""
_LAST_WORD = r"[\w'.\-]+$"
