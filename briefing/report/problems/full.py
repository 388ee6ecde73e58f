"""Problems with the lines where they are, worst last: what one reads after the prompt comes back stands next to it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from briefing.model.names import clean
from briefing.model.problem import Problem
from briefing.report.problems import Told

_ORDER = {"info": 0, "warning": 1, "error": 2}
_INK = {"info": "36", "warning": "33", "error": "31"}
_LEAST = 24  # cells of a line that are shown however narrow the terminal is


def lines(told: Told) -> Iterator[str]:
    """A frame for each problem, and a line that sums up."""
    ink = _Ink(told.colour)
    texts = {file: text.replace("\r\n", "\n").replace("\r", "\n").split("\n") for file, text in told.texts.items()}
    for problem in sorted(told.problems, key=lambda one: _ORDER[one.severity]):
        yield from _frame(problem, texts.get(problem.span.file, []), told.width, ink)
        yield ""
    yield _summary(told, ink)


class _Ink:
    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour and text else text


def _frame(problem: Problem, text: list[str], width: int, ink: _Ink) -> Iterator[str]:
    span, hue = problem.span, _INK[problem.severity]
    place = f"{clean(span.file)}:{span.line}:{span.column}"
    yield f"{ink('1', place)}: {ink(f'1;{hue}', f'{problem.severity}[{problem.code}]')} {_safe(problem.message)}"
    margin = len(str(span.line))
    bar = ink("2", "|")
    if 0 < span.line <= len(text) and text[span.line - 1].strip():
        shown, before, under = _cut(text[span.line - 1], problem, max(width - margin - 4, _LEAST))
        yield f"{' ' * margin} {bar}"
        yield f"{ink('2', str(span.line))} {bar} {shown}".rstrip()
        yield f"{' ' * margin} {bar} {' ' * before}{ink(f'1;{hue}', '^' * under)}"
    if help_ := _help(problem):
        yield f"{' ' * margin} {ink('2', '=')} {help_}"


def _cut(line: str, problem: Problem, room: int) -> tuple[str, int, int]:
    """The line made safe and cut to a number of cells around the culprit, the cells before it, and its cells."""
    span = problem.span
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    end = max(min(end, len(line)), start)
    parts = [_safe(part) for part in (line[:start], line[start:end], line[end:])]
    head, culprit, rest = parts
    if cell_len("".join(parts)) <= room:
        return "".join(parts), cell_len(head), max(cell_len(culprit), 1)
    culprit = _first(culprit, room - 2)
    left = room - cell_len(culprit)
    if cell_len(head) > left // 2:
        head = "…" + _last(head, max(left // 2 - 1, 0))
    rest = _first(rest, left - cell_len(head))
    return f"{head}{culprit}{rest}", cell_len(head), max(cell_len(culprit), 1)


def _first(text: str, room: int) -> str:
    if cell_len(text) <= room:
        return text
    while text and cell_len(text) > max(room - 1, 0):
        text = text[:-1] if cell_len(text) < room + 200 else text[: len(text) // 2]
    return text + "…"


def _last(text: str, room: int) -> str:
    text = text[-room:] if room else ""
    while cell_len(text) > room:
        text = text[1:]
    return text


def _safe(text: str) -> str:
    """Text for a terminal: what could steer it is a middle dot, and a tab four spaces."""
    return "".join(
        "    " if char == "\t" else char if char.isprintable() or clean(char) else "·" for char in text
    ).replace("\n", " ")


def _help(problem: Problem) -> str:
    """The fix in words, unless the message says it already."""
    if not problem.changes or (not problem.is_sure and "did you mean" in problem.message):
        return ""
    option = "--fix" if problem.is_sure else "--unsafe-fixes"
    if not problem.fix.strip():
        return f"fix: {option} {'deletes it' if all(not edit.text for edit in problem.edits) else 'puts it right'}"
    return f"{'fix' if problem.is_sure else 'perhaps'}: {_first(_safe(problem.fix), 100)}"


def _summary(told: Told, ink: _Ink) -> str:
    files = _counted(told.files, "file")
    parts = [
        ink(f"1;{_INK[severity]}", _counted(count, noun))
        for severity, noun in (("error", "error"), ("warning", "warning"), ("info", "hint"))
        if (count := told.count(severity))  # type: ignore[arg-type]
    ]
    hidden = f" ({_counted(told.hidden, 'hint')}: --hints)" if told.hidden else ""
    if not parts:
        return f"{ink('1;32', 'Nothing wrong')} in {files}{hidden}"
    sure = sum(problem.is_sure for problem in told.problems)
    likely = sum(bool(problem.changes) for problem in told.problems) - sure
    ways = [f"{sure} can be fixed with --fix"] if sure else []
    ways += (
        [
            f"{likely} {'more ' if sure else ''}with --unsafe-fixes"
            if sure
            else f"{likely} may be fixed with --unsafe-fixes"
        ]
        if likely
        else []
    )
    said = ", ".join(parts) + f" in {files}"
    return said + (f"; {', '.join(ways)}" if ways else "") + hidden


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
