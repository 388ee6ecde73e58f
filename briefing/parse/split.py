"""Where the head of a file ends and its text begins, found before YAML reads anything.

A body line that lost its indentation would end the YAML; so YAML never sees the body.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from briefing.model.names import nearest
from briefing.model.problem import Edit, Problem
from briefing.model.span import NOWHERE, Span
from briefing.parse.fields import OWNERS
from briefing.parse.text import Text


class Line(NamedTuple):
    """A line of the body without its indentation.

    `offset` is the file's offset of its first character (-1 where the line does not stand there as it is), `number` its
    line from 1.
    """

    text: str
    offset: int
    number: int


class Split:
    """A file in two. `head` has the file's lines, with blank ones where the body is.

    `body` is None when the head may hold it as an ordinary YAML value. `place` is the span of the word `body`.
    """

    __slots__ = ("body", "head", "place", "problems")

    def __init__(
        self,
        head: str,
        body: list[Line] | None = None,
        place: Span = NOWHERE,
        problems: list[Problem] | None = None,
    ) -> None:
        self.head, self.body, self.place = head, body, place
        self.problems = [] if problems is None else problems


_BODY = re.compile(r"""(?P<key>body|"body"|'body')[ \t]*:(?P<rest>.*)""")
_HEADER = r"[ \t]+[|>](?:(?P<a>[1-9])[+-]?|[+-](?P<b>[1-9])?)?(?P<after>.*)"
_KEY = re.compile(rf"""["']?(?:{"|".join(OWNERS["brief"].fields)})["']?[ \t]*:(?:[ \t]|$)""")
_SLIPPED = re.compile(
    r"""(?P<indent>[ \t\xa0]?)(?P<key>\w{3,6})[ \t]*(?P<colon>[:\uff1a]?)(?P<gap>[ \t\xa0]*)(?P<bar>[|>][+-]?[ \t]*)"""
)
_ODD_BREAKS = ("\x85", "\u2028", "\u2029")


def split(text: Text) -> Split:
    """Take the body out of a file: a brief in YAML, or Markdown behind front matter (`.md`)."""
    result = _front_matter(text) if text.file.endswith(".md") else _after_marker(text)
    if result is None:
        result = _yaml(text)
    result.head = with_plain_breaks(result.head)
    return result


def with_plain_breaks(head: str) -> str:
    """Blanks for the three characters that end a line in YAML and not in an editor: lines stay the editor's."""
    if not head.isascii():
        for char in _ODD_BREAKS:
            head = head.replace(char, " ")
    return head


def _front_matter(text: Text) -> Split | None:
    lines = text.lines
    if lines[0].rstrip() != "---":
        return Split("", [Line(line, text.starts[n], n + 1) for n, line in enumerate(lines)])
    for end in range(1, len(lines)):
        if lines[end].rstrip() in ("---", "..."):
            head = "\n" + text.text[text.starts[1] : text.starts[end]]
            body = [Line(lines[n], text.starts[n], n + 1) for n in range(end + 1, len(lines))]
            return Split(head, body, text.span_in_line(end, 0, 3))
    found = _unclosed(text) or _yaml(text)
    found.problems[:] = [problem for problem in found.problems if problem.code != "B016"]
    message = "the front matter that opens here is never closed by `---`"
    found.problems.append(Problem("B016", message, text.span_in_line(0, 0, 3)))
    return found


def _unclosed(text: Text) -> Split | None:
    """Front matter without its end, where a blank line parts it from the text."""
    lines = text.lines
    for number in range(2, len(lines)):
        line = lines[number]
        if _BODY.match(line):
            return None
        if line[:1].strip() and not lines[number - 1].strip() and not _KEY.match(line) and line[0] not in "#-":
            body = [Line(lines[n], text.starts[n], n + 1) for n in range(number, len(lines))]
            return Split("\n" + text.text[text.starts[1] : text.starts[number]], body)
    return None


def _yaml(text: Text) -> Split:
    lines = text.lines
    strays: list[int] = []
    for number, line in enumerate(lines):
        if line[:1] in "b\"'" and (match := _BODY.match(line)):
            return _without_strays(_cut(text, number, match) or _slipped(text) or Split(text.text), strays, text)
        if line[:3] == "---" and line.rstrip() == "---":
            strays.append(number)
    if strays:
        after = next((n for n in range(strays[0] + 1, len(lines)) if lines[n].strip()), 0)
        if after and not _KEY.match(lines[after]):
            return _behind_marker(text, strays[0])
    return _without_strays(_slipped(text) or Split(text.text), strays, text)


def _slipped(text: Text) -> Split | None:
    """A file whose line `body: |` is there, with one slip in it."""
    for number, line in enumerate(text.lines):
        if line.rstrip()[-1:] not in ("|", ">", "+", "-") or (match := _SLIPPED.fullmatch(line)) is None:
            continue
        if problem := _slip(text, number, match):
            found = _cut(text, number, match, f" {match['bar']}")
            if found is not None:
                found.problems.insert(0, problem)
            return found
    return None


def _slip(text: Text, number: int, match: re.Match[str]) -> Problem | None:
    """What is wrong with a line that was to be `body: |`; None if it was to be something else, or two things are."""
    gap = match["gap"]
    slips = []
    if match["key"] != "body":
        if not nearest(match["key"], ["body"], 0.7):
            return None
        place = text.span_in_line(number, match.start("key"), match.end("key"))
        message = f"a brief has no key `{match['key']}`; did you mean `body`?"
        slips.append(Problem("B101", message, place, fix="body"))
    if match["indent"]:
        place = text.span_in_line(number, 0, 1)
        message = "this key is indented, and the keys beside it are not"
        slips.append(Problem("B022", message, place, edits=(Edit(place, ""),)))
    colon = text.span_in_line(number, match.start("colon"), match.end("colon"))
    if not match["colon"]:
        place = text.span_in_line(number, match.start("key"), match.end("key"))
        slips.append(Problem("B005", "a colon is missing behind `body`", place, fix="body:"))
    elif match["colon"] == "\uff1a":
        edits = (Edit(colon, ": " if not gap else ":"),)
        slips.append(Problem("B023", "this is a full-width colon; write `: `", colon, edits=edits))
    elif not gap:
        slips.append(Problem("B021", "a colon needs a space behind it", colon, fix=": "))
    if "\xa0" in gap:
        at = match.start("gap") + gap.index("\xa0")
        place = text.span_in_line(number, at, at + 1)
        slips.append(Problem("B021", "a no-break space follows this colon; write a space", place, fix=" "))
    return slips[0] if len(slips) == 1 else None


def _behind_marker(text: Text, marker: int) -> Split:
    """Text behind a `---` in a YAML file, as in Markdown."""
    place = text.span_in_line(marker, 0, 3)
    body = [Line(text.lines[n], text.starts[n], n + 1) for n in range(marker + 1, len(text.lines))]
    message = "text behind `---` belongs in a `.md` file with front matter; here it goes under `body: |`"
    return Split(text.text[: text.starts[marker]], body, place, [Problem("B016", message, place)])


def _without_strays(result: Split, strays: list[int], text: Text) -> Split:
    """Blank out `---` lines, so that what stands behind them is read too."""
    head = result.head
    for number in strays:
        start = text.starts[number]
        head = head[:start] + "   " + head[start + 3 :]
    if strays:
        place = text.span_in_line(strays[0], 0, 3)
        edits = tuple(Edit(text.line_span(number), "") for number in strays)
        message = "a brief is one document without `---`; delete this line"
        result.problems.append(Problem("B016", message, place, edits=edits))
    result.head = head
    return result


def _after_marker(text: Text) -> Split | None:
    """A YAML brief whose text stands behind front matter, as in Markdown; None for all others."""
    if not text.text.startswith("---") or text.lines[0].rstrip() != "---":
        return None
    place = text.span_in_line(0, 0, 3)
    rest = range(1, len(text.lines))
    end = next((n for n in rest if text.lines[n].rstrip() in ("---", "...") or _BODY.match(text.lines[n])), 0)
    found = _front_matter(text) if end and not _BODY.match(text.lines[end]) else None
    if found is not None and any(line.text.strip() for line in found.body or ()):
        message = "text behind front matter belongs in a `.md` file; here the text goes under `body: |`"
        found.problems.append(Problem("B016", message, place))
        return found
    return None


def _cut(text: Text, at: int, match: re.Match[str], mended: str = "") -> Split | None:
    """The file cut at its line `body: |`; `mended` is what was meant behind the colon, if that is not there."""
    lines, rest = text.lines, mended or match["rest"]
    place = text.span_in_line(at, match.start("key"), match.end("key"))
    result = Split("", [], place)
    given = 0
    first: Line | None = None
    if header := re.fullmatch(_HEADER, rest):
        given = int(header["a"] or header["b"] or 0)
        after = header["after"]
        if after.strip() and not re.match(r"[ \t]+#", after):
            column = match.start("rest") + header.start("after") + len(after) - len(after.lstrip())
            message = "text may not stand on the line of `body: |`; put it on the next line, indented"
            end = len(lines[at].rstrip())
            bar = match.start("rest") + header.start("after")
            edit = Edit(text.span_in_line(at, bar, len(lines[at])), f"\n  {lines[at][column:end]}")
            result.problems.append(Problem("B018", message, text.span_in_line(at, column, end), edits=(edit,)))
            first = Line(lines[at][column:], text.starts[at] + column, at + 1)
    elif not rest.strip() or re.match(r"[ \t]+#", rest):
        following = next((line for line in lines[at + 1 :] if line.strip()), "")
        if following.lstrip()[:1] in ("'", '"', "") or _KEY.match(following):
            return None
        bar = match.start("rest")
        edit = Edit(text.span_in_line(at, bar, bar), " |")
        message = "write `body: |`, so that YAML leaves the text alone"
        result.problems.append(Problem("B019", message, place, fix="body: |", edits=(edit,)))
    else:
        return None
    end = at + 1
    while end < len(lines) and not _KEY.match(lines[end]):
        end += 1
    tail = end
    if end == len(lines):
        while end > at + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
            end -= 1
        if not any(line.startswith("#") for line in lines[end:]):
            end = len(lines)
    result.head = text.text[: text.starts[at]]
    if tail < len(lines):
        result.head += "\n" * (tail - at) + text.text[text.starts[tail] :]
    body = _dedent(text, at + 1, end, given, result.problems)
    result.body = [first, *body] if first else body
    return result


def _dedent(text: Text, start: int, end: int, given: int, problems: list[Problem]) -> list[Line]:
    """The body's lines without their indentation, which is that of the first line that has any."""
    lines, starts = text.lines, text.starts
    indent = given
    if not given:
        written = ((line, line.lstrip(" ")) for line in lines[start:end] if line.strip())
        widths = (len(line) - len(rest) for line, rest in written if rest[0] not in "\t\xa0")
        indent = next((width for width in widths if width), 0)
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
        blank = len(line) - len(line.lstrip(" \t\xa0"))
        lost = _lost(text, number, width, blank, indent)
        if not is_run:
            _mend(problems, edits)
            problems.append(lost)
            edits = []
        edits += lost.changes
        is_run = True
        result.append(Line(line[blank:], starts[number] + blank, number + 1))
    _mend(problems, edits)
    return result


def _mend(problems: list[Problem], edits: list[Edit]) -> None:
    """Make the fix of the last problem that of its whole run of lines: one mistake, one message."""
    if len(edits) > 1:
        problems[-1] = replace(problems[-1], edits=tuple(edits))


def _lost(text: Text, number: int, width: int, blank: int, indent: int) -> Problem:
    line = text.lines[number]
    fix = " " * (indent or 2)
    if blank > width:
        span = text.span_in_line(number, width, blank)
        kind = "a tab" if line[width] == "\t" else "a no-break space"
        return Problem("B007", f"{kind} indents this line of the body; use spaces", span, fix=fix)
    if width:
        span = text.span_in_line(number, 0, width)
        return Problem("B017", "the body starts deeper than it goes on; indent all its lines alike", span, fix=fix)
    span = text.span_in_line(number, 0, len(line.rstrip()))
    message = "this line of the body is not indented, so YAML would end the body here"
    return Problem("B017", message, span, edits=(Edit(text.span_in_line(number, 0, 0), fix),))
