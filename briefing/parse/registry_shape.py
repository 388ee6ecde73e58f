"""A registry of another shape than ids with their entries beneath them: keys that are not indented, a key around the
whole, a list, an entry inside another. What is told here is read as it was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.model.names import looks_like_id, slug
from briefing.model.problem import Edit
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.characters import ODD, name_of
from briefing.parse.fields import Owner
from briefing.parse.nodes import MappingNode, Node, ScalarNode, SequenceNode, text_of
from briefing.parse.values import Values, end_of

Pair = tuple[Node, Node]
WRAPPERS = frozenset({"actors", "places", "venues"})
"""Keys of a brief, and names of the registry's files, that someone may put around a registry."""


_BLANKS = f"{ODD} "


def is_odd(node: Node, owner: Owner) -> bool:
    """Whether a registry may have another shape, by its keys of the first column."""
    if not isinstance(node, MappingNode):
        return True
    return any(
        isinstance(key, ScalarNode) and (_bare(key) in owner.fields or key.value in WRAPPERS)
        for key, _value in node.value
    )


def straightened(node: Node, reader: Values, owner: Owner) -> list[Pair]:
    """The ids and entries of a registry as they were meant; what stands otherwise is reported."""
    if isinstance(node, SequenceNode):
        return _of_list(node, reader)
    if not isinstance(node, MappingNode):
        reader.report(slips.REGISTRY_NO_KEYS, node)
        return []
    result: list[Pair] = []
    pairs: list[Pair] = list(node.value)
    at = 0
    while at < len(pairs):
        key, value = pairs[at]
        at += 1
        if isinstance(key, ScalarNode) and text_of(key) in WRAPPERS and (inner := _unwrapped(key, value, reader)):
            result += inner
            continue
        first = at
        while at < len(pairs) and _is_field(pairs[at], owner) and _may_have(value, pairs[at][0]):
            at += 1
        if at > first:
            value = _indented(key, value, pairs[first:at], reader)
        result.append((key, value))
    return result


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.value and not node.style


def _without_blanks(key: Node) -> ScalarNode:
    style = key.style if isinstance(key, ScalarNode) else None
    return ScalarNode("", _bare(key), key.start_mark, key.end_mark, style)


def _bare(key: Node) -> str:
    """A key without odd blanks before it, which do not indent it for YAML."""
    return text_of(key).lstrip(_BLANKS)


def _is_field(pair: Pair, owner: Owner) -> bool:
    key, value = pair
    return isinstance(key, ScalarNode) and _bare(key) in owner.fields and not isinstance(value, MappingNode)


def _may_have(entry: Node, key: Node) -> bool:
    """Whether a key that stands beside an entry's id may be one of the entry's own."""
    if not isinstance(entry, MappingNode):
        return _is_empty(entry)
    own = {text_of(one) for one, _value in entry.value if isinstance(one, ScalarNode)}
    return not entry.flow_style and isinstance(key, ScalarNode) and _bare(key) not in own


def _indented(key: Node, entry: Node, fields: list[Pair], reader: Values) -> Node:
    """The entry whose keys stand beside its id, all or the last."""
    first, last = fields[0][0], fields[-1][1]
    above = list(entry.value) if isinstance(entry, MappingNode) else []
    width = entry.start_mark.column if above else 2
    keys = {one.start_mark.line for one, _value in fields}
    edits = []
    for number in range(first.start_mark.line, _last_line(reader, last) + 1):
        line = reader.lines[number]
        blank = re.match(rf"[ {ODD}]*", line)[0]  # type: ignore[index]
        if number in keys:
            edits.append(Edit(_span(reader, number, 0, len(blank)), " " * width))
        elif line.strip() and not line.startswith("#"):
            edits.append(Edit(_span(reader, number, 0, 0), " " * width))
    if odd := text_of(first)[: len(text_of(first)) - len(_bare(first))].strip(" "):
        reader.report(slips.ODD_BLANK, reader.at(first, 0, 1), edits=tuple(edits), a_blank=name_of(odd[0]))
    else:
        reader.report(slips.NOT_BENEATH, first, edits=tuple(edits), key=text_of(key))
    bare = [(_without_blanks(one), value) for one, value in fields]
    return MappingNode("", [*above, *bare], first.start_mark, last.end_mark, False)


def _unwrapped(key: ScalarNode, value: Node, reader: Values) -> list[Pair]:
    """The entries that stand beneath a key around the whole."""
    if isinstance(value, SequenceNode):
        return _of_list(value, reader)
    if not isinstance(value, MappingNode) or not all(isinstance(one, MappingNode) for _key, one in value.value):
        return []
    edits: tuple[Edit, ...] = ()
    width, line = value.start_mark.column, key.start_mark.line
    if not value.flow_style and width:
        numbers = range(line + 1, _last_line(reader, value) + 1)
        edits = (
            Edit(Span(reader.file, line + 1, 1, line + 2, 1), ""),
            *_dedent(reader, numbers, width),
        )
    reader.report(slips.WRAPPED, key, edits=edits, key=text_of(key))
    return list(value.value)


