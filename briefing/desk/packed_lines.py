"""Many short texts, held as one long one."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from io import StringIO


class PackedLines:
    """Short texts by their number: a fifth of the memory that a string each takes, and looked through as quickly as one
    text is. They are added, packed, and then only read."""

    def __init__(self) -> None:
        self._written = StringIO("\n", newline="")
        self._written.seek(1)
        self._text = ""
        self._begins = array("q", (1,))
        """Where each begins in the text, and where the next one would."""

    def add(self, *lines: str) -> None:
        """Raises `ValueError` once they are packed."""
        write, begins = self._written.write, self._begins
        at = begins[-1]
        for line in lines:
            write(line)
            write("\n")
            at += len(line) + 1
            begins.append(at)

    def pack(self) -> PackedLines:
        """There come no more: what is written stands in the narrowest form that Python has for it."""
        self._text = self._written.getvalue()  # a line end before each, and behind the last
        self._written.close()
        return self

    def __len__(self) -> int:
        return len(self._begins) - 1

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self):
            raise IndexError(number)
        return self._text[self._begins[number] : self._begins[number + 1] - 1]

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self)))

    def equal(self, line: str) -> Iterator[int]:
        """The numbers of those that are this one."""
        return (number for number in self._having(f"\n{line}\n", 1) if self[number] == line)

    def having(self, word: str) -> Iterator[int]:
        """The numbers of those that have a word in them, without white space."""
        return self._having(word, 0)

    def changed(self, change: Callable[[str], str]) -> PackedLines:
        """What a change makes of them, to which the end of a line is nothing special; none may have one in it."""
        text = change(self._text)
        if text == self._text:
            return self
        others = PackedLines()
        others.add(*text[1:-1].split("\n"))
        return others.pack()

    def _having(self, wanted: str, ahead: int) -> Iterator[int]:
        """The lines in which a text begins, each once; `ahead` characters of it stand before the line."""
        at = self._text.find(wanted)
        while at >= 0:
            number = bisect_right(self._begins, at + ahead) - 1
            yield number
            at = self._text.find(wanted, self._begins[number + 1] - ahead)
