"""The shortest chain between two, whatever ties one to the next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from briefing.desk.askings import Asking

Near = Callable[[Collection[int]], Asking[Collection[int]]]
Tie = TypeVar("Tie")


def shortest(start: int, goal: int, near: Near) -> Asking[list[set[int]]]:
    """The steps of all shortest chains: who can stand at each of them, from `{start}` to `{goal}`.

    `near` answers with everyone who is tied to any of some (these themselves may be among them); ties go both ways.
    Empty where there is no chain. The search goes out from both ends, always from the one that has met fewer. Where 1
    is tied to 2 and 3, both to 4, and 4 to 5, the steps from 1 to 5 are `[{1}, {2, 3}, {4}, {5}]`.
    """
    if start == goal:
        return [{start}]
    sides = [[{start}], [{goal}]]
    seen = [{start}, {goal}]
    while True:
        side = 0 if len(sides[0][-1]) <= len(sides[1][-1]) else 1
        fresh = set((yield from near(sides[side][-1]))) - seen[side]
        if not fresh:
            return []
        sides[side].append(fresh)
        seen[side] |= fresh
        if fresh & sides[1 - side][-1]:
            return (yield from _on_a_chain(sides[0], sides[1], near))


def _on_a_chain(ahead: list[set[int]], back: list[set[int]], near: Near) -> Asking[list[set[int]]]:
    """Of everyone met from both ends, those who stand on a chain: where one alone was met, as at the ends, that one."""
    steps = [ahead[-1] & back[-1]]
    for level in reversed(ahead[:-1]):
        steps.insert(0, level if len(level) == 1 else level & set((yield from near(steps[0]))))
    for level in reversed(back[:-1]):
        steps.append(level if len(level) == 1 else level & set((yield from near(steps[-1]))))
    return steps


def chain(
    steps: list[set[int]], ties: Callable[[int, Collection[int]], Asking[Sequence[tuple[int, Tie]]]]
) -> Asking[list[Tie]]:
    """One of the shortest chains: from each step to the one who is tied closest.

    `ties` answers with those of some who are tied to one, each with the tie; the first is the closest.
    """
    at = next(iter(steps[0])) if steps else 0
    found: list[Tie] = []
    for step in steps[1:]:
        at, tie = (yield from ties(at, step))[0]
        found.append(tie)
    return found
