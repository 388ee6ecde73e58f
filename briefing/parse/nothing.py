"""Words with which people say that they have nothing to say."""

from __future__ import annotations

_WORDS = frozenset("null none nil n/a na n.a. tbd tba tbc unknown nothing undefined - -- — – ? ?? ??? … ...".split())


def says_nothing(text: str) -> bool:
    """Whether a value is there only so that something is: `TBD`, `None`, `n/a`."""
    return text.strip().casefold() in _WORDS
