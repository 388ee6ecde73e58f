"""What names and ids look like, and how they are made safe to show."""

from __future__ import annotations

import re

from briefing.model.fold import fold, is_of_a_word

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


def slug(text: str, limit: int = 60) -> str:
    """An id made of a text: lower case, words joined by dashes; never empty."""
    text = fold(text)
    if text.isascii():
        words = re.sub(r"\W+", "-", text)
    else:  # a vowel sign is no letter for `re`, and part of its word
        words = "-".join("".join([char if is_of_a_word(char) or char == "_" else " " for char in text]).split())
    return words.strip("-_")[:limit].strip("-") or "unnamed"


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
    name = written.partition("#")[0].rpartition("/")[2].removesuffix(".md").removesuffix(".markdown").strip()
    return [written, name] if name and name != written else [written]
