"""Lines that are being put right while they are read, and that know where each of their characters stands in the file.

A broken line is read as its author meant it: the edits of its diagnosis are made in a copy, the copy is read, and every
place that YAML tells of the copy is led back to the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.model.value import replace
from briefing.parse.nodes import MappingNode, Mark, Node, SequenceNode


class Mended:
    """A copy of some lines of a file, the first of which is the file's line `first` (from 0).

    Lines and columns here count from 0. `place` leads one back to the file. `under` is the key in whose list the lines
    stand, where that is not among them.
    """

    def __init__(self, lines: Sequence[str], first: int = 0) -> None:
        self.lines = list(lines)
        self.under = ""
        self._origins: list[tuple[int, list[int] | None]] = [(first + n, None) for n in range(len(lines))]

    def part(self, start: int, end: int) -> Mended:
        """Some of these lines as a copy of their own."""
        part = Mended(self.lines[start:end])
        part._origins = self._origins[start:end]
        part.under = self.under
        return part

    def place(self, line: int, column: int) -> Mark:
        """Where in the file a character of the copy stands; the nearest place there is.

        Of `kind:state`, the file's line 6, the copy becomes `kind: state`. The `s` at column 6 of the copy stands at
        column 5 of line 6, and so does the blank that was put in before it.
        """
        if not self._origins:
            return Mark(0, 0)
        if line >= len(self._origins):
            number, columns = self._origins[-1]
            return Mark(number + line - len(self._origins) + 1, column)
        number, columns = self._origins[line]
        if columns is None:
            return Mark(number, column)
        return Mark(number, columns[min(column, len(columns) - 1)])

    def _end(self, line: int, column: int) -> Mark:
        """Where in the file something ends that ends before a character of the copy: before what was taken away."""
        end = self.place(line, column)
        if not column:
            return end
        last = self.place(line, column - 1)
        return Mark(end.line, min(end.column, last.column + 1)) if last.line == end.line else end

    def number(self, line: int) -> int:
        """The file's line (from 0) that a line of the copy comes from."""
        return self.place(line, 0).line

    def span(self, file: str, line: int, start: int, end: int) -> Span:
        """The span in the file of a stretch of one line of the copy."""
        begin, last = self.place(line, start), self.place(line, end)
        return Span(file, begin.line + 1, begin.column + 1, last.line + 1, last.column + 1)

    def told(self, problem: Problem) -> Problem:
        """A problem of the copy with the file's places."""
        edits = tuple(Edit(self._origin(edit.span), edit.text) for edit in problem.edits)
        return replace(problem, span=self._origin(problem.span), edits=edits)

    def apply(self, edits: Iterable[Edit]) -> None:
        """Make edits that are given in places of the copy, each within one line, and do not overlap."""
        for edit in sorted(edits, key=lambda one: (one.span.line, one.span.column), reverse=True):
            self._edit(edit.span.line - 1, edit.span.column - 1, edit.span.end_column - 1, edit.text)

    def dedent(self, width: int) -> None:
        """Let the first line begin in another column."""
        line = self.lines[0]
        old = len(line) - len(line.lstrip(" "))
        self._edit(0, 0, old, " " * width)

    def lead_back(self, node: Node) -> Node:
        """The node with the file's places in place of the copy's."""
        node.start_mark = self.place(node.start_mark.line, node.start_mark.column)
        node.end_mark = self._end(node.end_mark.line, node.end_mark.column)
        if isinstance(node, MappingNode):
            for key, value in node.value:
                self.lead_back(key)
                self.lead_back(value)
        elif isinstance(node, SequenceNode):
            for item in node.value:
                self.lead_back(item)
        return node

    def _origin(self, span: Span) -> Span:
        begin = self.place(span.line - 1, span.column - 1)
        end = self.place(span.end_line - 1, span.end_column - 1)
        return Span(span.file, begin.line + 1, begin.column + 1, end.line + 1, end.column + 1)

    def _edit(self, line: int, start: int, end: int, text: str) -> None:
        old = self.lines[line]
        end = min(end, len(old))
        number, columns = self._origins[line]
        if columns is None:
            columns = list(range(len(old) + 1))
        first, *more = text.split("\n")
        head, tail = old[:start] + first, old[end:]
        head_columns = columns[:start] + [columns[start]] * len(first)
        tail_columns = columns[end:]
        if not more:
            self.lines[line] = head + tail
            here = _followed(first, old[start:end], columns[start : end + 1])
            self._origins[line] = (number, columns[:start] + here + tail_columns)
            return
        lines, origins = [head], [(number, [*head_columns, columns[start]])]
        for middle in more[:-1]:
            lines.append(middle)
            origins.append((number, [columns[start]] * (len(middle) + 1)))
        lines.append(more[-1] + tail)
        origins.append((number, [columns[end]] * len(more[-1]) + tail_columns))
        self.lines[line : line + 1] = lines
        self._origins[line : line + 1] = origins


def _followed(new: str, old: str, columns: Sequence[int]) -> list[int]:
    """Where each character of a text stands that was put in place of another one, whose columns and end are given: the
    old text at its own place where it is a part of the new one, as in quotes; else side by side as far as it goes.
    """
    if not old:
        return [columns[0]] * len(new)
    last, before = columns[len(old) - 1], new.find(old)
    if before >= 0:
        return [columns[0]] * before + list(columns[: len(old)]) + [last] * (len(new) - before - len(old))
    result = [columns[min(at, len(old) - 1)] for at in range(len(new))]
    return [*result[:-1], last] if result else []
