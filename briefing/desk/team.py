"""Work that is shared out to several processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Sequence
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
    helpers = [_Helper(work, share) for share in shares[1:]]
    own = work(shares[0])
    known = [*next(own)]
    for helper in helpers:
        known += helper.receive()
    for helper in helpers:
        helper.send(known)
    return [own.send(known), *(helper.receive() for helper in helpers)]


class _Helper:
    def __init__(self, work: Work, share: Sequence[str]) -> None:
        from multiprocessing import get_context

        context = get_context("fork")
        self._here, there = context.Pipe()
        context.Process(target=_serve, args=(there, work(share)), daemon=True).start()
        there.close()

    def send(self, known: list[Any]) -> None:
        self._here.send(known)

    def receive(self) -> Any:
        try:
            return self._here.recv()
        except EOFError:
            raise ChildProcessError("a process that checks was killed") from None


def _serve(pipe: Any, work: Generator[Any, list[Any], None]) -> None:
    pipe.send(next(work))
    pipe.send(work.send(pipe.recv()))
