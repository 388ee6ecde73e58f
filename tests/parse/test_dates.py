"""Dates as people write them: the spelling of briefs where one thing can be meant, and a reason where not."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.when import PARTS, SEASONS, WhenError, parse_when
from briefing.parse.dates import meant
from briefing.parse.local_times import offset

MEANT = """
    # the time first
    18:30 on 15 May 2025 => 2025-05-15T18:30
    6 pm, 15 May 2025 => 2025-05-15T18:00
    # words
    May 2025 => 2025-05
    15 May 2025 => 2025-05-15
    May 15, 2025 => 2025-05-15
    15th of May 2025 => 2025-05-15
    Jan 2024 => 2024-01
    15. Mai 2025 => 2025-05-15
    15 de mayo de 2025 => 2025-05-15
    1er juillet 2025 => 2025-07-01
    15 maggio 2025 => 2025-05-15
    15 de outubro de 2025 => 2025-10-15
    15 maja 2025 => 2025-05-15
    15 мая 2025 г. => 2025-05-15
    15 травня 2025 року => 2025-05-15
    15 Mayıs 2025 => 2025-05-15
    15 mei 2025 => 2025-05-15
    15 Μαΐου 2025 => 2025-05-15
    2025年5月15日 => 2025-05-15
    15-May-2025 => 2025-05-15
    2025 May 15 => 2025-05-15
    15 MAY 2025 => 2025-05-15
    15 sept. 2025 => 2025-09-15
    15May2025 => 2025-05-15
    15 май 2025 => 2025-05-15
    ١٥ مايو ٢٠٢٥ => 2025-05-15
    15 أيار 2025 => 2025-05-15
    15 מאי 2025 => 2025-05-15
    15 במאי 2025 => 2025-05-15
    १५ मई 2025 => 2025-05-15
    # days of the week
    2025-05-15 (Thursday) => 2025-05-15
    Thu 2025-05-15 => 2025-05-15
    Sunday 6 July 2025 => 2025-07-06
    Sun, July 6th, 2025 => 2025-07-06
    Do, 15. Mai 2025 => 2025-05-15
    jeudi 15 mai 2025 => 2025-05-15
    четверг, 15 мая 2025 => 2025-05-15
    # dashes and digits
    2025–05–15 => 2025-05-15
    2025—05—15 => 2025-05-15
    2025‑05‑15 => 2025-05-15
    2025−05−15 => 2025-05-15
    2025‒05‒15 => 2025-05-15
    2025―05‐15 => 2025-05-15
    ２０２５-05-15 => 2025-05-15
    ٢٠٢٥-٠٥-١٥ => 2025-05-15
    ‘2025-05-15’ => 2025-05-15
    “2025” => 2025
    2O25-05-15 => 2025-05-15
    2025-05-l5 => 2025-05-15
    2025-5-5 => 2025-05-05
    2025-5 => 2025-05
    2025 05 15 => 2025-05-15
    2025-05-15, => 2025-05-15
    # other orders
    2025/05/15 => 2025-05-15
    2025.05.15 => 2025-05-15
    2025/5/15 => 2025-05-15
    15.05.2025 => 2025-05-15
    05/15/2025 => 2025-05-15
    15/05/2025 => 2025-05-15
    05/05/2025 => 2025-05-05
    04.01.2024 => 2024-01-04
    20250515 => 2025-05-15
    2025-31-05 => 2025-05-31
    05/2025 => 2025-05
    2025-135 => 2025-05-15
    # stretches
    2025-05-15 - 2025-05-17 => 2025-05-15/2025-05-17
    2025-05-15 to 2025-05-17 => 2025-05-15/2025-05-17
    2025-05-15–2025-05-17 => 2025-05-15/2025-05-17
    2025-05-15..2025-05-17 => 2025-05-15/2025-05-17
    2025-05-15 until 2025-05-17 => 2025-05-15/2025-05-17
    15–17 May 2025 => 2025-05-15/2025-05-17
    15-17 May 2025 => 2025-05-15/2025-05-17
    May 15–17, 2025 => 2025-05-15/2025-05-17
    15 and 16 May 2025 => 2025-05-15/2025-05-16
    from 15 to 17 May 2025 => 2025-05-15/2025-05-17
    28 June – 2 July 2025 => 2025-06-28/2025-07-02
    15.–17. Mai 2025 => 2025-05-15/2025-05-17
    15.05.–17.05.2025 => 2025-05-15/2025-05-17
    30 Dec 2025 – 2 Jan 2026 => 2025-12-30/2026-01-02
    2025-05-15/17 => 2025-05-15/2025-05-17
    2025-05-15/05-17 => 2025-05-15/2025-05-17
    2024–2025 => 2024/2025
    2024/25 => 2024/2025
    2025-05/06 => 2025-05/2025-06
    May–June 2025 => 2025-05/2025-06
    15 May 2025 – June 2025 => 2025-05-15/2025-06
    # about, parts and periods
    c. 1890 => 1890~
    ca. 1890 => 1890~
    circa May 2025 => 2025-05~
    about 15 May 2025 => 2025-05-15~
    ~2025 => 2025~
    2025-05? => 2025-05~
    mid-June 2025 => mid June 2025
    end of June 2025 => late June 2025
    Anfang Juni 2025 => early June 2025
    late  June 2025 => late June 2025
    Fall 2025 => autumn 2025
    Sommer 2025 => summer 2025
    1990s => 1990/1999
    Q2 2025 => 2025-04/2025-06
    2Q 2025 => 2025-04/2025-06
    week 20 of 2025 => 2025-W20
    2025-Q2 => 2025-04/2025-06
    H2 2025 => 2025-07/2025-12
    # times
    2025-05-15 18.30 => 2025-05-15T18:30
    2025-05-15T1830 => 2025-05-15T18:30
    2025-05-15T18:30+3 => 2025-05-15T18:30+03:00
    15 May 2025, 18:30 => 2025-05-15T18:30
    May 15, 2025 at 6:30 pm => 2025-05-15T18:30
    15 May 2025 6pm => 2025-05-15T18:00
    15. Mai 2025, 18.30 Uhr => 2025-05-15T18:30
    15 May 2025 18:30 UTC => 2025-05-15T18:30Z
    2025/05/15 18:30 +0300 => 2025-05-15T18:30+03:00
    Thu May 15 18:30:05 2025 => 2025-05-15T18:30:05
    Thu May 15 18:30:05 UTC 2025 => 2025-05-15T18:30:05Z
