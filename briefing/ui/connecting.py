"""Asking how two actors are connected: the words for it in the palette."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from briefing.model.fold import begins_word, fold
from briefing.model.place import Place

_AND = re.compile(r"\s+and\s+|\s*[&—–]\s*|\s+-\s+")
_MOST_EACH = 3


def pairs(query: str, actors: Sequence[tuple[str, Place]]) -> list[tuple[str, Place]]:
    """What `putin and trump` asks for: questions with the pages that answer them, the likeliest two first.

    `actors` are names with their pages, best known first. Empty where the query does not name two.
    """
    found: dict[Place, str] = {}
    for match in _AND.finditer(query):
        left, right = (_called(part, actors) for part in (query[: match.start()], query[match.end() :]))
        for one, key in left:
            for other, other_key in right:
                if key != other_key:
                    found.setdefault(Place.to("path", f"{key}|{other_key}"), f"How are {one} and {other} connected?")
    return [(title, place) for place, title in found.items()]


def _called(text: str, actors: Sequence[tuple[str, Place]]) -> list[tuple[str, str]]:
    """The first actors with words that begin as those of `text`, case and diacritics aside."""
    words = fold(text).split()
    found = ((name, place.key) for name, place in actors if words and begins(name, words))
    return list(islice(found, _MOST_EACH))


def begins(name: str, words: Sequence[str]) -> bool:
    """Whether each of some folded words begins a word of a name."""
    folded = fold(name)
    return all(begins_word(folded, word) for word in words)
