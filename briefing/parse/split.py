"""Where the head of a file ends and its text begins, found before YAML reads anything.

A body line that lost its indentation would end the YAML; so YAML never sees the body.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from briefing.model.pattern import later
from briefing.model.problem import Edit, Problem
from briefing.model.span import NOWHERE, Span
from briefing.model.value import replace
from briefing.parse import slips
from briefing.parse.body_line import body_slip
from briefing.parse.characters import BLANKS, BREAKS, INVISIBLE
from briefing.parse.fields import OWNERS
from briefing.parse.indentation import Line, dedented, even_indentation, even_lines
from briefing.parse.text import Text


class Split:
    """A file in two. `head` has the file's lines, with blank ones where the body is.

    `place` is the span of the word `body`. `begins` is the offset of a body that goes on to the file's end, and of
    which nothing is told; else it is -1.
    """

    __slots__ = ("_body", "begins", "head", "place", "problems")

    def __init__(
        self,
        head: str,
        body: list[Line] | Callable[[], list[Line]] | None = None,
        place: Span = NOWHERE,
        problems: list[Problem] | None = None,
        begins: int = -1,
    ) -> None:
        self.head, self._body, self.place, self.begins = head, body, place, begins
        self.problems = [] if problems is None else problems

    @property
    def body(self) -> list[Line] | None:
        """The body's lines, made when they are asked for; None when the head may hold it as an ordinary YAML value."""
        if callable(self._body):
            self._body = self._body()
        return self._body

    def set_body(self, body: list[Line] | Callable[[], list[Line]], begins: int = -1) -> None:
        self._body, self.begins = body, begins

    @property
    def has_body(self) -> bool:
        """Whether the body stands apart from the head."""
        return self._body is not None


_ANY = rf"[ \t{''.join([*BLANKS, *INVISIBLE])}]"
_OWN = later(r"""["']?x-[\w-]+["']?[ \t]*:(?:[ \t]|$)""")
"""A key of the author's own, which is kept and passed over."""
_BODY = re.compile(r"""(?P<key>body|"body"|'body')[ \t]*:(?P<rest>.*)""")
_HEADER = r"[ \t]+[|>](?:(?P<a>[1-9])[+-]?|[+-](?P<b>[1-9])?)?(?P<after>.*)"
_OTHER_BAR = r"[ \t]+(?P<sign>[^\w\s\"'#\[\]{}&*!~]{1,2}|[lI1])[ \t]*"
"""A sign where a bar belongs."""
_SECOND_SIGN = r"[ \t]*([|>:.,;!*\"'`\\/=]|[-\u2013\u2014]+|\.\.\.)[ \t]*"
"""A sign behind the bar."""
_PYTHON = r"""[ \t]+(?P<mark>\"{3}|'{3})(?P<text>.*?)(?P<end>(?P=mark))?[ \t]*"""
"""A text as Python has it over several lines."""
_KEY = later(rf"""["']?(?:{"|".join(OWNERS["brief"].fields)})["']?[ \t]*:(?:[ \t]|$)""")
_INDENTED = ("", " ")
_NOT_INDENTED = later(r"\n[^ \n]")
_SLIPPED = (
    rf"""(?P<indent>{_ANY}?)(?P<key>\w{{3,6}})(?P<before>{_ANY}*)(?P<colon>[:\uff1a=]?)(?P<gap>{_ANY}*)"""
    r"""(?P<bar>[|>][+-]?[ \t]*)"""
)


def split(text: Text) -> Split:
    """Take the body out of a file: a brief in YAML, or Markdown behind front matter (`.md`)."""
    result = _front_matter(text) if text.is_markdown else _after_marker(text)
    if result is None:
        result = _yaml(text)
    result.head = with_plain_breaks(result.head)
    return result


def with_plain_breaks(head: str) -> str:
    """Blanks for the three characters that end a line in YAML and not in an editor: lines stay the editor's."""
    if not head.isascii():
        for char in BREAKS:
            head = head.replace(char, " ")
    return head