"""
ROWS = [tuple(line.strip().split(" => ")) for line in MEANT.splitlines() if " => " in line]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_one_thing_is_meant(text: str, expected: str) -> None:
    assert meant(text)[:2] == (expected, "")
    assert parse_when(expected).text == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("04/01/2024", "`04/01/2024` can be 4 January or 1 April; write 2024-01-04 or 2024-04-01"),
        ("Monday 6 July 2025", "`Monday 6 July 2025` is not a date: 6 July 2025 is a Sunday"),
        ("Friday, 15. Mai 2025", "`Friday, 15. Mai 2025` is not a date: 15 May 2025 is a Thursday"),
        ("2011/12", "`2011/12` can be December 2011 or two years; write 2011-12 or 2011/2012"),
        ("2011–12", "`2011–12` can be December 2011 or two years; write 2011-12 or 2011/2012"),
        ("1/5/2025 - 3/5/2025", "`1/5/2025 - 3/5/2025` can be 1 May or 5 January; write 2025-05-01 or 2025-01-05"),
        ("1/2/25", "`1/2/25` is not a date: a year has four digits"),
        ("15 May 25", "`15 May 25` is not a date: a year has four digits"),
        ("2025-05-15T18:30 CET", "`2025-05-15T18:30 CET` is not a date: write its zone as an offset, like +03:00"),
        ("Fri 2025-05-15", "`Fri 2025-05-15` is not a date: 15 May 2025 is a Thursday"),
        ("15 May", "`15 May` names no year; write it like 2025-05-15"),
        ("March", "`March` names no year; write it like 2025-05-15"),
    ],
)
def test_two_things_or_none_are_meant(text: str, why: str) -> None:
    assert meant(text)[:2] == ("", why)


UNKNOWN = """
    next week
    today
    2025-02-30
    31 June 2025
    35 May 2025
    2025-0515
    2025-05-15 2026
    2025-00-10
    18:30
    15.05.25
    -44-03-15
    2025-05-15/
    2025-05-15/2025-05-17/
    2025-06-02 - 2025-05-01
    2025-05-15T18:30 CET
    15 Brumaire 2025
    15 16 May 2025
    May June 2025
    2025-13-40
    0/0/0000
    ~
    /
    -
    15–17 May
    the
    2025-05-15 25:00
    15 jui 2025
    2025-366
