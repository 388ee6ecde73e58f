"""The body's lines without their indentation, and those that lost it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from briefing.model.problem import Edit, Problem
from briefing.model.value import NamedTuple, replace
from briefing.parse import slips
from briefing.parse.characters import BLANKS, name_of
from briefing.parse.fields import OWNERS
from briefing.parse.text import Text

if TYPE_CHECKING:
    from briefing.model.likeness import Words

_ODD_INDENT = "\t" + "".join(BLANKS)


class Line(NamedTuple):
    """A line of the body without its indentation.

    `offset` is the file's offset of its first character (-1 where the line does not stand there as it is), `number` its
    line from 1.
    """

    text: str
    offset: int
    number: int


def dedented(text: Text, start: int, end: int, given: int, problems: list[Problem]) -> list[Line]:
    """The body's lines without their indentation, which is that of the first line that has any."""
    lines, starts = text.lines, text.starts
    indent = given or _indentation(lines[start:end])
    pad = " " * indent
    if indent and all(line[:indent] == pad or not line for line in lines[start:end]):
        return even_lines(text, start, end, indent)
    result = []
    is_run = False
    edits: list[Edit] = []
    for number in range(start, end):
        line = lines[number]
        stripped = line.lstrip(" ")
        width = len(line) - len(stripped)
        if not stripped or stripped.isspace():
            result.append(Line(stripped[:0], starts[number] + min(width, indent), number + 1))
            continue
        if width >= indent and width:
            result.append(Line(line[indent:], starts[number] + indent, number + 1))
            is_run = False
            continue
        blank = len(line) - len(line.lstrip(" " + _ODD_INDENT))
        lost = _lost(text, number, width, blank, indent)
        if not is_run:
            _mend(problems, edits)
            problems.append(lost)
            edits = []
        elif not lost.is_sure:
            problems[-1] = replace(problems[-1], is_sure=False)
        edits += lost.changes
        is_run = True
        result.append(Line(line[blank:], starts[number] + blank, number + 1))
    _mend(problems, edits)
    return result


def even_indentation(text: Text, start: int, end: int, given: int) -> int:
    """The indentation of the body's lines if all have it, those apart that are empty; 0 if not, or if it is not seen
    at once.
    """
    indent = given or _indentation(text.lines[start:end])
    if not indent or "\r" in text.text or start == end:
        return 0
    stop = text.starts[end - 1] + len(text.lines[end - 1])
    return 0 if _other_indentation(indent).search(text.text, text.starts[start] - 1, stop) else indent


@cache
def _other_indentation(indent: int) -> re.Pattern[str]:
    """Where a line begins that is neither empty nor indented so far."""
    return re.compile(rf"\n(?! {{{indent}}}|\n|\Z)")


def even_lines(text: Text, start: int, end: int, indent: int) -> list[Line]:
    """The lines of a body that all are indented, or empty, without that."""
    return [
        Line(line[indent:] if line and not line.isspace() else "", begin + min(indent, len(line)), number)
        for number, (line, begin) in enumerate(
            zip(text.lines[start:end], text.starts[start:end], strict=True), start + 1
        )
    ]


def _indentation(lines: Sequence[str]) -> int:
    """That of the first line that has any."""
    written = ((line, line.lstrip(" ")) for line in lines if line.strip())
    widths = (len(line) - len(rest) for line, rest in written if rest[0] not in _ODD_INDENT)
    return next((width for width in widths if width), 0)


def _mend(problems: list[Problem], edits: list[Edit]) -> None:
    """Make the fix of the last problem that of its whole run of lines: one mistake, one message."""
    if len(edits) > 1:
        problems[-1] = replace(problems[-1], edits=tuple(edits))


def _lost(text: Text, number: int, width: int, blank: int, indent: int) -> Problem:
    line = text.lines[number]
    fix = " " * (indent or 2)
    if blank > width:
        span = text.span_in_line(number, width, blank)
        if line[width] == "\t":
            return slips.BODY_TAB.at(span, fix=fix)
        return slips.BODY_BLANK.at(span, fix=fix, a_blank=name_of(line[width]))
    if width:
        is_text = not _could_be_head(line[width:])
        return slips.DEEPER_BODY.sure_if(is_text).at(text.span_in_line(number, 0, width), fix=fix)
    span = text.span_in_line(number, 0, len(line.rstrip()))
    return slips.NOT_INDENTED.sure_if(not _could_be_head(line)).at(
        span, edits=(Edit(text.span_in_line(number, 0, 0), fix),)
    )


def _could_be_head(line: str) -> bool:
    """Whether a line behind a body may be no text, but a key with a slip in it, a comment, or what an editor shows
    below a file's end (`~`)."""
    if line.startswith("#") or not line.strip("~ \t"):
        return True
    word = re.match(r"""\s?["']?(?P<key>[A-Za-z][\w-]*)["']?(?P<sign>[ \t\xa0]*(?:[:=\uff1a]|->))?""", line)
    return word is not None and (bool(word["sign"]) or _is_nearly_key(word["key"].lower()))


@lru_cache(1024)
def _is_nearly_key(word: str) -> bool:
    """Whether a word is a key at the start of a line, or a slip of one; texts have the same words again and again."""
    return bool(_heads().nearest(word))


@cache
def _heads() -> Words:
    """The keys that stand at the start of a line, compared with the first word of each line that is lost."""
    from briefing.model.likeness import Words

    return Words(OWNERS["brief"].fields)
