"""Problems as annotations of a GitHub workflow: they stand beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model.names import clean
from briefing.report.problems import Told

_LEVEL = {"error": "error", "warning": "warning", "info": "notice"}


def lines(told: Told) -> Iterator[str]:
    """A workflow command for each problem (GitHub, "Workflow commands", `error`, `warning`, `notice`)."""
    for problem in told.problems:
        at = problem.span
        place = f"file={_value(at.file)},line={at.line}"
        if at.end_line == at.line:  # columns are only taken of a single line
            place += f",col={at.column},endColumn={max(at.end_column, at.column)}"
        else:
            place += f",endLine={at.end_line}"
        title = f"title={_value(f'briefing {problem.code}')}"
        yield f"::{_LEVEL[problem.severity]} {place},{title}::{_text(problem.message)}"


def _text(text: str) -> str:
    return clean(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
