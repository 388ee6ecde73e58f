"""One form for all briefs, reached by moving lines and blanks: nothing is written anew, so every comment stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from yaml.error import YAMLError

from briefing.check.edits import line_end
from briefing.model.value import dataclass
from briefing.parse.fields import OWNERS
from briefing.parse.nodes import MappingNode, Node, ScalarNode, SequenceNode, compose, refuse, text_of
from briefing.parse.split import Split, split
from briefing.parse.text import Text

_ORDER = {key: at for at, key in enumerate(OWNERS["brief"].fields)}
_STEP = 2
"""Blanks that a list or a mapping stands in from its key, and the body from the margin."""


class NotFormatted(Exception):
    """A text is left as it is; the message says why."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """The lines `start:end` of a key of the first column, with the comments and blank lines above it."""

    key: str
    start: int
    end: int


def formatted(text: Text, is_registry: bool = False) -> str:
    """A brief in the common form: keys in the order of the format, `body` last, lists and mappings two blanks in, one
    blank line where there were several, double quotes for single ones where the text allows it.

    Of front matter only the head is changed, and the keys of a registry keep their order. Says the same to YAML as
    before, and formatting once more changes nothing. Raises `NotFormatted` for what YAML could not read.
    """
    parts = Split(text.text) if is_registry else split(text)
    node = _head(text, parts)
    if node is None:
        return text.text
    result = _Form(text, parts, node, is_registry).text()
    after = Text(result, text.file)
    if not _says_the_same(text, after, is_registry):
        raise NotFormatted("its form is one that cannot be changed without changing what it says")
    return result


def _head(text: Text, parts: Split) -> MappingNode | None:
    """The brief's own keys, or nothing where there are none."""
    mistaken = NotFormatted("it has mistakes of YAML; `briefing check` tells them")
    if text.problems or parts.problems or refuse(parts.head, text.file)[1]:
        raise mistaken
    try:
        node, second = compose(parts.head)
    except YAMLError:
        raise mistaken from None
    if second:
        raise mistaken
    if node is not None and (not isinstance(node, MappingNode) or node.flow_style):
        raise NotFormatted("it does not consist of lines with keys")
    if node is not None and not all(
        isinstance(key, ScalarNode) and key.start_mark.column == 0 for key, _v in node.value
    ):
        raise NotFormatted("its keys do not begin in the first column")
    return node


def _says_the_same(before: Text, after: Text, is_registry: bool) -> bool:
    return bool(_said(before, is_registry) == _said(after, is_registry))


def _said(text: Text, is_registry: bool) -> Any:
    """What YAML reads of a text: the keys of the head in any order, and the lines of the body."""
    parts = Split(text.text) if is_registry else split(text)
    try:
        node, _second = compose(parts.head)
    except YAMLError:
        return None
    pairs = [(_plain(key), _plain(value)) for key, value in node.value] if isinstance(node, MappingNode) else []
    body = [line.text for line in parts.body or ()]
    while body and not body[-1].strip():
        body.pop()
    return pairs if is_registry else sorted(pairs, key=repr), body, [problem.code for problem in parts.problems]


def _plain(node: Node) -> Any:
    if isinstance(node, ScalarNode):
        return text_of(node)
    if isinstance(node, SequenceNode):
        return [_plain(item) for item in node.value]
    return {"": [(_plain(key), _plain(value)) for key, value in node.value]}


