"""Dates as the news has them."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from email.utils import format_datetime

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
        # ISO 8601 and RFC 3339
        ("2025-05-15 18:30", "2025-05-15", "2025-05-15", False),
        ("2025-05-15 18:30:05", "2025-05-15", "2025-05-15", False),
        ("2025-05-15 18:30:05 +0300", "2025-05-15", "2025-05-15", False),
        ("2025-05-15T18:30:05.123Z", "2025-05-15", "2025-05-15", False),
        ("2025-05-15T18:30:05,5+03", "2025-05-15", "2025-05-15", False),
        ("2025-05-15t18:30z", "2025-05-15", "2025-05-15", False),
        ("2025-05-15T18", "2025-05-15", "2025-05-15", False),
        ("2025-05-15T24:00", "2025-05-15", "2025-05-15", False),
        ("2025-06-30T23:59:60Z", "2025-06-30", "2025-06-30", False),
        ("2025-05-15T18:30+14:00", "2025-05-15", "2025-05-15", False),
        ("20250515T183005Z", "2025-05-15", "2025-05-15", False),
        ("2024-W05", "2024-01-29", "2024-02-04", False),
        ("2024-W05-3", "2024-01-31", "2024-01-31", False),
        ("2024W053", "2024-01-31", "2024-01-31", False),
        ("2025-W01~", "2024-12-30", "2025-01-05", True),
        # RFC 2822
        ("Thu, 15 May 2025 18:30:00 +0300", "2025-05-15", "2025-05-15", False),
        ("15 May 2025 18:30 GMT", "2025-05-15", "2025-05-15", False),
        ("Thu, 15 May 2025 18:30:00 -0000 (UTC)", "2025-05-15", "2025-05-15", False),
        ("2025-05-15T10:00/2025-05-15T12:00", "2025-05-15", "2025-05-15", False),
        ("2025-05-15~/2025-05-20", "2025-05-15", "2025-05-20", True),
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
        ("2025/", "`2025/` is not a date: it has no end"),
        ("/2025", "`/2025` is not a date: it has no beginning"),
        ("2025/2026/2027", "`2025/2026/2027` is not a date: a stretch has one slash"),
        ("2025/05/15", "`2025/05/15` is not a date"),
        ("2025-05-15/2025-13", "`2025-05-15/2025-13` is not a date: there is no month 13"),
        ("2025-05-15 18", "is not a date"),
        ("2025-05-15T18:60", "no such time"),
        ("2025-05-15T24:01", "no such time"),
        ("2025-05-15T18:30:61", "no such time"),
        ("2025-05-15T18:30+14:30", "no such offset: they go from -12:00 to \\+14:00"),
        ("2025-05-15T18:30-23:00", "no such offset"),
        ("2025-05-15T18:30+03:75", "no such offset"),
        ("Fri, 15 May 2025 18:30:00 +0300", "15 May 2025 is a Thursday"),
        ("15 Mai 2025 18:30:00 +0300", "is not a date"),
        ("2025-W54", "2025 has no week 54"),
        ("20250515", "is not a date"),
        ("2025-135", "is not a date"),
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
        ("2025-05-15/2025-05-17", "15–17 May 2025"),
        ("2025-05-30/2025-06-02", "30 May – 2 June 2025"),
        ("2025-12-30/2026-01-02", "30 Dec 2025 – 2 Jan 2026"),
        ("2025-05-15T10:00/2025-05-17", "15 May 2025, 10:00 – 17 May 2025"),
        ("2025-05-15~/2025-05-17", "about 15 May 2025 – 17 May 2025"),
        ("2025-05-15/2025-06~", "15 May 2025 – about June 2025"),
        ("2024-W05", "29 Jan – 4 Feb 2024"),
        ("2024-W01/2024-W02", "1–14 Jan 2024"),
        ("Thu, 15 May 2025 18:30:00 +0300", "15 May 2025, 18:30"),
        ("20250515T18Z", "15 May 2025, 18:00"),
        ("0044", "0044"),
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


TEXTS = st.text("0123456789-T:+Z~/ W,.Myaearlymidsun", max_size=40)


@given(TEXTS)
def test_any_text_is_a_date_or_a_sentence(text: str) -> None:
    try:
        when = parse_when(text)
    except WhenError:
        return
    assert when.first <= when.last
    assert when.display()


@given(TEXTS)
def test_what_is_told_of_a_text_quotes_the_whole_of_it(text: str) -> None:
    told = ""
    try:
        parse_when(text)
    except WhenError as error:
        told = str(error)
    assert told.startswith(f"`{text}`" if told else "")


@pytest.mark.parametrize("text", ["2025-05/" * 500_000, "2" * 4_000_000, "~" * 4_000_000, "early " * 500_000])
def test_a_long_text_is_refused_at_once_with_a_short_sentence(text: str) -> None:
    start = time.process_time()
    with pytest.raises(WhenError) as told:
        parse_when(text)
    assert len(str(told.value)) < 200
    assert time.process_time() - start < 0.5


@given(st.dates())
def test_every_day_reads_back(day: date) -> None:
    when = parse_when(day.isoformat())
    assert when == When(day.isoformat(), day, day)
    assert when.is_day


@given(st.datetimes(datetime(1000, 1, 1), datetime(9998, 12, 31), timezones=st.timezones()))
def test_every_time_that_a_program_writes_reads_back(moment: datetime) -> None:
    offset = moment.utcoffset() or timedelta()
    if offset.total_seconds() % 60 or abs(offset) > timedelta(hours=14):
        return  # local mean time, which no program writes
    for text in (moment.isoformat(), moment.isoformat(" "), moment.strftime("%G-W%V-%u")):
        when = parse_when(text)
        assert (when.first, when.last) == (moment.date(), moment.date())
    assert parse_when(format_datetime(moment)).first == moment.date()
