"""How two sequences are laid side by side: rightly, and within bounds of time."""

from __future__ import annotations

from difflib import SequenceMatcher
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.desk import aligning
from briefing.desk.aligning import Step, stayed, steps
from briefing.desk.difference import difference
from briefing.model.content import Content, digested
from tests.fuzzing import within

ITEMS = st.lists(st.sampled_from("abcde"), max_size=12)


def is_whole(found: list[Step], old: list[str], new: list[str]) -> bool:
    """Whether the steps, done one after another, make of the one sequence the other."""
    made: list[str] = []
    at = other = 0
    for how, first, last, begin, end in found:
        assert (first, begin) == (at, other)
        assert (how == "equal") == (old[first:last] == new[begin:end])
        made += old[first:last] if how == "equal" else new[begin:end]
        at, other = last, end
    return (at, other, made) == (len(old), len(new), new)


@given(ITEMS, ITEMS)
def test_the_steps_make_of_one_the_other(old: list[str], new: list[str]) -> None:
    assert is_whole(steps(old, new), old, new)
    assert all(old[at] == new[other] for at, other in stayed(old, new))


@given(ITEMS, ITEMS)
def test_where_it_would_take_too_long_too(old: list[str], new: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(aligning, "MOST_PAIRS", 0)
        assert is_whole(steps(old, new), old, new)


def test_what_is_between_is_as_difflib_has_it() -> None:
    old, new = "one two three four five".split(), "one three two 4 five".split()
    assert steps(old, new) == SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def test_much_that_moved_is_found_where_it_is_there_once() -> None:
    old = [str(number) for number in range(aligning.MOST_ITEMS)]
    new = ["x", *old[5_000:], *old[:4_000], "y"]
    assert stayed(old, new) == [(5_000 + at, 1 + at) for at in range(5_000)]


@pytest.mark.parametrize("kind", ["alike", "by turns", "without order", "all different"])
def test_no_two_versions_take_for_ever_to_compare(kind: str) -> None:
    many = 6_000
    chance = Random(1)
    unique = [f"Paragraph {number} of many." for number in range(many)]
    old, new = {
        "alike": (["x"] * many + ["y"], ["y"] + ["x"] * many),
        "by turns": (["x", "y"] * (many // 2), ["y", "z", "x"] * (many // 3)),
        "without order": (unique, chance.sample(unique, many)),
        "all different": ([f"a{one}" for one in unique], [f"{chance.random()} b{one}c" for one in range(many)]),
    }[kind]
    before, after = Content(paragraphs=tuple(old)), Content(paragraphs=tuple(new))
    with within(10):
        assert difference(before, digested(before), after).paragraphs
