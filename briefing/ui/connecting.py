"""Asking how two actors are connected: the words for it in the palette."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from briefing.model.fold import fold
from briefing.model.place import Place

_AND = re.compile(r"\s+and\s+|\s*[&—–]\s*|\s+-\s+")
_MOST_EACH = 3


Called = Callable[[Sequence[str], int], Iterable[tuple[str, str]]]
"""The names and the keys of so many actors, best known first, with words that begin as some folded words do."""


def pairs(query: str, called: Called) -> list[tuple[str, Place]]:
    """What `putin and trump` asks for: questions with the pages that answer them, the likeliest two first. Empty where
    the query does not name two."""
    found: dict[Place, str] = {}
    for match in _AND.finditer(query):
        words = [fold(part).split() for part in (query[: match.start()], query[match.end() :])]
        if not all(words):
            continue
        left, right = ([*called(part, _MOST_EACH)] for part in words)
        for one, key in left:
            for other, other_key in right:
                if key != other_key:
                    found.setdefault(Place.to("path", f"{key}|{other_key}"), f"How are {one} and {other} connected?")
    return [(title, place) for place, title in found.items()]
