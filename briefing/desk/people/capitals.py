"""Persons' names in the capitals of registers (`Anna BERG`, `DE GAULLE`), as a text has them."""

from __future__ import annotations

import re

from briefing.parse.words import ARABIC_ARTICLES, SUFFIXES, SURNAME_PARTICLES


def uncapitalised(name: str) -> str:
    """A person's name with the words that are all in capitals as a text has them; initials stay, and `Jr`, `III`."""
    words = name.split(" ")
    if len(words) < 2 or name == name.title():  # one word in capitals is rather an abbreviation
        return name
    is_whole = name.isupper()
    return " ".join(_word(word, is_whole, 0 < at < len(words) - 1) for at, word in enumerate(words))


def _word(word: str, is_whole: bool, is_inside: bool) -> str:
    low = word.lower()
    is_short = len(word) < 3 and (not is_whole or not re.search("[AEIOUYÀ-ÖØ-Ý]|[^\0-\u00ff]", word))
    is_particle = is_inside and (low in SURNAME_PARTICLES or low in ARABIC_ARTICLES)
    if not word.isupper() or (is_short and not is_particle) or "." in word or _is_suffix(word):
        return word
    if is_particle:
        return low
    return "".join(_part(part, tail) for part, tail in re.findall(r"([^'’-]*)(['’-]?)", word))


def _part(part: str, tail: str) -> str:
    low = part.lower()
    if tail == "-" and low in ARABIC_ARTICLES:
        return low + tail
    if len(low) > 4 and low.startswith("mc"):
        return f"Mc{low[2:].capitalize()}{tail}"
    return low.capitalize() + tail


def _is_suffix(word: str) -> bool:
    return word.lower() in SUFFIXES or re.fullmatch("[IVX]+", word) is not None