def _front_matter(text: Text) -> Split | None:
    lines = text.lines
    if lines[0].rstrip() != "---":
        first = text.span_in_line(0, 0, len(lines[0]))
        return _late_front_matter(text) or _other_front_matter(text) or Split("", _body(text, 0, len(lines)), first)
    if (found := _between_markers(text, 0)) is not None:
        return found
    for end in range(1, len(lines)):
        if re.fullmatch(_RULE, lines[end]):
            span = text.span_in_line(end, 0, len(lines[end].rstrip()))
            problem = slips.FRONT_OTHER.at(span, "---", mark=lines[end].rstrip()[:10])
            head = "\n" + text.text[text.starts[1] : text.starts[end]]
            return Split(head, _body(text, end + 1, len(lines)), span, [problem])
        if lines[end].strip() and not re.match(r"[\s#-]|[\"']?[\w-]+[\"']?[ \t]*:", lines[end]):
            break
    unclosed = _unclosed(text) or _yaml(text)
    unclosed.problems[:] = [problem for problem in unclosed.problems if problem.code != slips.FRONT_OPEN.code]
    unclosed.problems.append(slips.FRONT_OPEN.at(text.span_in_line(0, 0, 3)))
    return unclosed


def _between_markers(text: Text, start: int) -> Split | None:
    """Front matter from its first `---` to its last, and the text behind it; None where it has no end."""
    lines = text.lines
    indented: list[Problem] = []
    for end in range(start + 1, len(lines)):
        if lines[end].strip() == "---" and lines[end][:1] in " \t" and _ends_front_matter(lines, end):
            span = text.span_in_line(end, 0, len(lines[end]) - len(lines[end].lstrip()))
            indented = [slips.FRONT_INDENTED.at(span, edits=(Edit(span, ""),))]
        if indented or lines[end].rstrip() in ("---", "..."):
            head = "\n" * (start + 1) + text.text[text.starts[start + 1] : text.starts[end]]
            problems = indented
            last = _second_front_matter(text, start, end, problems)
            place, begin = text.span_in_line(end, 0, 3), end + 1
            first = next((n for n in range(begin, last) if lines[n].strip()), last)
            if first < last and text.is_markdown and _KEY.match(lines[first]):
                from briefing.parse.below_front import below

                if found := below(text, end, first, _KEY):
                    problems.append(found.problem)
                    head += found.head
                    begin = found.body
            return Split(head, _body(text, begin, last), place, problems)
    return None


def _ends_front_matter(lines: list[str], number: int) -> bool:
    """Whether a line `---` that is indented ends front matter: what follows is neither a key nor goes on with one."""
    below = next((line for line in lines[number + 1 :] if line.strip()), " ")
    return below[0] not in " \t#-" and not _KEY.match(below) and below.rstrip() != "..."


def _second_front_matter(text: Text, start: int, end: int, problems: list[Problem]) -> int:
    """Where the text behind front matter ends: before the same front matter once more, which is told."""
    lines = text.lines
    first = [line for line in lines[start + 1 : end] if line.strip()]
    for number in range(end + 1, len(lines)):
        if lines[number].rstrip() != "---" or not first:
            continue
        behind = [line for line in lines[number + 1 : number + 1 + end - start] if line.strip()][: len(first)]
        key = _KEY.match(first[0])
        if key and behind == first:
            place = text.span_in_line(number, 0, 3)
            problems.append(slips.TWICE.at(place, key=key[0].rstrip(" \t:"), line=start + 2))
            return number
    return len(lines)


def _late_front_matter(text: Text) -> Split | None:
    """Front matter behind blank lines or a comment of HTML; where it should be, it stands on the first line."""
    before = re.match(r"(?:\s|<!--(?:[^-]|-(?!->))*-->)*(?=---[ \t]*$)", text.text[:65_536], re.MULTILINE)
    if before is None or not before[0]:
        return None
    start = text.line_at(before.end())
    found = _between_markers(text, start)
    if not re.match(r"[\"']?[\w-]+[\"']?[ \t]*:", text.lines[start + 1] if start + 1 < len(text.lines) else ""):
        return None
    edits = () if before[0].strip() or found is None else (Edit(text.span(0, before.end()), ""),)
    found = found or Split("", _body(text, 0, len(text.lines)))
    found.problems.append(slips.FRONT_LATE.at(text.span_in_line(0, 0, 0), edits=edits))
    return found


_RULE = r"(?:[-*_=~\u2010-\u2015\u2212]{2,}|[\u2014\u2015]|\+{3}|`{3,}[ \t]*\w*)[ \t]*"
"""A line that was to be `---`."""


