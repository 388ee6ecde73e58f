"""Problems as JSON, for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefing.model.problem import Problem
from briefing.model.span import Span
from briefing.report.escapes import as_json
from briefing.report.problems import Told


def lines(told: Told) -> Iterator[str]:
    """An array of objects, one a line: lines and columns from 1, in code points, ends behind the last character."""
    if not told.problems:
        yield "[]"
        return
    for number, problem in enumerate(told.problems):
        comma = "," if number < len(told.problems) - 1 else "]"
        yield f"{' ' if number else '['}{as_json(_object(problem))}{comma}"


def _object(problem: Problem) -> dict[str, Any]:
    edits = [{**_place(edit.span), "text": edit.text} for edit in problem.changes]
    return {
        "file": problem.span.file,
        **_place(problem.span),
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "fix": {"safe": problem.is_sure, "edits": edits} if edits else None,
    }


def _place(span: Span) -> dict[str, int]:
    return {"line": span.line, "column": span.column, "end_line": span.end_line, "end_column": span.end_column}
