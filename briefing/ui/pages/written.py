"""What is said of a file that is followed while it is written: its problems, and that its page is not what it says."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model.names import one_line
from briefing.model.problem import Problem
from briefing.report.problems.frame import safe
from briefing.ui.glyphs import glyph
from briefing.ui.sheet import Para, Piece

_INKS = {"error": ("problem", "open"), "warning": ("warning", "accent"), "info": ("hint", "soft")}
"""Severity → its glyph and its ink."""
AS_IT_WAS = "What was saved can't be read: the page is as it was"
"""For the bar below, at the moment when it happens."""


def troubles(problems: Sequence[Problem], is_as_it_was: bool) -> tuple[Para, ...]:
    """A paragraph a problem, with line and column; the first one says it where the page is not what the file says."""
    width = max((len(_place(one)) for one in problems), default=0)
    return tuple(_trouble(one, width, is_as_it_was and not number) for number, one in enumerate(problems))


def _place(problem: Problem) -> str:
    return f"{problem.span.line}:{problem.span.column}" if problem.span.line else ""


def _trouble(problem: Problem, width: int, is_as_it_was: bool) -> Para:
    name, ink = _INKS[problem.severity]
    at = f"{_place(problem):<{width}}  "
    told = (Piece("; until then the page is as it was", "soft"),) if is_as_it_was else ()
    lead = (Piece(f"{glyph(name)} ", ink, "b"), Piece(at, ink, "b"))
    return Para((Piece(safe(problem.message), "text"), *told), lead=lead)


def not_there(file: str, was_there: bool) -> Para:
    """There is no such file."""
    name = one_line(file)
    if was_there:
        return Para((Piece(f"{name} is not there any more; this is how it was", "soft"),))
    return Para((Piece(f"{name} is not there yet; save it, and it shows here", "soft"),))


def no_page(file: str) -> Para:
    """The desk shows nothing of the file, and nobody can say what is wrong with it."""
    return Para((Piece(f"{one_line(file)} says nothing yet that this desk shows", "soft"),))
