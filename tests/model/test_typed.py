from __future__ import annotations

from datetime import date

import pytest

from briefing.model.typed import dates_in, days_typed
from briefing.model.when import WhenError

TODAY = date(2025, 5, 16)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-", "2025-01-01", "2025-12-31"),
        ("2025-0", "2025-01-01", "2025-12-31"),
        ("2025-06", "2025-06-01", "2025-06-30"),
        ("2025-06-1", "2025-06-01", "2025-06-30"),
        ("2025-06-16", "2025-06-16", "2025-06-16"),
        ("june 2025", "2025-06-01", "2025-06-30"),
        ("jun 2025", "2025-06-01", "2025-06-30"),
        ("16 june 2025", "2025-06-16", "2025-06-16"),
        ("late june 2025", "2025-06-21", "2025-06-30"),
        ("summer 2025", "2025-06-01", "2025-08-31"),
    ],
)
def test_dates_among_words(text: str, first: str, last: str) -> None:
    for before, after in (("", ""), ("talks ", ""), ("", " istanbul")):
        dates, rest = dates_in(f"{before}{text}{after}")
        assert [(one.first, one.last) for one in dates] == [(date.fromisoformat(first), date.fromisoformat(last))]
        assert rest == [*before.split(), *after.split()]


@pytest.mark.parametrize("text", ["20251", "2025-13", "31 june 2025", "envoys 2025x", "0000", "a2025", "2025-06-16-1"])
def test_what_is_no_date_is_words(text: str) -> None:
    assert dates_in(text) == ([], text.split())


def test_a_number_behind_a_word_is_a_year_by_itself() -> None:
    dates, rest = dates_in("envoys 2025")
    assert [one.first.year for one in dates] == [2025]
    assert rest == ["envoys"]


@pytest.mark.parametrize(
    ("text", "day"),
    [("2023-03", "2023-03-01"), ("June 2025", "2025-06-01"), ("3 Jun 2025", "2025-06-03"), ("tuesday", "2025-05-13"),
     ("yesterday", "2025-05-15"), ("last", "2025-05-02")],
)  # fmt: skip
def test_one_day(text: str, day: str) -> None:
    assert days_typed(text, TODAY, date(2025, 5, 2))[0] == date.fromisoformat(day)


@pytest.mark.parametrize("text", ["someday", "2025 2026", "", '"', "2025-13"])
def test_no_day(text: str) -> None:
    with pytest.raises(WhenError):
        days_typed(text, TODAY)


def test_a_longer_time_has_a_last_day() -> None:
    assert days_typed("sep", TODAY) == (date(2025, 9, 1), date(2025, 9, 30))
    assert days_typed("Sep", TODAY, is_past=True) == (date(2024, 9, 1), date(2024, 9, 30))
    assert days_typed("december", TODAY) == (date(2024, 12, 1), date(2024, 12, 31))
    assert days_typed("1 jan", TODAY) == (date(2025, 1, 1), date(2025, 1, 1))
    assert days_typed("late june", TODAY) == days_typed("late june 2025", TODAY)
    assert days_typed("29 feb", date(2025, 3, 1)) == (date(2024, 2, 29), date(2024, 2, 29))
    assert days_typed("2023-03", TODAY) == (date(2023, 3, 1), date(2023, 3, 31))
    assert days_typed("tuesday", TODAY) == (date(2025, 5, 13), date(2025, 5, 13))
