"""What is the matter with a file: a value, collected and never raised."""

from __future__ import annotations

from typing import Literal

from briefing.model.span import Span
from briefing.model.value import dataclass

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake, told once, at the place where the author slipped.

    `code` is `B` and three digits (`format.md`: B0 YAML, B1 shape, B2 references, B3 editorial).
    `fix` is the text that could stand in place of the span, or empty.
    """

    code: str
    message: str
    span: Span
    severity: Severity = "error"
    fix: str = ""
