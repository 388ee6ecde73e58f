"""A check of the desk's files while the desk is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from time import monotonic

from briefing.desk.checking import Checked as Checked
from briefing.desk.checking import Checker, known
from briefing.model.clock import Clock
from briefing.model.problem import Problem

_APART = 0.1  # seconds between two words on how far it is


class _Stopped(Exception):
    """Nobody waits for this check any more."""


class Inspection:
    """Checks that follow each other: what did not change since the last one is not read again."""

    def __init__(self, root: Path, clock: Clock) -> None:
        self._root = root
        self._clock = clock
        self._last: Checker | None = None

    def known(self, problems: tuple[Problem, ...]) -> Checked:
        """What the index knows of the desk, with the lines of the files. Blocks."""
        return known(self._root, problems)

    def check(self, tell: Callable[[int, int], None], stop: Event) -> Checked | None:
        """Check every file, and tell ten times a second how far it is; None when it was stopped. For a thread of its
        own, so that no answer of the desk waits for it."""
        told = monotonic()

        def progress(done: int, total: int) -> None:
            nonlocal told
            if stop.is_set():
                raise _Stopped
            if (now := monotonic()) - told >= _APART:
                told = now
                tell(done, total)

        checker = Checker(self._root, self._clock.today(), before=self._last)
        self._last = checker  # what it has read by the time it is stopped need not be read again
        try:
            return checker.check(progress=progress)
        except _Stopped:
            return None
