"""Dates as the news has them: a year, a month, a day, a stretch, or about then."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from briefing.model.value import dataclass

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}

_NUMERIC = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(Z|[+-]\d{2}:\d{2})?)?)?)?")
_WORDS = re.compile(r"([a-z]+)(?: ([a-z]+))? (\d{4})", re.IGNORECASE)


class WhenError(ValueError):
    """The text is no date; the message says why, for the author."""


@dataclass(frozen=True, slots=True)
class When:
    """A date as written, and the days it can mean.

    `text` is the author's spelling; `first` and `last` are the earliest and the latest day
    (both included). `about` is true where a `~` or a word (`late June`) says that it is vague.
    """

    text: str
    first: date
    last: date
    about: bool = False

    @property
    def key(self) -> tuple[date, date]:
        """Sorts by the earliest day, shorter stretches first."""
        return (self.first, self.last)

    @property
    def is_day(self) -> bool:
        return self.first == self.last

    def display(self, today: date | None = None) -> str:
        """The date in words: `15 May 2025`, `about 15 May 2025`, `late June 2025`, `May 2025`.

        With `today`, the year is left out where it is the current one.
        """
        text = self.text.strip().removesuffix("~").strip()
        if "/" in text:
            left, right = (parse_when(half) for half in text.split("/", 1))
            return _between(left, right, today)
        numeric = _NUMERIC.fullmatch(text)
        if not numeric:
            return _capitalise_month(text)
        year, month, day, hour, minute, _zone = numeric.groups()
        words = year
        if month:
            words = f"{MONTHS[int(month) - 1]} {year}"
        if day:
            short = MONTHS[int(month) - 1] if len(MONTHS[int(month) - 1]) <= 4 else MONTHS[int(month) - 1][:3]
            words = f"{int(day)} {short}"
            if today is None or today.year != int(year):
                words += f" {year}"
        if hour:
            words += f", {hour}:{minute}"
        return f"about {words}" if self.text.rstrip().endswith("~") else words


def parse_when(text: str) -> When:
    """Read a date in one of the forms of `format.md` (*when*).

    Raises `WhenError` with a sentence for the author.
    """
    written = text
    text = text.strip()
    about = text.endswith("~")
    text = text.removesuffix("~").strip()
    if "/" in text:
        left, _, right = text.partition("/")
        start, end = parse_when(left), parse_when(right)
        if end.last < start.first:
            raise WhenError(f"`{written}` ends before it begins")
        return When(written, start.first, end.last, about or start.about or end.about)
    words = _WORDS.fullmatch(text)
    if words and words[1].lower() in PARTS and (words[2] or "").capitalize() in MONTHS:
        return _part_of_month(words[1].lower(), words[2].capitalize(), int(words[3]), written)
    if words and words[1].lower() in SEASONS and not words[2]:
        return _season(words[1].lower(), int(words[3]), written)
    return _parse_numeric(text, written, about)


def _part_of_month(part: str, month_name: str, year: int, written: str) -> When:
    month = MONTHS.index(month_name) + 1
    first, last = PARTS[part]
    length = _month_length(year, month, written)
    return When(written, date(year, month, first), date(year, month, min(last, length)), True)


def _season(name: str, year: int, written: str) -> When:
    """Three months of the northern year; winter 2025 begins in December 2025."""
    month = SEASONS[name]
    _month_length(year, month, written)
    after_year, after_month = (year + 1, month - 9) if month > 9 else (year, month + 3)
    if after_year > 9999:
        raise WhenError(f"`{written}` is beyond the calendar")
    return When(written, date(year, month, 1), date(after_year, after_month, 1) - timedelta(days=1), True)


def _parse_numeric(text: str, written: str, about: bool) -> When:
    numeric = _NUMERIC.fullmatch(text)
    if not numeric or not text.isascii():
        raise WhenError(f"`{written}` is not a date; write it like 2025-05-15, 2025-05 or `late June 2025`")
    year_text, month_text, day_text, hour, minute, _zone = numeric.groups()
    year = int(year_text)
    if not month_text:
        _month_length(year, 1, written)
        return When(written, date(year, 1, 1), date(year, 12, 31), about)
    month = int(month_text)
    length = _month_length(year, month, written)
    if not day_text:
        return When(written, date(year, month, 1), date(year, month, length), about)
    day = int(day_text)
    if not 1 <= day <= length:
        raise WhenError(f"`{written}` is not a date: {MONTHS[month - 1]} {year} has {length} days")
    if hour and (int(hour) > 23 or int(minute) > 59):
        raise WhenError(f"`{written}` has no such time of day")
    exact = date(year, month, day)
    return When(written, exact, exact, about)


def _month_length(year: int, month: int, written: str) -> int:
    if year < 1:
        raise WhenError(f"`{written}` is not a date: years count from 0001")
    if not 1 <= month <= 12:
        raise WhenError(f"`{written}` is not a date: there is no month {month:02}")
    return monthrange(year, month)[1]


def _between(left: When, right: When, today: date | None) -> str:
    """An interval in words; what both ends share is said once: `20–30 June 2025`."""
    ends, begins = right.display(today), left.display(today)
    if left.is_day and right.is_day and left.text.count("-") == right.text.count("-") == 2:
        if (left.first.year, left.first.month) == (right.first.year, right.first.month):
            return f"{left.first.day}–{ends}"
        if left.first.year == right.first.year:
            return f"{begins.removesuffix(f' {left.first.year}')} – {ends}"
    return f"{begins} – {ends}"


def _capitalise_month(text: str) -> str:
    return " ".join(word.capitalize() if word.capitalize() in MONTHS else word.lower() for word in text.split())
