"""YAML text to nodes with positions: nothing is typed, nothing can blow up.

PyYAML's C loader composes nodes that know their line and column. No value is resolved (`NO` is Norway), nesting is
bounded before the C stack is, and aliases, anchors and tags are blanked out before anything could follow them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml
from yaml.error import MarkedYAMLError, YAMLError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from briefing.model.names import looks_like_id
from briefing.model.pattern import later
from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.model.value import NamedTuple, replace
from briefing.parse import slips
from briefing.parse.quoting import quote

if TYPE_CHECKING:
    from briefing.parse.fields import Field

try:
    from yaml._yaml import CParser  # type: ignore[import-untyped, unused-ignore]
except ImportError as error:  # pragma: no cover - depends on how PyYAML was built
    raise ImportError(
        "briefing needs PyYAML with libyaml (the C loader), because without it another language is read; "
        "install the binary wheel of pyyaml"
    ) from error

__all__ = ["DEPTH", "MappingNode", "Mark", "Node", "ScalarNode", "SequenceNode", "TooDeep", "compose", "refuse"]

DEPTH = 24
"""Levels of nesting that are read; a brief needs six."""


class Mark(NamedTuple):
    """A line and a column from 0: stands in for a YAML mark where lines were shifted."""

    line: int
    column: int


class TooDeep(YAMLError):
    """Nesting beyond `DEPTH`; `place` is where it begins to be too deep."""

    def __init__(self, place: Mark) -> None:
        super().__init__()
        self.place = place


class _Loader(CParser):  # type: ignore[misc, no-any-unimported, unused-ignore]
    """The parser calls three methods for every node, which was a quarter of its time: two of them are now C's own."""

    resolve = staticmethod("".format)
    """No tag, whatever the three arguments are."""

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        above: list[Node | None] = []

        def descend(parent: Node | None, _index: object) -> None:
            above.append(parent)
            if len(above) > DEPTH and parent is not None:
                raise TooDeep(Mark(parent.start_mark.line, parent.start_mark.column))

        self.descend_resolver = descend
        self.ascend_resolver = above.pop


def compose(text: str, first_line: int = 0) -> tuple[Node | None, Mark | None]:
    """The first document's node, or None if there is none, and where a second document begins.

    With `first_line`, the text stands at that line (from 0) of its file and so do the nodes. Raises `YAMLError`, also
    where lines stand behind the node that it does not hold.
    """
    loader = _Loader(text)
    try:
        node: Node | None = loader.get_node() if loader.check_node() else None
        second = None
        if node is not None and ("\n---" in text or "\n..." in text or text.startswith(("---", "..."))):
            try:
                more = loader.check_node()
            except MarkedYAMLError:
                more = True
            if more:
                second = _second_document(text, node, first_line)
        elif node is not None and not text[node.end_mark.index :].isspace():
            loader.check_node()  # which raises where lines follow that are none of this node
    finally:
        loader.dispose()
    if node is not None and first_line:
        _shift(node, first_line)
    return node, second


_MARKER = r"(?m)^(?:---|\.\.\.)(?=\s|$)"


def _second_document(text: str, first: Node, first_line: int) -> Mark:
    end = first.start_mark.index
    match = next((match for match in re.finditer(_MARKER, text) if match.start() > end), None)
    line = text.count("\n", 0, match.start()) if match else first.end_mark.line
    return Mark(line + first_line, 0)


def _shift(node: Node, lines: int) -> None:
    start, end = node.start_mark, node.end_mark
    node.start_mark = Mark(start.line + lines, start.column)
    node.end_mark = Mark(end.line + lines, end.column)
    if isinstance(node, MappingNode):
        for key, value in node.value:
            _shift(key, lines)
            _shift(value, lines)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            _shift(item, lines)


