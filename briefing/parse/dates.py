"""Dates as people write them, put in the form of briefs: `May 15, 2025`, `15.–17. Mai 2025`, `c. 1890`.

Needed only for a date that could not be read. What can mean two days, or none, is left to the author.
"""

from __future__ import annotations

import re
from datetime import date

from briefing.model.fold import fold
from briefing.model.value import NamedTuple
from briefing.model.when import MONTHS, WEEKDAYS, WhenError, parse_when
from briefing.parse.day_names import DAY_NAMES, FILLERS, MONTH_NAMES, PARTS, SEASONS, number_of

LONGEST = 100
"""A date has fewer characters."""
_JOINTS = 12
"""So many places are tried where a date may be two."""


class DateMeant(NamedTuple):
    """What a date was to say: the spelling of briefs, or why there is none, in a sentence for the author. Not `is_sure`
    where a sign in it means several things.
    """

    text: str = ""
    why: str = ""
    is_sure: bool = True


def meant(written: str) -> DateMeant:
    """The spelling for a text that `parse_when` refused, where it can mean one thing only. Never raises."""
    if len(written) > LONGEST:
        return DateMeant()
    text = _levelled(written)
    try:
        found = _reading(text)
    except _OtherWeekday as error:
        return DateMeant(why=f"`{written}` is not a date: {error}")
    if (match := re.fullmatch(_SEASON, text)) and int(match[2]) == (int(match[1]) + 1) % 100:
        month, years = f"{match[1]}-{match[2]}", f"{match[1]}/{int(match[1]) + 1}"
        if found == month:
            why = f"`{written}` can be {MONTHS[int(match[2]) - 1]} {match[1]} or two years; write {month} or {years}"
            return DateMeant(why=why)
        return DateMeant(years, is_sure=False)
    if found:
        return DateMeant(found, is_sure="?" not in text)
    for part in (text, *re.split(r" +(?:-|to|bis) +", text)[:2]):
        if not (days := _either(part)):
            continue
        one, other = days
        return DateMeant(why=f"`{written}` can be {_said(one)} or {_said(other)}; write {one} or {other}")
    if (parts := _parts(text)) is not None and parts.month and not parts.year:
        return DateMeant(why=f"`{written}` names no year; write it like 2025-05-15")
    if re.fullmatch(r"[0-9]{1,2}(?:([-./ ])[0-9]{1,2}\1|[-. ]*[^\W\d_]{3,}[-. ]*)[0-9]{2}", text):
        return DateMeant(why=f"`{written}` is not a date: a year has four digits")
    if local := _of_city(text):
        return DateMeant(local, is_sure=False)
    if re.search(r"[0-9]{2}:[0-9]{2}(?::[0-9]{2})? ?[A-Za-z]{2,5}$", text):
        return DateMeant(why=f"`{written}` is not a date: write its zone as an offset, like +03:00")
    return DateMeant()


def _of_city(text: str) -> str:
    """A day and a time of day in a city's time, with its offset."""
    from briefing.parse.local_times import named, offset

    if " time" not in text.lower() or (found := named(text)) is None:
        return ""
    day = _reading(found.rest).replace(" ", "T")
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}", day):
        return ""
    ahead = offset(found.city, day)
    return f"{day}{ahead}" if ahead else ""


class _OtherWeekday(Exception):
    """A day is not the day of the week that stands beside it."""

    def __init__(self, day: date) -> None:
        super().__init__(f"{day.day} {MONTHS[day.month - 1]} {day.year:04} is a {WEEKDAYS[day.weekday()]}")


def _reading(text: str) -> str:
    for read in (_as_it_is, _about, _whole, _time_first, _period, _stretch):
        if found := read(text):
            return found
    return ""


def _as_it_is(text: str) -> str:
    """A date that only its dress kept from being one."""
    try:
        return parse_when(text).text
    except WhenError:
        return ""


def _about(text: str) -> str:
    match = re.match(_CIRCA, text) or re.search(r" *(?:[~?]|\(\?\)|\(?(?:approx|circa|about)\.?\)?)$", text)
    rest = (text[: match.start()] + text[match.end() :]).strip() if match else ""
    found = _reading(rest) if rest else ""
    return f"{found}~" if found and not found.endswith("~") else found


def _whole(text: str) -> str:
    """One year, month or day, with or without a time."""
    parts = _parts(text)
    return _checked(parts.text()) if parts and parts.year else ""


def _time_first(text: str) -> str:
    """A time of day before its day: `18:30 on 15 May 2025`."""
    match = re.fullmatch(_TIME_FIRST, text)
    found = _whole(f"{match['day']} {match['time']}") if match else ""
    return found if "T" in found else ""


def _checked(text: str) -> str:
    try:
        return parse_when(text).text if text else ""
    except WhenError:
        return ""


