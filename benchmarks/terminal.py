"""How long a program takes until a text of its first frame reaches the terminal."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Mapping, Sequence

LIMIT = 20.0  # seconds
SIZE = (120, 40)  # columns, rows
_HELD, _RATE = 90, 30.0  # keys, and how many a second
_QUIET = 0.5  # seconds without a word, after which a program has nothing to do


def until_painted(
    command: Sequence[str], marker: bytes, environ: Mapping[str, str], size: tuple[int, int] = SIZE
) -> float:
    """Seconds from the start of the process until `marker` was written to a terminal of `size`.

    The program is killed then. Raises `TimeoutError` with the end of what it wrote when the marker never comes.
    """
    begun = time.perf_counter()
    with _running(command, environ, size) as terminal:
        _await(command, terminal, marker)
        return time.perf_counter() - begun


def leave(
    command: Sequence[str], marker: bytes, environ: Mapping[str, str], keys: bytes, size: tuple[int, int] = SIZE
) -> None:
    """Start a program, and leave it by `keys` once it has nothing to do; it ends in its own time."""
    with _running(command, environ, size) as terminal:
        _await(command, terminal, marker)
        while select.select([terminal], [], [], _QUIET)[0]:
            os.read(terminal, 65536)
        os.write(terminal, keys)
        with contextlib.suppress(OSError):  # it closes the terminal
            while os.read(terminal, 65536):
                pass


def held(
    command: Sequence[str], marker: bytes, environ: Mapping[str, str], key: bytes, size: tuple[int, int] = SIZE
) -> tuple[float, float]:
    """Hold a key for three seconds in a program that has nothing else to do: how many seconds after the last one it
    still writes, and how many MiB it has in memory then."""
    with _running(command, environ, size) as terminal:
        _await(command, terminal, marker)
        _quiet(terminal, _QUIET)
        begun = time.perf_counter()
        for number in range(_HELD):
            _quiet(terminal, 0.0, until=begun + number / _RATE)
            os.write(terminal, key)
        last = time.perf_counter()
        wrote = _quiet(terminal, _QUIET)
        return max(0.0, wrote - last), _resident(os.tcgetpgrp(terminal))


def _quiet(terminal: int, seconds: float, until: float = 0.0) -> float:
    """Read until nothing came for so long, and the time has come; when the last came."""
    last = time.perf_counter()
    while True:
        patience = max(seconds, until - time.perf_counter())
        if not select.select([terminal], [], [], patience)[0]:
            return last
        os.read(terminal, 65536)
        last = time.perf_counter()


def _resident(process: int) -> float:
    with open(f"/proc/{process}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def _await(command: Sequence[str], terminal: int, marker: bytes) -> None:
    until = time.perf_counter() + LIMIT
    seen = b""
    while time.perf_counter() < until:
        if select.select([terminal], [], [], 0.5)[0]:
            try:
                seen += os.read(terminal, 65536)
            except OSError:
                break
            if marker in seen:
                return
    raise TimeoutError(f"{command[0]} never painted {marker!r}: …{seen[-400:]!r}")


@contextlib.contextmanager
def _running(command: Sequence[str], environ: Mapping[str, str], size: tuple[int, int]) -> Iterator[int]:
    """A program in a terminal of its own, which is killed at the end if it runs still."""
    rows = struct.pack("HHHH", size[1], size[0], 0, 0)
    pid, terminal = pty.fork()
    if pid == 0:  # the child: becomes the program
        fcntl.ioctl(0, termios.TIOCSWINSZ, rows)
        os.execvpe(command[0], list(command), dict(environ))
    try:
        yield terminal
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
