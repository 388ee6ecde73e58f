"""Text as it is compared and searched: without case and accents, signs typed plainly.

There is one fold, and everything that finds by what a hand types uses it: search, find, identity, `who`, `where`,
completion, the palette. An accent is a mark of Latin, Greek, Hebrew or Arabic, or the stress of Cyrillic (`format.md`,
"The registry"). Elsewhere a mark is part of the letter: `й`, voiced kana, the vowel signs of Indic scripts and of Thai.

    fold("Đorđević")   "dordevic"        fold("O’Neill")   "o'neill"
    fold("バナ")        "バナ", not "ハナ"    fold("Чайко́вский")  "чайковский"
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

STROKES = {
    "ı": "i", "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
    "ð": "d", "Ð": "D", "ł": "l", "Ł": "L", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T",
    "þ": "th", "Þ": "Th",
}  # fmt: skip
"""Letters that Unicode does not take apart and that a hand types plainly."""

_SIGNS = {
    **dict.fromkeys("‘’‛ʼʻ′׳", "'"), **dict.fromkeys("“”„‟״", '"'), **dict.fromkeys("‐‑‒–—−־", "-"),
    **dict.fromkeys("\u00ad\u034f\u200c\u200d\u0640\ufe0e\ufe0f", ""),
}  # fmt: skip
"""Signs that are typed in several ways: apostrophes, quotes and dashes. Soft hyphens, joiners, the Arabic stretch and
what chooses between pictures count for nothing."""

_STRESSED = {"е": "\u0300\u0301\u0308", **dict.fromkeys("аиоуыэюяієїѣѵ", "\u0300\u0301")}
"""The accents of Cyrillic, by the vowels that bear them: stress, and the dots of `ё`, which mostly are left out."""

SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Scripts that put no blanks between words, as what stands in a class of a regular expression: Thai, Lao, Burmese,
Khmer, kana and Han (Unicode Standard Annex 14, the classes SA, ID and CJ)."""

_ACCENTED = frozenset({"LATIN", "GREEK", "HEBREW", "ARABIC"})
_ACCENT = (
    "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\ufe20-\ufe2f]"
)
"""Marks that stand alone, behind what they cannot be composed with, and are accents."""

_MOST_MARKS = 30
"""Of more marks in a row the rest is taken for itself: to put them in order takes the square of the time. So many are
enough for every script (Unicode Standard Annex 15, "Stream-Safe Text Format")."""
_SHORT = 200
"""Code points of a text that is short enough not to be looked at first."""
_FEW = 64
"""So many passes over a text cost less than one that looks at every character."""
_ASCII = bytes(range(128))


def bare(char: str) -> str:
    """A character, composed or alone, without accents and strokes, its case kept."""
    first, *marks = list(unicodedata.normalize("NFD", char))
    if marks:
        script = unicodedata.name(first, "").partition(" ")[0]
        stressed = _STRESSED.get(first.lower(), "")
        kept = [mark for mark in marks if script not in _ACCENTED and mark not in stressed]
        return STROKES.get(first, first) if not kept else unicodedata.normalize("NFC", first + "".join(kept))
    if _is_mark(first):
        return "" if re.match(_ACCENT, first) else first
    return STROKES.get(first, first)


def is_of_a_word(char: str) -> bool:
    """Whether a character is a letter, a digit, or a mark that is part of one."""
    return char.isalnum() or _is_mark(char)


def is_spaceless(char: str) -> bool:
    """Whether a character belongs to a script that puts no blanks between words."""
    return char >= "\u0e00" and re.match(f"[{SPACELESS}]", char) is not None


def word_character(text: str) -> str:
    """A class of a regular expression: what words are made of, in this text. `re` takes no mark for a letter."""
    marks = "" if text.isascii() else "".join(sorted(filter(_is_mark, set(beyond_ascii(text)))))
    return f"(?:[^\\W_]|[{marks}])" if marks else r"[^\W_]"


def begins_word(text: str, start: str) -> bool:
    """Whether a word of a folded text begins like that: `neill` in `mary o'neill`, and `oneill` and `o-neill` too."""
    at = text.find(start)
    if is_spaceless(start[:1]):  # there every character may begin one
        return at >= 0
    while at > 0 and is_of_a_word(text[at - 1]):
        at = text.find(start, at + 1)
    if at >= 0:
        return True
    whole, begun = joined(text), joined(start)
    return (whole != text or begun != start) and begins_word(whole, begun)


def joined(text: str) -> str:
    """A folded text without the apostrophes and hyphens inside its words, which a hand leaves out or takes for each
    other: `oneill` for `o'neill` and for `o-neill`."""
    if "'" not in text and "-" not in text:
        return text
    return re.sub(r"(?<=[^\W\d_])['-](?=[^\W\d_])", "", text)


def holds(text: str, wanted: str) -> bool:
    """Whether a folded text has a folded word in it, also where one of them is written without a joint."""
    return wanted in text or joined(wanted) in joined(text)


def fold(text: str) -> str:
    """A name for comparing: folded, its white space made single blanks, none at the ends."""
    return " ".join(flat(text).split())


def flat(text: str) -> str:
    """A text of any length, folded; the text of `folded`, for those who need no positions."""
    if text.isascii():
        return text.lower()
    if len(text) > _SHORT:
        others = set(beyond_ascii(text))
        if groups := _groups(others):
            if unicodedata.is_normalized("NFKC", text):  # nothing moves, and that is known quickly
                return unicodedata.normalize("NFC", text.translate(_TABLES[False]))
            text = groups.sub(lambda group: _undone_again(group[0], False), text)
            others = set(beyond_ascii(text))
        return _replaced(text, others)
    return unicodedata.normalize("NFC", _composed(text).translate(_TABLES[False]))


