"""Files that are there and that the system does not hand out."""

from __future__ import annotations

from briefing.model.problem import Problem
from briefing.model.span import Span

UNREADABLE = "B025"
"""The code of such a file."""


def unread(file: str) -> Problem:
    """What is told of one."""
    return Problem(UNREADABLE, "the system does not hand this file out", Span(file, 1, 1, 1, 1))