def _other_front_matter(text: Text) -> Split | None:
    """Front matter between other lines than `---`, or between none."""
    lines = text.lines
    is_rule = re.fullmatch(_RULE, lines[0]) is not None
    if not _KEY.match(lines[is_rule] if len(lines) > is_rule else ""):
        return None
    if not is_rule:
        if any(_BODY.match(line) for line in lines):
            result = _yaml(text)
            result.problems.append(slips.YAML_IN_MARKDOWN.at(text.span_in_line(0, 0, 0)))
            return result
        end = next((n for n, line in enumerate(lines) if not line.strip() or re.fullmatch(_RULE, line)), 0)
        if end and lines[end].strip():
            problem = slips.FRONT_LOST.at(text.span_in_line(0, 0, 0), edits=(Edit(text.span(0, 0), "---\n"),))
            return Split(text.text[: text.starts[end]], _body(text, end + 1, len(lines)), problem.span, [problem])
        if not end or not any(line.startswith("title:") for line in lines[:end]):
            return None
        places = (text.span_in_line(n, 0, 0) for n in (0, end))
        problem = slips.FRONT_NONE.at(text.span_in_line(0, 0, 0), edits=tuple(Edit(at, "---\n") for at in places))
        return Split(text.text[: text.starts[end]], _body(text, end, len(lines)), problem.span, [problem])
    end = next((n for n in range(1, len(lines)) if re.fullmatch(_RULE, lines[n])), 0)
    if not end:
        if (unclosed := _unclosed(text)) is not None:
            unclosed.problems.append(slips.FRONT_OPEN.at(text.span_in_line(0, 0, len(lines[0].rstrip()))))
        return unclosed
    spans = [text.span_in_line(n, 0, len(lines[n])) for n in (0, end)]
    edits = tuple(Edit(span, "---") for span in spans if text.of(span).rstrip() != "---")
    problem = slips.FRONT_OTHER.at(spans[0], edits=edits, mark=lines[0].rstrip()[:10])
    head = "\n" + text.text[text.starts[1] : text.starts[end]]
    return Split(head, _body(text, end + 1, len(lines)), spans[1], [problem])


def _body(text: Text, start: int, end: int) -> list[Line]:
    return [Line(text.lines[n], text.starts[n], n + 1) for n in range(start, end)]


def _unclosed(text: Text) -> Split | None:
    """Front matter without its end, where a blank line parts it from the text."""
    lines = text.lines
    for number in range(2, len(lines)):
        line = lines[number]
        if _BODY.match(line):
            return None
        if line[:1].strip() and not lines[number - 1].strip() and not _KEY.match(line) and line[0] not in "#-":
            return Split("\n" + text.text[text.starts[1] : text.starts[number]], _body(text, number, len(lines)))
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
        if line.rstrip()[-1:] not in ("|", ">", "+", "-") or (match := re.fullmatch(_SLIPPED, line)) is None:
            continue
        if problem := body_slip(text, number, match):
            found = _cut(text, number, match, f" {match['bar']}")
            if found is not None:
                found.problems.insert(0, problem)
            return found
    return None


def _behind_marker(text: Text, marker: int) -> Split:
    """Text behind a `---` in a YAML file, as in Markdown."""
    place = text.span_in_line(marker, 0, 3)
    body = _body(text, marker + 1, len(text.lines))
    return Split(text.text[: text.starts[marker]], body, place, [slips.TEXT_BEHIND.at(place)])


def _without_strays(result: Split, strays: list[int], text: Text) -> Split:
    """Blank out `---` lines and directives, so that what stands behind them is read too."""
    head = result.head
    first = next((n for n, line in enumerate(text.lines) if line.strip() and line[0] not in "%#"), 0)
    directives = [number for number in range(strays[0] if strays else first) if text.lines[number][:1] == "%"]
    if directives:
        first = directives[0]
        place = text.span_in_line(first, 0, len(text.lines[first].rstrip()))
        edits = tuple(Edit(text.line_span(number), "") for number in [*directives, *strays[:1]])
        word = text.lines[first].split()[0]
        result.problems.append(slips.DIRECTIVE.at(place, edits=edits, word=word))
        for number in directives:
            start, end = text.starts[number], text.starts[number] + len(text.lines[number])
            head = f"{head[:start]}{' ' * (end - start)}{head[end:]}"
        if strays:
            head = f"{head[: text.starts[strays[0]]]}   {head[text.starts[strays[0]] + 3 :]}"
        strays = strays[1:]
    for number in strays:
        start = text.starts[number]
        head = head[:start] + "   " + head[start + 3 :]
    if strays:
        place = text.span_in_line(strays[0], 0, 3)
        edits = tuple(Edit(text.line_span(number), "") for number in strays)
        result.problems.append(slips.MARKERS.at(place, edits=edits))
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
        found.problems.append(slips.FRONT_IN_YAML.at(place))
        return found
    return None


