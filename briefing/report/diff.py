"""What would change in a file, as a unified diff."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.model.names import one_line
from briefing.report.problems.frame import safe

_SEQUENCES = r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]|\r(?!$)"
"""What begins or ends a sequence of a terminal, and what goes back on its line."""


def diff_lines(file: str, before: bytes, after: bytes, for_terminal: bool) -> Iterator[str]:
    """The lines of the diff, with their ends: as `patch` and `git apply` take them, but for what begins a sequence of a
    terminal; for a terminal without all that could steer it.
    """
    from difflib import unified_diff

    file = one_line(file)
    for line in unified_diff(lines_of(before), lines_of(after), f"a/{file}", f"b/{file}"):
        bare = line.removesuffix("\n")
        yield f"{safe(bare) if for_terminal else _without_sequences(bare)}\n"
        if bare == line:
            yield "\\ No newline at end of file\n"


def lines_of(data: bytes) -> list[str]:
    """The lines as `patch` counts them, which knows one end of a line only."""
    text = data.decode("utf-8", "replace")
    *whole, rest = text.split("\n")
    return [*(f"{line}\n" for line in whole), *([rest] if rest else [])]


def hunk_lines(
    file: str, is_new: bool, lines: Sequence[str], hunks: Sequence[tuple[int, int, str]], for_terminal: bool
) -> Iterator[str]:
    """The same of a file whose changes are known: lines from 0 that become a text, in order. Takes as long as they have
    lines, however large the file is.
    """
    file = one_line(file)
    yield f"--- {'/dev/null' if is_new else f'a/{file}'}\n"
    yield f"+++ b/{file}\n"
    shift = 0
    for group in _together(hunks):
        first, last = max(group[0][0] - _AROUND, 0), min(group[-1][1] + _AROUND, len(lines))
        rows: list[tuple[str, str]] = []
        at = first
        for start, end, text in group:
            rows += [(" ", line) for line in lines[at:start]]
            rows += [("-", line) for line in lines[start:end]]
            rows += [("+", line) for line in text.splitlines(keepends=True)]
            at = end
        rows += [(" ", line) for line in lines[at:last]]
        old, new = sum(sign != "+" for sign, _line in rows), sum(sign != "-" for sign, _line in rows)
        yield f"@@ -{first + bool(old)},{old} +{first + shift + bool(new)},{new} @@\n"
        shift += new - old
        for sign, line in rows:
            bare = line.removesuffix("\n")
            yield f"{sign}{safe(bare) if for_terminal else _without_sequences(bare)}\n"
            if bare == line:
                yield "\\ No newline at end of file\n"


def _without_sequences(line: str) -> str:
    """A line, which is the file's own, but for what would steer a terminal. One that has none of that is what `patch`
    takes."""
    return line if line.isprintable() else re.sub(_SEQUENCES, "\ufffd", line)


_AROUND = 3


def _together(hunks: Sequence[tuple[int, int, str]]) -> Iterator[list[tuple[int, int, str]]]:
    """Changes that lie so near to each other that they are shown as one."""
    group: list[tuple[int, int, str]] = []
    for hunk in hunks:
        if group and hunk[0] - group[-1][1] > 2 * _AROUND:
            yield group
            group = []
        group.append(hunk)
    if group:
        yield group
