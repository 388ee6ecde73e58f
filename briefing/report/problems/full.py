"""Problems with the lines where they are, worst last: what one reads after the prompt comes back stands next to it."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model.names import clean
from briefing.model.problem import Problem
from briefing.report.problems import Told
from briefing.report.problems.frame import fix_of, frame_of, lines_of, safe

_ORDER = {"info": 0, "warning": 1, "error": 2}
_INK = {"info": "36", "warning": "33", "error": "31"}
_LEAST = 24  # cells of a line that are shown however narrow the terminal is


def lines(told: Told) -> Iterator[str]:
    """A frame for each problem, and a line that sums up."""
    ink = _Ink(told.colour)
    texts = {file: lines_of(text) for file, text in told.texts.items()}
    for problem in sorted(told.problems, key=lambda one: _ORDER[one.severity]):
        yield from _framed(problem, texts.get(problem.span.file, []), told.width, ink)
        yield ""
    yield _summary(told, ink)


class _Ink:
    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour and text else text


def _framed(problem: Problem, text: list[str], width: int, ink: _Ink) -> Iterator[str]:
    span, hue = problem.span, _INK[problem.severity]
    place = f"{clean(span.file)}:{span.line}:{span.column}"
    yield f"{ink('1', place)}: {ink(f'1;{hue}', f'{problem.severity}[{problem.code}]')} {safe(problem.message)}"
    margin = len(str(span.line))
    bar = ink("2", "|")
    if frame := frame_of(problem, text, max(width - margin - 4, _LEAST)):
        yield f"{' ' * margin} {bar}"
        yield f"{ink('2', str(span.line))} {bar} {frame.text}".rstrip()
        yield f"{' ' * margin} {bar} {' ' * frame.before}{ink(f'1;{hue}', '^' * frame.under)}"
    if fix := fix_of(problem):
        yield f"{' ' * margin} {ink('2', '=')} {fix}"


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
