"""A text that stands below the keys of a brief without the line `body: |`.

Needed only where a line belongs to no key: nothing of this is loaded for others.
"""

from __future__ import annotations

import re

from briefing.model.problem import Edit, Problem
from briefing.parse import slips
from briefing.parse.fields import OWNERS
from briefing.parse.lines import KEY
from briefing.parse.literals import short
from briefing.parse.text import Text


def text_for_body(problems: list[Problem], text: Text) -> bool:
    """Whether the last lines of a file are its body, for which a key is missing: told in place of a line of no key."""
    stray = next((one for one in problems if one.message == slips.ORPHAN.sentence), None)
    if stray is None or text.is_markdown:
        return False
    start = stray.span.line - 1
    below = [n for n in range(start, len(text.lines)) if text.lines[n].strip()]
    keys = [key["key"] for line in text.lines[:start] if (key := re.match(KEY, line))]
    if "title" not in keys or any(re.match(rf"{KEY}|-(?:\s|$)", text.lines[n]) for n in below):
        return False
    if text.lines[start][:1] == " " or not re.search(r"\w\s+\w", text.lines[start]):
        return False
    if not set(keys) <= OWNERS["brief"].fields.keys() | {key for key in keys if key.startswith("x-")}:
        return False
    edits = tuple(Edit(text.span_in_line(n, 0, 0), "  " if n > start else "body: |\n  ") for n in below)
    above = "`body: |` above it, and indent it"
    at = text.span_in_line(start, 0, len(text.lines[start].rstrip()))
    problems[problems.index(stray)] = slips.KEY_FORGOTTEN.at(at, edits=edits, text=short(text.lines[start]), said=above)
    return True
