"""Problems as annotations of a GitHub workflow: they stand beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model.names import clean
from briefing.model.nouns import counted
from briefing.model.problem import Problem
from briefing.report.problems import Told

_LEVEL = {"error": "error", "warning": "warning", "info": "notice"}
_MOST = 10
"""Annotations of a kind that GitHub shows of a step ("Workflow commands": 10 errors, 10 warnings, 10 notices)."""
_LONGEST = 16_000
"""Characters of a message; GitHub takes 64 KB."""


def lines(told: Told) -> Iterator[str]:
    """A workflow command for each problem (GitHub, "Workflow commands", `error`, `warning`, `notice`).

    Of more than are shown of a kind the last one that is says how many more there are; they are in the log."""
    for severity in _LEVEL:
        yield from _of_one_kind([problem for problem in told.problems if problem.severity == severity])


def _of_one_kind(problems: list[Problem]) -> Iterator[str]:
    shown = len(problems) if len(problems) <= _MOST else _MOST - 1
    yield from map(_command, problems[:shown])
    if more := problems[shown:]:
        noun = {"info": "hint"}.get(more[0].severity, more[0].severity)
        text = (
            f"and {counted(len(more), f'more {noun}')}, which GitHub does not show beside the lines; the log has them"
        )
        yield f"::{_LEVEL[more[0].severity]} title=briefing::{text}"
        yield from map(_command, more)


def _command(problem: Problem) -> str:
    at = problem.span
    place = f"file={_value(at.file)},line={at.line}"
    if at.end_line == at.line:  # columns are only taken of a single line
        place += f",col={at.column},endColumn={max(at.end_column, at.column)}"
    else:
        place += f",endLine={at.end_line}"
    title = f"title={_value(f'briefing {problem.code}')}"
    return f"::{_LEVEL[problem.severity]} {place},{title}::{_text(problem.message[:_LONGEST])}"


def _text(text: str) -> str:
    return clean(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