"""


@pytest.mark.parametrize("text", ["", " ", "9" * 90, *map(str.strip, UNKNOWN.strip().splitlines())])
def test_what_nobody_can_know_is_left_to_the_author(text: str) -> None:
    assert meant(text).text == ""


FORMS = ["{}", "{}~", "{}/{}", "{}~/{}", "{}T18:30", "{:.7}", "{:.4}", "{:.7}/{}", "{:.4}~"]


@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)), st.sampled_from(FORMS))
def test_what_a_date_shows_is_understood_again(one: date, other: date, form: str) -> None:
    first, last = sorted((one, other))
    try:
        when = parse_when(form.format(first.isoformat(), last.isoformat()))
    except WhenError:
        return
    shown = when.display()
    again = parse_when(shown) if shown.isdigit() else parse_when(meant(shown).text)
    assert (again.first, again.last, again.about) == (when.first, when.last, when.about)


@pytest.mark.parametrize("words", [*(f"{part} June 2025" for part in PARTS), *(f"{season} 2025" for season in SEASONS)])
def test_what_a_date_in_words_shows_is_a_date(words: str) -> None:
    assert parse_when(parse_when(words.upper()).display()).first == parse_when(words).first


@given(st.text("0123456789-–/.:, TZMayjunthu~", max_size=60) | st.text(max_size=60))
def test_what_is_meant_is_a_date_or_nothing(text: str) -> None:
    found = meant(text)
    assert not found.text or parse_when(found.text)
    assert not (found.text and found.why)


@pytest.mark.parametrize(
    "text", ["-" * 100, "1-" * 50, "May " * 25, "15–" * 33, "1/" * 50, "x" * 4_000_000, " to " * 25, "(" * 100]
)
def test_any_length_is_quick(text: str) -> None:
    start = time.process_time()
    assert meant(text).text == ""
    assert time.process_time() - start < 0.2


@pytest.mark.skipif(not offset("Istanbul", "2025-05-15T18:30"), reason="the machine has no time zone database")
@pytest.mark.parametrize(
    ("written", "better"),
    [
        ("2025-05-15 18:30 Istanbul time", "2025-05-15T18:30+03:00"),
        ("2015-01-15 18:30 Istanbul time", "2015-01-15T18:30+02:00"),
        ("18:30 Kyiv time, 15 May 2025", "2025-05-15T18:30+03:00"),
        ("15 May 2025, 6:30 pm (Washington local time)", "2025-05-15T18:30-04:00"),
        ("2025-05-15 18:30 local time", ""),
        ("2025-05-15 18:30 Atlantis time", ""),
        ("2025-05-15 Istanbul time", ""),
    ],
)
def test_the_time_of_a_city_is_given_its_offset_of_that_day(written: str, better: str) -> None:
    assert meant(written)[::2] == (better, not better)
