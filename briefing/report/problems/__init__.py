"""Problems for people and for other programs: one module a format, each with `lines(told)`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from briefing.model.problem import Problem
from briefing.model.value import dataclass, field

FORMATS = {
    "full": "the lines themselves, with the culprit underlined; worst last",
    "concise": "a line each: file:line:column: severity[code] message",
    "json": "an array of objects",
    "github": "annotations of a GitHub workflow",
    "sarif": "SARIF 2.1.0, for code scanning",
    "junit": "JUnit's XML, for CI servers",
}
"""Every format with its line of help; each is the module of that name here."""

FOR_PEOPLE = ("full", "concise")
"""Those that people read, and editors; what the others write, a program takes apart."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be told: the problems by file and place, the texts of their files, how many files were looked at, of
    which desks, and what was passed over, in words.

    `fixed` says how much was put right before, in words. `hidden` are the hints that are not among the problems, None
    where they were not looked for. `width` is that of the terminal in columns, 0 where there is none; `colour` whether
    it takes colours: both are for people only. `summaries` are a line for each code, where a format has room for them.
    `drafts` are files with marks of a draft, and how many are left in each.
    """

    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    files: int
    desks: tuple[str, ...] = ()
    passed: str = ""
    fixed: str = ""
    hidden: int | None = 0
    width: int = 0
    colour: bool = False
    summaries: Mapping[str, str] | None = None
    drafts: Mapping[str, int] = field(default_factory=dict)

    def count(self, severity: Literal["error", "warning", "info"]) -> int:
        return sum(problem.severity == severity for problem in self.problems)