def _cut(text: Text, at: int, match: re.Match[str], mended: str = "") -> Split | None:
    """The file cut at its line `body: |`; `mended` is what was meant behind the colon, if that is not there."""
    lines, rest = text.lines, mended or match["rest"]
    place = text.span_in_line(at, match.start("key"), match.end("key"))
    result = Split("", [], place)
    given = closing = 0
    first: Line | None = None
    if header := re.fullmatch(_HEADER, rest):
        given = int(header["a"] or header["b"] or 0)
        after = header["after"]
        if after.strip() and (sign := re.fullmatch(_SECOND_SIGN, after)):
            column = match.start("rest") + header.start("after") + sign.start(1)
            place = text.span_in_line(at, column, column + len(sign[1]))
            result.problems.append(slips.BAR_TWICE.at(place, edits=(Edit(place, ""),), mark=after.strip()))
        elif after.strip() and not re.match(r"[ \t]+#", after):
            column = match.start("rest") + header.start("after") + len(after) - len(after.lstrip())
            end = len(lines[at].rstrip())
            bar = match.start("rest") + header.start("after")
            edit = Edit(text.span_in_line(at, bar, len(lines[at])), f"\n  {lines[at][column:end]}")
            result.problems.append(slips.ON_BAR.at(text.span_in_line(at, column, end), edits=(edit,)))
            first = Line(lines[at][column:], text.starts[at] + column, at + 1)
    elif not rest.strip() or re.match(r"[ \t]+#", rest):
        following = next((line for line in lines[at + 1 :] if line.strip()), "")
        if following.lstrip()[:1] in ("'", '"', "") or _KEY.match(following):
            return None
        bar = match.start("rest")
        edit = Edit(text.span_in_line(at, bar, bar), " |")
        result.problems.append(slips.NO_BAR.at(place, edits=(edit,)))
    elif (sign := re.fullmatch(_OTHER_BAR, rest)) and lines[at + 1 : at + 2] and lines[at + 1][:1] == " ":
        column = match.start("rest") + sign.start("sign")
        span = text.span_in_line(at, column, column + len(sign["sign"]))
        result.problems.append(slips.OTHER_BAR.at(span, mark=sign["sign"]))
    elif (python := re.fullmatch(_PYTHON, rest)) and (closing := _closes(lines, at, python)):
        column = match.start("rest") + python.start("mark")
        said = python["text"].strip()
        opening = Edit(text.span_in_line(at, match.start("rest"), len(lines[at])), f" |\n  {said}" if said else " |")
        edits = (opening, Edit(text.line_span(closing), "")) if closing > at else (opening,)
        mark = text.span_in_line(at, column, column + 3)
        result.problems.append(slips.OTHER_BAR.at(mark, edits=edits, mark=python["mark"]))
        if said:
            first = Line(said, text.starts[at] + lines[at].index(said, column + 3), at + 1)
    else:
        return None
    end = at + 1
    is_last = "\r" not in text.text and _NOT_INDENTED.search(text.text, text.starts[at]) is None
    while (
        not is_last
        and end < len(lines)
        and (lines[end][:1] in _INDENTED or not (_KEY.match(lines[end]) or _OWN.match(lines[end])))
    ):
        end += 1
    result.head = text.text[: text.starts[at]]
    tail = end = len(lines) if is_last else end
    if is_last and not first and not closing and (indent := even_indentation(text, at + 1, end, given)):
        result.set_body(partial(even_lines, text, at + 1, end, indent), text.starts[at + 1])
        return result
    end = closing if at < closing < end else _end_of_body(text, at, end, result.problems)
    again = _is_pasted_twice(text, at, tail, result.problems)
    if tail < len(lines) and not again:
        result.head += "\n" * (tail - at) + text.text[text.starts[tail] :]
    body = dedented(text, at + 1, end, given, result.problems)
    if any(line.startswith("#") for line in lines[end:tail]):  # a comment, or a heading that is not indented either
        code = slips.NOT_INDENTED.code
        result.problems = [replace(one, is_sure=one.is_sure and one.code != code) for one in result.problems]
    result.set_body([first, *body] if first else body)
    return result


