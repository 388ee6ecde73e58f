"""What systems do otherwise: names that cannot be had, files that somebody has open, locks."""

from __future__ import annotations

import errno
import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


_DEVICES = ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)))
"""Windows keeps these for devices, whatever ending follows ("Naming Files, Paths, and Namespaces"). A desk goes from
one system to another, so nobody is given them."""
_NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL)
"""What is told where a file system has no locks: a network folder without its daemon, some in user space (flock(2),
fcntl(2))."""
_WAITS = (0.01, 0.03, 0.1, 0.3, 0.6)  # seconds


def is_device(stem: str) -> bool:
    """Whether a file of this name could not lie on Windows."""
    return stem.partition(".")[0].strip().lower() in _DEVICES


def replace(part: str | os.PathLike[str], target: str | os.PathLike[str], system: str = sys.platform) -> None:
    """Put a file in the place of another one. Raises `OSError`.

    On Windows that is refused as long as another program has one of them open, as editors, indexes and scanners for
    viruses have for a moment: there it is tried for a second.
    """
    for seconds in _WAITS if system == "win32" else ():
        try:
            os.replace(part, target)
        except PermissionError:
            time.sleep(seconds)
        else:
            return
    os.replace(part, target)


def give_back() -> None:
    """Let the system have the memory that was freed here. glibc keeps what each thread had at its most
    (malloc_trim(3)); others give it back by themselves."""
    _ask_glibc("malloc_trim", 0)


def have_large_blocks_apart() -> None:
    """For a program that goes on: what is large is had from the system, and is the system's again once it is freed.

    glibc does so at first, and of ever larger blocks only: from the size of each that was freed (mallopt(3)). Then they
    leave holes between what stays, and an open reader of 10,000 briefs holds a tenth more.
    """
    _ask_glibc("mallopt", _MMAP_THRESHOLD, _LARGE)


def _ask_glibc(function: str, *numbers: int) -> None:
    if sys.platform == "linux":
        import ctypes

        there = getattr(ctypes.CDLL(None), function, None)  # other libraries of C have not all of them
        if there is not None:
            there(*numbers)


_MMAP_THRESHOLD = -3
"""`M_MMAP_THRESHOLD` of malloc.h."""
_LARGE = 128 * 1024
"""Bytes; where glibc begins."""


def lock(descriptor: int, waits: bool) -> None:
    """Keep other processes from a file until this one ends or closes it, where the system has such locks, and the file
    system. Raises `OSError` where another one has it, and nobody `waits` for that."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise


def can_lock(folder: Path) -> bool:
    """Whether files in a folder can be locked, as SQLite locks them. SQLite takes the answer that there are no locks
    for that of a file which somebody else holds, and waits for ever."""
    try:
        import fcntl

        with open(folder / ".lock", "ab") as file:  # of its own: who closes a file gives up all locks on it
            fcntl.lockf(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError) as error:
        return not isinstance(error, OSError) or error.errno not in _NO_LOCKS
    return True


def is_path(word: str, separators: str = f"/{os.sep}") -> bool:
    """Whether a word of the command line is the way to a file or a folder, and not a name."""
    return word in (".", "..") or any(sign in word for sign in separators)
