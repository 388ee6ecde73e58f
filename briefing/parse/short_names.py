"""Whom a short form of a name means: the surname, initials before it, a title, or the surname first."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from briefing.model.fold import fold
from briefing.parse.words import TITLES

if TYPE_CHECKING:
    from briefing.parse.nearby import Nearby

_STYLES = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "sir", "herr", "frau", "monsieur", "madame", "sayın", "pan", "pani"}
)
_INITIAL = r"(?:[^\W\d_]\.-?)+|[^\W\d_]"
_TURNED = r"([^,]+),\s+([^,]+)"


def could_be_short(name: str) -> bool:
    """Whether a name may be a short form; most are whole, and need not be looked for."""
    words = name.split()
    return len(words) == 1 or "," in name or _is_title(words[0]) or re.fullmatch(_INITIAL, words[0]) is not None


def meant_by(name: str, near: Nearby, name_of: Callable[[str], str]) -> list[str]:
    """The keys of the actors that a short form may mean; `name_of` gives an actor's whole name.

    meant_by("V. Zelensky", …)   ["volodymyr-zelensky"]
    """
    if turned := re.fullmatch(_TURNED, name):
        return near.named(f"{turned[2]} {turned[1]}", ("actor",))
    words = name.split()
    while len(words) > 1 and _is_title(words[0]):
        words.pop(0)
    if len(words) > 1 and len(words) < len(name.split()) and (whole := near.named(" ".join(words), ("actor",))):
        return whole
    initials: list[str] = []
    while len(words) > 1 and re.fullmatch(_INITIAL, words[0]):
        initials += re.findall(r"\w", fold(words.pop(0)))
    called = near.called(" ".join(words), ("actor",))
    return [key for key in called if _begins(name_of(key), initials)]


def _is_title(word: str) -> bool:
    plain = fold(word).rstrip(".")
    return plain in TITLES or plain in _STYLES


def _begins(name: str, initials: list[str]) -> bool:
    """Whether the words of a name begin with these letters, in order."""
    words = fold(name).replace("-", " ").split()
    return all(word.startswith(letter) for letter, word in zip(initials, words, strict=False)) and len(initials) < len(
        words
    )