def folded(text: str, keep_case: bool = False) -> tuple[str, Sequence[int] | None]:
    """A text, folded, and for each of its code points, and its end, where in `text` it comes from.

    The positions are None where they are the text's own: always for ASCII, and wherever each character folds to one.
    With `keep_case` only accents and forms are folded.
    """
    if text.isascii():
        return (text if keep_case else text.lower()), None
    table = _TABLES[keep_case]
    others = set(beyond_ascii(text))
    groups = _groups(others)
    if groups and not (
        unicodedata.is_normalized("NFKC", text) and unicodedata.is_normalized("NFC", text.translate(table))
    ):
        return _joined(text, keep_case, groups)
    made = _replaced(text, others, keep_case)
    odd = "".join(sorted(char for char in others if len(table[ord(char)]) != 1))
    if not odd:
        return made, None
    origins: list[int] = []
    at = 0
    for found in re.finditer(f"[{re.escape(odd)}]", text):
        origins += range(at, found.start())
        origins += [found.start()] * len(table[ord(found[0])])
        at = found.end()
    origins += range(at, len(text) + 1)
    return made, origins


def folded_rows(rows: Sequence[str]) -> list[str]:
    """Many short texts, folded in one go: what is not ASCII is looked up, the rest costs next to nothing."""
    return flat("\0".join(rows)).split("\0")


def folded_words(query: str) -> list[str]:
    """The words of a query, folded."""
    return flat(query).split()


def case_counts(query: str) -> bool:
    """Smart case: an upper-case letter in the query makes case count."""
    return any(char.isupper() for char in query)


class _Table(dict[int, str]):
    """Code point → what it is folded to."""

    def __init__(self, keep_case: bool) -> None:
        super().__init__()
        self._keep_case = keep_case

    def __missing__(self, code: int) -> str:
        made = self[code] = _undone(chr(code), self._keep_case)
        return made


class _Joins(dict[str, bool]):
    """Character → whether it may be one with what stands before it: a mark, in any of its forms, a vowel or a final of
    Hangul, or what counts for nothing and stands between them."""

    def __missing__(self, char: str) -> bool:
        first = unicodedata.normalize("NFKD", char)[0]
        joins = self[char] = _is_mark(first) or "\u1160" <= first <= "\u11ff" or _SIGNS.get(char) == ""
        return joins


_TABLES = {keep_case: _Table(keep_case) for keep_case in (False, True)}
_JOINS = _Joins()


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


def _undone(text: str, keep_case: bool) -> str:
    """A few characters, folded step by step; twice, since a letter whose case was folded may bear an accent: `ŉ`."""
    for _ in range(2):
        text = "".join([_SIGNS[char] if char in _SIGNS else bare(char) for char in _composed(text)])
        if not keep_case:
            text = text.casefold()
    return unicodedata.normalize("NFC", text)


def _composed(text: str) -> str:
    """The compatible form of a text; of an accent that stands for an apostrophe it would make a blank."""
    return unicodedata.normalize("NFKC", text.replace("´", "'").replace("\u1ffd", "'"))


_undone_again = lru_cache(maxsize=4096)(_undone)


def _groups(chars: set[str]) -> re.Pattern[str] | None:
    """What finds the groups of characters that are folded as a whole; None where none of `chars` joins another."""
    joining = "".join(sorted(filter(_JOINS.__getitem__, chars)))
    return re.compile(f"(?s:.)[{re.escape(joining)}]{{1,{_MOST_MARKS}}}") if joining else None


def _joined(text: str, keep_case: bool, groups: re.Pattern[str]) -> tuple[str, Sequence[int]]:
    """`folded` of a text in which some characters are one with others."""
    table = _TABLES[keep_case]
    made: list[str] = []
    origins: list[int] = []
    at = 0
    for group in (*groups.finditer(text), None):
        start, stop = group.span() if group else (len(text), len(text))
        parts = [table[ord(char)] for char in text[at:start]]
        if all(map((1).__eq__, map(len, parts))):
            origins += range(at, start)
        else:
            origins += [at + index for index, part in enumerate(parts) for _ in part]
        made += parts
        if group:
            whole = _undone_again(group[0], keep_case)
            made.append(whole)
            origins += _origins_in(group[0], whole, start, table)
        at = stop
    origins.append(len(text))
    return "".join(made), origins


def _origins_in(group: str, whole: str, start: int, table: _Table) -> list[int]:
    """Where what became of a group comes from: each character from its own, what became one from the first of it."""
    origins: list[int] = []
    behind = start
    for at, char in enumerate(group, start):
        part = table[ord(char)]
        if part and whole.startswith(part, len(origins)):
            origins += [at] * len(part)
            behind = at + 1
        elif at == start and whole:
            origins.append(at)
            behind = at + 1
    last = start + len(group) - 1
    return origins + [min(behind, last)] * (len(whole) - len(origins))


def _replaced(text: str, others: set[str], keep_case: bool = False) -> str:
    """A text of which each character is folded by itself; `others` are those of it that are not ASCII."""
    table = _TABLES[keep_case]
    if len(others) > _FEW:
        return text.translate(table)
    for char in others:
        text = text.replace(char, table[ord(char)])
    return text if keep_case else text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def beyond_ascii(text: str) -> str:
    """What of a text is not ASCII, in its order."""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
