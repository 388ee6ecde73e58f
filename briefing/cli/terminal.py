"""What is printed to."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

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
            write_aside(f"\r{what}: {done:,} of {of:,} ")

    try:
        yield tell if sys.stderr.isatty() else _nothing
    finally:
        if told:
            clear_line()


def tell_in_passing(text: str) -> None:
    """Show a line, of one line's text, that the next one takes the place of."""
    write_aside(f"\r\x1b[K{text}")


def clear_line() -> None:
    """Take away what was shown in passing."""
    write_aside("\r\x1b[K")


def write_aside(text: str) -> None:
    """Write to standard error as it is; where nobody takes it, nothing more goes there."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        close_off(sys.stderr)


def close_off(stream: TextIO) -> None:
    """Let a stream lead nowhere, with what is left in it."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):  # it has no number, or there is none left
        pass


def _nothing(_done: int, _of: int) -> None:
    pass


def _size() -> tuple[int, int]:
    try:
        return os.get_terminal_size(sys.stdout.fileno()) if sys.stdout.isatty() else (0, 0)
    except (OSError, ValueError):
        return 0, 0
