"""The line where a problem is, cut to the room there is, and its fix in words: what every frame is made of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from briefing.model.names import clean
from briefing.model.problem import Problem
from briefing.model.value import dataclass
from briefing.report.cells import cells

_CHARACTERS = 8
"""So many characters of a line are looked at for each cell that is shown."""
_LONGEST_FIX = 100  # cells


@dataclass(frozen=True, slots=True)
class Frame:
    """A line in three parts: what stands before the culprit, the culprit, and what follows it."""

    head: str
    culprit: str
    rest: str

    @property
    def text(self) -> str:
        return f"{self.head}{self.culprit}{self.rest}"

    @property
    def before(self) -> int:
        """The cells before the culprit."""
        return cells(self.head)

    @property
    def under(self) -> int:
        """The cells to underline; one where the culprit is what is missing."""
        return max(cells(self.culprit), 1)


def lines_of(text: str) -> list[str]:
    """The lines of a file as problems count them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def frame_of(problem: Problem, lines: Sequence[str], room: int) -> Frame | None:
    """The line of a problem, at most `room` cells of it around the culprit; None where there is nothing to show."""
    span = problem.span
    if not 0 < span.line <= len(lines) or not lines[span.line - 1].strip():
        return None
    line = lines[span.line - 1]
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    end = max(min(end, len(line)), start)
    near = room * _CHARACTERS  # many problems of one long line cost no more than as many of short ones
    parts = line[max(start - near, 0) : start], line[start : min(end, start + near)], line[end : end + near]
    head, culprit, rest = map(safe, parts)
    if cells(head) + cells(culprit) + cells(rest) <= room:
        return Frame(head, culprit, rest)
    culprit = _first(culprit, room - 2)
    left = room - cells(culprit)
    if cells(head) > left // 2:
        head = "…" + _last(head, max(left // 2 - 1, 0))
    return Frame(head, culprit, _first(rest, left - cells(head)))


def fix_of(problem: Problem, command: str = "") -> str:
    """The fix in words, empty where there is none or the message says it already. `command` is the program that has the
    options for it, where the reader may not know."""
    if not problem.changes or (not problem.is_sure and "did you mean" in problem.message):
        return ""
    how = "fix" if problem.is_sure else "perhaps"
    written = problem.fix or (problem.edits[0].text if len(problem.edits) == 1 else "")
    if not any(map(str.isalnum, written)) or "\n" in written:
        option = "--fix" if problem.is_sure else "--unsafe-fixes"
        deletes = "delete" in problem.message and all(not edit.text for edit in problem.changes)
        does = "deletes it" if deletes else "puts it right"
        return f"{how}: {command} {option} {does}".replace("  ", " ")
    return f"{how}: {_first(safe(written), _LONGEST_FIX)}"


def safe(text: str) -> str:
    """Text for one line of a terminal: what could steer it is a middle dot, and a tab four spaces."""
    return "".join(
        "    " if char == "\t" else char if char.isprintable() else clean(char) or "·" for char in text
    ).replace("\n", " ")


def _first(text: str, room: int) -> str:
    if cells(text) <= room:
        return text
    fitting = bisect_right(range(1, len(text) + 1), max(room - 1, 0), key=lambda end: cells(text[:end]))
    return text[:fitting] + "…"


def _last(text: str, room: int) -> str:
    text = text[-room:] if room else ""
    while cells(text) > room:
        text = text[1:]
    return text
