"""What a program put around a whole brief from which it was copied: a fence, or the signs of quoted mail."""

from __future__ import annotations

import re

from briefing.model.problem import Edit
from briefing.parse import slips
from briefing.parse.text import Text

_LARGE = 20_000
"""Lines; a longer file was not copied from a mail."""


def unwrapped(text: Text) -> Text:
    """The text with the lines of a fence around it blanked out, which are told at the first."""
    if text.is_markdown or not re.fullmatch(r"(?:`{3,}|~{3,})[ \t]*\w*[ \t]*", text.lines[0]):
        return text
    mark = text.lines[0][:3]
    last = next((n for n in range(len(text.lines) - 1, 0, -1) if text.lines[n].strip()), 0)
    fences = [0, last] if last and text.lines[last].strip().strip(mark[0]) == "" else [0]
    lines = list(text.lines)
    for number in fences:
        lines[number] = " " * len(lines[number])
    edits = tuple(Edit(text.line_span(number), "") for number in fences)
    return text.with_lines(lines, [slips.FENCES.at(text.span_in_line(0, 0, len(text.lines[0].rstrip())), edits=edits)])


def unquoted_mail(text: Text) -> Text | None:
    """The text without the sign of quoted mail before each of its lines, which is all that is told of it; None for
    any other text.
    """
    if text.text[:1] != ">" or len(text.lines) > _LARGE:
        return None
    signs = [re.match(r">[ ]?", line) for line in text.lines]
    if any(sign is None and line.strip() for sign, line in zip(signs, text.lines, strict=True)):
        return None
    edits = tuple(Edit(text.span_in_line(n, 0, sign.end()), "") for n, sign in enumerate(signs) if sign)
    problem = slips.QUOTED_MAIL.at(text.span_in_line(0, 0, 1), edits=edits)
    bare = [line[sign.end() :] if sign else line for sign, line in zip(signs, text.lines, strict=True)]
    return Text("\n".join(bare), text.file, [*text.problems, problem])