# stretches


def _period(text: str) -> str:
    """A part of a month, a season, a quarter, a decade, a day of the year."""
    low = fold(text).replace(",", " ")
    words = [word.strip(".") for word in re.split(r"[\s_-]+", low) if word.strip(".") not in FILLERS]
    years = [word for word in words if re.fullmatch(r"[0-9]{4}", word)]
    rest = [word for word in words if word not in years]
    year = years[0] if len(years) == 1 else ""
    if year and len(rest) == 2 and rest[0] in PARTS and (month := number_of(rest[1], MONTH_NAMES)):
        return _checked(f"{PARTS[rest[0]]} {MONTHS[month - 1]} {year}")
    if year and len(rest) == 1 and rest[0] in SEASONS:
        return _checked(f"{SEASONS[rest[0]]} {year}")
    if match := re.fullmatch(_DECADE, low):
        return _checked(f"{match[1]}0/{match[1]}9")
    if match := re.fullmatch(_WEEK, " ".join(words)):
        return _checked(f"{match['y'] or match['z']}-W{int(match['w'] or match['v']):02}")
    if match := re.fullmatch(r"([0-9]{4})-([0-9]{3})", text):
        return _day_of_year(int(match[1]), int(match[2]))
    for pattern, months in ((_QUARTER, 3), (_HALF, 6)):
        if match := re.fullmatch(pattern, low):
            number = int(match["n"] or match["o"] or match["m"])
            first = (number - 1) * months + 1
            year = match["y"] or match["z"]
            return _checked(f"{year}-{first:02}/{year}-{first + months - 1:02}")
    return ""


def _day_of_year(year: int, number: int) -> str:
    try:
        day = date.fromordinal(date(year, 1, 1).toordinal() + number - 1)
    except (ValueError, OverflowError):
        return ""
    return day.isoformat() if day.year == year and number else ""


def _stretch(text: str) -> str:
    """Two ends, however they are joined; what one of them does not say is taken from the other."""
    text = re.sub(r"(?i)^(?:from|between|von|zwischen|du|de|del|dal|от|с|від|з) +", "", text)
    wide = [match.span() for match in re.finditer(_WIDE, text, re.IGNORECASE)]
    narrow = [match.span() for match in re.finditer(r" ?(?:/|\.\.+|…|-) ?", text)]
    found = set()
    for at, end in wide or narrow[:_JOINTS]:
        left, right = _parts(text[:at].strip()), _parts(text[end:].strip())
        if left and right and (whole := _joined(left, right, bool(wide))):
            found.add(whole)
    return found.pop() if len(found) == 1 else ""


class _Parts(NamedTuple):
    """What is said of a day: numbers, 0 for what is not said; `time` as in ISO 8601, `weekday` from 1 for Monday."""

    year: int = 0
    month: int = 0
    day: int = 0
    time: str = ""
    weekday: int = 0

    def text(self) -> str:
        """In the spelling of ISO 8601; empty where a part is missing before one that is there."""
        if not self.year or (self.day and not self.month) or (self.time and not self.day):
            return ""
        if self.weekday and self.day:
            day = _checked(self._replace(time="", weekday=0).text())
            if day and parse_when(day).first.isoweekday() != self.weekday:
                raise _OtherWeekday(parse_when(day).first)
        month = f"-{self.month:02}" if self.month else ""
        return f"{self.year:04}{month}" + (f"-{self.day:02}" if self.day else "") + self.time


def _joined(left: _Parts, right: _Parts, is_wide: bool) -> str:
    """A stretch between two ends of one kind; of two kinds (`15 May 2025 – June 2025`) where each is whole."""
    if is_wide and left.year and right.year and left.month and right.month:
        return _checked(f"{left.text()}/{right.text()}")
    if left.month and not left.day and right.day and not right.month:  # `2025-05/06`
        right = right._replace(month=right.day, day=0)
    left = left._replace(year=left.year or right.year, month=left.month or (right.month if left.day else 0))
    right = right._replace(year=right.year or left.year, month=right.month or (left.month if right.day else 0))
    if bool(left.month) != bool(right.month) or bool(left.day) != bool(right.day):
        return ""
    one, other = left.text(), right.text()
    return _checked(f"{one}/{other}") if one and other and one < other else ""


# one day


def _parts(text: str) -> _Parts | None:
    """What a text says of one day, month or year, or nothing."""
    text, time = _without_time(re.sub(_CLOCK, r"\1:\2", text))
    if time is None:
        return None
    if match := re.fullmatch(_WITH_WEEKDAY, text):
        number, day = match[1] or match[4], match[2] or match[3]
        if (weekday := number_of(fold(day), DAY_NAMES)) and (parts := _parts(number)) and parts.day:
            return parts._replace(time=time, weekday=weekday)
    parts = _numbers(text) if re.fullmatch(r"[0-9][-0-9./_ ]*", text) else _words(text)
    if parts is None or not parts.month <= 12 or not parts.day <= 31:
        return None
    return parts._replace(time=time)


