"""Marks before the keys of an entry, as lists of other people have them: `1. date: 2025`, `+date: 2025`.

Needed only where a key is unknown: nothing of this is loaded for a good brief.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.model.problem import Edit
from briefing.parse import slips
from briefing.parse.characters import BULLETS, DASHES
from briefing.parse.fields import Owner
from briefing.parse.nodes import Node, ScalarNode, text_of
from briefing.parse.values import Values

_MARK = (
    rf"(?P<mark>\(?(?:\d{{1,3}}|[A-Za-z])[.):]|\d{{1,3}}(?=[ ])|[{BULLETS}{''.join(DASHES)}-])[ \t]*(?P<key>[a-z_]+)"
)


def without_marks(values: Values, owner: Owner, keys: Iterable[Node]) -> dict[Node, str]:
    """The keys of an entry that a mark stands before, which is told once for all of them."""
    found = [(node, mark) for node in keys if (mark := _marked(node, owner))]
    if not found:
        return {}
    marks = {re.sub(r"\w+", "1", mark["mark"]) for _node, mark in found}
    edits = tuple(Edit(values.at(node, 0, mark.start("key")), "") for node, mark in found)
    first, mark = found[0]
    # lines of a list of changes that begin with `-` were there before
    slip = slips.MARK_BEFORE_KEY.sure_if(len(marks) == 1 and "1" not in marks)
    where = values.at(first, 0, mark.end("mark"))
    are_changes = marks >= {"+", "-"}
    values.problems.append(slip.at(where, edits=() if are_changes else edits, mark=mark["mark"]))
    return {node: mark["key"] for node, mark in found}


def _marked(node: Node, owner: Owner) -> re.Match[str] | None:
    if not isinstance(node, ScalarNode) or node.style:
        return None
    mark = re.fullmatch(_MARK, text_of(node))
    return mark if mark and mark["key"] in owner.fields else None
