"""What is the matter with a file: a value, collected and never raised."""

from __future__ import annotations

from typing import Literal

from briefing.model.span import Span
from briefing.model.value import dataclass

Severity = Literal["error", "warning", "info"]
_RANK: dict[Severity, int] = {"info": 0, "warning": 1, "error": 2}


@dataclass(frozen=True, slots=True)
class Edit:
    """A text to stand in place of a span."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake, told once, at the place where the author slipped.

    `code` is `B` and three digits (`format.md`: B0 YAML, B1 shape, B2 references, B3 editorial).
    `fix` is what could be written instead, or empty. `edits` are the changes that put it right; without them a fix
    stands for the span. `is_sure` when they say what the author meant in other characters, and can be applied unseen.
    """

    code: str
    message: str
    span: Span
    severity: Severity = "error"
    fix: str = ""
    edits: tuple[Edit, ...] = ()
    is_sure: bool = False

    def __repr__(self) -> str:
        """As a line of `check`: a test that expected none shows it."""
        at = self.span
        return f"<{at.file}:{at.line}:{at.column}: {self.severity}[{self.code}] {self.message}>"

    @property
    def rank(self) -> int:
        """How bad it is among the others: errors above warnings, those above hints."""
        return _RANK[self.severity]

    @property
    def changes(self) -> tuple[Edit, ...]:
        """The edits that put it right; none where only a person can."""
        return self.edits or ((Edit(self.span, self.fix),) if self.fix else ())
