"""Copies of this process, since loading the program anew would take most of the time: they run a command, in a terminal
of their own or without one, and are killed at a moment that was chosen."""

from __future__ import annotations

import contextlib
import fcntl
import gc
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from importlib import import_module
from itertools import pairwise
from typing import Any

from briefing.cli import main as run_program
from briefing.cli.table import COMMANDS

_PATIENCE = 30.0


def load() -> None:
    """Load what the copies need."""
    for name in COMMANDS:
        import_module(f"briefing.cli.{name}")
    for module in ("cli.reading_in", "cli.importing.people", "cli.importing.articles", "ui.opening", "ui.screens.desk"):
        import_module(f"briefing.{module}")
    gc.freeze()


def forked(work: Callable[[], None]) -> int:
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            with open(os.devnull, "r+b") as nothing:
                for number in range(3):
                    os.dup2(nothing.fileno(), number)
            work()
            status = 0
        finally:
            os._exit(status)
    return pid


def run_here(*words: str) -> None:
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__  # pytest has others
    with contextlib.suppress(SystemExit):
        run_program(list(words))


def run_copy(*words: str) -> None:
    os.waitpid(forked(lambda: run_here(*words)), 0)


def ended(pid: int) -> bool:
    """Wait for the end of a process; whether it was in order, and nobody killed it."""
    return os.WIFEXITED(os.waitpid(pid, 0)[1])


_WRITES = ("os.rename", "os.link", "os.remove", "os.mkdir", "sqlite3.connect")
"""What Python tells of, besides what is opened, before it is done: with the path, or both, first."""


def _watch_writes(is_meant: Callable[[str], bool], heard: Callable[[], None]) -> None:
    """Have something done in this process before each of its writes to files that are meant."""

    def hear(event: str, told: tuple[Any, ...]) -> None:
        if event in _WRITES or (event == "open" and told[2] & (os.O_WRONLY | os.O_RDWR)):
            path = told[1] if event in ("os.rename", "os.link") else told[0]
            if isinstance(path, str | os.PathLike) and is_meant(os.fspath(path)):
                heard()

    sys.addaudithook(hear)


def spans(is_meant: Callable[[str], bool], work: Callable[[], None]) -> list[float]:
    """How long something takes to its first write, from each to the next, and from the last to its end."""
    ours, theirs = os.pipe()

    def tell() -> None:
        os.write(theirs, struct.pack("d", time.monotonic()))

    def told() -> None:
        tell()
        _watch_writes(is_meant, tell)
        work()
        tell()

    pid = forked(told)
    os.close(theirs)
    with open(ours, "rb") as stream:
        times = [time for (time,) in struct.iter_unpack("d", stream.read())]
    assert ended(pid), "nobody killed it"
    return [later - earlier for earlier, later in pairwise(times)]


def die_at(number: int, wait: float, is_meant: Callable[[str], bool], work: Callable[[], None]) -> None:
    """Begin something, and be killed a while after its so-manieth write began, or before all. The timer's signal is
    one that nobody catches, and no order is kept."""
    left = number

    def heard() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            die()

    def die() -> None:
        if wait:
            signal.setitimer(signal.ITIMER_REAL, wait)
        else:
            os.kill(os.getpid(), signal.SIGKILL)

    if number == 0:
        die()
    _watch_writes(is_meant, heard)
    work()


class Program:
    """The program in a terminal of its own."""

    def __init__(self, *words: str) -> None:
        self._shown = b""
        self._pid, self._end = pty.fork()
        if self._pid == 0:
            try:
                sys.stdin, sys.stdout, sys.stderr = (
                    open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
                    for number, mode in ((0, "r"), (1, "w"), (2, "w"))
                )
                sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
                os.environ |= {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
                run_program(list(words))
            finally:
                os._exit(0)
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def drain(self) -> None:
        while select.select([self._end], [], [], 0)[0]:
            try:
                self._shown = (self._shown + os.read(self._end, 65536))[-500_000:]
            except OSError:
                return

    def has_shown(self, word: bytes) -> bool:
        return word in self._shown

    def wait_for(self, word: bytes) -> None:
        until = time.perf_counter() + _PATIENCE
        while word not in self._shown:
            assert time.perf_counter() < until, f"{word!r} never came: {self._shown[-2000:]!r}"
            time.sleep(0.02)
            self.drain()

    def type(self, keys: bytes) -> None:
        with contextlib.suppress(OSError):
            os.write(self._end, keys)

    def kill(self) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._end)

    def leave(self) -> int:
        """Quit; the status it ends with."""
        self.drain()
        self.type(b"q")
        until = time.perf_counter() + _PATIENCE
        while time.perf_counter() < until:
            self.drain()
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                os.close(self._end)
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.02)
        raise AssertionError(f"it does not end: {self._shown[-2000:]!r}")
