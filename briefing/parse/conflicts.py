"""Merges that were left unresolved: what stands between their markers is told, and one side is read."""

from __future__ import annotations

import re

from briefing.parse import slips
from briefing.parse.text import Text


def without_conflicts(text: Text) -> Text:
    """The text with one side of every merge that was left unresolved, the other and its markers blanked out; each is
    told once, at its first line.
    """
    whole = text.text  # one sign is found in a fiftieth of the time that seven take
    if not ("<" in whole and "<<<<<<<" in whole) and not (">" in whole and ">>>>>>>" in whole):
        return text
    lines = list(text.lines)
    problems = []
    start = between = -1
    for number, line in enumerate(text.lines):
        mark = re.match(r"[ \t]*(<{7}|\|{7}|={7}|>{7})(?=[ \t]|$)", line)
        if mark is None:
            if between >= 0:
                lines[number] = " " * len(line)
            continue
        if mark[1][0] == "<" and start < 0:
            start, between = number, -1
        elif mark[1][0] in "|=" and start >= 0:
            between = number
        elif mark[1][0] == ">":
            first = start if start >= 0 else number
            opening = re.match(r"[ \t]*", text.lines[first])
            width = len(opening[0]) if opening else 0
            span = text.span_in_line(first, width, len(text.lines[first].rstrip()))
            problems.append(slips.CONFLICT.at(span, mark="<<<<<<<", last=">>>>>>>"))
            start = between = -1
        else:
            continue
        lines[number] = " " * len(line)
    if start >= 0:
        span = text.span_in_line(start, 0, len(text.lines[start].rstrip()))
        problems.append(slips.CONFLICT.at(span, mark="<<<<<<<", last=">>>>>>>"))
    if not problems:
        return text
    return text.with_lines(lines, problems)
