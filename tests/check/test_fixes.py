"""Fixes change what is wrong and nothing else, and come to an end."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.check.checker import check
from briefing.check.edits import apply
from briefing.check.fixes import fixed
from briefing.check.rule import Around
from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.parse.brief import read_text
from briefing.parse.text import Text, decode
from tests.parse.desk import NAMES, REGISTRY
from tests.parse.test_brief import FULL, SHORT
from tests.parse.test_hostile import EDITS, edited

DESK = Around(REGISTRY, {}, date(2025, 5, 16))


def look(text: str) -> tuple[Problem, ...]:
    shown = decode(text.encode("utf-8", "replace"), "talks.yaml")
    return check(read_text(shown, REGISTRY, NAMES), shown, DESK)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("title: Talks: a start\nbody: |\n  x\n", 'title: "Talks: a start"\nbody: |\n  x\n'),
        ("title: T\nactors:\n\t- nato # here\nbody: |\n  x\n", "title: T\nactors:\n  - nato # here\nbody: |\n  x\n"),
        (
            "title: T\nactors:\n\t- id: nato\n\t  role: x\nbody: |\n  x\n",
            "title: T\nactors:\n  - id: nato\n    role: x\nbody: |\n  x\n",
        ),
        ("---\ntitle: T\nbody: |\n  x\n", "title: T\nbody: |\n  x\n"),
        ("title: T\nbody: |\n  x\n\none\ntwo\n\n  y\n", "title: T\nbody: |\n  x\n\n  one\n  two\n\n  y\n"),
        ("title: T\nbody: |\n    x\n\n  y\n   z\n", "title: T\nbody: |\n    x\n\n    y\n    z\n"),
        ("title: T\nbody: | x\n", "title: T\nbody: |\n  x\n"),
        ("title: T\r\nbody: | x\r\n", "title: T\r\nbody: |\r\n  x\r\n"),
        ("title: T\nbody:\n  x\n", "title: T\nbody: |\n  x\n"),
        ("title:T\nbody: |\n  x\n", "title: T\nbody: |\n  x\n"),
        ("title: T\n status: settled\nbody: |\n  x\n", "title: T\nstatus: settled\nbody: |\n  x\n"),
        ("title: T\nactors:\n  - nato\n - turkey\nbody: |\n  x\n",
         "title: T\nactors:\n  - nato\n  - turkey\nbody: |\n  x\n"),
        ("title\uff1aT\nbody: |\n  x\n", "title: T\nbody: |\n  x\n"),
        ("title: T\ntags: a  # why\nbody: |\n  x\n", "title: T\ntags: [a]  # why\nbody: |\n  x\n"),
        ("title: T\nStatus: Settled\nbody: |\n  x\n", "title: T\nstatus: settled\nbody: |\n  x\n"),
        ("title: T\nactors:\n  -nato\nbody: |\n  x\n", "title: T\nactors:\n  - nato\nbody: |\n  x\n"),
        ("title: T\nsummary: a\x07 b\nbody: |\n  x\n", "title: T\nsummary: a b\nbody: |\n  x\n"),
    ],
)  # fmt: skip
def test_what_is_sure_is_put_right(text: str, wanted: str) -> None:
    assert fixed(text, "talks.yaml", look) == wanted
    assert [problem for problem in look(wanted) if problem.severity != "info"] == []


@pytest.mark.parametrize(
    "line",
    [
        "sumary: S",
        "status: develop",
        "date: 2025-31-05",
        "actors: [{name: X, wikidata: 7}]",
        "actors: [recep-tayyip-erdogn]",
        "tags: !x [a]",
    ],
)
def test_a_guess_is_applied_only_when_asked_for(line: str) -> None:
    text = f"title: T\n{line}\nbody: |\n  x\n"
    assert fixed(text, "talks.yaml", look) == text
    assert [problem for problem in look(fixed(text, "talks.yaml", look, True)) if problem.severity != "info"] == []


@given(st.sampled_from([FULL, SHORT]), EDITS, st.booleans())
def test_fixing_comes_to_an_end_and_breaks_nothing(text: str, edits: list[tuple[int, int, str]], guesses: bool) -> None:
    damaged = edited(text, edits).removeprefix("\ufeff")
    before = look(damaged)
    better = fixed(damaged, "talks.yaml", look, guesses)
    assert fixed(better, "talks.yaml", look, guesses) == better
    broken = [sum(one.code < "B1" for one in problems) for problems in (look(better), before)]
    assert broken[0] <= broken[1]


def test_an_edit_leaves_every_other_character() -> None:
    text = Text("a\r\nbé\u2028c\rd", "f")
    assert apply(text, [Edit(Span("f", 2, 2, 2, 3), "E"), Edit(Span("f", 3, 1, 3, 2), "\n")]) == "a\r\nbE\u2028c\r\r\n"
