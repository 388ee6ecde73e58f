"""What would change in a file, as a unified diff."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.report.problems.frame import safe


def diff_lines(file: str, before: bytes, after: bytes, for_terminal: bool) -> Iterator[str]:
    """The lines of the diff, with their ends: as `patch` and `git apply` take them, or, for a terminal, without what
    could steer it.
    """
    from difflib import unified_diff

    for line in unified_diff(_lines(before), _lines(after), f"a/{file}", f"b/{file}"):
        bare = line.removesuffix("\n")
        yield f"{safe(bare) if for_terminal else bare}\n"
        if bare == line:
            yield "\\ No newline at end of file\n"


def _lines(data: bytes) -> list[str]:
    """The lines as `patch` counts them, which knows one end of a line only."""
    text = data.decode("utf-8", "replace")
    *whole, rest = text.split("\n")
    return [*(f"{line}\n" for line in whole), *([rest] if rest else [])]
