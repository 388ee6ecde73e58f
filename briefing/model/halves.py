"""Work on many things done by two processes: this one, and a copy of it that ends when it is done. Each does a half, or
takes one share after the other where this one comes to it later."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Generic, NoReturn, TypeVar

T = TypeVar("T")
R = TypeVar("R")
_SHARES, _LEAST = 250, 100
"""At most so many shares, since one byte has the number of each; and so many things in each, if there are."""
_ROOM = 1 << 20  # bytes; what Linux gives a pipe of an ordinary user at most (pipe(7))


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
        if self._answer.closed:
            return
        from signal import SIGKILL

        os.kill(self._process, SIGKILL)
        self._answer.close()
        os.waitpid(self._process, 0)


class SharedWork(Generic[T, R]):
    """Work on things that a copy of this process lists, and begins with, while this one does something else; asked for
    what is made of them, this one takes shares too. Only where it `can_be_copied`. What is listed must be plain, as
    what is made.
    """

    def __init__(self, listed: Callable[[], list[T]], work: Callable[[Sequence[T]], list[R]]) -> None:
        self._listed, self._work = listed, work
        things, tell = os.pipe()
        self._shares, give = os.pipe()  # the numbers of those that nobody has taken: who reads one does it
        _widen(tell)

        def begin() -> list[tuple[int, list[R]]]:
            os.close(things)  # or nobody would tell that the process which reads it is gone
            some = listed()
            with os.fdopen(tell, "wb") as pipe:
                pipe.write(marshal.dumps(some) + b".")
            os.write(give, bytes(range(len(_shares_of(some)))))
            os.close(give)
            return [*self._taken(some).items()]

        self._copy = CopiedProcess(begin)
        os.close(tell)
        os.close(give)
        self._things = os.fdopen(things, "rb")

    def answer(self) -> list[R]:
        """What is made of all, in order. What the copy was to do and did not is done here. Raises what the work raises.
        To be asked once."""
        try:
            told = self._things.read()
            things: list[T] = marshal.loads(told[:-1]) if told[-1:] == b"." else self._listed()
            made = self._taken(things)
            made.update(self._copy.answer() or ())
        finally:
            self.end()
        each = enumerate(_shares_of(things))
        return [one for share, some in each for one in (made[share] if share in made else self._work(some))]

    def end(self) -> None:
        """Let it go, done or not."""
        if not self._things.closed:
            self._copy.end()
            self._things.close()
            os.close(self._shares)

    def _taken(self, things: Sequence[T]) -> dict[int, list[R]]:
        """What is made of the shares that this process gets hold of."""
        shares = _shares_of(things)
        made: dict[int, list[R]] = {}
        while number := os.read(self._shares, 1):
            made[number[0]] = self._work(shares[number[0]])
        return made


def _shares_of(things: Sequence[T]) -> list[Sequence[T]]:
    size = max(-(-len(things) // _SHARES), _LEAST)
    return [things[at : at + size] for at in range(0, len(things), size)]


def _widen(pipe: int) -> None:
    """Have a pipe hold more than usual, where the system can: who writes need not wait for who reads."""
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):  # a user has so many pages in all
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM)


def _work(work: Callable[[], list[R]], pipe: int) -> NoReturn:
    try:
        with os.fdopen(pipe, "wb") as answer:
            answer.write(marshal.dumps(work()) + b".")
    finally:  # what the process that was copied was about to do is not to be done twice
        os._exit(0)
