"""What a command cannot do."""

from __future__ import annotations

import os
import sys

from briefing.model.names import clean

_CLOSED = 141
"""The exit status of a program whose reader went away: 128 and the number of SIGPIPE, as shells have it."""


class Refused(Exception):
    """A command cannot do what was asked; the message says why, and what to do. The exit status is 2."""


def unwritten(error: OSError) -> SystemExit:
    """How to end where the answer could not be written, or the system refused something that nobody foresaw.

    What is left has nowhere to go: standard output leads nowhere from here on.
    """
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):  # `head` has had enough
        return SystemExit(_CLOSED)
    why = error.strerror or str(error)
    if isinstance(error.filename, str | bytes):
        why = f"{clean(os.fsdecode(error.filename))}: {why}"
    else:
        why = f"the answer could not be written: {why}"
    print(f"Error: {why}", file=sys.stderr)
    return SystemExit(2)