def _without_time(text: str) -> tuple[str, str | None]:
    """A text without the time of day behind it, and that; None for one that is no time, or in an unknown zone."""
    match = re.search(_TIME, text, re.IGNORECASE)
    if match is None:
        return text, ""
    hour, minute = int(match["hour"] or match["full"]), int(match["minute"] or match["past"] or 0)
    half = (match["half"] or "").replace(".", "").lower()
    if half and (not 1 <= hour <= 12):
        return text, None
    hour = hour % 12 + 12 * (half == "pm") if half else hour
    zone = _zone(match["zone"] or "")
    if zone is None or hour > 24 or minute > 59:
        return text, None
    second = f":{match['second']}" if match["second"] else ""
    rest = (text[: match.start()] + text[match.end() :]).strip(" ,")
    return rest, f"T{hour:02}:{minute:02}{second}{zone}"


def _zone(text: str) -> str | None:
    name = text.upper()
    if name in _ZONES:
        return _ZONES[name]
    match = re.fullmatch(r"(?:UTC|GMT)? ?([+-])([0-9]{1,2}):?([0-9]{2})?", name)
    return f"{match[1]}{int(match[2]):02}:{match[3] or '00'}" if match else None


def _numbers(text: str) -> _Parts | None:
    """Numbers alone: the year first, or behind a day and a month that nobody can take for each other."""
    text = re.sub(r" ?([-./_]) ?", r"\1", text.rstrip(". "))
    numbers = re.split(r"[-./_ ]", text)
    if not all(numbers) or len(set(re.sub("[0-9]", "", text))) > 1:
        return None
    values = [int(one) for one in numbers]
    widths = [len(one) for one in numbers]
    if widths == [8]:
        text = numbers[0]
        return _Parts(int(text[:4]), int(text[4:6]), int(text[6:]))
    if widths[0] == 4 and all(width < 3 for width in widths[1:]):
        if len(values) == 3:
            days = _days(values[0], values[2], values[1])
            return days[0] if days else None
        return _Parts(values[0], values[1] if len(values) > 1 else 0) if len(values) < 3 and values[-1] else None
    if len(values) == 3 and widths[2] == 4 and max(widths[:2]) < 3:
        days = _days(values[2], values[0], values[1])
        is_dotted = text.count(".") == 2  # who writes dots writes the day first
        return days[0] if days and (len(days) == 1 or is_dotted) else None
    if len(values) == 2 and widths[1] == 4 and widths[0] < 3:
        return _Parts(values[1], values[0])
    if len(values) == 2 and max(widths) < 3 and ("." in text or "-" in text):
        day, month = values if "." in text else values[::-1]
        return _Parts(0, month, day)
    return _Parts(day=values[0]) if widths in ([1], [2]) else None


def _days(year: int, day: int, month: int) -> list[_Parts]:
    """The days that two numbers can mean, in this order and in the other one."""
    found = [_Parts(year, m, d) for d, m in dict.fromkeys(((day, month), (month, day)))]
    return [one for one in found if one.month and one.day and _checked(one.text())]


def _words(text: str) -> _Parts | None:
    """A month's name among numbers and a weekday, in the order that any language has."""
    parts = _Parts()
    text = re.sub(r"([0-9])(?:st|nd|rd|th|er|º|ª|\.)(?![a-z0-9])", r"\1 ", fold(text))
    text = re.sub(r"(?<=[0-9])\.(?=[^\W\d])|(?<=[^\W\d])\.(?=[0-9])", " ", text)
    for characters, part in (("年년", " year "), ("月월", " month "), ("日일", " ")):
        text = re.sub(f"[{characters}]|{fold(characters[1])}", part, text)
    text = re.sub(r"(?<=[0-9])(?=[^\W\d_]{3})|(?<=[^\W\d_]{3})(?=[0-9])", " ", text)
    words = [word.strip(".'") for word in re.split(r"[\s,\u060c/_()-]+", text)]
    for at, word in enumerate(words):
        if not word or word in FILLERS:
            continue
        after = words[at + 1] if at + 1 < len(words) else ""
        if re.fullmatch(r"[0-9]{1,2}", word) and after == "month" and not parts.month:
            parts = parts._replace(month=int(word))
        elif re.fullmatch(r"[0-9]{1,2}", word) and not parts.day:
            parts = parts._replace(day=int(word))
        elif re.fullmatch(r"[0-9]{4}", word) and not parts.year:
            parts = parts._replace(year=int(word))
        elif (month := number_of(word, MONTH_NAMES)) and not parts.month:
            parts = parts._replace(month=month)
        elif (weekday := number_of(word, DAY_NAMES)) and not parts.weekday:
            parts = parts._replace(weekday=weekday)
        elif word not in ("year", "month"):
            return None
    return parts if parts.month or parts.day else None


