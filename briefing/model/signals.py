"""The signals by which a program is told to end."""

from __future__ import annotations

# the module `signal` loads `enum`, a tenth of the time until the last frame is shown
import _signal as signal  # type: ignore[import-not-found]
from typing import Any

ENDING: tuple[int, ...] = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGQUIT") if hasattr(signal, name)
)  # not every system has them all


def heed(answer: Any) -> None:
    """Let `answer(number, frame)` answer those that nothing answers yet."""
    for number in ENDING:
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, answer)
