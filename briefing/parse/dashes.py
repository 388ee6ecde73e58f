"""Dashes of a list of entries that stand where none belongs, or in the wrong column: before each key of an entry, or
before the items of a list that an entry's last key was to have. YAML makes entries of them.
"""

from __future__ import annotations

from itertools import groupby, pairwise

from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.fields import Owner
from briefing.parse.nodes import MappingNode, Node, ScalarNode, SequenceNode, text_of


def are_cut(owner: Owner, items: list[Node]) -> bool:
    """Whether an item may be a part of the one above: it has one key, which makes no entry, or is no entry at all."""
    ones = (item for item in items if isinstance(item, MappingNode) and len(item.value) == 1)
    if any(not _makes_one(owner, item.value[0][0]) for item in ones):
        return True
    return any(
        isinstance(item, ScalarNode) and isinstance(above, MappingNode) and above.value and _wants_list(owner, above)
        for above, item in pairwise(items)
    )


def joined(owner: Owner, items: list[Node], file: str) -> tuple[list[Node], list[Problem]]:
    """The entries that were meant, and what is wrong: told once for the whole list."""
    result: list[Node] = []
    keys: list[Node] = []
    lists: list[Problem] = []
    for is_scalar, run in groupby(items, lambda item: isinstance(item, ScalarNode)):
        for item in [SequenceNode("", list(run), items[0].start_mark, items[0].end_mark, False)] if is_scalar else run:
            above = result[-1] if result else None
            if isinstance(item, SequenceNode) and is_scalar:
                if isinstance(above, MappingNode) and _wants_list(owner, above):
                    lists.append(_deeper(owner, above, item, file))
                    above.value[-1] = (above.value[-1][0], item)
                else:
                    result += item.value
            elif isinstance(above, MappingNode) and isinstance(item, MappingNode) and _goes_on(owner, above, item):
                keys.append(item)
                above.value += item.value
                above.end_mark = item.end_mark
            else:
                result.append(item)
    if keys:
        spans = [_dash(key, file) for key in keys]
        edits = tuple(Edit(span, " " * (span.end_column - span.column)) for span in spans)
        dash = Span(file, spans[0].line, spans[0].column, spans[0].line, spans[0].column + 1)
        lists.append(slips.DASH_BEFORE_KEY.at(dash, edits=edits))
    return result, lists


def _makes_one(owner: Owner, node: Node) -> bool:
    """Whether a key makes an entry by itself, or is none of its keys."""
    key = _word(node)
    return key not in owner.fields or key in ("id", owner.bare, "url")


def _word(key: Node) -> str:
    """A key's text; nothing for one that is a list or a mapping."""
    return text_of(key) if isinstance(key, ScalarNode) else ""


def _goes_on(owner: Owner, above: MappingNode, item: MappingNode) -> bool:
    """Whether an item is a further key of the entry above."""
    had = {_word(key) for key, _value in above.value}
    key = _word(item.value[0][0]) if len(item.value) == 1 else ""
    is_block = not item.flow_style and not above.flow_style
    return is_block and key in owner.fields and key not in had and (key != owner.bare or "id" not in had)


def _wants_list(owner: Owner, above: MappingNode) -> bool:
    """Whether the last key of an entry has no value, and is one of a list."""
    key, value = above.value[-1]
    row = owner.fields.get(_word(key))
    return row is not None and row.many and not above.flow_style and isinstance(value, ScalarNode) and not value.value


def _deeper(owner: Owner, above: MappingNode, items: SequenceNode, file: str) -> Problem:
    """The items of an entry's last key, whose dashes stand where those of the entries do."""
    key = above.value[-1][0]
    depth = key.start_mark.column + 2
    spans = [_dash(item, file) for item in items.value]
    edits = tuple(Edit(Span(file, span.line, span.column, span.line, span.column),
                       " " * max(0, depth + 1 - span.column)) for span in spans)  # fmt: skip
    place = Span(file, spans[0].line, spans[0].column, spans[0].line, spans[0].column + 1)
    return slips.ITEM_SHALLOW.at(place, edits=edits, key=_word(key))


def _dash(item: Node, file: str) -> Span:
    """The dash of an item and the blanks behind it, as is usual: one."""
    line, column = item.start_mark.line, item.start_mark.column
    return Span(file, line + 1, max(column - 2, 0) + 1, line + 1, column + 1)
