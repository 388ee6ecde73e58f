"""Values inside braces that a comma cut in two: `{say: No, it fights on}`, `{lat: 41,0082}`.

YAML makes a key without a value of what follows the comma.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from briefing.model.names import looks_like_id
from briefing.model.problem import Edit
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.fields import Field, Owner
from briefing.parse.literals import read, short
from briefing.parse.nodes import MappingNode, Node, ScalarNode, scalar, text_of
from briefing.parse.quoting import has_odd_quotes, quote, without_curls
from briefing.parse.synonyms import key_for
from briefing.parse.value_slips import is_value
from briefing.parse.values import Values

Pair = tuple[Node, Node]
_FIRST_WORD = re.compile(r"[\w-]*")


def whole_pairs(values: Values, node: MappingNode, owner: Owner) -> list[Pair]:
    """The keys and values of a mapping in braces, with what commas cut off put back; told here for a text, and with
    the value itself for what is none.
    """
    pairs: list[Pair] = []
    rest: list[ScalarNode] = []
    given = {text_of(key) for key, _value in node.value if isinstance(key, ScalarNode)}
    for key, value in node.value:
        if pairs and isinstance(key, ScalarNode) and is_bare(values, key, value):
            row = _row(pairs[-1], owner)
            if row is not None and (_goes_on(row, key, owner, bool(rest)) or _is_tight(values, row, key)):
                rest.append(key)
                continue
        if rest:
            pairs[-1:] = _joined(values, pairs[-1], rest, owner, given)
            rest = []
        if (
            pairs
            and isinstance(key, ScalarNode)
            and is_bare(values, key, value)
            and not key_for(owner, text_of(key))
            and _first_word(key) not in owner.fields.keys() - given
            and (rows := _rows_of(key, owner, given))
        ):
            pairs += _forgotten(values, key, rows, given)
            continue
        pairs.append((key, value))
    if rest:
        pairs[-1:] = _joined(values, pairs[-1], rest, owner, given)
    return pairs


def _first_word(key: ScalarNode) -> str:
    return text_of(key).partition(" ")[0]


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


def _joined(values: Values, pair: Pair, rest: list[ScalarNode], owner: Owner, given: set[str]) -> list[Pair]:
    """A pair with what a comma cut off its value, and what behind it is surely the value of a key that was forgotten;
    `given` are the keys that the entry has.
    """
    key, value = pair
    row = owner.fields[text_of(key)]
    behind: list[Pair] = []
    while rest and row.kind == "text" and (rows := _rows_of(rest[-1], owner, {*given, row.key})):
        behind[:0] = _forgotten(values, rest.pop(), rows, given)
    if not rest:
        return [pair, *behind]
    parts = [text_of(value), *map(text_of, rest)]
    whole = ScalarNode("", ", ".join(parts), value.start_mark, rest[-1].end_mark, None)
    start, end = whole.start_mark, whole.end_mark
    if start.line == end.line and start.line < len(values.lines):
        whole.value = values.lines[start.line][start.column : end.column]
    if row.kind == "url" and read(row, whole.value) is None:
        return [(key, whole), *behind]  # the comma is a slip of its own, told with the address
    if row.kind in ("text", "url") and not row.many:
        at, edit = values.span(value), Edit(values.span(whole), quote(without_curls(whole.value)))
        is_quoted = isinstance(value, ScalarNode) and bool(value.style)
        is_clear = row.kind == "url" or not (row.key in _NAMES or behind or looks_like_id(parts[-1]))
        slip = slips.COMMA_IN_TEXT.sure_if(is_clear and not has_odd_quotes(whole.value) and not is_quoted)
        comma = Span(values.file, at.end_line, at.end_column, at.end_line, at.end_column + 1)
        values.problems.append(slip.at(comma, edits=(edit,)))
        whole.style = '"'
    return [(key, whole), *behind]


def _forgotten(values: Values, piece: ScalarNode, rows: list[Field], given: set[str]) -> list[Pair]:
    """Report a value without its key; the pair that it makes, where there is one key of which it can be."""
    field = rows[0] if len(rows) == 1 else None
    edits = (Edit(values.at(piece, 0, 0), f"{field.key}: "),) if field else ()
    key_said = f"`{field.key}: …`" if field else "its key before it"
    values.report(slips.KEY_FORGOTTEN, piece, edits=edits, text=short(text_of(piece)), said=key_said)
    if field is None:
        return []
    given.add(field.key)
    return [(scalar(field.key, piece.start_mark, piece.start_mark), piece)]


_NAMES = frozenset({"name", "kind"})
"""The texts that say one thing: behind their comma another value may begin."""


def _rows_of(piece: ScalarNode, owner: Owner, given: Collection[str]) -> list[Field]:
    """The fields, of those that have no key yet, of which a piece is surely a value; a date is no id. Words in lower
    case beside a name are its role.
    """
    found = [
        row for row in owner.fields.values()
        if row.key not in given and not row.many and is_value(row, text_of(piece))
    ]  # fmt: skip
    if not found and "role" in owner.fields and "role" not in given and re.fullmatch(_ROLE, text_of(piece)):
        return [owner.fields["role"]]
    return [row for row in found if row.kind == "when"] or found


_ROLE = r"(?!(?:jr|sr|inc|ltd|llc|plc|and|or|et|al)\b)[a-z][a-z' -]*[a-z]"
"""What a role looks like: no name goes on with such words behind a comma."""
