"""Work on many things done by two processes, a half each: this one, and a copy of it that ends when it is done."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Sequence
from typing import Generic, NoReturn, TypeVar

T = TypeVar("T")
R = TypeVar("R")


def in_halves(items: Sequence[T], work: Callable[[Sequence[T]], list[R]], least: int) -> list[R]:
    """What some work makes of things, in order. Raises what it raises.

    From `least` things on a copy of this process does the second half, if it can be copied. What comes back from there
    must be plain: texts, numbers, tuples, lists. A copy that fails, or is killed, has its half done here.
    """
    if len(items) < least or not can_be_copied():
        return work(items)
    half = len(items) // 2
    copy = CopiedProcess(lambda: work(items[half:]))
    try:
        first = work(items[:half])
    except BaseException:
        copy.end()
        raise
    rest = copy.answer()
    return first + (work(items[half:]) if rest is None else rest)


def can_be_copied() -> bool:
    """Whether a copy of this process would live: one of a process with threads may wait for ever for what another
    thread holds."""
    threading = sys.modules.get("threading")
    return hasattr(os, "fork") and (threading is None or threading.active_count() == 1)


class CopiedProcess(Generic[R]):
    """A copy of this process that works while this one goes on. Only where it `can_be_copied`."""

    def __init__(self, work: Callable[[], list[R]]) -> None:
        ours, theirs = os.pipe()
        self._process = os.fork()
        if not self._process:
            os.close(ours)
            _work(work, theirs)
        os.close(theirs)
        self._answer = os.fdopen(ours, "rb")

    def answer(self) -> list[R] | None:
        """What it made, once it is done; None where it failed or was killed. To be asked once. Where the waiting is cut
        short, it is let go."""
        try:
            data = self._answer.read()
        except BaseException:
            self.end()
            raise
        self._answer.close()
        os.waitpid(self._process, 0)
        made: list[R] | None = marshal.loads(data[:-1]) if data[-1:] == b"." else None
        return made

    def end(self) -> None:
        """Let it go, done or not."""
        from signal import SIGKILL

        os.kill(self._process, SIGKILL)
        self._answer.close()
        os.waitpid(self._process, 0)


def _work(work: Callable[[], list[R]], pipe: int) -> NoReturn:
    try:
        with os.fdopen(pipe, "wb") as answer:
            answer.write(marshal.dumps(work()) + b".")
    finally:  # what the process that was copied was about to do is not to be done twice
        os._exit(0)
