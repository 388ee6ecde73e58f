"""What stands before an item or around it that other people's lists have, beside the dash of YAML: `- • NATO`.

Needed only where an item begins with such a mark: nothing of this is loaded for others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model.problem import Edit
from briefing.parse import slips
from briefing.parse.characters import BLANK, BULLETS, DASHES
from briefing.parse.fields import OWNERS, Field
from briefing.parse.nodes import Node, ScalarNode, plain_scalar, text_of
from briefing.parse.values import Values

_BULLETS = "".join(char for char in BULLETS if char not in "*+※") + "☐☑☒✓✔➢"
_BULLET = rf"(?P<mark>[{_BULLETS}]){BLANK}*(?=\S)"
_DASH = rf"(?P<mark>[{''.join(DASHES)}-]){BLANK}*(?=[^\s\d-])"
_NUMBER = rf"(?P<mark>\(?(?P<number>[0-9]{{1,2}}|[a-z])[.)]){BLANK}+(?=\S)"
_AROUND = r"(?P<mark>~~|__|_)(?P<text>[^\s~_](?:[^~_]*[^\s~_])?)(?P=mark)"


def plain_items(values: Values, row: Field, items: list[Node]) -> list[Node]:
    """Report the marks before the items of a list and around them, once for each kind; the items without them."""
    is_prose = row.kind == "entry" and OWNERS[row.of].bare != "name"
    for pattern in (_BULLET, _NUMBER, *(() if is_prose else (_DASH,))):
        items = _without(values, items, pattern)
    return items if is_prose else [_bare(values, item) for item in items]


def _without(values: Values, items: list[Node], pattern: str) -> list[Node]:
    """The items without what stands before them, which is told at the first; as they are where they mean it."""
    found = [re.match(pattern, text_of(item)) if _is_plain(item) else None for item in items]
    marked = [(item, mark) for item, mark in zip(items, found, strict=True) if mark]
    if not marked or (pattern == _NUMBER and not _are_counted(found)):
        return items
    edits = tuple(Edit(values.at(item, 0, mark.end()), "") for item, mark in marked)
    (first, mark), *_others = marked
    slip = slips.MARK_IN_ITEM.sure_if(pattern != _NUMBER)
    values.problems.append(slip.at(values.at(first, 0, mark.end("mark")), edits=edits, mark=mark["mark"]))
    return [_cut(item, mark.end(), 0) if mark else item for item, mark in zip(items, found, strict=True)]


def _are_counted(found: Sequence[re.Match[str] | None]) -> bool:
    """Whether all items of a list are counted, from the first on: `1. FC Köln` alone is a name."""
    numbers = [mark["number"] for mark in found if mark]
    count = len(found)
    letters = [chr(ord("a") + number) for number in range(min(count, 26))]
    return len(numbers) == count > 1 and numbers in ([str(n + 1) for n in range(count)], letters)


def _bare(values: Values, item: Node) -> Node:
    """An item without the marks of emphasis around it, as Markdown has them, which are told."""
    mark = re.fullmatch(_AROUND, text_of(item)) if _is_plain(item) else None
    if mark is None:
        return item
    values.report(slips.EMPHASIS, item, fix=mark["text"], certain=False, mark=mark["mark"])
    return _cut(item, mark.start("text"), len(mark["mark"]))


def _is_plain(item: Node) -> bool:
    """Whether an item is a text of one line without quotes."""
    return isinstance(item, ScalarNode) and not item.style and item.start_mark.line == item.end_mark.line


def _cut(item: Node, before: int, behind: int) -> Node:
    text = text_of(item)
    start, end = item.start_mark, item.end_mark
    return plain_scalar(text[before : len(text) - behind], start.line, start.column + before, end.column - behind)
