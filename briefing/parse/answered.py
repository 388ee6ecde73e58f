"""A question's `answered` that says whether and not when.

Needed only where something is wrong: nothing of this is loaded for a good brief.
"""

from __future__ import annotations

from briefing.model.brief import QUESTION_STATUSES
from briefing.model.problem import Edit
from briefing.parse import slips
from briefing.parse.dress import undressed
from briefing.parse.entry import Entry
from briefing.parse.nodes import MappingNode, Node, ScalarNode, text_of
from briefing.parse.values import Values

_STATUSES = {
    **dict.fromkeys("yes true y on done x ja oui si".split(), "answered"),
    **{status: status for status in QUESTION_STATUSES},
    **dict.fromkeys("no false n off not nein non".split(), "open"),
}
"""What a question's status is whose `answered` says this and no day."""


def is_status(values: Values, entry: Entry, key: Node, node: Node) -> bool:
    """Report an `answered` that says yes or no; false for any other. Whether a `status` stands beside it decides
    whether it can be one."""
    status = _STATUSES.get(undressed(text_of(node)).casefold()) if isinstance(node, ScalarNode) else None
    if status is None:
        return False
    pairs = entry.node.value if isinstance(entry.node, MappingNode) else []
    is_free = all(text_of(one) != "status" for one, _value in pairs)
    first, last = values.span(key), values.span(node)
    where = first._replace(end_line=last.end_line, end_column=last.end_column)
    edits = (Edit(where, f"status: {status}"),) if is_free and first.line == last.end_line else ()
    values.report(slips.ANSWERED, node, edits=edits, key=text_of(key))
    return True
