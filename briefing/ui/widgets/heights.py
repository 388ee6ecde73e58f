"""Where the rows of a list begin, in lines: of rows that are known exactly, of others by what is usual."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

BLOCK = 64
"""Rows that are measured together."""


class Heights:
    """The lines of `count` rows below `top` empty ones; a block that was not measured has rows of `usual` lines."""

    def __init__(self, count: int, top: int = 0, usual: int = 2) -> None:
        self._count = count
        self._usual = usual
        self._inner: dict[int, list[int]] = {}  # of what was measured, where each row begins in its block
        blocks = -(-count // BLOCK)
        self._high = [usual * min(BLOCK, count - block * BLOCK) for block in range(blocks)]
        self._top = top
        self._starts = list(accumulate(self._high, initial=top))

    @classmethod
    def of(cls, heights: Sequence[int], top: int = 0) -> Heights:
        """All measured."""
        made = cls(len(heights), top)
        for block in range(len(made._high)):
            made._take(block, heights[block * BLOCK : (block + 1) * BLOCK])
        made._starts = list(accumulate(made._high, initial=top))
        return made

    def measure(self, block: int, heights: Sequence[int]) -> None:
        """Rows are as high as this from now on."""
        before = self._high[block]
        self._take(block, heights)
        if self._high[block] != before:
            self._starts = list(accumulate(self._high, initial=self._top))

    def _take(self, block: int, heights: Sequence[int]) -> None:
        *inner, self._high[block] = accumulate(heights, initial=0)
        self._inner[block] = inner

    def is_measured(self, block: int) -> bool:
        return block in self._inner

    @property
    def end(self) -> int:
        """The line behind the last row."""
        return self._starts[-1]

    def top(self, index: int) -> int:
        """The line at which a row begins; of the one behind the last, `end`."""
        if index >= self._count:
            return self.end
        block, at = divmod(index, BLOCK)
        inner = self._inner.get(block)
        return self._starts[block] + (inner[at] if inner else at * self._usual)

    def row_at(self, line: int) -> int:
        """The row to which a line belongs: -1 above the first, the number of rows below the last."""
        if line < self._top:
            return -1
        if line >= self.end:
            return self._count
        block = bisect_right(self._starts, line) - 1
        within, inner = line - self._starts[block], self._inner.get(block)
        return block * BLOCK + (bisect_right(inner, within) - 1 if inner else within // self._usual)
