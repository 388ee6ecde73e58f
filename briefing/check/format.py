"""One form for all briefs, reached by moving lines and blanks: nothing is written anew, so every comment stays."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from yaml.error import YAMLError

from briefing.check.edits import line_end
from briefing.model.value import dataclass
from briefing.parse import slips
from briefing.parse.fields import OWNERS
from briefing.parse.nodes import MappingNode, Node, ScalarNode, SequenceNode, compose, refuse, text_of
from briefing.parse.split import Split, split, with_plain_breaks
from briefing.parse.text import Text

_ORDER = {key: at for at, key in enumerate(OWNERS["brief"].fields)}
_MODE_LINE = r"#[ \t]*(yaml-language-server:|-\*-|vim?:|ex:)"
"""A comment for an editor, which is about the file whatever stands below."""
_ITEM = r"#[ \t]*-(?:[ \t]|$)"
"""An item of a list that was made a comment."""
_STEP = 2
"""Blanks that a list or a mapping stands in from its key, and the body from the margin."""


class NotFormatted(Exception):
    """A text is left as it is; the message says why."""


class Unreadable(NotFormatted):
    """A text is left as it is because it has mistakes that come first."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """The lines `start:end` of a key of the first column, with the comments and blank lines above it."""

    key: str
    start: int
    end: int


def formatted(text: Text, is_registry: bool = False) -> str:
    """A brief in the common form: keys in the order of the format, `body` last, lists and mappings two blanks in, one
    blank line where there were several, double quotes for single ones where the text allows it. A comment goes with
    what it stands above or behind.

    Of front matter only the head is changed, and the keys of a registry keep their order. Says the same to YAML as
    before, no line gets blanks at its end, and formatting once more changes nothing. Raises `Unreadable` for what YAML
    could not read, and `NotFormatted` for what it can and has no lines with keys: JSON, a brief in braces.
    """
    parts = _parts(text, is_registry)
    node = head_of(text, parts)
    if node is None:
        return text.text
    result = _Form(text, parts, node, is_registry).of(text)
    whole = text if text.text.endswith(("\n", "\r")) else Text(f"{text.text}\n", text.file)
    if said_by(whole, is_registry) != said_by(Text(result, text.file), is_registry):
        raise NotFormatted("its form is one that cannot be changed without changing what it says")
    return result


def head_of(text: Text, parts: Split) -> MappingNode | None:
    """The brief's own keys, or nothing where there are none. Raises `NotFormatted`."""
    mistaken = Unreadable("it has mistakes of YAML; `briefing check` tells them")
    if parts.problems and all(one.message == slips.FRONT_LATE.sentence for one in parts.problems):
        raise NotFormatted("its front matter does not begin on the first line")
    if text.problems or parts.problems or refuse(parts.head, text.file)[1]:
        raise mistaken
    try:
        node, second = compose(parts.head)
    except YAMLError:
        raise mistaken from None
    if second:
        raise mistaken
    if node is not None and not isinstance(node, MappingNode):
        raise Unreadable("it does not consist of lines with keys")
    if node is not None and node.flow_style:
        raise NotFormatted("it is in braces, as JSON is, and only lines with keys have this form")
    if node is not None and not all(
        isinstance(key, ScalarNode) and key.start_mark.column == 0 for key, _v in node.value
    ):
        raise NotFormatted("its keys do not begin in the first column")
    return node


def said_by(text: Text, is_registry: bool = False) -> Any:
    """What YAML reads of a text: the keys of the head in any order, and the lines of the body."""
    parts = _parts(text, is_registry)
    try:
        node, _second = compose(parts.head)
    except YAMLError:
        return None
    pairs = [(_plain(key), _plain(value)) for key, value in node.value] if isinstance(node, MappingNode) else []
    body = [line.text for line in parts.body or ()]
    while body and not body[-1].strip():
        body.pop()
    return pairs if is_registry else sorted(pairs, key=repr), body, [problem.code for problem in parts.problems]


def _parts(text: Text, is_registry: bool) -> Split:
    return Split(with_plain_breaks(text.text)) if is_registry else split(text)


def _plain(node: Node) -> Any:
    if isinstance(node, ScalarNode):
        return text_of(node)
    if isinstance(node, SequenceNode):
        return [_plain(item) for item in node.value]
    return {"": [(_plain(key), _plain(value)) for key, value in node.value]}


