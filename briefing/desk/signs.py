"""Words with signs, met as they are written: `AT&T`, `C++`, `$1`, `.NET`, `24/7`, `5%`.

The words of such a text are `at`, `t`, `c`, `1`: common ones, that say little. So behind the words of each column the
full text has its *signed* words: a word with the signs in front of it, one with those behind it, and two with what
stands between them where no blank does. What ends a sentence, quotes and brackets are no signs of a word.

    signed("at&t's c++.")   "at&t", "c+", "c++"

A word ends where a plain search for whole words would end it: `c++` stands in `c++/cli` and not in `c++20`. The signs
are kept as letters of the private use area, which no text's words have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import filterfalse
from unicodedata import category

from briefing.model.fold import SPACELESS, word_character
from briefing.model.value import NamedTuple

RUN_TOGETHER = f"{SPACELESS}\uac00-\ud7a3"
"""Scripts of which each character is a word by itself, so that any part of what is written together is found: those
without blanks, and Hangul, where particles and compounds take none."""
JOINT = "\ue000"
"""What stands for an apostrophe and for a hyphen between letters: a hand takes them for each other."""
_MOST = 4
"""So many signs in a row are looked at."""
_BEHIND = "#$%&+/=@\\^|~‰‱٪§"
"""Signs that may end a word, beside those that Unicode calls symbols."""
_BEFORE = f"{_BEHIND}."
_PUNCTUATION = "\"'`()[]{}<>*_,;:!?-«»‹›…¿¡·•"
"""What mostly stands around a word and says nothing of it."""

_ENDS = f".{_PUNCTUATION}"
_LONG = 40
"""Characters of a word with signs that another text may have too."""
_ENDINGS = (". ", ", ", ".\n", ",\n", ": ", "'s ")


class Form(NamedTuple):
    """Words as they may stand in a text. `gaps` has the signs before, between and behind them, one more than there are
    words; an empty one is anything that is no word. Signs on both sides of a blank have one between."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]


def has_run_together(text: str) -> bool:
    """Whether each character is a word by itself somewhere in a text."""
    return not text.isascii() and re.search(f"[{RUN_TOGETHER}]", text) is not None


def word_pattern(made: str) -> str:
    """What a word of a folded text looks like, as a regular expression without groups."""
    char = word_character(made)
    if has_run_together(made):
        return f"(?=[{RUN_TOGETHER}]){char}|(?:(?![{RUN_TOGETHER}]){char})+"
    return f"{char}+"


def form(made: str) -> Form:
    """What a folded text asks for."""
    words: list[str] = []
    gaps = [""]
    word = word_pattern(made)
    for chunk in made.split():
        found, signs = _taken_apart(chunk, word)
        if found:
            gaps[-1] = _apart(gaps[-1], _before(signs[0])) if words else _before(signs[0])
            gaps += map(_gap, found, signs[1:], found[1:])
            gaps.append(_behind(signs[-1]))
            words += found
    return Form(tuple(words), tuple(gaps))


def signed(made: str, word: str) -> Iterator[str]:
    """The signed words of a folded text, of which `word` is the pattern, as the full text has them."""
    for ending in _ENDINGS:  # four of five words with signs have but one of these
        made = made.replace(ending, " ")
    for chunk in dict.fromkeys(filterfalse(str.isalnum, made.split())):
        chunk = chunk.strip(_PUNCTUATION).rstrip(_ENDS)
        if chunk and not chunk.isalnum():
            yield from _signed_often(chunk, word) if len(chunk) < _LONG else _signed(chunk, word)


def _signed(chunk: str, word: str) -> Sequence[str]:
    """The signed words of what stands between two blanks."""
    found, signs = _taken_apart(chunk, word)
    ends = ["", *["" if has_run_together(one) else one for one in found], ""]
    made: list[str] = []
    for gap, one, other in zip(signs, ends, ends[1:], strict=False):
        if not gap:
            continue
        if between := _between(one, gap, other):
            made.append(f"{one}{_letters(between)}{other}")
        if one and (behind := _behind(gap, bool(other))):
            made += [f"{one}{_letters(behind[:end])}" for end in range(1, len(behind) + 1)]
        if other and (before := _before(gap, bool(one))):
            made += [f"{_letters(before[start:])}{other}" for start in range(len(before))]
    return made


_signed_often = lru_cache(maxsize=4096)(_signed)


def signed_words(form: Form) -> tuple[list[str], bool, bool]:
    """The signed words that a form asks for; whether the last of them ends as it does; whether they say all of it."""
    words, gaps = form
    made: list[str] = []
    for one, gap, other in zip(("", *words), gaps, (*words, ""), strict=True):
        behind, blank, before = gap.partition(" ")
        if gap and one and other and not blank:
            made.append(f"{one}{_letters(gap)}{other}")
            continue
        if not one:
            behind, before = "", gap
        made += [f"{one}{_letters(behind)}"] * bool(behind) + [f"{_letters(before)}{other}"] * bool(before)
    ends = bool(gaps[-1]) or (bool(words and gaps[-2]) and not gaps[-2].endswith(" "))
    is_pair = len(words) == 2 and len(made) == 1 and bool(gaps[1]) and " " not in gaps[1]
    return made, ends, bool(made) and (len(words) == 1 or is_pair)


def _taken_apart(chunk: str, word: str) -> tuple[list[str], list[str]]:
    """The words of what stands between two blanks, and what is before, between and behind them."""
    parts = re.split(f"({word})", chunk)
    return parts[1::2], parts[::2]


def _gap(one: str, signs: str, other: str) -> str:
    """What a form says of what stands between two words without a blank."""
    if has_run_together(one + other):
        return _apart(
            "" if has_run_together(one) else _behind(signs), "" if has_run_together(other) else _before(signs)
        )
    return _between(one, signs, other)


def _apart(behind: str, before: str) -> str:
    return f"{behind} {before}" if behind or before else ""


def _between(one: str, signs: str, other: str) -> str:
    """What counts of the signs between two words. What an apostrophe cuts short is none: `turkey's`, `we'll`."""
    if not (one and other) or len(signs) > _MOST:
        return ""
    if signs in ("'", "-") and not (one[-1].isdigit() or other[0].isdigit()):
        return "" if signs == "'" and len(other) <= 2 else JOINT
    return signs


def _behind(signs: str, goes_on: bool = False) -> str:
    """The signs of the word before them, of those that follow it; where another word follows, not all of them."""
    count = 0
    while count < min(_MOST, len(signs) - goes_on) and (signs[count] in _BEHIND or _is_symbol(signs[count])):
        count += 1
    return signs[:count]


def _before(signs: str, goes_on: bool = False) -> str:
    """The signs of the word behind them; where another word stands before, not all of them."""
    count = 0
    while count < min(_MOST, len(signs) - goes_on) and (signs[-1 - count] in _BEFORE or _is_symbol(signs[-1 - count])):
        count += 1
    return signs[len(signs) - count :]


@lru_cache(maxsize=1024)
def _is_symbol(char: str) -> bool:
    return char not in _PUNCTUATION and category(char)[0] == "S"


def _letters(signs: str) -> str:
    """Signs as letters that FTS5 takes for parts of a word."""
    return "".join([char if char == JOINT else _letter(ord(char)) for char in signs])


def _letter(code: int) -> str:
    return chr(0xE000 + code) if code < 0x80 else chr(0xE100 + code % 0x1700)
