"""Problems as SARIF 2.1.0 (OASIS), which code scanning reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import briefing
from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.report.escapes import as_json
from briefing.report.problems import Told

_LEVEL = {"error": "error", "warning": "warning", "info": "note"}


def lines(told: Told) -> Iterator[str]:
    """One run with the rules that were broken, and a result for each problem."""
    codes = sorted({problem.code for problem in told.problems})
    summaries = told.summaries or {}
    rules = [{"id": code, "shortDescription": {"text": summaries.get(code, code)}} for code in codes]
    driver = {"name": "briefing", "version": briefing.__version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code)) for problem in told.problems],
    }
    yield as_json({"version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "runs": [run]})


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    place = {"physicalLocation": {"artifactLocation": _file(problem.span), "region": _region(problem.span)}}
    found: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVEL[problem.severity],
        "message": {"text": problem.message},
        "locations": [place],
    }
    if problem.changes:
        changes = [{"artifactLocation": _file(problem.span), "replacements": [_edit(one) for one in problem.changes]}]
        found["fixes"] = [{"description": {"text": problem.message}, "artifactChanges": changes}]
    return found


def _edit(edit: Edit) -> dict[str, Any]:
    return {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}


def _file(span: Span) -> dict[str, str]:
    return {"uri": quote(span.file, errors="replace")}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
