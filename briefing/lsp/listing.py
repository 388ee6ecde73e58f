"""The edit that puts somebody into a list of a brief."""

from __future__ import annotations

from collections.abc import Callable

from briefing.model.problem import Edit
from briefing.model.span import Span
from briefing.parse.brief import read_entry
from briefing.parse.nodes import Node, SequenceNode
from briefing.parse.text import Text
from briefing.parse.values import ends_in_block

_BEFORE = ("actors", "tags", "status", "date", "id", "summary", "title")
"""Behind the first of these that is there a new list stands."""


def listing(text: Text, key: str, written: str) -> Edit | None:
    """What adds an id or a name to a list of a brief, as its last item; None where the list is none."""
    entry, reader, _parts = read_entry(text)
    head = entry.node
    pairs = {name.value: node for name, node in getattr(head, "value", ()) or ()}
    node = pairs.get(key)
    if node is None:
        return _new(text, key, written, pairs, reader.span)
    if not isinstance(node, SequenceNode) or not node.value:
        return None
    last = reader.span(node.value[-1])
    if node.flow_style:
        place = Span(last.file, last.end_line, last.end_column, last.end_line, last.end_column)
        return Edit(place, f", {written}")
    if ends_in_block(node.value[-1]) or last.end_line > len(text.lines):
        return None
    end = len(text.lines[last.end_line - 1]) + 1
    return Edit(Span(last.file, last.end_line, end, last.end_line, end), f"\n{' ' * node.start_mark.column}- {written}")


def _new(text: Text, key: str, written: str, pairs: dict[str, Node], span: Callable[[Node], Span]) -> Edit | None:
    """The list itself, behind a key that stands before it in the form of briefs."""
    for name in _BEFORE:
        node = pairs.get(name)
        if node is None or name == key or ends_in_block(node):
            continue
        line = span(node).end_line
        if line <= len(text.lines):
            end = len(text.lines[line - 1]) + 1
            return Edit(Span(text.file, line, end, line, end), f"\n{key}: [{written}]")
    return None
