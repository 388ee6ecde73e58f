"""The rows of a list of any length: their numbers are at hand, the rows themselves only where the reader is."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import overload

from briefing.ui.item import Item

BLOCK = 64
"""Rows that are made at once; more than most terminals show."""
HELD = 48
"""Blocks that are held at most."""
FEW = 200
"""Rows that are made all at once, since nobody would notice: more than the tallest terminal shows."""

Make = Callable[[Sequence[int]], Sequence[Item | None]]
"""Makes the rows of some numbers, None for what is not there any more."""

COMING = Item("", key="\N{BROKEN BAR}")
"""What stands for a row that is not made yet, or is gone. Its key is no other row's."""


class Windowed(Sequence[Item]):
    """Rows under headings, made by the block. `headings` are given with the index at which each stands.

    The rows are read by the screen's thread, which never waits: what is not made yet is `COMING`. `make` asks the desk,
    so that only the library's thread calls what says that it does.
    """

    def __init__(
        self,
        numbers: array[int],
        make: Make,
        headings: Iterable[tuple[int, Item]] = (),
        numbers_of: Callable[[str], Iterable[int]] = lambda _key: (),
    ) -> None:
        """`numbers_of` finds the numbers that rows of a key can have; it asks the desk."""
        self.numbers = numbers
        self.make = make
        self.headings = dict(headings)
        self.heads = list(self.headings)
        self.numbers_of = numbers_of
        self._blocks: dict[int, list[Item]] = {}

    def __len__(self) -> int:
        return len(self.numbers) + len(self.heads)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> list[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | list[Item]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(index)
        block = self._blocks.get(index // BLOCK)
        if block is not None:
            return block[index % BLOCK]
        return self.headings.get(index, COMING)

    @property
    def blocks(self) -> tuple[int, ...]:
        """Those that are made."""
        return tuple(self._blocks)

    def block(self, block: int) -> list[Item]:
        """The rows of one that is made."""
        return self._blocks[block]

    def known(self) -> Iterator[Item]:
        """The rows that are made, in their order."""
        for block in sorted(self._blocks):
            yield from self._blocks[block]

    def where(self, key: str) -> int:
        """The index of a row that is made; -1 where none has that key."""
        return next(
            (
                number * BLOCK + at
                for number in sorted(self._blocks)
                for at, item in enumerate(self._blocks[number])
                if item.key == key
            ),
            -1,
        )

    def has(self, block: int) -> bool:
        return block in self._blocks

    def made(self, block: int) -> list[Item]:
        """The rows of a block. Asks the desk."""
        return self.between(block * BLOCK, min((block + 1) * BLOCK, len(self)))

    def between(self, first: int, last: int) -> list[Item]:
        """The rows from one index to before another. Asks the desk."""
        numbers = self.numbers[choices_before(self.heads, first) : choices_before(self.heads, last)]
        rows = iter(self.make(numbers))
        return [self.headings[at] if at in self.headings else next(rows) or COMING for at in range(first, last)]

    def number_at(self, index: int) -> int:
        """The number of the row of an index that is no heading's."""
        return self.numbers[choices_before(self.heads, index)]

    def head_before(self, index: int) -> int:
        """Where the heading stands that is in force above an index; -1 where none is."""
        before = bisect_left(self.heads, index)
        return self.heads[before - 1] if before else -1

    def whole(self) -> list[Item]:
        """All rows, for a list that is short. Asks the desk."""
        rows = iter(self.make(self.numbers))
        all_rows = [self.headings[at] if at in self.headings else next(rows) for at in range(len(self))]
        return [item for item in all_rows if item]

    def hold(self, block: int, items: list[Item]) -> None:
        """Take what was made, and let go of what is furthest from it."""
        self._blocks[block] = items
        while len(self._blocks) > HELD:
            del self._blocks[max(self._blocks, key=lambda held: abs(held - block))]

    def around(self, index: int) -> tuple[int, ...]:
        """The blocks that a screen with the row of an index on it can show."""
        ends = (max(0, index - FEW // 2), min(len(self) - 1, index + FEW // 2))
        return tuple(range(ends[0] // BLOCK, ends[1] // BLOCK + 1))

    def make_around(self, index: int) -> None:
        """Asks the desk; for rows that no screen shows yet."""
        for block in self.around(index):
            if not self.has(block):
                self.hold(block, self.made(block))

    def indices_of(self, key: str) -> list[int]:
        """Where the rows of a key stand. Asks the desk."""
        return sorted(index for number in self.numbers_of(key) if (index := self.index_of(number)) >= 0)

    def index_of(self, number: int) -> int:
        """Where the row of a number stands; -1 where there is none."""
        try:
            at = self.numbers.index(number)
        except ValueError:
            return -1
        return row_of_choice(self.heads, at)


def known(items: Sequence[Item]) -> Iterable[Item]:
    """The rows that are there, headings too: all of a list, of one that is windowed those that are made."""
    return items.known() if isinstance(items, Windowed) else items


def choices_before(heads: Sequence[int], index: int) -> int:
    """How many rows that can be chosen stand before an index; `heads` are the indices of the headings."""
    return index - bisect_left(heads, index)


def row_of_choice(heads: Sequence[int], choice: int) -> int:
    """The index of the so-manieth row that can be chosen, from 0."""
    low, high = 0, len(heads)
    while low < high:  # how many headings stand before it
        middle = (low + high) // 2
        low, high = (middle + 1, high) if heads[middle] - middle <= choice else (low, middle)
    return choice + low
