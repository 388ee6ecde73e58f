"""What became of the lines of a text that was edited: which of them are new, and where one stood before.

A text is edited at one place at a time: what both have alike at their ends is set aside, and only what is left between
is compared. All of it is linear in the lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def changed_lines(before: Sequence[str], after: Sequence[str]) -> list[int]:
    """The indices of the lines that a text has and did not have; where lines only went or changed places, the index
    that the first of them had. None where nothing is different."""
    if before == after:
        return []
    first, end, end_after = _between(before, after)
    left = Counter(before[first:end])
    changed = []
    for index in range(first, end_after):
        left[after[index]] -= 1
        if left[after[index]] < 0 and after[index].strip():
            changed.append(index)
    return changed or [min(first, max(len(after) - 1, 0))]


def line_before(before: Sequence[str], after: Sequence[str], line: int) -> int:
    """Where a line of the text as it is now stood, by its index; the nearest place, where it is new."""
    first, end, end_after = _between(before, after)
    if line < first:
        return line
    if line >= end_after:
        return line - end_after + end
    return max(0, min(line, end - 1 if end > first else first, len(before) - 1))


def _between(before: Sequence[str], after: Sequence[str]) -> tuple[int, int, int]:
    """The index of the first line that differs, and where in either text those begin that are alike again."""
    most = min(len(before), len(after))
    first = next((index for index in range(most) if before[index] != after[index]), most)
    alike = next((count for count in range(most - first) if before[-1 - count] != after[-1 - count]), most - first)
    return first, len(before) - alike, len(after) - alike
