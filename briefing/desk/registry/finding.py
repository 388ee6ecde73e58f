"""Files that hold some words, as quickly as they can be read: by two processes, each with one buffer."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from briefing.model.files import TO_READ
from briefing.model.halves import CopiedProcess, can_be_copied, in_halves
from briefing.model.limits import BRIEF
from briefing.model.system import read_into

_MANY = 1000
"""Files from which on a second process is worth it: to begin one takes as long as to look through some hundred."""


class WordSearch:
    """The files of a desk that have one of some words in them, looked for by processes of their own while this one
    loads what it needs. To be begun before there are threads."""

    def __init__(self, root: Path, words: Sequence[str]) -> None:
        self.root = root
        self.words = frozenset(words)
        self._copy = CopiedProcess(lambda: _in_desk(root, words)) if can_be_copied() else None
        self._files: list[str] | None = None

    def files(self) -> list[str] | None:
        """The files that could be briefs; None where nobody looked."""
        if self._copy:
            self._files = self._copy.answer()
            self._copy = None
        return self._files

    def end(self) -> None:
        """Look no further: it is not what is asked for."""
        if self._copy:
            self._copy.end()
            self._copy = None


def _in_desk(root: Path, words: Iterable[str]) -> list[str]:
    from briefing.desk.scan import listing

    files = [path for path, _size, _time in listing(root, stats=False)]
    return holding(root, files, encoded(words))


def encoded(words: Iterable[str]) -> list[bytes]:
    """How words may stand in a file."""
    return sorted({form.encode() for word in words for form in forms_of(word)})


def forms_of(word: str) -> Iterable[str]:
    """How a word may be written: its letters and their accents in one, or apart."""
    if word.isascii():
        return (word,)
    import unicodedata

    return {word, *(unicodedata.normalize(form, word) for form in ("NFC", "NFD"))}


def holding(root: Path, files: Sequence[str], words: Sequence[bytes]) -> list[str]:
    """Which of some files, by their paths from a root, have one of the words in them. What cannot be read has none."""
    return in_halves(files, lambda some: _search(root, some, words), _MANY) if words else []


def _search(root: Path, files: Iterable[str], words: Sequence[bytes]) -> list[str]:
    """Which of the files have one of the words."""
    buffer = bytearray(BRIEF + 1)  # what is larger is no brief
    base = f"{os.fspath(root)}{os.sep}"
    found: list[str] = []
    for file in files:
        try:
            descriptor = os.open(f"{base}{file}", TO_READ)  # a file object would take as long as all the rest
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
                found.append(file)
                break
    return found
