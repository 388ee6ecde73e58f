"""What a program put around a whole brief from which it was copied: a fence, or the signs of quoted mail."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model.problem import Edit
from briefing.parse import slips
from briefing.parse.fields import OWNERS
from briefing.parse.lines import KEY
from briefing.parse.text import Text

_LARGE = 20_000
"""Lines; a longer file was not copied from a mail."""


def unwrapped(text: Text) -> Text:
    """The text with the lines of a fence, or the braces, around it blanked out, which are told at the first."""
    if text.lines[0].rstrip() == "{":
        return _without_braces(text)
    if not re.fullmatch(r"(?:`{3,}|~{3,})[ \t]*\w*[ \t]*", text.lines[0]):
        return text
    is_above = text.lines[1:2] != [] and text.lines[1].rstrip() == "---"
    if text.is_markdown and not is_above:
        return text
    mark = text.lines[0][:3]
    last = next((n for n in range(len(text.lines) - 1, 0, -1) if text.lines[n].strip()), 0)
    if text.is_markdown and (end := _behind_front(text.lines, mark)):
        last = end
    fences = [0, last] if last and text.lines[last].strip().strip(mark[0]) == "" else [0]
    lines = list(text.lines)
    for number in fences:
        lines[number] = " " * len(lines[number])
    if text.is_markdown:  # front matter begins on the first line
        lines[0], lines[1] = f"---{lines[0][3:]}", f"#{lines[1][1:]}"
    return _told(text, lines, slips.FENCES, fences)


def _told(text: Text, lines: list[str], slip: slips.Slip, gone: list[int]) -> Text:
    edits = tuple(Edit(text.line_span(number), "") for number in gone)
    return text.with_lines(lines, [slip.at(text.span_in_line(0, 0, len(text.lines[0].rstrip())), edits=edits)])


def _without_braces(text: Text) -> Text:
    """The text without the lines of braces around it, where a bar shows that it is in block style all the same."""
    if text.is_markdown or not any(re.match(r"[ ]*body:[ ]*[|>]", line) for line in text.lines):
        return text
    last = next(n for n in range(len(text.lines) - 1, -1, -1) if text.lines[n].strip())
    gone = [0, last] if text.lines[last].strip() in ("}", "},", "};") else [0]
    lines = ["" if number in gone else line for number, line in enumerate(text.lines)]
    return _told(
        text, [line.ljust(len(old)) for line, old in zip(lines, text.lines, strict=True)], slips.BRACES_OF_JSON, gone
    )


def _behind_front(lines: Sequence[str], mark: str) -> int:
    """The line of a fence next behind the end of front matter that begins on the second line; 0 for none."""
    end = next((n for n in range(2, len(lines)) if lines[n].rstrip() == "---"), 0)
    below = next((n for n in range(end + 1, len(lines)) if lines[n].strip()), 0)
    return below if end and below and lines[below].strip() == mark else 0


def unmarked(text: Text) -> Text | None:
    """The text without what stands before each of its lines, or before each of its keys, which is all that is told of
    it; None for any other text.
    """
    if len(text.lines) > _LARGE:
        return None
    for slip, sign in _SIGNS.items():
        signs = [re.match(sign.replace("#", str(n)), line) for n, line in enumerate(text.lines, 1)]
        if signs[0] and all(sign or not line.strip() for sign, line in zip(signs, text.lines, strict=True)):
            return _without(text, slip, signs)
    marks = [re.match(_MARKED, line) for line in text.lines]
    keys = [mark["key"] for mark in marks if mark]
    if text.is_markdown or not marks[0] or keys[-1] != "body" or "title" not in keys:
        return None
    # others would stay keys of nobody
    if any(re.match(rf"{KEY}|[({_MARKS}-]", line) for line, mark in zip(text.lines, marks, strict=True) if not mark):
        return None
    return _without(text, slips.MARK_BEFORE_KEY.sure_if(False), marks)


_SIGNS = {
    slips.QUOTED_MAIL: r">[ ]?",
    slips.LINES_OF_DIFF: r"\+",
    slips.LINE_NUMBERS: r"[ \t]*#(?:[:|][ ]?|\t|[ ])(?![.)])",
}
"""What stands before every line; `#` is its number."""
_MARKS = "*+\u2022\u00b7\u25cf\u25aa\u2013\u2014"
_MARKED = (
    rf"(?P<mark>\(?(?:\d{{1,2}}|[A-Za-z])[.)]|[{_MARKS}-])[ \t]*(?=(?P<key>{'|'.join(OWNERS['brief'].fields)})[ \t]*:)"
)


def _without(text: Text, slip: slips.Slip, signs: Sequence[re.Match[str] | None]) -> Text:
    edits = tuple(Edit(text.span_in_line(n, 0, sign.end()), "") for n, sign in enumerate(signs) if sign)
    first = signs[0]
    mark = first[0].strip() if first else ""
    problem = slip.at(text.span_in_line(0, 0, max(len(mark), 1)), edits=edits, mark=mark)
    bare = [line[sign.end() :] if sign else line for sign, line in zip(signs, text.lines, strict=True)]
    return Text("\n".join(bare), text.file, [*text.problems, problem])
