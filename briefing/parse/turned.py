"""What turns round the text behind it, or says something that nobody sees ("Trojan Source", CVE-2021-42574)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice

from briefing.model.fold import beyond_ascii
from briefing.model.names import clean
from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.text import Text

_HIDDEN = "[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
"""What a text must have for `_TURNS` to be there: sought in what is not ASCII, which of most texts is little."""
_TURNS = "[\u202a-\u202e\u2066-\u2069]+|(?<![\U0001f3f4\U000e0000-\U000e007f])[\U000e0000-\U000e007f]+"
"""Marks of writing direction, and tags, but for those of a flag."""
_REPORTED = 5
"""So many places are named."""


def turned(text: Text, told: Collection[Problem]) -> Iterator[Problem]:
    """Where a file, by its name or by what stands in it, is shown otherwise than it reads; not where a problem was told
    of the same characters."""
    if clean(text.file) != text.file:
        hidden = next(char for char in text.file if not clean(char).strip())
        yield slips.TURNED_NAME.at(Span(text.file, 1, 1, 1, 1), name=f"U+{ord(hidden):04X}")
    if text.text.isascii() or not re.search(_HIDDEN, beyond_ascii(text.text)):
        return
    for match in islice(re.finditer(_TURNS, text.text), _REPORTED):
        from briefing.parse.characters import name_of

        span = text.span(match.start(), match.end())
        if not any(_meet(span, other) for problem in told for other in (problem.span, *_places(problem))):
            yield slips.TURNED.at(span, edits=(Edit(span, ""),), a_name=name_of(match[0][0]))


def _places(problem: Problem) -> Iterator[Span]:
    return (edit.span for edit in problem.edits)


def _meet(one: Span, other: Span) -> bool:
    """Whether two places have a character in common."""
    return (one.line, one.column) < (other.end_line, other.end_column) and (other.line, other.column) < (
        one.end_line, one.end_column,
    )  # fmt: skip
