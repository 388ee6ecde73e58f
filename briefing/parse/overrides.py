"""`mentions` that are written as a list, and other words for its `none`.

Needed only where something is wrong: nothing of this is loaded for a good brief.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model.problem import Edit
from briefing.parse import slips
from briefing.parse.dress import undressed
from briefing.parse.fields import Field
from briefing.parse.literals import short
from briefing.parse.nodes import MappingNode, Node, ScalarNode, SequenceNode
from briefing.parse.nothing import says_nothing
from briefing.parse.values import Values

_NO_ONE = frozenset("no noone no-one nobody false off ignore skip nowhere".split())


def pairs_of(values: Values, row: Field, node: Node) -> list[tuple[Node, Node]]:
    """Report that a value maps nothing; what it was to map, each name's node with its id's, if that is clear."""
    if isinstance(node, MappingNode):  # of names alone
        values.report(slips.NO_TARGETS, node, name=short(values.plain(row, node.value[0][0]) or ""))
        return []
    if isinstance(node, ScalarNode) and says_nothing(node.value):
        values.report(slips.NOTHING, node, text=node.value.strip())
        return []
    if isinstance(node, ScalarNode):
        from briefing.parse.keys import overrides

        if found := overrides(values, node):
            return found
    items = node.value if isinstance(node, SequenceNode) else []
    is_clear = all(isinstance(item, MappingNode) and len(item.value) == 1 for item in items)
    edits: list[Edit] = []
    if isinstance(node, SequenceNode) and is_clear:
        edits = _braces(values, node) if node.flow_style else _without_dashes(values, items)
    values.report(slips.NO_MAPPING, node, edits=tuple(edits), key=row.key)
    return [pair for item in items for pair in item.value] if is_clear else []


def _braces(values: Values, node: SequenceNode) -> list[Edit]:
    """The edits that put braces for a list's brackets; none where its items have braces already."""
    if any(item.start_mark.index != item.value[0][0].start_mark.index for item in node.value):
        return []
    span = values.span(node)
    opening = span._replace(end_line=span.line, end_column=span.column + 1)
    closing = span._replace(line=span.end_line, column=span.end_column - 1)
    return [Edit(opening, "{"), Edit(closing, "}")]


def _without_dashes(values: Values, items: Sequence[Node]) -> list[Edit]:
    """The edits that take the items out of their list; none where that would not do."""
    edits = []
    for item in items:
        line, column = item.start_mark.line, item.start_mark.column
        before = values.lines[line][:column] if line < len(values.lines) else ""
        if getattr(item, "flow_style", True) or not (dash := re.fullmatch(r"( *)- +", before)):
            return []
        start = len(dash[1])
        edits.append(Edit(values.at(item, start - column, 0), "" if start else "  "))
    return edits


def is_none(values: Values, text: str, name: str, node: Node) -> bool:
    """Report another word for `none`; whether it is one."""
    word = undressed(text).casefold()
    if not says_nothing(word) and word not in _NO_ONE:
        return False
    fix = "none" if isinstance(node, ScalarNode) else ""
    values.report(slips.NO_ONE, node, fix=fix, text=short(text), name=short(name))
    return True
