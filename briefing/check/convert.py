"""A brief in YAML as Markdown with front matter, and back: lines are moved, none is written anew.

The lines above `body: |` are the front matter, those below it the text, without their two blanks. A blank line above
`body:` is one below the front matter, and the other way round. A line `body:` that says more (a comment, a sign behind
the bar) stays as a comment, the last line of the front matter, and becomes that line again. What YAML does not count as
text is not kept: how deep the body stands, and blanks of an empty line that are no more than that; of front matter, an
empty line at its end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile

from briefing.check.edits import line_end
from briefing.check.format import NotFormatted, Unreadable, head_of, said_by
from briefing.parse.read_table import MARKDOWN, is_markdown
from briefing.parse.split import split
from briefing.parse.text import Text

_STEP = 2
"""Blanks that a body stands in from its key."""
_KEPT = r"# ([\"']?body[\"']?[ \t]*:[ \t]+[|>](?P<a>[1-9])?[+-]?(?P<b>[1-9])?(?:[ \t]+#.*|[ \t]*))"
"""The last line of a front matter that was a line `body:`."""
_ENDS = ("---", "...")


def other_name(file: str) -> str:
    """The name that a brief has in the other form: `talks.md` for `talks.yaml`, and back."""
    stem, _dot, _ending = file.rpartition(".")
    return f"{stem}.yaml" if is_markdown(file) else f"{stem}{MARKDOWN[0]}"


def converted(text: Text) -> str:
    """A brief in the other form: that of `other_name(text.file)`. It says the same, with every comment, and the body is
    the same to the byte. Raises `NotFormatted` for a text of which that is not so, with what is in the way."""
    parts = split(text)
    head_of(text, parts)
    result = _as_yaml(text) if text.is_markdown else _as_markdown(text)
    if _said(Text(result, other_name(text.file))) != _said(text):
        raise NotFormatted("it would say something else in the other form")
    return result


def _said(text: Text) -> object:
    """What YAML reads of a text, and the lines of its body from the first that is not blank."""
    pairs, body, codes = said_by(text)
    return pairs, list(dropwhile(lambda line: not line, (line if line.strip() else "" for line in body))), codes


def _as_markdown(text: Text) -> str:
    parts = split(text)
    if parts.body is None or not parts.place.line:
        raise NotFormatted("it has no line `body: |` with the text below it")
    at = parts.place.line - 1
    end = parts.body[-1].number if parts.body else at + 1
    head, behind = _lines(text, 0, at), [line for line in _lines(text, end) if line.rstrip() != "..."]
    if any(line.rstrip() in _ENDS for line in head):
        raise Unreadable("it has more than one document")
    ending = line_end(text.text)
    body = [row for line in parts.body if (row := _slice(text, line.offset, line.number))]
    if any(map(str.strip, behind)):
        head += [line if line.endswith(("\n", "\r")) else line + ending for line in behind]
        body = [*body[:-1], *(line if line.endswith(("\n", "\r")) else line + ending for line in body[-1:])]
    else:
        body += behind
    written = text.lines[at]
    above = next((line for line in reversed(head) if line.strip()), "")
    lead: list[str] = []
    if written != _body_line(body) or re.fullmatch(_KEPT, above.rstrip("\r\n")):
        head.append(f"# {written}{ending}")
    elif body and head and _is_empty(head[-1]):
        lead.append(head.pop())
    elif len(body) > 1 and _is_empty(body[0]):
        head.append(f"# {written}{ending}")
    return "".join([f"---{ending}", *head, f"---{_end_of(text, at)}", *lead, *body])


def _as_yaml(text: Text) -> str:
    if text.lines[0].rstrip() != "---":
        raise NotFormatted("it has no front matter")
    end = next(number for number in range(1, len(text.lines)) if text.lines[number].rstrip() in _ENDS)
    head, body = _lines(text, 1, end), _lines(text, end + 1)
    lead: list[str] = []
    line, step = _body_line(body), _STEP
    if found := re.fullmatch(_KEPT, head[-1].rstrip("\r\n")) if head else None:
        line, step = found[1], int(found["a"] or found["b"] or _STEP)
        head.pop()
    elif len(body) > 1 and _is_empty(body[0]):
        lead.append(body.pop(0))
    else:
        while body and head and _is_empty(head[-1]):
            head.pop()  # it would be one below the front matter on the way back
    pad = " " * step
    rows = [one if _is_empty(one) else pad + one for one in body]
    return "".join([*head, *lead, f"{line}{_end_of(text, end)}", *rows])


def _body_line(body: Sequence[str]) -> str:
    """The line above a body: how deep it stands is said where its first line begins with a blank."""
    first = next((line for line in body if line.strip("\r\n")), "")
    return f"body: |{_STEP}" if first[:1].isspace() else "body: |"


def _is_empty(line: str) -> bool:
    """Whether a line has nothing but its end."""
    return not line.strip("\r\n")


def _end_of(text: Text, number: int) -> str:
    """How the line of an index ends, which may be the last."""
    line = _slice(text, text.starts[number], number + 1)
    return line[len(line.rstrip("\r\n")) :]


def _lines(text: Text, start: int, end: int | None = None) -> list[str]:
    """Some lines with their ends; what is behind the last end of line is one where it is not empty."""
    numbers = range(start, len(text.lines) if end is None else end)
    return [line for number in numbers if (line := _slice(text, text.starts[number], number + 1))]


def _slice(text: Text, start: int, number: int) -> str:
    """The text from an offset to the end of the line of a number, from 1."""
    return text.text[start : text.starts[number] if number < len(text.starts) else len(text.text)]
