"""What is done for the sake of time alone, and for no other reason: the collector, and the quick way out.

Each has its figure, measured with CPython 3.11 as the CPU time of whole processes, the ways in turn; each is to be
measured again with a Python that collects otherwise (3.14 does so step by step), and to go where it saves nothing.
The quick ways in stand in `cli/__init__.py`: they need what they lead to. How classes are made is `model/value.py`.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn


def never_collect() -> None:
    """For a process that soon ends: what it leaves behind goes with it.

    Saves 4 % of the check of one brief, 6 % of that of 500.
    """
    gc.disable()


def collect_again() -> None:
    """For a process that stays after all, once it has made what it will keep.

    What there is by now is not looked through again: after the first frame that would take 6 ms each time.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def end(how: SystemExit) -> NoReturn:
    """End the process at once, without taking all values apart. Saves 7 ms: 6 % of the check of one brief, and of a
    list.

    Whatever is to be done at the end must be done by now; standard output and error are flushed.
    """
    sys.stdout.flush()
    with suppress(OSError):  # what was to be told beside it changes nothing
        sys.stderr.flush()
    os._exit(how.code if isinstance(how.code, int) else 0 if how.code is None else 1)
