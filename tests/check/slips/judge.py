"""What the checker makes of a slip: where it tells it, how often, and what its fixes do to what the author meant."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.check.fixes import fixed
from briefing.model.problem import Problem
from briefing.model.span import Span
from tests.check.meaning import meaning
from tests.check.slips import colons, invisible, layout, lists, quotes, words
from tests.check.slips.good import Good, some
from tests.check.slips.slip import KINDS, Slip, cut_all
from tests.check.test_mutations import looked_at

__all__ = ["KINDS", "Judged", "judged", "made", "made_in_pairs", "tally"]

_ABOUT_NAMES = frozenset({"B301", "B302", "B304", "B307"})
"""Hints about who is named where: they follow from what is read, and are never about a slip."""
MODULES = (colons, invisible, layout, lists, quotes, words)


@dataclass(frozen=True)
class Judged:
    """One slip and what became of it. `place` is `exact`, `line`, `far`, `silent` or `harmless`: nothing is told, and
    it reads as before; or `crash`.

    `certain` and `likely` say what the fixes led to: `none` (nothing changed), `right`, `wrong` (nothing is told any
    more, and it says something else), `harmed` (something is told, and what was read right before is not any more),
    `lost` (letters of the author's are gone) or `partly`.
    """

    kind: str
    good: Good
    slip: Slip
    told: tuple[Problem, ...]
    place: str
    is_once: bool
    certain: str
    likely: str
    better: str
    guessed: str

    @property
    def is_wrong(self) -> bool:
        """Whether a certain fix did what none may do, or the checker raised."""
        return self.place == "crash" or self.certain in ("wrong", "harmed", "lost")

    @property
    def badness(self) -> int:
        if self.place == "crash":
            return 7
        if self.is_wrong:
            return 6
        if self.place == "silent":
            return 5
        if self.likely in ("wrong", "harmed"):
            return 4
        places = {"far": 3, "line": 2, "exact": 0, "harmless": -1}
        return max(places[self.place], 1 if not self.is_once else 0)


def made(seed: int, numbers: Sequence[int], kinds: Sequence[str] = ()) -> Iterator[Judged]:
    """The slips of a seed with these numbers, judged; the kinds take turns."""
    names = list(kinds or KINDS)
    for number in numbers:
        dice = random.Random(f"{seed} {number}")
        kind = names[number % len(names)]
        for good, _attempt in zip(some(seed, dice), range(40), strict=False):
            slip = KINDS[kind](good, dice)
            if slip is not None and slip.text != good.text:
                yield judged(kind, Good(good.file, slip.meant) if slip.meant else good, slip)
                break


def made_in_pairs(seed: int, numbers: Sequence[int]) -> Iterator[Judged]:
    """Briefs with two slips of any kinds on different lines, judged as one of the first kind."""
    for number in numbers:
        dice = random.Random(f"{seed} pair {number}")
        one, other = (dice.choice(list(KINDS)) for _ in range(2))
        for good, _attempt in zip(some(seed, dice), range(40), strict=False):
            first, second = KINDS[one](good, dice), KINDS[other](good, dice)
            both = joined(good, first, second) if first and second else None
            if both is not None:
                yield judged(one, good, both)
                break


def joined(good: Good, one: Slip, other: Slip) -> Slip | None:
    """Two slips of one brief in one text; nothing where they touch one line."""
    (start, end, instead), (other_start, other_end, other_instead) = change(good, one), change(good, other)
    if start > other_start:
        return joined(good, other, one)
    if good.shown.line_at(end) >= good.shown.line_at(other_start) - 1:
        return None
    text = cut_all(good.text, [(start, end, instead), (other_start, other_end, other_instead)])
    moved = len(instead) - (end - start)
    return Slip(text, one.at, (*one.also, other.at + moved, *(at + moved for at in other.also)))


def change(good: Good, slip: Slip) -> tuple[int, int, str]:
    """The one stretch of a good brief that a slip changed, and what stands there instead."""
    one, other = good.text, slip.text
    start = alike(one, other)
    same = alike(one[start:][::-1], other[start:][::-1])
    return start, len(one) - same, other[start : len(other) - same]


def alike(one: str, other: str) -> int:
    """How many characters two texts have in common from the first on."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def judged(kind: str, good: Good, slip: Slip) -> Judged:
    """Check a slip and put it right, with certain fixes and with likely ones; what raises is a `crash`."""
    try:
        return _judged(kind, good, slip)
    except Exception as error:
        told = (Problem("B000", repr(error), Span(good.file, 1, 1, 1, 1)),)
        return Judged(kind, good, slip, told, "crash", True, "none", "none", slip.text, slip.text)


def _judged(kind: str, good: Good, slip: Slip) -> Judged:
    file = good.file

    def look(text: str) -> tuple[Problem, ...]:
        return looked_at(file, text)[1]

    brief, found = looked_at(file, slip.text)
    before = meaning(brief)
    told = told_of(found, good, slip)
    place = place_of(told, good, slip, before == good.meaning)
    better = fixed(slip.text, file, look)
    guessed = fixed(slip.text, file, look, guesses=True)
    certain = outcome(slip.text, better, good, before)
    likely = certain if guessed == better else outcome(slip.text, guessed, good, before, may_lose=True)
    return Judged(kind, good, slip, told, place, len(told) <= 1, certain, likely, better, guessed)


def told_of(found: Sequence[Problem], good: Good, slip: Slip) -> tuple[Problem, ...]:
    """The errors and warnings; where there are none, the hints on the slip's line that the good brief has not."""
    loud = tuple(one for one in found if one.severity != "info")
    lines = {line for line, _column in slip.places(good.file)}
    hints = tuple(
        one
        for one in found
        if one.code not in _ABOUT_NAMES and (one.code, one.message) not in good.hints and one.span.line in lines
    )
    return loud or hints


def place_of(told: Sequence[Problem], good: Good, slip: Slip, is_same: bool) -> str:
    if not told:
        return "harmless" if is_same else "silent"
    places = slip.places(good.file)
    if (told[0].span.line, told[0].span.column) in places:
        return "exact"
    return "line" if told[0].span.line in {line for line, _column in places} else "far"


def outcome(text: str, better: str, good: Good, before: dict[str, Any], may_lose: bool = False) -> str:
    """What a fix led to."""
    if better == text:
        return "none"
    brief, found = looked_at(good.file, better)
    after = meaning(brief)
    is_clean = not any(one.severity != "info" for one in found)
    is_right = is_clean and after == good.meaning
    if not may_lose and not keeps_letters(text, better, is_right):
        return "lost"
    if is_clean:
        return "right" if is_right else "wrong"
    spoilt = [key for key in before if before[key] == good.meaning[key] != after[key] and key != "mentions"]
    return "harmed" if spoilt else "partly"


def keeps_letters(text: str, better: str, in_any_order: bool) -> bool:
    """Whether every letter and digit of a text stands in another one, in the same order but for what is right in
    another (`2025-31-05`); capitals count for small ones. The number at the head of an item is a mark like a dash.
    """
    text = re.sub(r"(?m)^[ \t]*\d+[.)](?=\s)", "", text)
    if in_any_order:
        return not Counter(letters(text)) - Counter(letters(better))
    rest = iter(letters(better))
    return all(char in rest for char in letters(text))


def letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())


def tally(slips: Iterator[Judged]) -> dict[str, Counter[str]]:
    """How many slips of each kind became what."""
    counts: dict[str, Counter[str]] = {}
    for one in slips:
        count = counts.setdefault(one.kind, Counter())
        count["made"] += 1
        count[one.place] += 1
        count["once"] += one.is_once and one.place not in ("silent", "harmless")
        count[f"certain {one.certain}"] += 1
        count[f"likely {one.likely}"] += 1
    return counts
