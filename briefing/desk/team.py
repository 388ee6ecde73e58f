"""Work that is shared out to several processes.

Pipes and `fork` as they are: to import `multiprocessing` takes as long as to check a dozen briefs.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from typing import Any

Work = Callable[[Sequence[str]], Generator[Any, list[Any], None]]
"""Takes a share of the items, yields a list of what it knows of them, is sent what all know together, and yields its
result.
"""


def shared_out(work: Work, items: Sequence[str], processes: int) -> list[Any]:
    """The results of all shares; where the system cannot fork, or with one process, there is one share.

    Only for a process without threads. Raises `ChildProcessError` if one of the processes was killed.
    """
    if not hasattr(os, "fork"):
        processes = 1
    shares = [items[at::processes] for at in range(processes)]
    helpers: list[_Helper] = []
    try:
        helpers += (_Helper(work, share) for share in shares[1:])
        own = work(shares[0])
        known = [*next(own)]  # while the others are at theirs
        for helper in helpers:
            known += helper.receive()
        # behind the last answer: it is a part of what is sent, and each of them reads by now, so that no pipe fills up
        for helper in helpers:
            helper.send(known)
        return [own.send(known), *(helper.receive() for helper in helpers)]
    finally:
        for helper in helpers:
            helper.let_go()
        # behind the last: a later process holds the pipes of earlier ones, which read on until it has ended
        for helper in helpers:
            helper.wait()


class _Helper:
    """A process that does a share, and the two pipes to it."""

    def __init__(self, work: Work, share: Sequence[str]) -> None:
        theirs, to_them = os.pipe()
        ours, to_us = os.pipe()
        self._process = os.fork()
        if not self._process:
            os.close(to_them)  # else it would wait for itself, once the other process is gone
            os.close(ours)
            _serve(theirs, to_us, work(share))
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
    """Do a share; never returns, since what the process that was copied was about to do is not to be done twice."""
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
