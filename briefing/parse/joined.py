"""Names that became one because what parts them is missing, or is another sign than a comma."""

from __future__ import annotations

import re
from collections.abc import Callable

from briefing.parse.characters import WIDE_COMMAS

_SEPARATOR = rf"\s*[{WIDE_COMMAS}]\s*"
_WORDS = 12
"""A text of more words is no list of names."""


def joints(text: str, is_known: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Where a text parts into names that are all known: the stretches between them, from 0; none where it does not.

    >>> joints("NATO Turkey", {"NATO", "Turkey"}.__contains__)
    [(4, 5)]
    """
    gaps = [match.span() for match in re.finditer(_SEPARATOR, text)]
    if gaps:
        return gaps if all(map(is_known, _parts(text, gaps))) else []
    blanks = [match.span() for match in re.finditer(r"\s+", text)]
    if not blanks or len(blanks) > _WORDS:
        return []
    return next(([gap] for gap in blanks if all(map(is_known, _parts(text, [gap])))), [])


def _parts(text: str, gaps: list[tuple[int, int]]) -> list[str]:
    starts = [0, *(end for _start, end in gaps)]
    ends = [*(start for start, _end in gaps), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]
