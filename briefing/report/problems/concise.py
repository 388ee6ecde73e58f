"""A line for each problem, as compilers write it and editors read it."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model.names import one_line
from briefing.report.problems import Told


def lines(told: Told) -> Iterator[str]:
    """`file:line:column: severity[code] message`, by file and place."""
    for problem in told.problems:
        at = problem.span
        file = one_line(at.file)
        yield f"{file}:{at.line}:{at.column}: {problem.severity}[{problem.code}] {one_line(problem.message)}"
