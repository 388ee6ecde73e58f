"""Putting mistakes right by changing only the characters that are wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from briefing.model.names import fold
from briefing.model.problem import Edit, Problem
from briefing.parse.text import Text

SURE = frozenset("B002 B006 B007 B016 B017 B018 B019 B021 B022 B023 B104 B107 B108 B110 B112 B116 B117 B118".split())
"""The codes whose fix says what the author meant in other characters. Everything else is a guess, unless it only
changes case, accents or punctuation.
"""
_ROUNDS = 50
Look = Callable[[str], Sequence[Problem]]


def judged(problems: Iterable[Problem], text: Text) -> Iterator[Problem]:
    """The problems of a text, with those marked whose fix can be applied unseen."""
    for problem in problems:
        yield replace(problem, is_sure=True) if problem.changes and _is_sure(problem, text) else problem


def fixed(text: str, file: str, look: Look, guesses: bool = False) -> str:
    """The text with all fixes that are sure, and with `guesses` the others, applied until nothing is left to fix.

    `look` tells what is the matter with a text, judged. Fixes that would touch each other are applied one after the
    other; one that does not take its problem away, or breaks what could be read before, is not applied. Every character
    that no edit names stays what it was.
    """
    problems = look(text)
    for _ in range(_ROUNDS):
        shown = Text(text, file)
        wanted = [one for one in problems if one.is_sure or (guesses and one.changes)]
        for chosen in (wanted, *([one] for one in wanted)):
            better = apply(shown, _apart(chosen))
            if better != text and _is_better(problems, after := look(better), chosen):
                text, problems = better, after
                break
        else:
            return text
    return text


def apply(text: Text, edits: Iterable[Edit]) -> str:
    """A text with edits that do not overlap; a line feed in an edit becomes the file's own line end."""
    ending = line_end(text.text)
    parts, at = [], len(text.text)
    for start, end, instead in sorted((_offsets(text, edit) for edit in edits), reverse=True):
        parts += [text.text[end:at], instead.replace("\n", ending)]
        at = start
    parts.append(text.text[:at])
    return "".join(reversed(parts))


def _is_sure(problem: Problem, text: Text) -> bool:
    return problem.code in SURE or (not problem.edits and _letters(text.of(problem.span)) == _letters(problem.fix))


def _apart(problems: Iterable[Problem]) -> list[Edit]:
    """The edits of these problems but for those of a problem that touches an earlier one's."""
    taken: list[tuple[tuple[int, int], tuple[int, int]]] = []
    edits: list[Edit] = []
    for problem in problems:
        places = [((e.span.line, e.span.column), (e.span.end_line, e.span.end_column)) for e in problem.changes]
        if all(start > last or end < first for start, end in places for first, last in taken):
            taken += places
            edits += problem.changes
    return edits


def _is_better(before: Sequence[Problem], after: Sequence[Problem], chosen: Sequence[Problem]) -> bool:
    codes = {problem.code for problem in chosen}
    left = sum(problem.code in codes for problem in after) < sum(problem.code in codes for problem in before)
    return left and _unread(after) <= _unread(before)


def _unread(problems: Iterable[Problem]) -> int:
    return sum(problem.code.startswith("B0") for problem in problems)


def _offsets(text: Text, edit: Edit) -> tuple[int, int, str]:
    span = edit.span
    return text.offset(span.line, span.column), text.offset(span.end_line, span.end_column), edit.text


def line_end(text: str) -> str:
    """How the lines of a text end: as its first one does."""
    found = re.search(r"\r\n|\r|\n", text)
    return found[0] if found else "\n"


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", fold(text))
