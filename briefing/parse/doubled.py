"""Brackets, braces and dashes that stand once too often around an entry.

Needed only where they do: nothing of this is loaded for a good brief.
"""

from __future__ import annotations

import re

from briefing.model.nouns import an
from briefing.model.problem import Edit
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.fields import Owner
from briefing.parse.nodes import MappingNode, Node, ScalarNode, SequenceNode
from briefing.parse.values import Values


def inside_braces(values: Values, node: MappingNode, owner: Owner) -> Node:
    """Report braces inside braces; what stands in the inner ones."""
    inner: Node = node.value[0][0]
    outer, span = values.span(node), values.span(inner)
    edits = (
        Edit(Span(values.file, outer.line, outer.column, span.line, span.column), ""),
        Edit(Span(values.file, span.end_line, span.end_column, outer.end_line, outer.end_column), ""),
    )
    values.report(slips.BRACES_TWICE, node, edits=edits, an_entry=an(owner.noun))
    return inner


def without_brackets(values: Values, node: SequenceNode) -> tuple[Edit, ...]:
    """The edits that leave out the brackets of a list where an item belongs: it has one item, or makes several of the
    list in brackets around it.
    """
    line, start, end = node.start_mark.line, node.start_mark.column, node.end_mark.column
    text = values.lines[line] if line == node.end_mark.line and line < len(values.lines) else ""
    is_one = len(node.value) == 1 and isinstance(node.value[0], ScalarNode) and bool(node.value[0].value)
    is_among = text[:start].rstrip(" ")[-1:] in ("[", ",") and len(node.value) > 1
    if not node.flow_style or not text or not (is_one or is_among):
        return ()
    return (Edit(values.at(node, 0, 1), ""), Edit(values.at(node, end - start - 1, end - start), ""))


def on_lines(values: Values, node: SequenceNode) -> tuple[Edit, ...]:
    """The edits that make items of the list around it of the ids and names of a list behind a dash."""
    line, column, end = node.start_mark.line, node.start_mark.column, node.end_mark.column
    if not node.flow_style or len(node.value) < 2 or line != node.end_mark.line or line >= len(values.lines):
        return ()
    text = values.lines[line]
    is_alone = re.fullmatch(r"[ ]*- +", text[:column]) and not text[end:].strip()
    if not is_alone or not all(isinstance(one, ScalarNode) and one.value for one in node.value):
        return ()
    dash, first = text.index("-"), node.start_mark
    places = [column, *(one.end_mark.column for one in node.value[:-1])]
    behind = [one.start_mark.column for one in node.value]
    gaps = [Edit(values.at(node, 0, behind[0] - first.column), "")]
    for start, stop in zip(places[1:], behind[1:], strict=True):
        gaps.append(Edit(values.at(node, start - column, stop - column), f"\n{' ' * dash}- "))
    return (*gaps, Edit(values.at(node, node.value[-1].end_mark.column - column, end - column), ""))


def without_dash(values: Values, node: SequenceNode) -> tuple[Edit, ...]:
    """The edit that leaves out the dash of the one item of a list, which is to be no list."""
    start = node.start_mark
    if node.flow_style or len(node.value) != 1 or start.line >= len(values.lines):
        return ()
    is_dash = values.lines[start.line][start.column : start.column + 2] == "- "
    return (Edit(values.at(node, 0, 1), " "),) if is_dash and isinstance(node.value[0], MappingNode) else ()


def keys_in_items(values: Values, node: Node, owner: Owner) -> Node | None:
    """The mapping that a list of one mapping is, since a dash stands before its first key; reported."""
    if not isinstance(node, SequenceNode) or len(node.value) != 1:
        return None
    item = node.value[0]
    key = item.value[0][0] if isinstance(item, MappingNode) and item.value else None
    if not isinstance(item, MappingNode) or not isinstance(key, ScalarNode) or key.value not in owner.fields:
        return None
    if node.flow_style:
        whole, inner = values.span(node), values.span(item)
        around = (
            Edit(whole._replace(end_line=inner.line, end_column=inner.column), ""),
            Edit(whole._replace(line=inner.end_line, column=inner.end_column), ""),
        )
        values.report(slips.BRACKETS_AROUND, values.at(node, 0, 1), edits=around)
        return item
    if item.flow_style or len(item.value) > 1:
        return None
    edit = Edit(values.at(node, 0, key.start_mark.column - node.start_mark.column), "")
    values.report(slips.MARK_BEFORE_KEY, values.at(node, 0, 1), edits=(edit,), mark="-")
    return item


def as_braces(values: Values, node: SequenceNode) -> tuple[MappingNode, tuple[Edit, ...]] | None:
    """The entry that a list of keys and values in brackets is, and the edits that put it in braces."""
    pairs = [pair for item in node.value if isinstance(item, MappingNode) for pair in item.value]
    if not node.flow_style or len(pairs) != len(node.value) or len(pairs) < 2:
        return None
    whole = values.span(node)
    edits = (
        Edit(values.at(node, 0, 1), "{"),
        Edit(Span(values.file, whole.end_line, whole.end_column - 1, whole.end_line, whole.end_column), "}"),
    )
    return MappingNode("", pairs, node.start_mark, node.end_mark, True), edits


def is_link(values: Values, inner: ScalarNode) -> bool:
    """Whether two brackets stand around a text, as in a link."""
    line, start, end = inner.start_mark.line, inner.start_mark.column, inner.end_mark.column
    text = values.lines[line] if line == inner.end_mark.line and line < len(values.lines) else ""
    return text[max(start - 2, 0) : start] == "[[" and text[end : end + 2] == "]]"
