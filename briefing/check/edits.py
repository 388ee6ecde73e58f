"""Edits made in a text: only the characters that they name change."""

from __future__ import annotations

import re
from bisect import bisect, insort
from collections.abc import Iterable

from briefing.model.problem import Edit, Problem
from briefing.parse.text import Text

_Place = tuple[int, int]


def apply(text: Text, edits: Iterable[Edit]) -> str:
    """A text with edits that do not overlap; a line feed in an edit becomes the file's own line end."""
    ending = line_end(text.text)
    parts, at = [], len(text.text)
    for start, end, instead in sorted((_offsets(text, edit) for edit in edits), reverse=True):
        parts += [text.text[end:at], instead.replace("\n", ending)]
        at = start
    parts.append(text.text[:at])
    return "".join(reversed(parts))


def apart(problems: Iterable[Problem]) -> list[Problem]:
    """These problems but for those whose edits touch an earlier one's."""
    taken: list[tuple[_Place, _Place]] = []  # in order, and none touches another
    chosen: list[Problem] = []
    for problem in problems:
        places = [((e.span.line, e.span.column), (e.span.end_line, e.span.end_column)) for e in problem.changes]
        if not any(_touches(taken, *place) for place in places):
            for place in places:
                insort(taken, place)
            chosen.append(problem)
    return chosen


def _touches(taken: list[tuple[_Place, _Place]], start: _Place, end: _Place) -> bool:
    """Whether a stretch touches one of those that are taken: one of its two neighbours then."""
    at = bisect(taken, (start, end))
    return (at > 0 and taken[at - 1][1] >= start) or (at < len(taken) and taken[at][0] <= end)


def line_end(text: str) -> str:
    """How the lines of a text end: as its first one does."""
    found = re.search(r"\r\n|\r|\n", text)
    return found[0] if found else "\n"


def _offsets(text: Text, edit: Edit) -> tuple[int, int, str]:
    span = edit.span
    return text.offset(span.line, span.column), text.offset(span.end_line, span.end_column), edit.text
