"""Two values that a colon joins, as in a list by hand: `2025-05-15: First news`, `Turkey: host`.

YAML makes a key of the first. What each of the two is follows from the entry that they stand in.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefing.model.names import looks_like_id
from briefing.model.problem import Edit
from briefing.model.span import Span
from briefing.model.value import NamedTuple
from briefing.parse.fields import Field, Owner
from briefing.parse.nodes import Node, ScalarNode, text_of
from briefing.parse.value_slips import is_value

_NEAR = 200
"""So many characters before a key show what it stands behind: a line of brackets may have a million."""
_NAMES = {"id", "name"}
"""One of these is enough."""


class Halves(NamedTuple):
    """The keys that are missing before the first value and before the second, and the edits that write them."""

    first: str
    second: str
    edits: tuple[Edit, ...]


def halves(
    owner: Owner, pair: tuple[Node, Node], beside: Collection[str], lines: Sequence[str], file: str, item: str = ""
) -> Halves | None:
    """What a pair was to be, whose key is none; None if that is not clear.

    `beside` are the other keys of its entry; `item` stands before a pair that is to be an item of a list.
    """
    key, value = pair
    if not owner.bare or not isinstance(key, ScalarNode) or not isinstance(value, ScalarNode) or not value.value:
        return None
    left, right = text_of(key).strip(), text_of(value).strip()
    found = _of_date(owner, left)
    if found is None and not _could_be_key(owner, left, bool(set(beside) - {left})):
        found = _keys(owner, left, right)
    taken = {*beside, *(_NAMES if _NAMES & set(beside) else ())}
    if found is None or taken & set(found):
        return None
    edits = _edits(key, value, *found, lines, file, item)
    return Halves(*found, edits) if edits else None


def _of_date(owner: Owner, left: str) -> tuple[str, str] | None:
    """The keys of a date and of what was on that day."""
    row = next((row for row in owner.fields.values() if row.kind == "when"), None)
    return (row.key, owner.bare) if row and owner.name != "question" and _is_date(row, left) else None


def day_without_year(owner: Owner, left: str) -> Field | None:
    """The field of a day that stands before a colon and names no year, so that nobody knows when it was."""
    row = next((row for row in owner.fields.values() if row.kind == "when"), None)
    if row is None or owner.name == "question" or not any(map(str.isdigit, left)):
        return None
    from briefing.parse.dates import meant

    return row if "names no year" in meant(left).why else None


def _could_be_key(owner: Owner, word: str, is_among: bool) -> bool:
    """Whether a word may be a key with a slip in it, or one of the author's own."""
    if (
        not word
        or word.startswith(("x-", "<<"))
        or (word.islower() and word.isalpha() and (is_among or owner.name not in ("actor", "venue")))
    ):
        return True
    from briefing.parse.synonyms import key_for

    return bool(key_for(owner, word, set()))


def _keys(owner: Owner, left: str, right: str) -> tuple[str, str] | None:
    """The keys of a name and of what is said of it."""
    for row in owner.fields.values():
        if row.kind == "when" and owner.name != "question" and _is_date(row, right):
            return owner.bare, row.key
        if row.kind == "url" and is_value(row, right):
            return owner.bare, row.key
    if owner.name in ("actor", "venue"):
        row = owner.fields["kind"]
        other = "kind" if right in row.choices else "country" if is_value(owner.fields["country"], right) else "role"
        return "id" if looks_like_id(left) else "name", other
    return None


def _is_date(row: Field, text: str) -> bool:
    if is_value(row, text):
        return True
    if not any(char.isdigit() for char in text) or len(text) > 40:
        return False
    from briefing.parse.dates import meant

    return bool(meant(text).text)


def _edits(
    key: ScalarNode, value: ScalarNode, first: str, second: str, lines: Sequence[str], file: str, item: str
) -> tuple[Edit, ...]:
    """The edits that write the keys; none where the colon between the two is not found."""
    start, end, stop = key.start_mark, key.end_mark, value.end_mark
    line = lines[end.line] if end.line < len(lines) else ""
    colon = line.find(":", end.column)
    if colon < 0 or start.line != end.line:
        return ()

    def place(number: int, begin: int, last: int) -> Span:
        return Span(file, number + 1, begin + 1, number + 1, last + 1)

    before = line[max(start.column - _NEAR, 0) : start.column].rstrip()
    is_block = start.column <= _NEAR and not before.strip(" -")
    between = f"\n{' ' * (start.column + len(item))}" if is_block else ", "
    edits = (
        Edit(place(start.line, start.column, start.column), f"{item}{first}: "),
        Edit(place(end.line, end.column, colon + 1), f"{between}{second}:"),
    )
    is_open = before.endswith(",") and line.find("{", 0, start.column) < 0
    if before.endswith("[") or is_open:  # a pair without braces of its own
        opening = Edit(edits[0].span, f"{{{edits[0].text}")
        return opening, edits[1], Edit(place(stop.line, stop.column, stop.column), "}")
    return edits
