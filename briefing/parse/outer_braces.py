"""Braces around the first keys of a brief whose body, or whose other keys, stand below them in block style.

Needed only for a brief that begins with a brace: nothing of this is loaded for others.
"""

from __future__ import annotations

from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.nodes import MappingNode


def around(node: MappingNode, file: str) -> Problem:
    """The slip of braces that hold some keys of a brief, with the edits that give each key a line of its own.

    Places are those of the node, from 0: it is told at the brace.
    """
    start, end = node.start_mark, node.end_mark
    edits, at = [], (start.line, start.column)
    for number, (key, value) in enumerate(node.value):
        first, last = key.start_mark, value.end_mark
        edits.append(_between(file, at, (first.line, first.column), "\n" if number else ""))
        if (value.start_mark.line, value.start_mark.column - 1) == (key.end_mark.line, key.end_mark.column):
            gap = (value.start_mark.line, value.start_mark.column)
            edits.append(_between(file, gap, gap, " "))  # JSON needs no blank behind a colon
        at = (last.line, last.column)
    edits.append(_between(file, at, (end.line, end.column), ""))
    brace = Span(file, start.line + 1, start.column + 1, start.line + 1, start.column + 2)
    return slips.BRACES_ABOVE.at(brace, edits=tuple(edits))


def _between(file: str, start: tuple[int, int], end: tuple[int, int], text: str) -> Edit:
    return Edit(Span(file, start[0] + 1, start[1] + 1, end[0] + 1, end[1] + 1), text)
