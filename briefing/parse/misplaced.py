"""Keys of an entry that stand in the first column, or that an odd blank indents: YAML takes them for keys of the brief.

Needed only where a key is unknown: nothing of this is loaded for a good brief.
"""

from __future__ import annotations

import re
from itertools import takewhile

from briefing.model.problem import Edit
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.characters import BLANKS, name_of
from briefing.parse.fields import FIELDS, OWNERS
from briefing.parse.lines import KEY
from briefing.parse.nodes import Node, ScalarNode, text_of
from briefing.parse.values import Values, end_of

_FAR = 200
"""So many lines above are looked at for the entry that a key belongs to."""


def stands_too_far_left(values: Values, node: ScalarNode, value: Node) -> bool:
    """Report a key that belongs to the entry above it, or one behind an odd blank; whether it is one."""
    line, key = node.start_mark.line, text_of(node)
    if node.style or line >= len(values.lines):
        return False
    bare = key.lstrip("".join(BLANKS) + " ")
    if len(bare) < len(key):
        column = node.start_mark.column
        at = values.at(node, 0, 1)
        edit = Edit(
            Span(values.file, line + 1, 1, line + 1, column + len(key) - len(bare) + 1), " " * _beside(values, line)
        )
        values.report(slips.ODD_BLANK, at, edits=(edit,), a_blank=name_of(key[0]))
        return True
    item = _entry_above(values, line, key)
    if not item:
        return False
    last = max(line, end_of(value)[0])
    numbers = [n for n in range(line, min(last + 1, len(values.lines))) if values.lines[n].strip()]
    if isinstance(value, ScalarNode):  # for YAML a text goes on with the items below it
        numbers = list(takewhile(lambda n: not values.lines[n].lstrip(" ").startswith("- "), numbers))
    edits = tuple(Edit(Span(values.file, n + 1, 1, n + 1, 1), " " * item) for n in numbers)
    values.report(slips.KEY_SHALLOW, values.at(node, 0, len(key)), edits=edits, certain=isinstance(value, ScalarNode))
    return True


def _beside(values: Values, line: int) -> int:
    """How far a line is to be indented, by the one above it."""
    above = next((text for text in reversed(values.lines[max(0, line - _FAR) : line]) if text.strip()), "")
    width = len(re.match(r"[ ]*(?:- +)*", above)[0])  # type: ignore[index]
    return width + 2 if above.split(" #")[0].rstrip().endswith(":") else width


def _entry_above(values: Values, line: int, key: str) -> int:
    """Where the keys of the entry stand that ends above a line and may have this key; 0 where there is none."""
    width, own = 0, set()
    for text in reversed(values.lines[max(0, line - _FAR) : line]):
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        found = re.match(rf"(?P<lead>[ ]*(?:- +)?){KEY}", text)
        if found and "-" in found["lead"] and not width:
            width = len(found["lead"])
        if found and len(found["lead"]) == width:
            own.add(found["key"])
        if text[0] not in " -":
            parent = found["key"] if found else ""
            owner = next(
                (OWNERS[row.of] for row in FIELDS if row.owner == "brief" and row.key == parent and row.of), None
            )
            return width if owner is not None and key in owner.fields and key not in own else 0
        if width and "-" not in (found["lead"] if found else "") and len(text) - len(text.lstrip(" ")) < width:
            return 0
        if width == 0 and text.lstrip(" ").startswith("- "):
            return 0
    return 0
