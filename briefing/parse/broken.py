"""A key or a value that an editor or a mail broke over two lines."""

from __future__ import annotations

import re

from briefing.model.problem import Edit
from briefing.parse import slips
from briefing.parse.fields import FIELDS
from briefing.parse.lines import KEY, Diagnosis, Lines
from briefing.parse.value_slips import is_value

_ADDRESS_GOES_ON = r"[-/.?&=_%+#~]"


def broken_key(lines: Lines, number: int, line: str) -> Diagnosis | None:
    """A key whose beginning stands on the line above."""
    first = re.fullmatch(r"(?P<lead>[ ]*(?:- +)?)(?P<word>[a-z_]+)[ ]*", line)
    second = re.match(rf"(?P<lead>[ ]*){KEY}", lines[number + 1]) if first and number + 1 < len(lines) else None
    if first is None or second is None:
        return None
    column, word = len(first["lead"]), first["word"] + second["key"]
    alone = (first["word"], second["key"])
    if not is_key_in_two(lines, *alone, column) or len(second["lead"]) > column:
        return None
    end = column + len(first["word"])
    edit = Edit(lines.span(number, end, end)._replace(end_line=number + 2, end_column=len(second["lead"]) + 1), "")
    mend = (
        Edit(lines.span(number, 0, len(line)), ""),
        Edit(lines.span(number + 1, 0, len(second["lead"])), f"{first['lead']}{first['word']}"),
    )
    return Diagnosis(slips.KEY_IN_TWO.at(lines.span(number, column, end), edits=(edit,), key=word), mend)


def is_key_in_two(lines: Lines, one: str, other: str, column: int) -> bool:
    """Whether two words make a key that may stand in a column, and neither is one."""
    known = [row.key for row in FIELDS]
    is_key = lines.is_key(one + other, column) and one + other in known
    return is_key and one not in known and other not in known


def joined(key: str, first: str, second: str) -> str:
    """The value of a key that stands in two lines, if it is one only when they are joined; else nothing."""
    whole = first + second
    if not first or not second or re.search(r"\s", second):
        return ""
    rows = [row for row in FIELDS if row.key == key and row.kind in ("url", "when", "id", "reference")]
    if not any(is_value(row, whole) for row in rows):
        return ""
    if any(row.kind == "url" for row in rows):
        return whole if re.search(f"{_ADDRESS_GOES_ON}$", first) or re.match(_ADDRESS_GOES_ON, second) else ""
    return whole if first[-1] in "-:./T" and not any(is_value(row, first) for row in rows) else ""
