"""Slips of every kind in good briefs: what a certain fix leaves without a problem says what the author meant.

`python -m tests.check.slips` makes many more of them and prints what becomes of each kind.
"""

from __future__ import annotations

import random
from collections import Counter
from itertools import islice

import pytest

from tests.check.meaning import meaning
from tests.check.slips.good import WRITTEN, good, some
from tests.check.slips.harmless import CHANGES
from tests.check.slips.judge import KINDS, keeps_letters, made, made_in_pairs, tally
from tests.check.test_mutations import looked_at

SEED = 20250516
EACH, FEW, PAIRS = 6, 4, 100
"""So many slips of each kind are judged one by one, and for the shares of all; and briefs with two slips."""
EXACT, ONCE, CERTAIN, LIKELY = 0.84, 0.86, 0.44, 0.62
"""The least shares of slips that do harm: told first at the exact place, told once, put right by certain fixes, and by
likely ones.
"""


def test_the_generator_writes_good_briefs_of_every_style() -> None:
    briefs = [good(SEED, number) for number in range(0, WRITTEN, 8)]
    assert all(one.is_good for one in briefs)
    texts = "\n".join(one.text for one in briefs)
    for wanted in ("\r\n", "---\n", "{id: ", "- id: ", "[", '"', "'", "''", "ов", "  - ", "\n- ", "    - "):
        assert wanted in texts


@pytest.mark.parametrize("kind", KINDS)
def test_what_ends_in_nothing_wrong_says_what_was_meant(kind: str) -> None:
    found = list(made(SEED, range(EACH), [kind]))
    assert found, "this slip is never made"
    wrong = [one for one in found if one.is_wrong or one.place == "silent"]
    assert [(one.certain, one.place, one.slip.text, one.better) for one in wrong] == []


def test_what_is_announced_as_certain_is_done() -> None:
    told = [one for one in made(SEED, range(len(KINDS)), list(KINDS)) if any(problem.is_sure for problem in one.told)]
    assert len(told) > len(KINDS) // 3
    assert [one.slip.text for one in told if one.better == one.slip.text] == []


@pytest.mark.parametrize("name", CHANGES)
def test_what_yaml_and_the_format_accept_is_no_slip(name: str) -> None:
    dice = random.Random(f"{SEED} {name}")
    count = 0
    for one in islice(some(SEED, dice), 60):
        text = CHANGES[name](one, dice)
        if text is None:
            continue
        brief, found = looked_at(one.file, text)
        assert [problem for problem in found if problem.severity != "info"] == [], text
        assert meaning(brief) == one.meaning, text
        count += 1
    assert count > 10


def test_two_slips_in_one_brief_are_put_right_or_told() -> None:
    wrong = [one for one in made_in_pairs(SEED, range(PAIRS)) if one.is_wrong or one.place == "silent"]
    assert [(one.certain, one.place, one.slip.text, one.better) for one in wrong] == []


def test_most_slips_are_told_once_where_they_were_made_and_put_right() -> None:
    total = sum(tally(made(SEED, range(FEW * len(KINDS)))).values(), Counter())
    told = total["made"] - total["harmless"]
    assert total["exact"] >= EXACT * told
    assert total["once"] >= ONCE * told
    assert total["certain right"] >= CERTAIN * told
    assert total["likely right"] >= LIKELY * told


@pytest.mark.parametrize(
    ("text", "better", "kept"),
    [("Titel: a", "titel: A!", True), ("a b", "ab", True), ("abc", "ac", False), ("31 05", "05 31", False)],
)
def test_what_keeps_its_letters(text: str, better: str, kept: bool) -> None:
    assert keeps_letters(text, better, in_any_order=False) == kept
    assert keeps_letters("2025-31-05", "2025-05-31", in_any_order=True)