def _closes(lines: Sequence[str], at: int, python: re.Match[str]) -> int:
    """The line where a text of Python ends: its own, or one below that has the mark alone; 0 where it does not."""
    if python["end"]:
        return at if python["text"].strip() else 0
    below = (n for n in range(at + 1, len(lines)) if lines[n].strip() == python["mark"])
    return next(below, 0) if not python["text"].strip() else 0


def _end_of_body(text: Text, at: int, end: int, problems: list[Problem]) -> int:
    """The line behind the body's last: comments and marks of the document's end that follow it are no text."""
    lines = text.lines
    last = end
    above = next((n for n in range(end - 1, at, -1) if lines[n].strip()), at)
    if end < len(lines) and _is_end(lines[above]) and _KEY.match(lines[end]) and lines[end].startswith("title"):
        return above  # a second brief follows
    if (left := _left_over(text, at, end)) > at + 1:
        place = text.span_in_line(left, 0, len(lines[left].rstrip()))
        line = Edit(text.line_span(left), "")
        problems.append(slips.LEFT_OVER.at(place, edits=(line,), text=lines[left].rstrip()))
        return left
    while last > at + 1 and (
        not lines[last - 1].strip() or lines[last - 1].startswith("#") or _is_end(lines[last - 1])
    ):
        last -= 1
    behind = range(last, end)
    markers = [n for n in behind if lines[n].rstrip() == "---"]
    if markers and end == len(lines):
        edits = tuple(Edit(text.line_span(n), "") for n in markers)
        problems.append(slips.MARKERS.at(text.span_in_line(markers[0], 0, 3), edits=edits))
        return last
    return last if any(lines[n].startswith(("#", "...")) for n in behind) else end


def _left_over(text: Text, at: int, end: int) -> int:
    """The line of what closes something of another language, last in the body and not indented, where the body is; 0
    where there is none.
    """
    lines = text.lines
    last = next((n for n in range(end - 1, at, -1) if lines[n].strip()), at)
    if last == at or not re.fullmatch(_CLOSES, lines[last].rstrip()):
        return 0
    above = [line for line in lines[at + 1 : last] if line.strip()]
    fences = sum(line.lstrip().startswith("```") for line in above)
    return last if above and all(line[0] == " " for line in above) and fences % 2 == 0 else 0


_CLOSES = r"""\"{1,3}|'{1,3}|`{3}|~{3}|[\]})|>]{1,2}[,;]?|EOF|EOT|</\w+>"""


def _is_end(line: str) -> bool:
    return line.rstrip() in ("---", "...")


def _is_pasted_twice(text: Text, at: int, tail: int, problems: list[Problem]) -> bool:
    """Whether a whole brief stands behind the body once more; told at its first key."""
    if tail == len(text.lines):
        return False
    keys = [match[0].rstrip(" \t:").strip("\"'") for line in text.lines[:at] if (match := _KEY.match(line))]
    behind = [match[0].rstrip(" \t:").strip("\"'") for line in text.lines[tail:] if (match := _KEY.match(line))]
    is_brief = "title" in keys and behind[:1] == ["title"] and "body" in behind
    if not is_brief and (not keys or "title" not in keys or behind[: len(keys) + 1] != [*keys, "body"]):
        return False
    line = next(n for n, line in enumerate(text.lines) if _KEY.match(line))
    end = len(behind[0])
    if text.lines[tail].rstrip() not in {one.rstrip() for one in text.lines[line:at]}:
        above = next((n for n in range(tail - 1, at, -1) if text.lines[n].strip()), tail)
        place = text.span_in_line(above, 0, 3) if _is_end(text.lines[above]) else text.span_in_line(tail, 0, end)
        problems.append(slips.SECOND_BRIEF.at(place))
        return True
    problems.append(slips.TWICE.at(text.span_in_line(tail, 0, end), key=behind[0], line=line + 1))
    return True