def _of_list(node: SequenceNode, reader: Values) -> list[Pair]:
    """The entries of a list, by their ids; reported."""
    pairs: list[Pair] = []
    edits: list[Edit] = []
    if not node.flow_style and all(map(_is_whole, node.value)):
        for item in node.value:
            pairs += item.value
            dash = reader.lines[item.start_mark.line].rfind("-", 0, item.start_mark.column)
            edits.append(Edit(_span(reader, item.start_mark.line, dash, item.start_mark.column), ""))
        reader.report(slips.REGISTRY_NO_KEYS, reader.at(node, 0, 1), edits=tuple(edits))
        return pairs
    for item in node.value:
        if not isinstance(item, MappingNode):
            continue
        own = {text_of(key): (key, value) for key, value in item.value if isinstance(key, ScalarNode)}
        key = own.get("id", own.get("name", (None, None)))[1]
        if not isinstance(key, ScalarNode):
            continue
        rest = [pair for pair in item.value if pair[1] is not key or "id" not in own]
        pairs.append(
            (key if "id" in own else _named(key), MappingNode("", rest, item.start_mark, item.end_mark, False))
        )
        if "id" in own and item.value[0][1] is key and rest and not node.start_mark.column:
            edits += _keyed(item, key, rest[0][0], reader)
    are_all = len(edits) == len(node.value)
    reader.report(slips.REGISTRY_NO_KEYS, reader.at(node, 0, 1), edits=tuple(edits) if are_all else ())
    return pairs


def _is_whole(item: Node) -> bool:
    """Whether an item of a list is an id with its entry beneath it."""
    return isinstance(item, MappingNode) and len(item.value) == 1 and isinstance(item.value[0][1], MappingNode)


def _named(node: ScalarNode) -> ScalarNode:
    return ScalarNode("", slug(text_of(node)), node.start_mark, node.end_mark, '"')


def _keyed(item: MappingNode, key: ScalarNode, following: Node, reader: Values) -> Iterable[Edit]:
    """The edit that makes a key of the id of an item, and leaves its dash out."""
    line, end = item.start_mark.line, key.end_mark
    dash = reader.lines[line].rfind("-", 0, item.start_mark.column) if line < len(reader.lines) else -1
    if dash < 0 or end.line != line or (item.flow_style and following.start_mark.line != line):
        return ()
    stop = following.start_mark.column if item.flow_style else end.column
    return (Edit(_span(reader, line, dash, stop), f"{text_of(key)}: {{" if item.flow_style else f"{text_of(key)}:"),)


def misplaced(reader: Values, key: ScalarNode, value: Node, owner: Owner) -> bool:
    """Report an id inside an entry: one that stands before the entry already, or the id of another entry."""
    line, column = key.start_mark.line, key.start_mark.column
    if text_of(key) == "id" and isinstance(value, ScalarNode) and line < len(reader.lines):
        text = reader.lines[line]
        found = re.compile(r"id[ \t]*:[ \t]*[\w-]+[ \t]*(?:,[ \t]*)?").match(text, column)
        edits: tuple[Edit, ...] = ()
        if found and not text[:column].strip():
            edits = (Edit(Span(reader.file, line + 1, 1, line + 2, 1), ""),)
        elif found:
            edits = (Edit(_span(reader, line, column, found.end()), ""),)
        reader.report(slips.ID_INSIDE, key, edits=edits)
        return True
    if not isinstance(value, MappingNode) or not looks_like_id(text_of(key)):
        return False
    if not any(isinstance(one, ScalarNode) and one.value in owner.fields for one, _value in value.value):
        return False
    last = _last_line(reader, value)
    below = next((n for n in range(last + 1, len(reader.lines)) if reader.lines[n].strip()), -1)
    is_last = below < 0 or len(reader.lines[below]) - len(reader.lines[below].lstrip(" ")) < column
    edits = tuple(_dedent(reader, range(line, last + 1), column)) if is_last and not value.flow_style else ()
    reader.report(slips.NESTED, key, edits=edits, key=text_of(key))
    return True


def _dedent(reader: Values, numbers: Iterable[int], width: int) -> Iterable[Edit]:
    for number in numbers:
        blank = len(reader.lines[number]) - len(reader.lines[number].lstrip(" "))
        if reader.lines[number].strip() and blank:
            yield Edit(_span(reader, number, 0, min(blank, width)), "")


def _last_line(reader: Values, node: Node) -> int:
    """The last line of a value: of a block of text, the last that is indented."""
    last = min(max(end_of(node)[0], node.start_mark.line), len(reader.lines) - 1)
    while isinstance(node, MappingNode | SequenceNode) and node.value and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1]
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        while last + 1 < len(reader.lines) and (
            not reader.lines[last + 1].strip() or reader.lines[last + 1].startswith(" ")
        ):
            last += 1
    return last


def _span(reader: Values, line: int, start: int, end: int) -> Span:
    return Span(reader.file, line + 1, start + 1, line + 1, end + 1)
