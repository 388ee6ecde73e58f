"""Problems with the lines where they are, worst last: what one reads after the prompt comes back stands next to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefing.model.nouns import counted
from briefing.model.problem import Problem
from briefing.report.cells import cells
from briefing.report.problems import Told
from briefing.report.problems.frame import fix_of, frame_of, lines_of, safe

_INK = {"info": "36", "warning": "33", "error": "31"}
_MARKED = {r"[\d,]+ errors?": "1;31", r"[\d,]+ warnings?": "1;33", "^Nothing wrong": "1;32"}
_PAPER = 100  # cells, where there is no terminal
_LEAST = 24  # cells of a line that are shown however narrow the terminal is


def lines(told: Told) -> Iterator[str]:
    """A frame for each problem, and a line that sums up."""
    ink = _Ink(told.colour)
    texts = {file: lines_of(text) for file, text in told.texts.items()}
    for problem in sorted(told.problems, key=lambda one: one.rank):
        yield from _framed(problem, texts.get(problem.span.file, []), told.width, ink)
        yield ""
    first, *more = _wrapped(safe(_summary(told)), told.width, 0)
    yield _marked(first, ink)
    yield from (_marked(line, ink) for line in more)


class _Ink:
    def __init__(self, colour: bool) -> None:
        self.has_colour = colour

    def __call__(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.has_colour and text else text


def _framed(problem: Problem, text: list[str], width: int, ink: _Ink) -> Iterator[str]:
    span, hue = problem.span, _INK[problem.severity]
    place = f"{safe(span.file)}:{span.line}:{span.column}"
    kind = f"{problem.severity}[{problem.code}]"
    first, *more = _wrapped(safe(problem.message), width, cells(f"{place}: {kind} "))
    yield f"{ink('1', place)}: {ink(f'1;{hue}', kind)} {first}".rstrip()
    yield from (f"  {line}" for line in more)
    margin = len(str(span.line))
    bar = ink("2", "|")
    if frame := frame_of(problem, text, max((width or _PAPER) - margin - 4, _LEAST)):
        yield f"{' ' * margin} {bar}"
        yield f"{ink('2', str(span.line))} {bar} {frame.text}".rstrip()
        yield f"{' ' * margin} {bar} {' ' * frame.before}{ink(f'1;{hue}', '^' * frame.under)}"
    if fix := fix_of(problem):
        yield f"{' ' * margin} {ink('2', '=')} {fix}"


def _wrapped(text: str, width: int, before: int) -> list[str]:
    """A text in lines of `width` cells, the first of which begins behind `before` cells and the others behind two."""
    if not width:
        return [text]
    lines: list[str] = []
    line, room = "", width - before
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if cells(longer) > room and (line or not lines):
            lines.append(line)
            line, room = word, width - 2
        else:
            line = longer
    return [*lines, line]


def _summary(told: Told) -> str:
    files = counted(told.files, "file") + _of(told.desks)
    passed = (f"; {told.fixed}" if told.fixed else "") + (f"; {told.passed}" if told.passed else "")
    passed = _drafts(told.drafts) + passed
    hidden = " (hints: --hints)" if told.hidden is None else ""
    hidden = f" ({counted(told.hidden, 'hint')}: --hints)" if told.hidden else hidden
    if not told.problems:
        return f"Nothing wrong in {files}{hidden}{passed}"
    counts = {"error": told.count("error"), "warning": told.count("warning"), "hint": told.count("info")}
    numbers = ", ".join(counted(count, noun) for noun, count in counts.items() if count)
    return f"{numbers} in {files}{_ways(told)}{hidden}{passed}"


def _drafts(drafts: Mapping[str, int]) -> str:
    """How many marks of a draft are left, and where: in one file by name, and in how many others."""
    if not drafts:
        return ""
    first, *others = sorted(drafts)
    more = f" and {counted(len(others), 'other file')}" if others else ""
    return f"; {counted(sum(drafts.values()), 'mark')} of a draft left in {first}{more}"


def _of(desks: tuple[str, ...]) -> str:
    """Which desks the files are of, at most three by name."""
    named = " and ".join(desks) if len(desks) <= 3 else f"{len(desks)} desks"
    return f" of {named}" if desks else ""


def _ways(told: Told) -> str:
    """How many of the problems can be fixed, and how."""
    sure = sum(problem.is_sure for problem in told.problems)
    likely = sum(bool(problem.changes) for problem in told.problems) - sure
    if not sure:
        return f"; {likely:,} may be fixed with --unsafe-fixes" if likely else ""
    return f"; {sure:,} can be fixed with --fix" + (f", {likely:,} more with --unsafe-fixes" if likely else "")


def _marked(line: str, ink: _Ink) -> str:
    """A line of the summary in its colours."""
    if not ink.has_colour:
        return line
    for pattern, code in _MARKED.items():
        line = re.sub(pattern, ink(code, r"\g<0>"), line)
    return line
