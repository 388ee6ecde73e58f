"""Dates as the news has them: a year, a month, a day, a stretch, or about then."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from briefing.model.pattern import later
from briefing.model.value import NamedTuple, dataclass

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
A_YEAR = 360
"""Days from the first to the last of a date that is no more exact than a year."""
PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}

ZONE = r"[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?"
"""The zones of ISO 8601 and RFC 3339."""
_NUMERIC = later(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})(?:"
    r"(?P<at>[Tt ])(?P<hour>[0-9]{2})(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?)?"
    rf"(?: ?(?P<zone>{ZONE}))?)?)?)?"
)
# The rarer forms as text: `re` compiles each when a date first needs it.
_BASIC = (
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})[Tt](?P<hour>[0-9]{2})"
    rf"(?:(?P<minute>[0-9]{{2}})(?:(?P<second>[0-9]{{2}})(?:[.,][0-9]+)?)?)?(?P<zone>{ZONE})?"
)
_MAIL = (
    r"(?:(?P<weekday>[A-Za-z]{3}), *)?(?P<day>[0-9]{1,2}) +(?P<name>[A-Za-z]{3}) +(?P<year>[0-9]{4}) +"
    r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))? +"
    r"(?P<zone>[+-][0-9]{4}|UT|GMT|[ECMP][SD]T)(?: +\([^()]*\))?"
)
_WEEK = r"([0-9]{4})-?[Ww]([0-9]{2})(?:-?([1-7]))?"
_WORDS = r"([A-Za-z]+)(?: ([A-Za-z]+))? (\d{4})"
_SHOWN = 60  # characters of a text that a message quotes


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
        start, end = _ends(self.text)
        return start.words(today) if end is None else _between(start, end, today)


class _Moment(NamedTuple):
    """One end of a date: its days, and in which form it is written; `clock` is hours and minutes."""

    first: date
    last: date
    form: Literal["year", "month", "day", "week", "words"]
    is_about: bool = False
    clock: str = ""
    said: str = ""

    def words(self, today: date | None) -> str:
        if self.form == "words":
            return self.said
        if self.form == "year":
            words = f"{self.first.year:04}"
        elif self.form == "month":
            words = f"{MONTHS[self.first.month - 1]} {self.first.year:04}"
        elif self.form == "week":
            words = _range(self.first, self.last, today)
        else:
            words = _day(self.first, today)
        if self.clock:
            words += f", {self.clock}"
        return f"about {words}" if self.is_about else words


@lru_cache(maxsize=1024)
def parse_when(text: str) -> When:
    """Read a date in one of the forms of `format.md` (*when*), or in another one of ISO 8601 and of RFC 3339 and 2822
    that nobody can take for another day.

    Raises `WhenError` with a sentence for the author.
    """
    start, end = _ends(text)
    if end is None:
        return When(text, start.first, start.last, start.is_about or start.form == "words")
    if end.last < start.first:
        raise WhenError(f"`{_short(text)}` ends before it begins")
    is_about = any(one.is_about or one.form == "words" for one in (start, end))
    return When(text, start.first, end.last, is_about)


def _ends(text: str) -> tuple[_Moment, _Moment | None]:
    """What a date says: one moment, or the two ends of a stretch."""
    left, slash, right = text.partition("/")
    if not slash:
        return _moment(text, text), None
    if "/" in right:
        raise WhenError(f"`{_short(text)}` is not a date: a stretch has one slash, as in 2025-05-15/2025-05-17")
    if not left.strip() or not right.strip():
        missing = "end" if left.strip() else "beginning"
        raise WhenError(f"`{_short(text)}` is not a date: it has no {missing}; write it like 2025-05-15/2025-05-17")
    return _moment(left, text), _moment(right, text)


def _moment(text: str, written: str) -> _Moment:
    text = text.strip()
    is_about = text.endswith("~")
    if is_about:
        text = text.rstrip("~ \t")
    if match := _NUMERIC.fullmatch(text):
        if match["minute"] or match["at"] != " " or not match["hour"]:
            return _numeric(match, written, is_about)
    elif found := _rare(text, written, is_about):
        return found
    raise WhenError(f"`{_short(written)}` is not a date; write it like 2025-05-15, 2025-05 or `late June 2025`")


def _rare(text: str, written: str, is_about: bool) -> _Moment | None:
    """A date in words, or in one of the rarer forms of the standards."""
    if len(text) > _SHOWN:
        return None
    if words := re.fullmatch(_WORDS, text):
        first, second = words[1].lower(), (words[2] or "").capitalize()
        if first in PARTS and second in MONTHS:
            return _part_of_month(first, second, int(words[3]), written)
        return _season(first, int(words[3]), written) if first in SEASONS and not second else None
    if match := re.fullmatch(_BASIC, text):
        return _numeric(match, written, is_about)
    if match := re.fullmatch(_WEEK, text):
        return _week(int(match[1]), int(match[2]), int(match[3] or 0), written, is_about)
    if (match := re.fullmatch(_MAIL, text)) and (month := _begins(match["name"], MONTHS)):
        return _numeric(match, written, is_about, month)
    return None


def _numeric(match: re.Match[str], written: str, is_about: bool, month: int = 0) -> _Moment:
    """A day, a month or a year, with or without a time of day, of one of the patterns."""
    said = match.groupdict()
    year, month = int(said["year"]), month or int(said["month"] or 0)
    if not month and not said.get("month"):
        _month_length(year, 1, written)
        return _Moment(date(year, 1, 1), date(year, 12, 31), "year", is_about)
    length = _month_length(year, month, written)
    if not said["day"]:
        return _Moment(date(year, month, 1), date(year, month, length), "month", is_about)
    day = int(said["day"])
    if not 1 <= day <= length:
        raise WhenError(f"`{_short(written)}` is not a date: {MONTHS[month - 1]} {year} has {length} days")
    exact = date(year, month, day)
    if weekday := said.get("weekday"):
        check_weekday(exact, _begins(weekday, WEEKDAYS), written)
    return _Moment(first=exact, last=exact, form="day", is_about=is_about, clock=_clock(said, written))


def _clock(said: dict[str, str | None], written: str) -> str:
    """The time of day as hours and minutes; that it is one is made sure of."""
    hour, minute, second = (said[part] for part in ("hour", "minute", "second"))
    if not hour:
        return ""
    time = (int(hour), int(minute or 0), int(second or 0))
    if not (time < (24,) and time[1] < 60 and time[2] < 61) and time != (24, 0, 0):
        raise WhenError(f"`{_short(written)}` has no such time of day")
    zone = re.fullmatch(r"[+-]([0-9]{2}):?([0-9]{2})?", said["zone"] or "")
    if zone and (int(zone[1]) * 60 + int(zone[2] or 0) > 14 * 60 or int(zone[2] or 0) > 59):
        raise WhenError(f"`{_short(written)}` has no such offset: they go from -12:00 to +14:00")
    return f"{hour}:{minute or '00'}"


def check_weekday(day: date, weekday: int, written: str) -> None:
    """Raise `WhenError` if a day is not that day of the week (1 is Monday; 0 is none)."""
    if weekday != day.isoweekday():
        raise WhenError(f"`{_short(written)}` is not a date: {_day(day, None)} is a {WEEKDAYS[day.weekday()]}")


def _begins(word: str, names: tuple[str, ...]) -> int:
    """Which name (from 1) begins with a word, or 0."""
    return next((at for at, name in enumerate(names, 1) if name.startswith(word.capitalize())), 0)


def _week(year: int, week: int, weekday: int, written: str, is_about: bool) -> _Moment:
    """A week of ISO 8601, from Monday to Sunday, or a day of it."""
    _month_length(year, 1, written)
    try:
        monday = date.fromisocalendar(year, week, 1)
        last = date.fromisocalendar(year, week, 7)
    except (ValueError, OverflowError):
        raise WhenError(f"`{_short(written)}` is not a date: {year} has no week {week:02}") from None
    if weekday:
        day = monday + timedelta(days=weekday - 1)
        return _Moment(day, day, "day", is_about)
    return _Moment(monday, last, "week", is_about)


def _part_of_month(part: str, month_name: str, year: int, written: str) -> _Moment:
    month = MONTHS.index(month_name) + 1
    first, last = PARTS[part]
    length = _month_length(year, month, written)
    words = f"{part} {month_name} {year:04}"
    return _Moment(date(year, month, first), date(year, month, min(last, length)), "words", said=words)


def _season(name: str, year: int, written: str) -> _Moment:
    """Three months of the northern year; winter 2025 begins in December 2025."""
    month = SEASONS[name]
    _month_length(year, month, written)
    after_year, after_month = (year + 1, month - 9) if month > 9 else (year, month + 3)
    if after_year > 9999:
        raise WhenError(f"`{_short(written)}` is beyond the calendar")
    last = date(after_year, after_month, 1) - timedelta(days=1)
    return _Moment(date(year, month, 1), last, "words", said=f"{name} {year:04}")


def _month_length(year: int, month: int, written: str) -> int:
    if year < 1:
        raise WhenError(f"`{_short(written)}` is not a date: years count from 0001")
    if not 1 <= month <= 12:
        raise WhenError(f"`{_short(written)}` is not a date: there is no month {month:02}")
    return 31 if month == 12 else (date(year, month + 1, 1) - date(year, month, 1)).days


def _between(start: _Moment, end: _Moment, today: date | None) -> str:
    """A stretch in words; what both ends share is said once: `20–30 June 2025`."""
    if all(one.form in ("day", "week") and not one.is_about and not one.clock for one in (start, end)):
        return _range(start.first, end.last, today)
    return f"{start.words(today)} – {end.words(today)}"


def _range(first: date, last: date, today: date | None) -> str:
    ends = _day(last, today)
    if first == last:
        return ends
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{ends}"
    if first.year == last.year:
        return f"{_day(first, first)} – {ends}"
    return f"{_day(first, today)} – {ends}"


def _day(day: date, today: date | None) -> str:
    name = MONTHS[day.month - 1]
    words = f"{day.day} {name if len(name) <= 4 else name[:3]}"
    return words if today is not None and today.year == day.year else f"{words} {day.year:04}"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
