"""Work that is shared out to several processes.

Pipes and `fork` as they are: to import `multiprocessing` takes as long as to check a dozen briefs.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

Work = Callable[[Iterable[str]], Generator[Any, list[Any], None]]
"""Takes items, yields a list of what it knows of them, is sent what all know together, and yields its result."""

_PIECES = 1000
"""Into so many pieces items are parted at most: their numbers, of two bytes each, fit into any pipe at once."""
_SMALLEST = 4  # items of a piece


def shared_out(work: Work, items: Sequence[str], processes: int) -> list[Any]:
    """The results of all processes, each of which takes the next items when it is done with its last; where the system
    cannot fork, or with one process, one does it all.

    Only for a process without threads. Raises `ChildProcessError` if one of the processes was killed.
    """
    if not hasattr(os, "fork"):
        processes = 1
    helpers: list[_Helper] = []
    pieces = _Pieces(items)
    try:
        helpers += (_Helper(work, pieces) for _ in range(processes - 1))
        own = work(pieces)
        known = [*next(own)]  # while the others are at theirs
        for helper in helpers:
            known += helper.receive()
        # behind the last answer: it is a part of what is sent, and each of them reads by now, so that no pipe fills up
        for helper in helpers:
            helper.send(known)
        return [own.send(known), *(helper.receive() for helper in helpers)]
    finally:
        pieces.close()
        for helper in helpers:
            helper.let_go()
        # behind the last: a later process holds the pipes of earlier ones, which read on until it has ended
        for helper in helpers:
            helper.wait()


class _Pieces:
    """The items, of which each process that has a copy of this takes those that nobody took yet: the numbers of the
    pieces lie in a pipe, and one process reads each. To be closed.
    """

    def __init__(self, items: Sequence[str]) -> None:
        self._items = items
        self._size = max(_SMALLEST, -(-len(items) // _PIECES))
        self._numbers, there = os.pipe()
        number = -(-len(items) // self._size)
        os.write(there, b"".join([at.to_bytes(2, "big") for at in range(number)]))
        os.close(there)  # before any process is begun: who reads behind the last number is at the end

    def __iter__(self) -> Iterator[str]:
        while number := os.read(self._numbers, 2):
            start = int.from_bytes(number, "big") * self._size
            yield from self._items[start : start + self._size]

    def close(self) -> None:
        os.close(self._numbers)


class _Helper:
    """A process that does a part of the work, and the two pipes to it."""

    def __init__(self, work: Work, items: Iterable[str]) -> None:
        theirs, to_them = os.pipe()
        ours, to_us = os.pipe()
        self._process = os.fork()
        if not self._process:
            os.close(to_them)  # else it would wait for itself, once the other process is gone
            os.close(ours)
            _serve(theirs, to_us, work(items))
        os.close(theirs)
        os.close(to_us)
        self._in, self._out = os.fdopen(ours, "rb"), os.fdopen(to_them, "wb")

    def send(self, known: list[Any]) -> None:
        try:
            pickle.dump(known, self._out, -1)
            self._out.flush()
        except BrokenPipeError:
            raise _killed() from None

    def receive(self) -> Any:
        try:
            return pickle.load(self._in)
        except (EOFError, pickle.UnpicklingError):
            raise _killed() from None

    def let_go(self) -> None:
        """Close its pipes: where it is not done yet, it has nobody to work for."""
        self._in.close()
        with suppress(BrokenPipeError):
            self._out.close()

    def wait(self) -> None:
        """Wait until it has ended."""
        os.waitpid(self._process, 0)


def _killed() -> ChildProcessError:
    return ChildProcessError("a process that checks was killed")


def _serve(here: int, there: int, work: Generator[Any, list[Any], None]) -> None:
    """Do a part; never returns, since what the process that was copied was about to do is not to be done twice."""
    status = 1
    try:
        with os.fdopen(here, "rb") as requests, os.fdopen(there, "wb") as answers:
            pickle.dump(next(work), answers, -1)
            answers.flush()
            pickle.dump(work.send(pickle.load(requests)), answers, -1)
        status = 0
    except (EOFError, BrokenPipeError, KeyboardInterrupt):
        pass  # nobody waits for it any more
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(status)
