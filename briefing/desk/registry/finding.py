"""Files that hold some words, as quickly as they can be read: by two processes, each with one buffer."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from briefing.model.files import TO_READ
from briefing.model.halves import CopiedProcess, can_be_copied, in_halves
from briefing.model.limits import BRIEF
from briefing.model.system import read_into
from briefing.model.value import NamedTuple

R = TypeVar("R")
_MANY = 1000
"""Files from which on a second process is worth it: to begin one takes as long as to look through some hundred."""

_OF_IDS = frozenset(b"%c" % char for char in b"abcdefghijklmnopqrstuvwxyz0123456789")
"""What stands in ids on both sides of a dash."""


class Holders(NamedTuple):
    """The files of a desk that have one of some ids in them, found before."""

    words: frozenset[str]
    found: list[str]

    def files(self) -> list[str]:
        return self.found


class WordSearch:
    """The files of a desk that have one of some ids in them, looked for by processes of their own while this one
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
    return holding(root, files, encoded(words), whole=True)


def encoded(words: Iterable[str]) -> list[bytes]:
    """How words may stand in a file."""
    return sorted({form.encode() for word in words for form in forms_of(word)})


def forms_of(word: str) -> Iterable[str]:
    """How a word may be written: its letters and their accents in one, or apart."""
    if word.isascii():
        return (word,)
    import unicodedata

    return {word, *(unicodedata.normalize(form, word) for form in ("NFC", "NFD"))}


def holding(root: Path, files: Sequence[str], words: Sequence[bytes], whole: bool = False) -> list[str]:
    """Which of some files, by their paths from a root, have one of the words in them. What cannot be read has none.

    Words that are `whole` are ids, and no part of another one.
    """
    return held(root, files, words, lambda file, _data: file, whole)


def held(
    root: Path, files: Sequence[str], words: Sequence[bytes], look: Callable[[str, bytes], R], whole: bool = False
) -> list[R]:
    """What a look at each of these files makes of its path and what is in it; plain, as a copied process hands it
    over."""
    return in_halves(files, lambda some: [*_search(root, some, words, look, whole)], _MANY) if words else []


def has_one(data: bytes | bytearray, words: Iterable[bytes], whole: bool = False, size: int | None = None) -> bool:
    """Whether one of the words stands in the first bytes of some data."""
    for word in words:
        at = data.find(word, 0, size)
        while at >= 0:
            if not whole or _is_whole(data, at, at + len(word), size):
                return True
            at = data.find(word, at + 1, size)
    return False


def _is_whole(data: bytes | bytearray, start: int, end: int, size: int | None) -> bool:
    """Whether what stands there may be an id: it is no part of a longer one. In case of doubt it may be: letters before
    it can belong to a sign (`%2f`, `\\n`, `\\U00000020`)."""
    after = bytes(data[end : min(end + 2, len(data) if size is None else size)])
    if after[:1] in _OF_IDS or (after[:1] == b"-" and after[1:] in _OF_IDS):
        return False
    before = bytes(data[max(start - 10, 0) : start])
    if b"\\" in before or b"%" in before:
        return True
    return before[-1:] not in _OF_IDS and not (before[-1:] == b"-" and before[-2:-1] in _OF_IDS)


def _shared(words: Sequence[bytes]) -> bytes:
    """The longest stretch that all of some words have in common."""
    first = min(words, key=len)
    stretches = (first[at : at + size] for size in range(len(first), 0, -1) for at in range(len(first) - size + 1))
    return next((one for one in stretches if all(one in word for word in words)), b"")


def _search(
    root: Path, files: Iterable[str], words: Sequence[bytes], look: Callable[[str, bytes], R], whole: bool
) -> Iterator[R]:
    """A look at each of the files that have one of the words."""
    shared = _shared(words)  # two ids of one thing mostly have something in common that few files have
    buffer = bytearray(BRIEF + 1)  # what is larger is no brief
    base = f"{os.fspath(root)}{os.sep}"
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
        if buffer.find(shared, 0, size) >= 0 and has_one(buffer, words, whole, size):
            yield look(file, bytes(memoryview(buffer)[:size]))
