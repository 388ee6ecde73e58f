"""What is printed to."""

from __future__ import annotations

import os
import sys


def columns() -> int:
    """The width of the terminal that is printed to; 0 where there is none."""
    return _size()[0]


def rows() -> int:
    """The height of the terminal that is printed to; 0 where there is none."""
    return _size()[1]


def has_colours() -> bool:
    """Whether what is printed may have colours and manners: in a terminal that can, for who wants them."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _size() -> tuple[int, int]:
    try:
        return os.get_terminal_size(sys.stdout.fileno()) if sys.stdout.isatty() else (0, 0)
    except (OSError, ValueError):
        return 0, 0
