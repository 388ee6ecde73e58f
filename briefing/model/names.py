"""How names are compared, and made safe to show."""

from __future__ import annotations

import re
import unicodedata

ID = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
"""What an id looks like. One that nothing defines is a mistake, never a new name."""

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)

_BREAK = "[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]|\r(?!\n)"
"""What ends a line or parts words elsewhere, and is no line feed."""


def looks_like_id(text: str) -> bool:
    return ID.fullmatch(text) is not None


STROKES = {
    "ı": "i", "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
    "ð": "d", "Ð": "D", "ł": "l", "Ł": "L", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T",
}  # fmt: skip
"""Letters that Unicode does not take apart and that a hand types plainly."""

_SIGNS = {
    **dict.fromkeys("‘’ʼ׳", "'"), **dict.fromkeys("“”„״", '"'), **dict.fromkeys("‐‑–—−", "-"),
    **dict.fromkeys("\u00ad\u200c\u200d\u0640", ""),
}  # fmt: skip
"""Signs that are typed in several ways: apostrophes, quotes and dashes; soft hyphens, joiners and the Arabic stretch
count for nothing."""

_STRESSED = {"е": "\u0300\u0301\u0308", **dict.fromkeys("аиоуыэюяієїѣѵ", "\u0300\u0301")}
"""The accents of Cyrillic, by the vowels that bear them: stress, and the dots of `ё`, which mostly are left out."""


def bare(char: str) -> str:
    """A character, composed or alone, without accents and strokes, its case kept.

    Accents are the marks of Latin, Greek, Hebrew and Arabic, and the stress of Cyrillic (`format.md`, "The registry").
    Elsewhere a mark is part of the letter: `й`, voiced kana, the vowel signs of Indic scripts and of Thai.
    """
    first, *marks = list(unicodedata.normalize("NFD", char))
    if marks:
        script = unicodedata.name(first, "").partition(" ")[0]
        stressed = _STRESSED.get(first.lower(), "")
        kept = [mark for mark in marks if script not in _ACCENTED and mark not in stressed]
        return STROKES.get(first, first) if not kept else unicodedata.normalize("NFC", first + "".join(kept))
    if unicodedata.combining(first):
        return "" if _ACCENT.match(first) else first
    return STROKES.get(first, first)


_ACCENTED = frozenset({"LATIN", "GREEK", "HEBREW", "ARABIC"})
_ACCENT = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff]"
)
"""Marks that stand alone, behind what they cannot be composed with, and are accents."""


class _Fold(dict[int, str]):
    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = self[code] = _SIGNS[char] if char in _SIGNS else bare(char)
        return folded


_FOLD = _Fold()


def fold(text: str) -> str:
    """A name for comparing: NFKC, without accents and case, signs typed plainly, white space made one space."""
    if text.isascii():
        return " ".join(text.lower().split())
    for _ in range(2):  # a case that was folded may bear an accent: `ŉ`
        text = unicodedata.normalize("NFKC", text).translate(_FOLD).casefold()
    return " ".join(unicodedata.normalize("NFC", text).split())


def slug(text: str, limit: int = 60) -> str:
    """An id made of a text: lower case, words joined by dashes; never empty."""
    text = fold(text)
    if text.isascii():
        words = re.sub(r"\W+", "-", text)
    else:  # a vowel sign is no letter for `re`, and part of its word
        words = "-".join("".join([char if _is_of_a_word(char) else " " for char in text]).split())
    return words.strip("-_")[:limit].strip("-") or "unnamed"


def _is_of_a_word(char: str) -> bool:
    return char.isalnum() or char == "_" or unicodedata.category(char)[0] == "M"


def clean(text: str) -> str:
    """Text without what could steer a terminal or hide: C0 and C1 controls, bidi overrides, format characters.

    Line feeds and tabs stay; other ends of lines become a blank, so that words stay apart, and everything else that is
    refused becomes nothing. A zero-width joiner stays, scripts need it.
    """
    if (text.isascii() and text.isprintable()) or not _UNSAFE.search(text):
        return text
    return _UNSAFE.sub("", re.sub(_BREAK, " ", text))


def one_line(text: str) -> str:
    """Text cleaned for a place that has one line: white space is single blanks, none at the ends."""
    return " ".join(clean(text).split())


def stem(file: str) -> str:
    """A file's name without folder and ending, made safe to show: it can hold anything, too. Never empty."""
    name = file.rpartition("/")[2]
    bare = name.rpartition(".")[0] or name
    return one_line(bare) or "unnamed"


def note_names(written: str) -> list[str]:
    """What a `[[link]]` may name: what is written, and what Obsidian makes of it: `Folder/Name#Heading` is `Name`."""
    name = written.partition("#")[0].rpartition("/")[2].removesuffix(".md").strip()
    return [written, name] if name and name != written else [written]
