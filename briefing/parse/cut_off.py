"""Values inside braces that a comma cut in two: `{say: No, it fights on}`, `{lat: 41,0082}`.

YAML makes a key without a value of what follows the comma.
"""

from __future__ import annotations

import re

from briefing.model.problem import Edit
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.fields import Field, Owner
from briefing.parse.nodes import MappingNode, Node, ScalarNode, text_of
from briefing.parse.quoting import has_odd_quotes, quote, without_curls
from briefing.parse.synonyms import key_for
from briefing.parse.values import Values

Pair = tuple[Node, Node]
_FIRST_WORD = re.compile(r"[\w-]*")


def whole_pairs(values: Values, node: MappingNode, owner: Owner) -> list[Pair]:
    """The keys and values of a mapping in braces, with what commas cut off put back; told here for a text, and with
    the value itself for what is none.
    """
    pairs: list[Pair] = []
    rest: list[ScalarNode] = []
    for key, value in node.value:
        if pairs and isinstance(key, ScalarNode) and is_bare(values, key, value):
            row = _row(pairs[-1], owner)
            if row is not None and (_goes_on(row, key, owner, bool(rest)) or _is_tight(values, row, key)):
                rest.append(key)
                continue
        if rest:
            pairs[-1] = _joined(values, pairs[-1], rest, owner)
            rest = []
        pairs.append((key, value))
    if rest:
        pairs[-1] = _joined(values, pairs[-1], rest, owner)
    return pairs


def is_bare(values: Values, key: Node, value: Node) -> bool:
    """Whether a key in braces has neither a colon nor a value."""
    if not isinstance(key, ScalarNode) or key.style or not isinstance(value, ScalarNode) or value.value or value.style:
        return False
    start, end = key.end_mark, value.start_mark
    if start.line != end.line or start.line >= len(values.lines):
        return bool((start.line, start.column) == (end.line, end.column))
    return ":" not in values.lines[start.line][start.column : end.column]


def _row(pair: Pair, owner: Owner) -> Field | None:
    """The field of a pair whose value is a text without quotes."""
    key, value = pair
    if not isinstance(key, ScalarNode) or not isinstance(value, ScalarNode) or not value.value:
        return None
    row = owner.fields.get(text_of(key))
    return row if not value.style or (row and row.kind == "text" and not row.many and value.style in "\"'") else None


def _goes_on(row: Field, key: ScalarNode, owner: Owner, is_going: bool) -> bool:
    """Whether a key without a value is the rest of the value of the field before it."""
    text = text_of(key)
    if row.kind in ("latitude", "longitude"):
        return text[:1].isdecimal() or (text[:1] in "-+\u2212" and text[1:2].isdecimal())
    if row.kind == "when":
        return text not in owner.fields and re.search("[0-9]", text) is not None  # `Thursday, May 15, 2025, 18:30`
    if _FIRST_WORD.match(text)[0] in owner.fields or not (row.many or row.kind in ("text", "reference")):  # type: ignore[index]
        return False  # a key with a slip at its colon
    return is_going or " " in text or not key_for(owner, text)


def _is_tight(values: Values, row: Field, key: ScalarNode) -> bool:
    """Whether a key without a value is the rest of an address, right behind its comma."""
    line, column = key.start_mark.line, key.start_mark.column
    return row.kind == "url" and line < len(values.lines) and values.lines[line][:column].endswith(",")


def _joined(values: Values, pair: Pair, rest: list[ScalarNode], owner: Owner) -> Pair:
    key, value = pair
    parts = [text_of(value), *map(text_of, rest)]
    whole = ScalarNode("", ", ".join(parts), value.start_mark, rest[-1].end_mark, None)
    start, end = whole.start_mark, whole.end_mark
    if start.line == end.line and start.line < len(values.lines):
        whole.value = values.lines[start.line][start.column : end.column]
    row = owner.fields[text_of(key)]
    if row.kind in ("text", "url") and not row.many:
        at, edit = values.span(value), Edit(values.span(whole), quote(without_curls(whole.value)))
        is_quoted = isinstance(value, ScalarNode) and bool(value.style)
        slip = slips.COMMA_IN_TEXT.sure_if(not has_odd_quotes(whole.value) and not is_quoted)
        comma = Span(values.file, at.end_line, at.end_column, at.end_line, at.end_column + 1)
        values.problems.append(slip.at(comma, edits=(edit,)))
        whole.style = '"'
    return key, whole