class _Form:
    def __init__(self, text: Text, parts: Split, node: MappingNode, is_registry: bool) -> None:
        self._lines = text.lines
        self._ending = line_end(text.text)
        self._node = node
        self._is_registry = is_registry
        self._is_markdown = text.file.endswith(".md") and not is_registry
        has_body = parts.body is not None and parts.place.line > 0
        self._body = parts.place.line - 1 if has_body else len(self._lines)
        last = max((line.number for line in parts.body or ()), default=0)
        self._body_end = max(last, self._body + 1) if has_body else self._body
        self._outdent = self._body_outdent()
        self._shift = [0] * (len(self._lines) + 1)
        self._kept = set[int]()  # lines inside a text of several lines: their blanks mean something
        self._edits: dict[int, list[tuple[int, int, str]]] = {}

    def text(self) -> str:
        """The whole file in its form."""
        for key, value in self._node.value:
            self._visit(key)
            self._visit_value(value, 0)
        self._align_comments()
        pieces = self._pieces()
        ordered = pieces if self._is_registry else sorted(pieces, key=lambda piece: _rank(piece.key))
        numbers = [*range(pieces[0].start), *(number for piece in ordered for number in range(piece.start, piece.end))]
        lines = [line for line, _is_kept in _calm((self._line(number), self._is_text(number)) for number in numbers)]
        if self._is_markdown:
            return self._ending.join([*lines, *self._lines[self._body :]])
        while lines and not lines[-1].strip():
            lines.pop()
        return self._ending.join([*lines, ""])

    # Pieces and lines

    def _pieces(self) -> list[_Piece]:
        """The file's keys in its own order; what stands above the first is its head, and stays there."""
        starts = [(text_of(key), key.start_mark.line) for key, _value in self._node.value]
        if self._body < len(self._lines) and not self._is_markdown:
            starts.append(("body", self._body))
        starts.sort(key=lambda start: start[1])
        end = self._body if self._is_markdown else len(self._lines)
        while not self._lines[end - 1].strip():
            end -= 1
        above = [starts[0][1], *(self._above(start, before + 1) for (_k, before), (_key, start) in pairwise(starts))]
        return [
            _Piece(key, start, stop) for (key, _at), start, stop in zip(starts, above, [*above[1:], end], strict=True)
        ]

    def _above(self, line: int, floor: int) -> int:
        """Where the comments directly above a line begin, and the blank lines above these."""
        floor = max(floor, self._body_end if self._body < line else 0)
        while line > floor and self._lines[line - 1].startswith("#"):
            line -= 1
        while line > floor and not self._lines[line - 1].strip():
            line -= 1
        return line

    def _is_text(self, number: int) -> bool:
        return number in self._kept or self._body < number < self._body_end

    def _line(self, number: int) -> str:
        line = self._lines[number]
        if self._body < number < self._body_end:
            return self._body_line(line)
        for start, end, instead in sorted(self._edits.get(number, ()), reverse=True):
            line = line[:start] + instead + line[end:]
        bare = line.lstrip(" ")
        moved = " " * max(len(line) - len(bare) + self._shift[number], 0) + bare
        return moved if number in self._kept else moved.rstrip()

    # The body

    def _body_outdent(self) -> int:
        """The blanks before the body's lines; -1 where its first line says how many, which is left alone."""
        if self._body >= len(self._lines) or re.search(r"[|>][+-]?[1-9]", self._lines[self._body].partition("#")[0]):
            return -1
        widths = (
            len(line) - len(line.lstrip(" ")) for line in self._lines[self._body + 1 : self._body_end] if line.strip()
        )
        return next((width for width in widths if width), _STEP)

    def _body_line(self, line: str) -> str:
        if self._outdent < 0:
            return line
        rest = line[self._outdent :]
        return " " * _STEP + rest if rest.strip() or (rest and line.isspace()) else ""

    # The head

    def _visit(self, node: Node) -> None:
        """Note what a scalar's lines may not lose, and its quotes; go into a flow collection."""
        start, end = node.start_mark, node.end_mark
        if isinstance(node, ScalarNode):
            is_literal = node.style in ("|", ">")
            last = end.line - is_literal
            while last > start.line and not self._lines[last].strip():
                last -= 1
            self._kept.update(range(start.line + 1, last + is_literal))
            if node.style == "'" and start.line == end.line:
                self._requote(start.line, start.column, end.column)
        elif isinstance(node, SequenceNode):
            for item in node.value:
                self._visit(item)
        else:
            for pair in node.value:
                self._visit(pair[0])
                self._visit(pair[1])

    def _requote(self, line: int, start: int, end: int) -> None:
        said = self._lines[line][start + 1 : end - 1].replace("''", "'")
        if '"' not in said and "\\" not in said:
            self._edits.setdefault(line, []).append((start, end, f'"{said}"'))

    def _visit_value(self, node: Node, column: int) -> None:
        """Place the value of a key that goes to a column; what is not a list or a mapping of lines moves with it."""
        if _is_block(node):
            self._place(node, column + _STEP, True)
        else:
            self._visit(node)

    def _place(self, node: Node, column: int, is_alone: bool) -> None:
        """Put a list or a mapping of lines at a column; if it is not alone, its first line is placed already."""
        start = node.start_mark
        self._move(start.line + (not is_alone), _end_line(node), column - start.column)
        if isinstance(node, MappingNode):
            for key, value in node.value:
                self._visit(key)
                self._visit_value(value, column)
            return
        for item in node.value:
            self._item(item, start.column, column)

    def _item(self, item: Node, dash: int, column: int) -> None:
        at = item.start_mark
        line = self._lines[at.line]
        is_beside = line[dash : dash + 1] == "-" and not line[dash + 1 : at.column].strip() and at.column > dash
        if is_beside:
            self._edits.setdefault(at.line, []).append((dash + 1, at.column, " "))
            self._move(at.line + 1, _end_line(item), column + _STEP - at.column)
        if _is_block(item):
            self._place(item, column + _STEP, not is_beside)
        else:
            self._visit(item)

    def _move(self, start: int, end: int, by: int) -> None:
        for number in range(start, end):
            if number != self._body:  # what stands before the body ends for YAML behind it
                self._shift[number] = by

    def _align_comments(self) -> None:
        """A comment on a line of its own moves with the line below it that begins where it does."""
        following = len(self._lines)
        for number in range(len(self._lines) - 1, -1, -1):
            line = self._lines[number]
            if self._body <= number < self._body_end or not line.strip() or number in self._kept:
                continue
            if not line.lstrip(" ").startswith("#"):
                following = number
            elif not line.startswith(" "):
                self._shift[number] = 0
            elif following < len(self._lines) and _indent(self._lines[following]) == _indent(line):
                self._shift[number] = self._shift[following]


def _rank(key: str) -> int:
    """The place of a key: those of the format in its order, then the author's own, then the body."""
    return len(_ORDER) if key == "body" else _ORDER.get(key, len(_ORDER) - 1)


def _calm(lines: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """The lines without blank ones at the beginning, and one for several; those of texts stay."""
    was_blank = True
    for line, is_text in lines:
        is_blank = not line.strip() and not is_text
        if not (is_blank and was_blank):
            yield line, is_text
        was_blank = is_blank


def _is_block(node: Node) -> bool:
    return isinstance(node, MappingNode | SequenceNode) and node.flow_style is False


def _end_line(node: Node) -> int:
    """The line behind a node's last; a list or mapping of lines ends where the next thing begins."""
    return int(node.end_mark.line + (not _is_block(node)))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
