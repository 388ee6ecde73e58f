"""What an operation on files is made of: each as it is and as it is to be, and the lines that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from briefing.model.value import NamedTuple

L = TypeVar("L", str, bytes)


class Impossible(Exception):
    """An operation cannot be done; the message says why, and what to do."""


class FileStep(NamedTuple):
    """A file as it is and as it is to be; None where there is none."""

    file: str
    before: bytes | None
    after: bytes | None


def changed_lines(old: Sequence[L], new: Sequence[L]) -> Iterator[tuple[int, int, Sequence[L], Sequence[L]]]:
    """The lines that differ, in order: where they begin in both, and what they are there. As many lines are compared
    one by one; else all between the first and the last that differ are told."""
    if len(old) != len(new):
        shorter = min(len(old), len(new))
        head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
        tail = next((at for at in range(shorter - head) if old[-1 - at] != new[-1 - at]), shorter - head)
        yield head, head, old[head : len(old) - tail], new[head : len(new) - tail]
        return
    at = 0
    while at < len(old):
        end = at
        while end < len(old) and old[end] != new[end]:
            end += 1
        if end > at:
            yield at, at, old[at:end], new[at:end]
        at = end + 1
