"""Files that hold some words, as quickly as they can be read: by two processes, each with one buffer."""

from __future__ import annotations

import os
import sys
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path

from briefing.model.files import TO_READ
from briefing.model.limits import BRIEF
from briefing.model.system import read_into

_MANY = 1000
"""Files from which on a second process is worth it: to begin one takes as long as to look through some hundred."""


class WordSearch:
    """The files of a desk that have one of some words in them, looked for by processes of their own while this one
    loads what it needs. To be begun before there are threads."""

    def __init__(self, root: Path, words: Sequence[str]) -> None:
        self.words = frozenset(words)
        self._files: list[str] | None = None
        self._process = 0
        if not hasattr(os, "fork"):
            return
        ours, theirs = os.pipe()
        self._process = os.fork()
        if not self._process:
            try:
                os.close(ours)
                with os.fdopen(theirs, "wb") as answer:
                    answer.write(b"\0".join([*map(os.fsencode, _in_desk(root, words)), b"."]))
            finally:
                os._exit(0)
        os.close(theirs)
        self._answer = os.fdopen(ours, "rb")

    def files(self) -> list[str] | None:
        """The files that could be briefs; None where nobody looked."""
        if self._process:
            with self._answer:
                *files, end = self._answer.read().split(b"\0")
            os.waitpid(self._process, 0)
            self._process = 0
            self._files = [os.fsdecode(file) for file in files] if end == b"." else None
        return self._files


def _in_desk(root: Path, words: Sequence[str]) -> list[str]:
    from briefing.desk.scan import listing

    files = [path for path, _size, _time in listing(root, stats=False)]
    encoded = sorted({form.encode() for word in words for form in forms_of(word)})
    return [*holding(root, files, encoded)]


def forms_of(word: str) -> Iterable[str]:
    """How a word may be written: its letters and their accents in one, or apart."""
    if word.isascii():
        return (word,)
    import unicodedata

    return {word, *(unicodedata.normalize(form, word) for form in ("NFC", "NFD"))}


def _has_threads() -> bool:
    """Whether this process has several: then a copy of it may wait for ever for what another one holds."""
    threading = sys.modules.get("threading")
    return threading is not None and threading.active_count() > 1


def holding(root: Path, files: Sequence[str], words: Sequence[bytes]) -> set[str]:
    """Which of some files, by their paths from a root, have one of the words in them. What cannot be read has none."""
    if not words:
        return set()
    if len(files) < _MANY or not hasattr(os, "fork") or _has_threads():
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
    buffer = bytearray(BRIEF + 1)  # what is larger is no brief
    base = f"{os.fspath(root)}{os.sep}"
    found: list[int] = []
    for at in among:
        try:
            descriptor = os.open(f"{base}{files[at]}", TO_READ)  # a file object would take as long as all the rest
        except OSError:
            continue
        try:
            size = read_into(descriptor, buffer)
        except OSError:
            continue
        finally:
            os.close(descriptor)
        for word in words:
            if buffer.find(word, 0, size) >= 0:
                found.append(at)
                break
    return found
