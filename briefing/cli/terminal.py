"""What is printed to."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_MANY = 200  # files; fewer are read sooner than one could read how many
_EVERY = 0.1  # seconds


def columns() -> int:
    """The width of the terminal that is printed to; 0 where there is none."""
    return _size()[0]


def rows() -> int:
    """The height of the terminal that is printed to; 0 where there is none."""
    return _size()[1]


def has_colours() -> bool:
    """Whether what is printed may have colours and manners: in a terminal that can, for who wants them."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@contextmanager
def counted(what: str = "Reading the desk", least: int = _MANY) -> Iterator[Callable[[int, int], None]]:
    """What tells a person at a terminal, beside what is printed, how far a long work has come; nothing of it stays."""
    told = 0.0

    def tell(done: int, of: int) -> None:
        nonlocal told
        now = time.monotonic()
        if of >= least and now - told >= _EVERY:
            told = now
            sys.stderr.write(f"\r{what}: {done:,} of {of:,} ")
            sys.stderr.flush()

    try:
        yield tell if sys.stderr.isatty() else _nothing
    finally:
        if told:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _nothing(_done: int, _of: int) -> None:
    pass


def _size() -> tuple[int, int]:
    try:
        return os.get_terminal_size(sys.stdout.fileno()) if sys.stdout.isatty() else (0, 0)
    except (OSError, ValueError):
        return 0, 0
