"""Which items of one sequence stand in another too, in the same order: paragraphs, words; within bounds of time."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

MOST_ITEMS, MOST_PAIRS = 10_000, 1_000_000
"""Up to so many items, and pairs of equal ones, `difflib` is asked: that is a second, and by their square more."""

Step = tuple[str, int, int, int, int]
"""As `difflib` has it: how, from where to where in the old sequence, and in the new one."""


def steps(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """How one sequence becomes the other, in `difflib`'s terms and without a gap.

    What both begin and end with is kept. What lies between is left to `difflib` where that can be paid for; else only
    items that each side has once are found again.
    """
    most = min(len(old), len(new))
    start = next((at for at in range(most) if old[at] != new[at]), most)
    most -= start
    end = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    before, after = old[start : len(old) - end], new[start : len(new) - end]
    found: list[tuple[int, int, int]] = [(0, 0, start)]
    found += [(start + at, start + other, size) for at, other, size in _blocks(before, after)]
    found.append((len(old) - end, len(new) - end, end))
    return list(_between(found))


def stayed(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The items that are in both, each by its place in the old sequence and in the new one."""
    kept = [step for step in steps(old, new) if step[0] == "equal"]
    return [
        pair
        for _how, first, last, begin, end in kept
        for pair in zip(range(first, last), range(begin, end), strict=True)
    ]


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    counts, others = Counter(old), Counter(new)
    pairs = sum(count * others[item] for item, count in counts.items())
    if len(old) + len(new) <= MOST_ITEMS and pairs <= MOST_PAIRS:
        yield from SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        return
    places = {item: at for at, item in enumerate(old) if counts[item] == 1}
    once = [(places[item], at) for at, item in enumerate(new) if others[item] == 1 and item in places]
    yield from ((at, other, 1) for at, other in _rising(once))


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """As many of the pairs as can be had so that the first of them rise, as the second do (patience sorting)."""
    tops: list[int] = []
    last: list[int] = []
    below: list[int] = []
    for number, (first, _second) in enumerate(pairs):
        pile = bisect_left(tops, first)
        tops[pile : pile + 1] = [first]
        last[pile : pile + 1] = [number]
        below.append(last[pile - 1] if pile else -1)
    chosen: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = below[number]
    return chosen[::-1]


def _between(blocks: Sequence[tuple[int, int, int]]) -> Iterator[Step]:
    """The steps of what is the same, blocks in order; those that touch are one."""
    at = other = start = begin = 0  # how far both are told; where the block began that ends there
    for old, new, size in blocks:
        if (old, new) != (at, other):
            if at > start:
                yield "equal", start, at, begin, other
            how = "replace" if old > at and new > other else "delete" if old > at else "insert"
            yield how, at, old, other, new
            start, begin = old, new
        at, other = old + size, new + size
    if at > start:
        yield "equal", start, at, begin, other
