"""Columns as an editor counts them: in the units of UTF-16, unless it and we agreed on UTF-8 or UTF-32."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from briefing.lsp.wire import Json
from briefing.model.span import Span
from briefing.parse.text import Text

ENCODINGS = ("utf-16", "utf-8", "utf-32")
"""What we can count in; the first is what is meant where nobody says."""


def agreed(offered: Iterable[str]) -> str:
    """The encoding to count in: the first that a client offers and we know."""
    return next((one for one in offered if one in ENCODINGS), ENCODINGS[0])


class Ruler:
    """The places of one text, to and from those of an editor. `shift` code points of the first line are not in it: a
    byte order mark, which the editor counts. Every line is measured once, so that all its names together cost no more
    than its length."""

    def __init__(self, text: Text, encoding: str, shift: int = 0) -> None:
        self.text = text
        self._encoding = encoding
        self._shift = shift
        self._measures: dict[int, list[int] | None] = {}

    def range(self, span: Span) -> Json:
        """A span, as the protocol has it."""
        return {
            "start": self.position(span.line - 1, span.column - 1),
            "end": self.position(span.end_line - 1, span.end_column - 1),
        }

    def range_of(self, start: int, end: int) -> Json:
        """What stands between two offsets, as the protocol has it."""
        return self.range(self.text.span(start, end))

    def position(self, line: int, column: int) -> Json:
        """A place by line and column from 0."""
        measure = self._measure(line)
        units = column if measure is None else measure[min(column, len(measure) - 1)]
        return {"line": line, "character": units + (self._shift if line == 0 else 0)}

    def place(self, position: Json) -> tuple[int, int]:
        """Line and column from 0 of a place in an editor; the nearest that there is."""
        line, units = int(position.get("line", 0)), int(position.get("character", 0))
        if line < 0:
            return 0, 0
        if line >= len(self.text.lines):
            return len(self.text.lines) - 1, len(self.text.lines[-1])
        units = max(0, units - (self._shift if line == 0 else 0))
        measure = self._measure(line)
        column = units if measure is None else bisect_right(measure, units) - 1
        return line, min(column, len(self.text.lines[line]))

    def offset(self, position: Json) -> int:
        """Where a place in an editor is in the text."""
        line, column = self.place(position)
        return self.text.starts[line] + column

    def _measure(self, line: int) -> list[int] | None:
        """The units before each code point of a line and at its end; None where they are as many."""
        if self._encoding == "utf-32" or line >= len(self.text.lines):
            return None
        if line not in self._measures:
            self._measures[line] = _measured(self.text.lines[line], self._encoding)
        return self._measures[line]


def _measured(line: str, encoding: str) -> list[int] | None:
    if line.isascii() or (encoding == "utf-16" and max(line) <= "\uffff"):
        return None
    sizes = (_bytes_of(char) for char in line) if encoding == "utf-8" else (1 + (char > "\uffff") for char in line)
    return [0, *accumulate(sizes)]


def _bytes_of(char: str) -> int:
    return 1 + (char > "\x7f") + (char > "\u07ff") + (char > "\uffff")
