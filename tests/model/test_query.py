from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.query import KEYS, Candidate, Query, parse_query, quoted, term_at_end

TODAY = date(2025, 6, 4)  # a Wednesday
LAST = date(2025, 5, 30)


def read(text: str, typing: bool = False) -> Query:
    return parse_query(text, TODAY, LAST, typing)


def words(text: str) -> list[tuple[str, bool, bool, bool]]:
    return [(word.text, word.is_phrase, word.is_excluded, word.is_prefix) for word in read(text).words]


def day(text: str) -> date | None:
    (term,) = read(text).filters
    return term.day


def mistake(text: str) -> tuple[str, str, str]:
    """What is underlined, what is said, and the text as the fix has it."""
    (found,) = read(text).mistakes
    return text[found.start : found.end], found.message, f"{text[: found.start]}{found.fix}{text[found.end :]}"


def test_words_phrases_and_what_must_not_be_there() -> None:
    assert words('talks "first day" -grain -"old deal" end') == [
        ("talks", False, False, False),
        ("first day", True, False, False),
        ("grain", False, True, False),
        ("old deal", True, True, False),
        ("end", False, False, True),
    ]


def test_the_last_word_goes_on_until_something_follows_it() -> None:
    assert [word[3] for word in words("cease")] == [True]
    assert [word[3] for word in words("cease ")] == [False]
    assert [word[3] for word in words("ceas* fire ")] == [True, False]
    assert [word[3] for word in words('"cease fi')] == [True]
    assert [word[3] for word in words('"cease fire"')] == [False]


def test_positions_are_those_of_the_text() -> None:
    text = 'ğ  -"two words" actor:"Kofi Annan" x'
    query = read(text)
    assert [text[word.start : word.end] for word in query.words] == ["ğ", '-"two words"', "x"]
    (term,) = query.filters
    assert (text[term.start : term.end], text[term.value_start : term.end]) == ('actor:"Kofi Annan"', '"Kofi Annan"')
    assert term.value == "Kofi Annan"


def test_keys_in_any_case_and_curly_quotes() -> None:
    (term,) = read("Actor:“Kofi Annan”").filters
    assert (term.key, term.value) == ("actor", "Kofi Annan")
    (out,) = read("-tag:grain").filters
    assert out.is_excluded


def test_a_colon_that_is_no_keys_is_text() -> None:
    assert [word.text for word in read("10:30 https://example.org/a").words] == ["10:30", "https://example.org/a"]


def test_signs_alone_ask_nothing() -> None:
    for text in ("", "  ", "-", "...", "*", "— &", '""'):
        assert read(text).is_empty, text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("since:2025", date(2025, 1, 1)),
        ("until:2025-05", date(2025, 5, 31)),
        ('since:"late June 2025"', date(2025, 6, 21)),
        ("since:today", TODAY),
        ("since:yesterday", date(2025, 6, 3)),
        ("since:last", LAST),
        ("since:Tuesday", date(2025, 6, 3)),
        ("since:thu", date(2025, 5, 29)),
        ("until:wednesday", date(2025, 5, 28)),
        ("until:late  June 2025", date(2025, 6, 30)),
        ("since:Winter 2024", date(2024, 12, 1)),
    ],
)
def test_days(text: str, expected: date) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    ("text", "culprit", "says", "fixed"),
    [
        ("sinse:2025", "sinse:2025", "did you mean `since:`?", "since:2025"),
        ("place:rome x", "place:rome", "did you mean `venue:`?", "venue:rome x"),
        ("zzz:x", "zzz:x", "put it in quotes", '"zzz:x"'),
        ("is:unraed", "unraed", "did you mean `unread`?", "is:unread"),
        ("is:zz", "zz", "there are `unread`, `read` or `starred`", "is:"),
        ("status:settld", "settld", "did you mean `settled`?", "status:settled"),
        ("question:overdeu", "overdeu", "did you mean `overdue`?", "question:overdue"),
        ("since:2025-02-30", "2025-02-30", "February 2025 has 28 days", "since:"),
        ("since:tusday", "tusday", "did you mean `tuesday`?", "since:tuesday"),
        ("since:soon", "soon", "write it like 2025-05-15", "since:"),
        ('x "one two', '"one two', "not closed", 'x "one two"'),
        ("actor: x", "actor:", "needs something behind it", " x"),
    ],
)
def test_a_mistake_has_its_place_a_sentence_and_a_fix(text: str, culprit: str, says: str, fixed: str) -> None:
    underlined, message, repaired = mistake(text)
    assert underlined == culprit
    assert says in message
    assert repaired == fixed
    assert read(text).is_wrong


def test_the_first_visit_has_none_before_it() -> None:
    (found,) = parse_query("since:last", TODAY).mistakes
    assert "first visit" in found.message


def test_what_is_being_typed_is_no_mistake_yet() -> None:
    for text in ("x since:202", "x is:un", "x acto:", 'x "a b', "x actor:"):
        query = read(text, typing=True)
        assert not query.is_wrong
        assert query.words[0].text == "x"
    assert read("is:un x", typing=True).is_wrong
    assert [word.text for word in read('"a b', typing=True).words] == ["a b"]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("", (0, "", "")),
        ("ab cd", (3, "", "cd")),
        ("ab ", (3, "", "")),
        ("-act", (1, "", "act")),
        ("x actor:er", (2, "actor", "er")),
        ('x actor:"Kofi An', (2, "actor", "Kofi An")),
        ('actor:"Kofi Annan"', (18, "", "")),
    ],
)
def test_the_term_that_is_being_typed(text: str, term: tuple[int, str, str]) -> None:
    assert term_at_end(text) == term


def test_a_candidate_takes_its_place_and_leaves_room_to_go_on() -> None:
    assert Candidate("actor:kofi", 2, 7).applied("x actor") == "x actor:kofi "
    assert Candidate("actor:", 0, 2).applied("ac") == "actor:"
    assert quoted("Kofi Annan") == '"Kofi Annan"'
    assert quoted("kofi") == "kofi"


TEXTS = st.text(max_size=60) | st.lists(
    st.sampled_from([*(f"{key}:" for key in KEYS), '"', "“", "-", " ", "\0", "*", "since:2025", "ğ", "a", ":", "\n"]),
    max_size=12,
).map("".join)


@given(TEXTS, st.booleans())
def test_any_text_can_be_read(text: str, typing: bool) -> None:
    query = read(text, typing)
    terms = [*query.words, *query.filters]
    for term in [*terms, *query.mistakes]:
        assert 0 <= term.start < term.end <= len(text)
    for term in query.filters:
        assert term.start < term.value_start <= term.end
    ordered = sorted((term.start, term.end) for term in terms)
    assert all(left[1] <= right[0] for left, right in pairwise(ordered))
    assert query.is_wrong is any(not found.is_unfinished for found in query.mistakes)
    start, key, _value = term_at_end(text)
    assert 0 <= start <= len(text)
    assert key == "" or text[start:].lower().startswith(f"{key}:")


@given(st.text(max_size=20).filter(lambda text: any(char.isalnum() for char in text)))
def test_a_quoted_value_is_one_value(value: str) -> None:
    query = read(f"actor:{quoted(value)} x")
    assert len(query.filters) == 1
    assert [word.text for word in query.words] == ["x"]
