"""The signals by which a program is told to end."""

from __future__ import annotations

# the module `signal` loads `enum`, a tenth of the time until the last frame is shown
import _signal as signal  # type: ignore[import-not-found]
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

ENDING: tuple[int, ...] = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT") if hasattr(signal, name)
)  # not every system has them all


def heed(answer: Any) -> None:
    """Let `answer(number, frame)` answer those that nothing answers yet."""
    for number in ENDING:
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, answer)


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Let a signal that tells to end, and that nothing answers, end what is within as an exception does, by
    `SystemExit`: what was begun is taken away again. For what leaves something behind where it is just killed."""
    heeded: list[int] = []
    try:
        for number in ENDING:
            if signal.getsignal(number) == signal.SIG_DFL:
                signal.signal(number, _end)
                heeded.append(number)
    except ValueError:  # in a thread that is not the first, which no signal interrupts
        pass
    try:
        yield
    finally:
        for number in heeded:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


def when_stopped(answer: Callable[[Callable[[], None]], None]) -> None:
    """Let `answer(go)` be called when the terminal's `ctrl+z` stops this process: it leaves the terminal to the shell,
    calls `go`, which comes back when the process is called back, and takes the terminal again.

    Where no shell is there to call it back, the system lets it go on at once.
    """
    if not hasattr(signal, "SIGTSTP"):
        return

    def stop(number: int, _frame: object) -> None:
        answer(lambda: _stop(number))
        signal.signal(number, stop)

    signal.signal(signal.SIGTSTP, stop)


def _stop(number: int) -> None:
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
