"""`mentions` that are written as a list, and other words for its `none`.

Needed only where something is wrong: nothing of this is loaded for a good brief.
"""

from __future__ import annotations

import re

from briefing.model.problem import Edit
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.dress import undressed
from briefing.parse.fields import Field
from briefing.parse.nodes import MappingNode, Node, ScalarNode, SequenceNode
from briefing.parse.nothing import says_nothing
from briefing.parse.values import Values, short

_NO_ONE = frozenset("no noone no-one nobody false off ignore skip nowhere".split())


def pairs_of(values: Values, row: Field, node: Node) -> list[tuple[Node, Node]]:
    """Report that a value maps nothing; what it was to map, each name's node with its id's, if that is clear."""
    pairs: list[tuple[Node, Node]] = []
    edits: list[Edit] = []
    for item in node.value if isinstance(node, SequenceNode) else ():
        if not isinstance(item, MappingNode) or len(item.value) != 1:
            pairs = []
            break
        pairs += item.value
        edits += _without_dash(values, node, item)
    if isinstance(node, SequenceNode) and node.flow_style and (pairs or not node.value):
        span = values.span(node)
        if not any(
            item.flow_style and item.start_mark.index != item.value[0][0].start_mark.index for item in node.value
        ):
            opening = Span(span.file, span.line, span.column, span.line, span.column + 1)
            closing = Span(span.file, span.end_line, span.end_column - 1, span.end_line, span.end_column)
            edits = [Edit(opening, "{"), Edit(closing, "}")]
    is_whole = len(edits) >= len(pairs)
    if isinstance(node, ScalarNode) and says_nothing(node.value):
        values.report(slips.NOTHING, node, text=node.value.strip())
    else:
        values.report(slips.NO_MAPPING, node, edits=tuple(edits) if is_whole else (), key=row.key)
    return pairs


def _without_dash(values: Values, node: SequenceNode, item: MappingNode) -> list[Edit]:
    """The edit that takes an item out of its list; none where that would not do."""
    line, column = item.start_mark.line, item.start_mark.column
    before = values.lines[line][:column] if line < len(values.lines) else ""
    if node.flow_style or item.flow_style or not (dash := re.fullmatch(r"( *)- +", before)):
        return []
    start = len(dash[1])
    return [Edit(values.at(item, start - column, 0), "" if start else "  ")]


def is_none(values: Values, text: str, name: str, node: Node) -> bool:
    """Report another word for `none`; whether it is one."""
    word = undressed(text).casefold()
    if not says_nothing(word) and word not in _NO_ONE:
        return False
    fix = "none" if isinstance(node, ScalarNode) else ""
    values.report(slips.NO_ONE, node, fix=fix, text=short(text), name=short(name))
    return True
