"""Where something stands in a file."""

from __future__ import annotations

from briefing.model.value import NamedTuple


class Span(NamedTuple):
    """A stretch of a file: lines and columns count from 1, columns in code points.

    `file` is relative to the desk's root, with forward slashes. The end is exclusive:
    the first column behind the last character. A tuple, not a dataclass: a brief has scores of them, and they are made,
    compared and sent to other processes in a third of the time.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


NOWHERE = Span("", 0, 0, 0, 0)
"""The span of a value that no file spells out."""
