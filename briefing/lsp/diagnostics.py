"""Problems, as an editor shows them."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.lsp.ruler import Ruler
from briefing.lsp.wire import Json
from briefing.model.problem import Problem

SEVERITIES = {"error": 1, "warning": 2, "info": 4}
"""The protocol's numbers: what we call information is a hint there, which is shown where one looks for it."""
SOURCE = "briefing"


def diagnostics(problems: Iterable[Problem], ruler: Ruler) -> list[Json]:
    """The problems of one file."""
    return [diagnostic(problem, ruler) for problem in problems]


def diagnostic(problem: Problem, ruler: Ruler) -> Json:
    return {
        "range": ruler.range(problem.span),
        "severity": SEVERITIES[problem.severity],
        "code": problem.code,
        "source": SOURCE,
        "message": problem.message,
    }
