"""An entry whose name stands as a key, before its other keys or over them: `- vladimir-putin:`, then `role: host`.

Needed only where an entry begins with a key that it has not: nothing of this is loaded for a good brief.
"""

from __future__ import annotations

from briefing.model.names import looks_like_id
from briefing.model.problem import Edit
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.fields import Owner
from briefing.parse.nodes import MappingNode, Node, ScalarNode, mapping, plain_scalar, text_of
from briefing.parse.synonyms import key_for
from briefing.parse.values import Values


def named(values: Values, node: MappingNode, owner: Owner) -> Node | None:
    """Report a name that stands as the first key of an entry; the entry as it was meant, None where it is none."""
    (first, value), *others = node.value
    name = text_of(first) if isinstance(first, ScalarNode) else ""
    inner = value.value if isinstance(value, MappingNode) else []
    is_empty = isinstance(value, ScalarNode) and not value.value and not value.style
    if node.flow_style or not name or bool(others) == bool(inner) or not (is_empty or inner) or key_for(owner, name):
        return None
    pairs = [*others, *inner]
    if any(not isinstance(key, ScalarNode) or text_of(key) not in owner.fields for key, _value in pairs):
        return None
    key = "id" if "id" in owner.fields and looks_like_id(name) else owner.bare
    start = first.start_mark
    colon = Span(values.file, start.line + 1, start.column + 1, first.end_mark.line + 1, first.end_mark.column + 2)
    edits = [Edit(colon, f"{key}: {values.lines[start.line][start.column : first.end_mark.column]}")]
    if inner and value.flow_style:
        return None
    if inner:
        depth = value.start_mark.column - start.column
        last = value.end_mark.line if value.end_mark.column else value.end_mark.line - 1
        numbers = range(value.start_mark.line, min(last + 1, len(values.lines)))
        edits += [Edit(Span(values.file, n + 1, 1, n + 1, depth + 1), "") for n in numbers if values.lines[n].strip()]
    values.report(slips.TEXT_BEFORE_KEYS, first, edits=tuple(edits), key=key)
    word = plain_scalar(key, start.line, start.column, start.column)
    return mapping([(word, first), *pairs], node.start_mark, node.end_mark)
