"""Files that hold some words, as quickly as they can be read: by two processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial

from briefing.desk.scan import Folder, listing
from briefing.model.files import TO_READ
from briefing.model.halves import SharedWork, can_be_copied, in_halves
from briefing.model.limits import BRIEF

_CHUNK = 65_536  # bytes; nearly all briefs are smaller, and who asks for megabytes of each waits a third longer
_MANY = 1000
"""Files from which on a second process is worth it: to begin one takes as long as to look through some hundred."""

_OF_IDS = frozenset(b"%c" % char for char in b"abcdefghijklmnopqrstuvwxyz0123456789")
"""What stands in ids on both sides of a dash."""


class WordSearch:
    """The files of a desk that have one of some ids in them, looked for by a process of its own while this one loads
    what it needs. To be begun before there are threads."""

    def __init__(self, root: Folder, words: Sequence[str]) -> None:
        self.words = frozenset(words)
        self._encoded = encoded(words)
        self._root = root
        self._shared: SharedWork[str, str] | None = None
        self.begin_anew()

    def begin_anew(self) -> None:
        """Begin, once more where files were changed since."""
        if self._shared:
            self._shared.end()
        self._shared = SharedWork(self._listed, self._holding) if can_be_copied() else None
        self._files: list[str] | None = None

    def files(self) -> list[str]:
        """The files that could be briefs, by their paths from the root."""
        if self._files is None:
            self._files = self._shared.answer() if self._shared else self._holding(self._listed())
        return self._files

    def _listed(self) -> list[str]:
        return [path for path, _size, _time in listing(self._root, stats=False)]

    def _holding(self, files: Sequence[str]) -> list[str]:
        return [*_search(self._root, files, self._encoded, whole=True)]


def encoded(words: Iterable[str]) -> list[bytes]:
    """How words may stand in a file."""
    return sorted({form.encode() for word in words for form in forms_of(word)})


def forms_of(word: str) -> Iterable[str]:
    """How a word may be written: its letters and their accents in one, or apart."""
    if word.isascii():
        return (word,)
    import unicodedata

    return {word, *(unicodedata.normalize(form, word) for form in ("NFC", "NFD"))}


def holding(root: Folder, files: Sequence[str], words: Sequence[bytes], whole: bool = False) -> list[str]:
    """Which of some files, by their paths from a root, have one of the words in them. What cannot be read has none.

    Words that are `whole` are ids, and no part of another one.
    """
    return in_halves(files, lambda some: [*_search(root, some, words, whole)], _MANY) if words else []


def has_one(data: bytes, words: Iterable[bytes], whole: bool = False) -> bool:
    """Whether one of the words stands in some data."""
    for word in words:
        at = data.find(word)
        while at >= 0:
            if not whole or _is_whole(data, at, at + len(word)):
                return True
            at = data.find(word, at + 1)
    return False


def _is_whole(data: bytes, start: int, end: int) -> bool:
    """Whether what stands there may be an id: it is no part of a longer one. In case of doubt it may be: letters before
    it can belong to a sign (`%2f`, `\\n`, `\\U00000020`)."""
    after = data[end : end + 2]
    if after[:1] in _OF_IDS or (after[:1] == b"-" and after[1:] in _OF_IDS):
        return False
    before = data[max(start - 10, 0) : start]
    if b"\\" in before or b"%" in before:
        return True
    return before[-1:] not in _OF_IDS and not (before[-1:] == b"-" and before[-2:-1] in _OF_IDS)


def _shared(words: Sequence[bytes]) -> bytes:
    """The longest stretch that all of some words have in common."""
    first = min(words, key=len)
    stretches = (first[at : at + size] for size in range(len(first), 0, -1) for at in range(len(first) - size + 1))
    return next((one for one in stretches if all(one in word for word in words)), b"")


def _search(root: Folder, files: Iterable[str], words: Sequence[bytes], whole: bool) -> Iterator[str]:
    """Those of the files that have one of the words. What is larger than a brief can be has none."""
    shared = _shared(words)  # two ids of one thing mostly have something in common that few files have
    read, close = os.read, os.close  # a file takes ten microseconds: even the looking up of these counts
    with _opener(root) as open_file:
        for file in files:
            try:
                descriptor = open_file(file)  # a file object would take as long as all the rest
            except OSError:
                continue
            try:
                data = read(descriptor, _CHUNK)
                if len(data) == _CHUNK:
                    data = _with_rest(data, descriptor)
            except OSError:
                continue
            finally:
                close(descriptor)
            if shared in data and has_one(data, words, whole):
                yield file


@contextmanager
def _opener(root: Folder) -> Iterator[Callable[[str], int]]:
    """What opens files by their paths from a root to be read: below an open folder, where the system can do so, which
    need not be sought each time."""
    folder = -1
    if os.open in os.supports_dir_fd:
        with suppress(OSError):
            folder = os.open(root, os.O_RDONLY)
    if folder < 0:
        base = f"{os.fspath(root)}{os.sep}"
        yield lambda file: os.open(f"{base}{file}", TO_READ)
        return
    try:
        yield partial(os.open, flags=TO_READ, dir_fd=folder)
    finally:
        os.close(folder)


def _with_rest(data: bytes, descriptor: int) -> bytes:
    """What is in a file that begins so, up to where it is too large for a brief."""
    parts, left = [data], BRIEF + 1 - len(data)
    while left > 0 and (part := os.read(descriptor, left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
