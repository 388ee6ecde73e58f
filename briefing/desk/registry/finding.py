"""Files that hold some words, as quickly as they can be read: by two processes, each with one buffer."""

from __future__ import annotations

import os
from array import array
from collections.abc import Sequence
from pathlib import Path

from briefing.parse.text import LIMIT

_MANY = 1000
"""Files from which on a second process is worth it: to begin one takes as long as to look through some hundred."""


def holding(root: Path, files: Sequence[str], words: Sequence[bytes]) -> set[str]:
    """Which of some files, by their paths from a root, have one of the words in them. What cannot be read has none."""
    if not words:
        return set()
    if len(files) < _MANY or not hasattr(os, "fork"):
        return {files[at] for at in _search(root, files, range(len(files)), words)}
    half = len(files) // 2
    ours, theirs = os.pipe()
    process = os.fork()
    if not process:
        try:
            os.close(ours)
            with os.fdopen(theirs, "wb") as answer:
                answer.write(array("I", _search(root, files, range(half), words)).tobytes() + b".")
        finally:
            os._exit(0)  # what the process that was copied was about to do is not to be done twice
    os.close(theirs)
    found = _search(root, files, range(half, len(files)), words)
    with os.fdopen(ours, "rb") as answer:
        rest = answer.read()
    os.waitpid(process, 0)
    if rest[-1:] != b".":  # it was killed
        return {files[at] for at in (*found, *_search(root, files, range(half), words))}
    first = array("I")
    first.frombytes(rest[:-1])
    return {files[at] for at in (*first, *found)}


def _search(root: Path, files: Sequence[str], among: Sequence[int], words: Sequence[bytes]) -> list[int]:
    """Which of the files among these numbers have one of the words."""
    buffer = bytearray(LIMIT + 1)  # what is larger is no brief
    base = os.fspath(root)
    found: list[int] = []
    for at in among:
        try:
            handle = os.open(f"{base}{os.sep}{files[at]}", os.O_RDONLY)
        except OSError:
            continue
        try:
            size = os.readv(handle, [buffer])
        except OSError:
            size = 0
        finally:
            os.close(handle)
        for word in words:
            if buffer.find(word, 0, size) >= 0:
                found.append(at)
                break
    return found