_LONGEST = 1000
"""Characters of a line that are looked at behind an anchor, an alias or a tag: there may be thousands on one line."""
_SUSPECT = r"(?m)(?:^|[\s\[{,])[&*!](?=\S)|(?:^|[:\[{,-])[ \t]*!(?=[ \t]|$)"
_TAGGED = later(
    r"(?P<tag>!(?:(?P<elsewhere>(?i:include|import|env|secret|file|ref|load)\w*)|\w+))"
    r"[ \t]+[^\s#\[\]{},&*!|>][^\n\[\]{},]*"
)
"""A tag and a text behind it; some have a file or a value from elsewhere read, in other programs."""
_PROPERTY = later(r"(&[^\s,\[\]{}]+|![^\s,\[\]{}]*)(\s*)")


def refuse(text: str, file: str) -> tuple[str, list[Problem], set[tuple[int, int]]]:
    """Blank out anchors, aliases and tags, one code point for one.

    Gives the text without them, a problem for each, and the places (line and column from 0) of aliases: an empty
    value stands there now.
    """
    if not ("&" in text or "*" in text or "!" in text) or re.search(_SUSPECT, text) is None:
        return text, [], set()
    problems: list[Problem] = []
    places: set[tuple[int, int]] = set()
    anchors: set[str] = set()
    aliases: set[str] = set()
    cuts: list[tuple[int, int, str]] = []
    loader = _Loader(text)
    depth = 0
    try:
        while depth <= DEPTH and loader.check_event():
            event: Any = loader.get_event()
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            start = event.start_mark
            if isinstance(event, yaml.AliasEvent):
                end: Any = event.end_mark
                span = Span(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
                written = text[start.index : end.index]
                whole = "" if event.anchor in anchors else _to_the_end(text, start.index, end.index)
                slip, cut = slips.ALIAS, max(end.index, start.index + len(whole))
                if len(whole) > len(written):  # words follow, so it is none
                    slip, span = slips.FIRST_CHARACTER, span._replace(end_column=span.column + len(whole))
                fix = quote(whole) if whole and (whole != written or _may_be_text(text, start.index)) else ""
                problems.append(slip.at(span, fix=fix, written=written, character="*"))
                aliases.add(f"&{event.anchor}")
                places.add((start.line, start.column))
                cuts.append((start.index, cut, "''".ljust(cut - start.index)))
                if len(whole) > len(written):
                    break  # libyaml stumbles over the words
            elif getattr(event, "anchor", None) is not None or getattr(event, "tag", None) is not None:
                anchors.add(event.anchor or "")
                is_alone = isinstance(event, yaml.ScalarEvent) and not event.value
                if _refuse_properties(text, start, file, problems, cuts, is_alone):
                    places.add((start.line, start.column))
    except YAMLError:
        pass  # what is wrong is found again, and told, by compose
    finally:
        loader.dispose()
    parts, at = [], 0
    for begin, end_index, instead in cuts:
        parts += [text[at:begin], instead]
        at = end_index
    if aliases & {f"&{name}" for name in anchors}:  # what an anchor is for is written out first
        problems = [replace(one, edits=(), fix="") if one.code == slips.ANCHOR.code else one for one in problems]
    return "".join([*parts, text[at:]]), problems, places


def _refuse_properties(
    text: str,
    start: Any,
    file: str,
    problems: list[Problem],
    cuts: list[tuple[int, int, str]],
    is_alone: bool,
) -> bool:
    """Report and cut out anchors and tags; whether a word stood there that is none, with nothing behind it."""
    at, column = start.index, start.column
    rows = _rows_of(text, at)
    if (tagged := _TAGGED.match(text, at)) and not _may_be_text(text, at) and (
        tagged["elsewhere"] or (rows and all(row.many for row in rows))
    ):  # fmt: skip
        end = at + len(re.split(r"[ \t]#", tagged[0])[0].rstrip())
        span = Span(file, start.line + 1, column + 1, start.line + 1, column + end - at + 1)
        slip = slips.BROUGHT_IN if tagged["elsewhere"] else slips.TAG
        problems.append(slip.at(span, written=text[at:end] if tagged["elsewhere"] else tagged["tag"]))
        cuts.append((at, end, "''".ljust(end - at)))
        return True
    while (match := _PROPERTY.match(text, at)) is not None:
        length = len(match[1])
        span = Span(file, start.line + 1, column + 1, start.line + 1, column + length + 1)
        blank = match[2] if "\n" not in match[2] else ""
        is_last = blank != match[2] or at + len(match[0]) == len(text)
        gap = column - len(text[at - column : at].rstrip(" ")) if is_last and at == start.index else 0
        edits = (Edit(Span(file, span.line, span.column - gap, span.line, span.end_column + len(blank)), ""),)
        slip = slips.ANCHOR if match[1].startswith("&") else slips.TAG
        may_be_text = not rows or _may_be_text(text, start.index)
        whole = _words_behind(text, at, match) if column and may_be_text and not match[1].startswith("!!") else ""
        is_item = text[:at].rstrip(" ")[-1:] in "-[," and looks_like_id(whole[len(match[0]) :])
        if whole and not (match[1][0] == "&" and is_item):
            edits = (Edit(Span(file, span.line, span.column, span.line, span.column + len(whole)), quote(whole)),)
        if is_alone and length > 1 and "\n" not in text[at : at + length] and not match[1].startswith("!!"):
            problems.append(slip.at(span, fix=quote(match[1]), written=match[1]))
            cuts.append((at, at + length, "''".ljust(length)))
            return True
        problems.append(slip.at(span, edits=edits, written=match[1]))
        cuts.append((at, at + length, " " * length))
        if "\n" in match[2] or not match[2]:
            break
        at, column = match.end(), column + len(match[0])
    return False


def _to_the_end(text: str, start: int, end: int) -> str:
    """What begins as an alias does, as it stands to the end of its line or item; nothing where something else follows
    it."""
    line = _line_from(text, start)
    if re.match(r"[ \t]*(?:[,\]}]|#|$)", line[end - start :]):
        return text[start:end]
    return "" if re.search(r"[\[\]{},]|: ", line) else re.split(r"[ \t]#", line)[0].rstrip()


def _words_behind(text: str, at: int, match: re.Match[str]) -> str:
    """A text that begins with `!` or `&`, as it stands to the end of its line; nothing where something else follows."""
    if not match[2] or "\n" in match[2] or not text[match.end() : match.end() + 1].isalnum():
        return ""
    line = _line_from(text, at)
    return "" if re.search(r"[\[\]{},]|: ", line) else re.split(r"[ \t]#", line)[0].rstrip()


def _may_be_text(text: str, start: int) -> bool:
    """Whether a value may say anything: a list, a date or an id may not."""
    return any(row.kind == "text" and not row.many for row in _rows_of(text, start))


def _rows_of(text: str, start: int) -> list[Field]:
    """What the key before a value on its line may be."""
    from briefing.parse.fields import FIELDS

    key = re.search(r"([\w-]+)[\"']?[ \t]*:[ \t]+$", text[text.rfind("\n", 0, start) + 1 : start])
    return [row for row in FIELDS if row.key == key[1]] if key else []


def _line_from(text: str, start: int) -> str:
    """A line from a place in it on, as far as a value goes."""
    return text[start : start + _LONGEST].partition("\n")[0]


def scalar(text: str, start: Any, end: Any) -> ScalarNode:
    """A quoted scalar that the YAML parser did not make; marks or `Mark`s."""
    return ScalarNode("", text, start, end, '"')


def plain_scalar(text: str, line: int, start: int, end: int, style: str = "") -> ScalarNode:
    """A scalar that stands in one line, between two columns (all from 0), and that the YAML parser did not make."""
    first: Any = Mark(line, start)
    last: Any = Mark(line, end)
    return ScalarNode("", text, first, last, style)


def sequence(items: list[Node], start: Any, end: Any) -> SequenceNode:
    """A block sequence that the YAML parser did not make."""
    return SequenceNode("", items, start, end, False)


def mapping(pairs: list[tuple[Node, Node]], start: Any, end: Any) -> MappingNode:
    """A block mapping that the YAML parser did not make."""
    return MappingNode("", pairs, start, end, False)


def text_of(node: Node) -> str:
    """A scalar's text as YAML read it."""
    text: str = node.value
    return text