def _either(text: str) -> tuple[str, str] | None:
    """The two days that `04/01/2024` can be."""
    match = re.fullmatch(r"([0-9]{1,2})[/ -]([0-9]{1,2})[/ -]([0-9]{4})", text)
    days = _days(int(match[3]), int(match[1]), int(match[2])) if match else []
    return (days[0].text(), days[1].text()) if len(days) == 2 else None


def _said(day: str) -> str:
    when = parse_when(day).first
    return f"{when.day} {MONTHS[when.month - 1]}"


def _levelled(text: str) -> str:
    """A text without quotes around it; dashes, digits and blanks as a keyboard has them; nothing odd at its end."""
    from briefing.parse.dress import undressed

    text = re.sub(r"[\u2010-\u2015\u2212]", "-", undressed(text))
    text = re.sub(r"(?<=[0-9])[oO]|[oO](?=[0-9])", "0", text) if re.fullmatch(r"[0-9oO-]{10}", text) else text
    text = re.sub(r"(?<=[0-9-])[lI](?=[0-9-])", "1", text) if re.fullmatch(r"[0-9lI-]{10}", text) else text
    return re.sub(_YEAR_WORD, "", " ".join(text.split()).rstrip(" ,;."))


# the patterns

_YEAR_WORD = r"(?i)(?<=[0-9]{4})\.? ?(?:гг?|год[ау]?|године|р|року|r|roku|godine|gada|m|p|metų|жылы?|թ|წ|م|yılı)\.?$"
"""The word "year" behind one, as many languages of Eastern Europe have it in a date; the Ukrainian letter may have been
made a Latin one."""
_CIRCA = (
    r"(?i)(?:~|≈|c(?=[0-9])|ca?\.|(?:ca|circa|about|around|approx|approx\.|approximately|etwa|vers|env|env\.)(?= )) *"
)
_SEASON = r"([0-9]{4}) ?[-/] ?([0-9]{2})"
"""Two years that follow each other, or a month."""
_DECADE = r"(?:the )?([0-9]{3})0'?s"
_QUARTER = r"(?:(?:q(?P<n>[1-4])|(?P<m>[1-4])q)[ /-]?(?P<y>[0-9]{4})|(?P<z>[0-9]{4})[ /-]?q(?P<o>[1-4]))"
_WEEK = r"week (?P<w>[0-9]{1,2}) (?P<y>[0-9]{4})|(?P<z>[0-9]{4}) week (?P<v>[0-9]{1,2})"
_HALF = r"(?:(?:h(?P<n>[12])|(?P<m>[12])h)[ /-]?(?P<y>[0-9]{4})|(?P<z>[0-9]{4})[ /-]?h(?P<o>[12]))"
_WIDE = r" +(?:--?|to|until|till|through|thru|and|&|bis|und|au|et|al|hasta|y|до|по|и|—) +| ?(?:->|→) ?"
_TIME = (
    r"(?:^|(?<=[0-9])t|[ ,]+(?:at |um |a )?)"
    r"(?:(?P<hour>[0-9]{1,2})[:h](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    r"|(?P<full>[0-9]{1,2})(?:\.(?P<past>[0-9]{2}))?(?= ?(?:[ap]\.?m|uhr|h$)))"
    r" ?(?P<half>[ap]\.?m\.?)? ?(?:uhr|h)?"
    r"(?: ?\(?(?P<zone>z|[a-z]{2,4}(?: ?[+-][0-9]{1,2}(?::?[0-9]{2})?)?|[+-][0-9]{1,2}(?::?[0-9]{2})?)\)?)?"
    r"(?=$| +[0-9]{4}$)"
)
_TIME_FIRST = r"(?i)(?P<time>[0-9]{1,2}[:.][0-9]{2}(?: ?[ap]\.?m\.?)?|[0-9]{1,2} ?[ap]\.?m\.?),? +(?:on +)?(?P<day>.+)"
_WITH_WEEKDAY = r"([0-9][-0-9./]*)[ ,(]+([^\W\d_]{2,})\.?\)?|([^\W\d_]{2,})[., ]+([0-9][-0-9./]*)"
_CLOCK = r"^([0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}|[ T]+[0-9]{1,2}(?=\.)))\.?([0-9]{2})(?![0-9])"
"""A time of day without a colon, which is one only behind a whole date."""
_ZONES = {"": "", "Z": "Z", "UT": "Z", "UTC": "Z", "GMT": "Z", "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00",
          "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00"}  # fmt: skip
"""The zones of RFC 2822; the others mean different things to different people."""
