"""Which fixes are certain: proved, one and all, before they are offered.

A fix is certain if it takes its problem away and makes no new one, leaves every other value of the file as it was, and
keeps what the author typed letter by letter. So the file is read again with the fix in it, and the two readings are
compared. Where the fixes of a file pass together they are all certain; else they are tried by halves, which finds the
few that do not pass in a few readings.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.check.edits import apart, apply
from briefing.model.problem import Problem
from briefing.model.value import replace
from briefing.parse.quoting import has_odd_quotes
from briefing.parse.text import Text

if TYPE_CHECKING:
    from briefing.parse.statements import Statement

READINGS = 48
"""A file is read so often again, and no more: what is not proved by then is likely."""
_CHARACTERS = 600_000
"""So many characters are read again of one file."""

Again = Callable[[Text], "tuple[Sequence[Problem], Sequence[Statement]]"]
"""Reads a text again: everything that is the matter with it, and what it says."""


def judged(problems: Sequence[Problem], text: Text, again: Again) -> Iterator[Problem]:
    """The problems of a text, with those marked whose fix is certain. `again` reads a text as this one was read."""
    may = [problem for problem in problems if _may_be_certain(problem, text)]
    sure = _Proof(problems, text, again).passing(may) if may else set()
    for problem in problems:
        yield problem if problem.is_sure == (id(problem) in sure) else replace(problem, is_sure=not problem.is_sure)


def _may_be_certain(problem: Problem, text: Text) -> bool:
    """Whether its row says so, and the fix keeps all letters, and the signs that say something about them."""
    if not problem.changes or not problem.is_sure:
        return False
    edits = sorted(problem.changes, key=lambda edit: (edit.span.line, edit.span.column))
    old, new = "".join(text.of(edit.span) for edit in edits), "".join(edit.text for edit in edits)
    return letters(old) == letters(new) and not signs(old) - signs(new)


class _Proof:
    def __init__(self, problems: Sequence[Problem], text: Text, again: Again) -> None:
        self.text, self.again = text, again
        self.before = codes(problems)
        self.statements: Sequence[Statement] | None = None
        self.readings = max(2, min(READINGS, _CHARACTERS // (len(text.text) + 1)))

    def passing(self, problems: Sequence[Problem]) -> set[int]:
        """Those whose fixes pass, by identity."""
        together = apart(problems)
        passed = {id(problem) for problem in self._halves(together)}
        tried = set(map(id, together))
        alone = [problem for problem in problems if id(problem) not in tried]
        return passed | {id(problem) for problem in alone if self._passes([problem])}

    def _halves(self, problems: list[Problem]) -> list[Problem]:
        """Those that pass, in order. Of four of which only the third does not, five trials find the others: all four,
        the first two, the last two, the third and the fourth."""
        if not problems or self.readings <= 0:
            return []
        if self._passes(problems):
            return problems
        if len(problems) == 1:
            return []
        half = len(problems) // 2
        return [*self._halves(problems[:half]), *self._halves(problems[half:])]

    def _passes(self, problems: Sequence[Problem]) -> bool:
        if self.readings <= 0:
            return False
        self.readings -= 1
        better = Text(apply(self.text, [edit for one in problems for edit in one.changes]), self.text.file)
        remaining, statements = self.again(better)
        if not takes_away(self.before, codes(remaining), problems):
            return False
        if self.statements is None:
            self.statements = self.again(self.text)[1]
        return _keeps(self.statements, statements, [edit.span.line for one in problems for edit in one.changes])


def takes_away(before: Counter[tuple[str, str]], after: Counter[tuple[str, str]], chosen: Collection[Problem]) -> bool:
    """Whether the chosen problems are gone and no other came. Hints on what an editor would say do not count."""
    of_code = Counter(problem.code for problem in chosen)
    for code, count in of_code.items():
        left = sum(number for (one, _message), number in after.items() if one == code)
        if left > sum(number for (one, _message), number in before.items() if one == code) - count:
            return False
    return all(code.startswith("B3") or code in of_code for code, _message in (after - before))


def _keeps(before: Sequence[Statement], after: Sequence[Statement], lines: Collection[int]) -> bool:
    """Whether all is still said that was, but for what stands in the lines of the fix, and nothing odd is new."""
    touched = set(lines)
    ordered = sorted(touched)
    had = Counter((one.path, one.value) for one in before)
    has = Counter((one.path, one.value) for one in after)
    lost = had - has
    if lost and not all(
        bisect_left(ordered, one.span.line) < bisect_right(ordered, one.span.end_line)
        for one in before
        if (one.path, one.value) in lost
    ):
        return False
    new = [value for path, value in has - had if path != "body"]
    own = [one.value for one in before if one.path != "body" and one.span.line in touched]
    return not any(re.match(_ODD_START, one) or re.search(_ODD_END, one) for one in new) and not any(
        has_odd_quotes(one) for one in (*new, *own)
    )


def _what(code: str, message: str) -> tuple[str, str]:
    """A problem without its place, to be found again when lines have moved."""
    return code, re.sub(r"(line |:)\d+", r"\1", message)


def letters(text: str) -> str:
    """The letters and digits of a text, case apart."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFC", text).casefold())


def signs(text: str) -> Counter[str]:
    """The signs of a text that say something about its words: a doubt, a measure, that they do not hold, or only in
    part.
    """
    return Counter(re.findall(_SIGNS, text)) if re.search(_SIGNS, text) else Counter()


_SIGNS = (
    r"(?<=\w)[?\u061f\uff1f]|[~!](?=\w)|(?<![-=])[<>](?=\w)(?![^<>]*>)"
    r"|[\u00ac\u00b1\u2213\u2243-\u2249\u2260-\u226f\u2715-\u2718\u274c\u274e]|(?<=\w)[()](?=\w)"
)
_ODD_START = r"[=,;:|>\u2010-\u2015\u2022\u00b7*+~\\/\uff5b\u3010\uff3b\u3014]|\d+[.)]\s"
_ODD_END = r"[,;:=\uff0c\u3001\uff1b\u060c\u061b\uff5d\u3011\uff3d\u3015]$"
"""How no value begins that an author meant: what was a mark of some other language is still there."""


def codes(problems: Iterable[Problem]) -> Counter[tuple[str, str]]:
    """Problems counted without their places."""
    result: Counter[tuple[str, str]] = Counter()
    for same, count in Counter((problem.code, problem.message) for problem in problems).items():
        result[_what(*same)] += count
    return result
