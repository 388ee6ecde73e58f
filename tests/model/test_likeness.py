"""What a text is a slip of: one or two slips of the hand, never the opposite, rather nothing than a wrong one."""

from __future__ import annotations

import time
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.likeness import Words, begins_nearly, is_turned, nearest
from briefing.parse.fields import FIELDS, OWNERS

LISTS = sorted({row.choices for row in FIELDS if row.choices})
LISTS += [tuple(owner.fields) for owner in OWNERS.values()]
NEGATIONS = ("un", "in", "im", "non", "non-", "not ", "not-", "no ", "no longer ", "dis", "mis", "never ", "re", "un-")


NEAREST = """
    # one slip
    tehme | theme | theme
    papr | paper | paper
    boddy | body | body
    qiut | quit | quit
    sofa | soft | soft
    dat | date | date
    rol | role | role
    tag | tags | tags
    idd | id | id
    di | id | id
    istambul | istanbul | istanbul
    setled | settled | settled
    sinse | since | since
    canceled | cancelled | cancelled
    natoo | nato | nato
    # two
    sumarry | summary | summary
    prisnors | prisoners | prisoners
    Volodimir Zelensky | volodymyr-zelensky | volodymyr-zelensky
    andriy-yermak | andrij-yermak, vladimir-medinsky | andrij-yermak
    q-wy | q-why | q-why
    c-soo | c-so | c-so
    # the same in other characters
    Developing | developing | developing
    very_likely | very likely, likely | very likely
    verylikely | very likely, likely | very likely
    Erdoğan | erdogan | erdogan
    the‑hague | the-hague | the-hague
    answeredby | answered_by, answered | answered_by
    # the likelier one
    answerd | answer, answered | answered
    wher | when, where | where
    unikely | likely, unlikely | unlikely
    inlikely | likely, unlikely | unlikely
    B1311 | B131, B111, B113 | B131
    # too far
    description | questions | -
    time | title | -
    start | status | -
    agents | events | -
    slovakia | slovenia | -
    gambia | zambia | -
    liberia | siberia | -
    north-korea | south-korea | -
    is | id | -
    x | y, xy | -
    # two are as likely
    tal | tale, talk | -
    tal | tall, talk | tall
    B21 | B210, B211 | -
    # numbers are never guessed
    q-2 | q-1 | -
    talks-2024 | talks-2025 | -
    c-12 | c-1 | -
    g7 | g20, g8 | -
    # the opposite
    unanswered | answered | -
    insettled | settled | -
    likely | unlikely | -
    uexpected | expected | -
    talks-unscheduled | talks-scheduled | -
    held | unheld | -
    disorganised | organised | -
    rescheduled | scheduled | -
    nonlikely | likely | -
"""
ROWS = [tuple(map(str.strip, line.split("|"))) for line in NEAREST.splitlines() if "|" in line]


@pytest.mark.parametrize(("text", "known", "expected"), ROWS)
def test_the_nearest(text: str, known: str, expected: str) -> None:
    assert nearest(text, known.split(", ")) == expected.strip("-")


def test_nothing_is_near_to_nothing() -> None:
    assert nearest("", ["id"]) == nearest("a", []) == ""


def test_what_is_taken_already_is_not_offered_and_nothing_in_its_place() -> None:
    assert nearest("tite", ["title", "time"]) == "title"
    assert nearest("tite", ["title", "time"], taken=["title"]) == ""


@pytest.mark.parametrize("choices", LISTS, ids=lambda choices: choices[0])
def test_never_the_opposite_of_an_allowed_word(choices: tuple[str, ...]) -> None:
    for negation, word in product(NEGATIONS, choices):
        found = nearest(f"{negation}{word}", choices)
        assert not found or is_turned(found, word), (negation, word, found)


@pytest.mark.parametrize("choices", LISTS, ids=lambda choices: choices[0])
def test_a_word_of_a_list_is_never_turned_into_another(choices: tuple[str, ...]) -> None:
    for word in choices:
        assert nearest(word, choices) == word


WORDS = st.sampled_from(sorted({word for choices in LISTS for word in choices if len(word) > 3 and word.isalpha()}))


@given(WORDS, st.data())
def test_every_single_slip_in_a_word_leads_back_or_nowhere(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 1))
    slips = [
        word[:at] + word[at + 1 :],
        word[:at] + word[at - 1] + word[at:],
        word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
    ]
    for slip in slips:
        assert nearest(slip, [word, "something else"]) == word


@given(st.text(max_size=90), st.lists(st.text(max_size=30), max_size=8))
def test_any_text_is_compared(text: str, known: list[str]) -> None:
    assert nearest(text, known) in ("", *known)


@given(st.text("abcdun -", min_size=1, max_size=8), st.text("abcdun -", min_size=1, max_size=8))
def test_the_nearest_is_never_a_turn(one: str, other: str) -> None:
    if nearest(one, [other]):
        assert not is_turned(one.strip(), other.strip()) or one.split() == other.split()


def test_a_word_of_one_known_text_alone_is_that_text() -> None:
    words = Words(["volodymyr-zelensky", "boris-johnson", "mike-johnson", "no-deal"])
    assert words.holding("Zelensky") == "volodymyr-zelensky"
    assert words.holding("zelensky volodymyr") == "volodymyr-zelensky"
    assert words.holding("johnson") == ""
    assert words.holding("deal") == ""
    assert words.holding("") == ""


def test_the_beginnings_of_the_words_of_one_known_text() -> None:
    words = Words(["ceasefire talks", "peace talks"])
    assert words.begun("cease talks") == "ceasefire talks"
    assert words.begun("c t") == ""
    assert words.begun("talks") == ""


@pytest.mark.parametrize("form", ["person-{:05}", "given{0:05}-o-family{0:05}", "minister-of-affairs-of-state-{:05}"])
def test_among_many_a_slip_is_found_at_once(form: str) -> None:
    known = [form.format(number) for number in range(22_000)]
    words = Words(known)
    words.nearest("x")
    start = time.process_time()
    for number in range(0, 22_000, 220):
        right = form.format(number)
        assert words.nearest(right[:2] + right[3:]) == right
        assert words.nearest("Nobody " + right) == ""
    assert time.process_time() - start < 4


def test_a_few_and_many_give_the_same() -> None:
    few = [f"{first}-{last}" for first in ("ada", "omar", "volodymyr") for last in ("lee", "haddad", "zelensky")]
    many = Words([*few, *(f"person-{number}" for number in range(500))])
    for right in few:
        slip = right[:4] + right[5:]
        assert many.nearest(slip) == nearest(slip, few)


@pytest.mark.parametrize(
    ("typed", "word", "begins"),
    [
        ("sear", "search", True), ("serach", "search", True), ("serch", "search", True), ("searrch", "search", True),
        ("seqrch", "search", True), ("esarch", "search", True), ("earch", "search", True), ("quti", "quit", True),
        ("hlp", "help", True), ("mpa", "map", True), ("thms", "themes", False), ("mao", "map", False),
        ("uq", "quit", False), ("quittt", "quit", False), ("searhcx", "search", False), ("trump", "putin", False),
    ],
)  # fmt: skip
def test_a_word_begins_nearly(typed: str, word: str, begins: bool) -> None:
    assert begins_nearly(typed, word) is begins
