"""The signals by which a program is told to end."""

from __future__ import annotations

# the module `signal` loads `enum`, a tenth of the time until the last frame is shown
import _signal as signal  # type: ignore[import-not-found]
import os
from collections.abc import Callable
from typing import Any

ENDING: tuple[int, ...] = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT") if hasattr(signal, name)
)  # not every system has them all


def heed(answer: Any) -> None:
    """Let `answer(number, frame)` answer those that nothing answers yet."""
    for number in ENDING:
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, answer)


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
