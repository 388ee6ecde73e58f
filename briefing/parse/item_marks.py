"""What stands before an item or around it that other people's lists have, beside the dash of YAML: `- • NATO`.

Needed only where an item begins with such a mark: nothing of this is loaded for others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model.problem import Edit
from briefing.parse import slips
from briefing.parse.characters import BLANK, BRACKETS, BULLETS, DASHES, WIDE_COMMAS
from briefing.parse.fields import OWNERS, Field
from briefing.parse.nodes import Node, ScalarNode, plain_scalar, text_of
from briefing.parse.values import Values

_BULLETS = "".join(char for char in BULLETS if char not in "*+※") + "☐☑☒✓✔➢"
_BULLET = rf"(?P<mark>[{_BULLETS}]){BLANK}*(?=\S)"
_DASH = rf"(?P<mark>[{''.join(DASHES)}-]){BLANK}*(?=[^\s\d-])"
_NUMBER = rf"(?P<mark>\(?(?P<number>[0-9]{{1,2}}|[a-z])[.)]){BLANK}+(?=\S)"
_WORDS = rf"(?P<mark>o){BLANK}+(?=\S)"
"""The bullet of a list inside a list, as Word writes it without its fonts."""
_AROUND = r"(?P<mark>~~|__|_)(?P<text>[^\s~_](?:[^~_]*[^\s~_])?)(?P=mark)"


def plain_items(values: Values, row: Field, items: list[Node]) -> list[Node]:
    """Report the marks before the items of a list and around them, once for each kind; the items without them."""
    is_prose = row.kind == "entry" and OWNERS[row.of].bare != "name"
    for pattern in (_BULLET, _NUMBER, _WORDS, *(() if is_prose else (_DASH,))):
        items = _without(values, items, pattern)
    return items if is_prose else [_bare(values, item) for item in _without_brackets(values, row, items)]


def _without(values: Values, items: list[Node], pattern: str) -> list[Node]:
    """The items without what stands before them, which is told at the first; as they are where they mean it."""
    found = [re.match(pattern, text_of(item)) if _is_plain(item) else None for item in items]
    marked = [(item, mark) for item, mark in zip(items, found, strict=True) if mark]
    if not marked or (pattern == _NUMBER and not _are_counted(found)) or (pattern == _WORDS and not all(found)):
        return items
    edits = tuple(Edit(values.at(item, 0, mark.end()), "") for item, mark in marked)
    (first, mark), *_others = marked
    slip = slips.MARK_IN_ITEM.sure_if(pattern not in (_NUMBER, _WORDS))
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


def _without_brackets(values: Values, row: Field, items: list[Node]) -> list[Node]:
    """The items without round or wide brackets around one or several of them, which are told where they open. Around
    one actor or venue they may mean another thing, which is found out where the name is looked up.
    """
    result: list[Node] = []
    rest = list(items)
    while rest:
        item, text = rest.pop(0), ""
        if _is_plain(item):
            text = text_of(item)
        closing = BRACKETS[text[0]][1] if text[:1] in BRACKETS else ""
        if not closing:
            result.append(item)
            continue
        within = [item]
        while rest and not text_of(within[-1]).endswith(closing) and _is_plain(rest[0]):
            within.append(rest.pop(0))
        inside = "".join(map(text_of, within))[1:-1]
        is_whole = text_of(within[-1]).endswith(closing) and (
            len(within) > 1 or (row.kind != "entry" and "," in inside)
        )
        if not is_whole or not set(inside).isdisjoint((text[0], closing)):
            result.append(item)
            rest[:0] = within[1:]
            continue
        result += in_brackets(values, within)
    return result


def in_brackets(values: Values, within: list[Node]) -> list[Node]:
    """What stands in brackets, from the item that they open to the one that they close; reported."""
    first, last = within[0], within[-1]
    opens, closes = values.at(first, 0, 1), values.at(last, len(text_of(last)) - 1, len(text_of(last)))
    edits = [Edit(opens, ""), Edit(closes, "")]
    items: list[Node] = []
    before = values.lines[first.start_mark.line][: first.start_mark.column]
    for item in within:
        text = text_of(item)
        start, end = int(item is first), len(text) - int(item is last)
        for gap in re.finditer(rf"{BLANK}*[,{WIDE_COMMAS}]{BLANK}*", text[:end]):
            edits.append(Edit(values.at(item, *gap.span()), f"\n{before}"))
            items.append(_cut(item, start, len(text) - gap.start()))
            start = gap.end()
        items.append(_cut(item, start, len(text) - end))
    is_dashed = re.fullmatch(r"[ ]*-[ ]+", before) is not None
    mark = text_of(first)[0]
    are_more = len(edits) > 2
    problem = slips.BRACKETS_IN_LIST.at(
        opens,
        edits=tuple(edits) if is_dashed or not are_more else (),
        mark=mark,
        how=", and give each item a dash" if are_more else "",
    )
    values.problems.append(problem)
    return items


def _is_plain(item: Node) -> bool:
    """Whether an item is a text of one line without quotes."""
    return isinstance(item, ScalarNode) and not item.style and item.start_mark.line == item.end_mark.line


def _cut(item: Node, before: int, behind: int) -> Node:
    text = text_of(item)
    start, end = item.start_mark, item.end_mark
    return plain_scalar(text[before : len(text) - behind], start.line, start.column + before, end.column - behind)
