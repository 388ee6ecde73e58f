"""The problems of a file as they are told: in order, and no more of them than anybody reads."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.model.problem import Problem

MOST_TOLD = 2_000
"""Of one file."""
_SEVERITIES = ("error", "warning", "info")


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By file and place; the same problem once."""
    return tuple(sorted(dict.fromkeys(problems), key=_place))


def few(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems of a file, of many the worst, in order; how many more there are is told where the first of those
    stands."""
    if len(problems) <= MOST_TOLD:
        return problems
    ranked = sorted(problems, key=lambda problem: _SEVERITIES.index(problem.severity))
    rest = in_order(ranked[MOST_TOLD:])
    message = f"this file has {len(rest):,} more, which are told when others are put right"
    return in_order([*ranked[:MOST_TOLD], Problem("B003", message, rest[0].span, ranked[MOST_TOLD].severity)])


def _place(problem: Problem) -> tuple[str, int, int, str, str]:
    return problem.span.file, problem.span.line, problem.span.column, problem.code, problem.message