class _Form:
    """How each line of a file moves: by as many blanks as what begins it, and with its key.

    What begins a line is a key, a dash, or the continuation of a text or of brackets; each is met once when the nodes
    are visited. Comments follow the line that they belong to.
    """

    def __init__(self, text: Text, parts: Split, node: MappingNode, is_registry: bool) -> None:
        self._lines = text.lines[:-1] if len(text.lines) > 1 and not text.lines[-1] else text.lines
        self._ending = line_end(text.text)
        self._node = node
        self._is_registry = is_registry
        self._is_markdown = text.is_markdown and not is_registry
        has_body = parts.has_body and parts.place.line > 0
        self._body = parts.place.line - 1 if has_body else len(self._lines)
        last = max((line.number for line in parts.body or () if line.text.strip()), default=0)
        self._body_end = max(last, self._body + 1) if has_body else self._body
        self._outdent = self._body_outdent()
        self._shift: dict[int, int] = {}
        self._texts: dict[int, int] = {}  # lines inside a text of several lines, each with the text's own indentation
        self._edits: dict[int, list[tuple[int, int, str]]] = {}

    def of(self, text: Text) -> str:
        """The whole file in its form."""
        self._place(self._node, 0)
        self._align_comments()
        pieces = self._pieces()
        ordered = pieces if self._is_registry else sorted(pieces, key=lambda piece: _rank(piece.key))
        rows = self._rows(range(pieces[0].start))
        for piece in ordered:
            if rows and rows[-1][0].startswith("#") and self._lines[piece.start].strip() and piece is not ordered[0]:
                rows.append(("", False))  # a remark at the end of one key is not about the next
            rows += self._rows(range(piece.start, piece.end))
        while not rows[-1][1] and not rows[-1][0]:
            rows.pop()
        lines = _calm(rows)
        if self._is_markdown:
            return self._ending.join([*lines, *text.lines[self._body :]])
        return self._ending.join([*lines, ""])

    # Pieces and lines

    def _pieces(self) -> list[_Piece]:
        """The file's keys in its own order; what stands above the first and is not about it is the file's head, and
        stays there."""
        starts = [(text_of(key), key.start_mark.line) for key, _value in self._node.value]
        if self._body < len(self._lines) and not self._is_markdown:
            starts.append(("body", self._body))
        starts.sort(key=lambda start: start[1])
        end = self._body if self._is_markdown else len(self._lines)
        first = starts[0][1]
        while first and _is_comment(self._lines[first - 1]) and not re.match(_MODE_LINE, self._lines[first - 1]):
            first -= 1
        floors = [self._body_end if key == "body" else line + 1 for key, line in starts]
        above = [first, *(self._above(start, floor) for (_key, start), floor in zip(starts[1:], floors, strict=False))]
        return [
            _Piece(key, start, stop) for (key, _at), start, stop in zip(starts, above, [*above[1:], end], strict=True)
        ]

    def _above(self, line: int, floor: int) -> int:
        """Where the comments directly above a line begin, and the blank lines above these. An item that was commented
        out belongs to the list above it."""
        while line > floor and self._lines[line - 1].startswith("#") and not re.match(_ITEM, self._lines[line - 1]):
            line -= 1
        while line > floor and not self._lines[line - 1].strip(" \t") and not self._is_text(line - 1):
            line -= 1
        return line

    def _rows(self, numbers: range) -> list[tuple[str, bool]]:
        """Lines as they will be, and whether each is in a text, where blank lines mean something."""
        return [(self._line(number), self._is_text(number)) for number in numbers]

    def _is_text(self, number: int) -> bool:
        return number in self._texts or self._body < number < self._body_end

    def _line(self, number: int) -> str:
        line = self._lines[number]
        if self._body < number < self._body_end:
            return self._body_line(line)
        if not line.strip(" ") and len(line) <= self._texts.get(number, len(line)):
            return ""
        for start, end, instead in sorted(self._edits.get(number, ()), reverse=True):
            line = line[:start] + instead + line[end:]
        bare = line.lstrip(" ")
        moved = " " * max(len(line) - len(bare) + self._shift.get(number, 0), 0) + bare
        return moved if number in self._texts else moved.rstrip(" \t")

    # The body

    def _body_outdent(self) -> int:
        """The blanks before the body's lines; -1 where its first line says how many, which is left alone."""
        if self._body >= len(self._lines) or re.search(r"[|>][+-]?[1-9]", self._lines[self._body].partition("#")[0]):
            return -1
        widths = (_indent(line) for line in self._lines[self._body + 1 : self._body_end] if line.strip())
        return next((width for width in widths if width), _STEP)

    def _body_line(self, line: str) -> str:
        if self._outdent < 0:
            return line
        rest = line[self._outdent :]
        return " " * _STEP + rest if rest.strip() or (rest and line.isspace()) else ""

    # The head

    def _place(self, node: Node, column: int) -> None:
        """Put a list or a mapping of lines at a column."""
        by = column - node.start_mark.column
        if isinstance(node, MappingNode):
            for key, value in node.value:
                self._begin(key.start_mark.line, key.start_mark.column, by)
                self._visit(key, column, by)
                self._visit(value, column, by)
            return
        for item in node.value:
            self._item(item, node.start_mark.column, column)

    def _item(self, item: Node, dash: int, column: int) -> None:
        at, by = item.start_mark, column - dash
        line = next((number for number in range(at.line, -1, -1) if self._has_dash(number, dash)), at.line)
        self._begin(line, dash, by)
        if at.line == line and not _is_nothing(item):
            self._edits.setdefault(line, []).append((dash + 1, at.column, " "))
            by = column + _STEP - at.column
        self._visit(item, column, by)

    def _has_dash(self, number: int, column: int) -> bool:
        line = self._lines[number]
        return line[column : column + 1] == "-" and not line[:column].strip(" -")

    def _visit(self, node: Node, column: int, by: int) -> None:
        """Place a value that stands in a list or a mapping which goes to a column; its lines but the first go by some
        blanks, and stay deeper than the column."""
        if _is_block(node):
            self._place(node, column + _STEP)
            return
        start, end = node.start_mark, node.end_mark
        block = node if isinstance(node, ScalarNode) and node.style in ("|", ">") else None
        self._begin(start.line, start.column, by)
        stop = end.line + (block is None or end.column > 0)
        more = range(start.line + 1, min(stop, self._body) if start.line < self._body else stop)
        indents = [_indent(self._lines[number]) for number in more if self._lines[number].strip(" ")]
        by = max(by, column + 1 - min(indents)) if indents else by
        for number in more:
            self._shift[number] = by
        if block is None:
            self._flow(node)
        else:
            own = _own_indent(block, indents)
            self._texts |= dict.fromkeys(range(more.start, self._end_of(block, more, own)), own)

    def _flow(self, node: Node) -> None:
        """Note what a text's lines may not lose, and its quotes; go into brackets."""
        start, end = node.start_mark, node.end_mark
        if isinstance(node, ScalarNode):
            for number in range(start.line + 1, end.line):
                self._texts[number] = len(self._lines[number])
            if node.style == "'" and start.line == end.line:
                self._requote(start.line, start.column, end.column)
        elif isinstance(node, SequenceNode):
            for item in node.value:
                self._flow(item)
        else:
            for pair in node.value:
                self._flow(pair[0])
                self._flow(pair[1])

    def _begin(self, line: int, column: int, by: int) -> None:
        """Move a line with what stands at a column of it, if nothing stands before that."""
        if not self._lines[line][:column].strip(" "):
            self._shift[line] = by

    def _end_of(self, node: ScalarNode, lines: range, own: int) -> int:
        """Where the lines of a block of text end that mean something: blank ones at its end do with `|+` alone."""
        end = lines.stop
        if "+" not in self._lines[node.start_mark.line][node.start_mark.column :].partition("#")[0]:
            while end > lines.start and not self._lines[end - 1].strip(" ") and len(self._lines[end - 1]) <= own:
                end -= 1
        return end

    def _requote(self, line: int, start: int, end: int) -> None:
        said = self._lines[line][start + 1 : end - 1].replace("''", "'")
        if '"' not in said and "\\" not in said:
            self._edits.setdefault(line, []).append((start, end, f'"{said}"'))

    def _align_comments(self) -> None:
        """A comment on a line of its own moves with the line below it that begins where it does, else with the one
        above; never so deep that it would belong to a text there."""
        comments: list[int] = []
        above = -1
        for number, line in enumerate([*self._lines, ""]):
            if _is_comment(line) and number not in self._shift and not self._body <= number < self._body_end:
                comments.append(number)
            elif line.strip() or number == len(self._lines):
                for comment in comments:
                    self._shift[comment] = self._shift_of_comment(comment, above, number)
                comments, above = [], number

    def _shift_of_comment(self, number: int, above: int, below: int) -> int:
        line = self._lines[number]
        indent = _indent(line)
        if number < min(self._node.start_mark.line, self._body):
            return -indent
        is_item = re.match(rf" *{_ITEM}", line) is not None
        if below < len(self._lines) and indent == _indent(self._lines[below]) and not is_item:
            by = self._shift.get(below, 0)
        elif indent or is_item:
            by = self._shift.get(above, 0)
        else:
            by = 0
        if above in self._texts:
            by = min(by, self._texts[above] + self._shift.get(above, 0) - 1 - indent)
        return by


def _rank(key: str) -> int:
    """The place of a key: those of the format in its order, then the author's own, then the body."""
    return len(_ORDER) if key == "body" else _ORDER.get(key, len(_ORDER) - 1)


def _calm(rows: Iterable[tuple[str, bool]]) -> list[str]:
    """The lines without blank ones at the beginning, and one for several; those of texts stay."""
    lines: list[str] = []
    was_blank = True
    for line, is_text in rows:
        is_blank = not line and not is_text
        if not (is_blank and was_blank):
            lines.append(line)
        was_blank = is_blank
    return lines


def _is_comment(line: str) -> bool:
    return line.lstrip(" \t").startswith("#")


def _is_block(node: Node) -> bool:
    return isinstance(node, MappingNode | SequenceNode) and node.flow_style is False


def _is_nothing(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.style and not node.value


def _own_indent(node: ScalarNode, indents: list[int]) -> int:
    """The blanks before every line of a block of text: those of its first line without those that it begins with."""
    said = text_of(node).lstrip("\n")
    return indents[0] - _indent(said) if indents else 0


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
