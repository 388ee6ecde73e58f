"""Dates as the news has them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.when import When, WhenError, parse_when


@pytest.mark.parametrize(
    ("text", "first", "last", "about"),
    [
        ("2025", "2025-01-01", "2025-12-31", False),
        ("2025-05", "2025-05-01", "2025-05-31", False),
        ("2024-02", "2024-02-01", "2024-02-29", False),
        ("2025-05-15", "2025-05-15", "2025-05-15", False),
        ("2025-05-15T18:30", "2025-05-15", "2025-05-15", False),
        ("2025-05-15T18:30+03:00", "2025-05-15", "2025-05-15", False),
        ("2025-05-15T18:30Z", "2025-05-15", "2025-05-15", False),
        ("2025-05-15~", "2025-05-15", "2025-05-15", True),
        ("2025~", "2025-01-01", "2025-12-31", True),
        ("2025-05-15/2025-05-20", "2025-05-15", "2025-05-20", False),
        ("2025-05/2025-06-02~", "2025-05-01", "2025-06-02", True),
        ("early June 2025", "2025-06-01", "2025-06-10", True),
        ("Mid june 2025", "2025-06-11", "2025-06-20", True),
        ("late February 2025", "2025-02-21", "2025-02-28", True),
        ("summer 2025", "2025-06-01", "2025-08-31", True),
        ("winter 2025", "2025-12-01", "2026-02-28", True),
        (" 2025 ", "2025-01-01", "2025-12-31", False),
    ],
)
def test_what_days_a_text_can_mean(text: str, first: str, last: str, about: bool) -> None:
    when = parse_when(text)
    assert (when.first.isoformat(), when.last.isoformat(), when.about) == (first, last, about)
    assert when.text == text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is not a date"),
        ("next week", "is not a date"),
        ("15 May 2025", "is not a date"),
        ("2025-13", "there is no month 13"),
        ("2025-02-30", "February 2025 has 28 days"),
        ("2025-05-15T25:00", "no such time"),
        ("2025-05-20/2025-05-15", "ends before it begins"),
        ("0000", "years count from 0001"),
        ("winter 9999", "beyond the calendar"),
        ("２０２５", "is not a date"),
        ("2025/", "is not a date"),
        ("late Brumaire 2025", "is not a date"),
    ],
)
def test_what_is_no_date_says_why(text: str, says: str) -> None:
    with pytest.raises(WhenError, match=says):
        parse_when(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025", "2025"),
        ("2025-05", "May 2025"),
        ("2025-05-05", "5 May 2025"),
        ("2025-09-15", "15 Sep 2025"),
        ("2025-06-15", "15 June 2025"),
        ("2025-05-15~", "about 15 May 2025"),
        ("2025-05-15T18:30+03:00", "15 May 2025, 18:30"),
        ("2025-05-15/2025-06", "15 May 2025 – June 2025"),
        ("late june 2025", "late June 2025"),
        ("Summer 2025", "summer 2025"),
    ],
)
def test_in_words(text: str, words: str) -> None:
    assert parse_when(text).display() == words


def test_this_years_day_needs_no_year() -> None:
    today = date(2025, 12, 1)
    assert parse_when("2025-05-15").display(today) == "15 May"
    assert parse_when("2024-05-15").display(today) == "15 May 2024"


def test_sorted_by_the_earliest_day_the_shorter_first() -> None:
    texts = ["2025", "2025-01-01", "2024-12-31", "2025-01", "late December 2024"]
    assert [when.text for when in sorted(map(parse_when, texts), key=lambda when: when.key)] == [
        "late December 2024", "2024-12-31", "2025-01-01", "2025-01", "2025",
    ]  # fmt: skip


@given(st.text("0123456789-T:+Z~/ earlymidsun", max_size=24))
def test_any_text_is_a_date_or_a_sentence(text: str) -> None:
    try:
        when = parse_when(text)
    except WhenError:
        return
    assert when.first <= when.last
    assert when.display()


@given(st.dates())
def test_every_day_reads_back(day: date) -> None:
    when = parse_when(day.isoformat())
    assert when == When(day.isoformat(), day, day)
    assert when.is_day
