"""Dates as a hand types them among other words: `2025`, `2025-06`, `16 june 2025`, `jun 2025`, `late june 2025`."""

from __future__ import annotations

import re
from datetime import date

from briefing.model.value import dataclass
from briefing.model.when import MONTHS, PARTS, SEASONS, WhenError, parse_when

_NUMBERS = r"(?P<year>[0-9]{4})(?:-(?P<month>[01]?[0-9]?)(?:-(?P<day>[0-3]?[0-9]?))?)?"
_NAMES = "|".join((*(month.lower() for month in MONTHS), *(month[:3].lower() for month in MONTHS), "sept", *SEASONS))
_NAMED = rf"(?:(?P<part>[0-9]{{1,2}}|{'|'.join(PARTS)})\s+)?(?P<name>{_NAMES})\s+(?P<in>[0-9]{{4}})"
_DATE = re.compile(rf"(?<!\S)(?:{_NUMBERS}|{_NAMED})(?!\S)")


@dataclass(frozen=True, slots=True)
class TypedDate:
    """A date that was typed: the days that it means, first and last, and its words."""

    first: date
    last: date
    words: tuple[str, ...]


def dates_in(folded: str) -> tuple[list[TypedDate], list[str]]:
    """The dates in a folded text, and the words that belong to none. What is still being typed means the longer time:
    `2025-0` is 2025."""
    dates: list[TypedDate] = []
    rest: list[str] = []
    at = 0
    for match in _DATE.finditer(folded):
        if found := _read(match):
            rest += folded[at : match.start()].split()
            dates.append(found)
            at = match.end()
    return dates, [*rest, *folded[at:].split()]


def _read(match: re.Match[str]) -> TypedDate | None:
    said = match.groupdict()
    if said["year"]:
        parts = [said["year"], *(part for part in (said["month"], said["day"]) if part and len(part) == 2)]
        text = "-".join(parts if len(said["month"] or "") == 2 else parts[:1])
    else:
        name = said["name"]
        month = next((at for at, known in enumerate(MONTHS, 1) if known.lower().startswith(name)), 0)
        part = said["part"] or ""
        if part.isdigit():
            text = f"{said['in']}-{month:02}-{int(part):02}"
        elif part:
            text = f"{part} {MONTHS[month - 1]} {said['in']}" if month else ""
        else:
            text = f"{said['in']}-{month:02}" if month else f"{name} {said['in']}" if name in SEASONS else ""
    try:
        when = parse_when(text)
    except WhenError:
        return None
    return TypedDate(when.first, when.last, tuple(match[0].split()))


def days_typed(text: str, today: date, last_visit: date | None = None, is_past: bool = False) -> tuple[date, date]:
    """The first and the last day that a text means by itself: a date as above, or what `when:` takes in a search.

    Without a year (`sep`, `12 may`) it is the nearest to today, or the last one if it `is_past`. Raises `WhenError`.
    """
    from briefing.model.fold import fold
    from briefing.model.query import parse_query, quoted

    folded = fold(text).strip()
    if re.fullmatch(rf"(?:[0-9]{{1,2}}\s+|(?:{'|'.join(PARTS)})\s+)?(?:{_NAMES})", folded):
        years = [f"{folded} {today.year + more}" for more in (-1, 0, *(() if is_past else (1,)))]
        found = [day for year in years for day in dates_in(year)[0] if not is_past or day.first <= today]
        if found:
            nearest = min(found, key=lambda one: abs((one.first - today).days))
            return nearest.first, nearest.last
    dates, rest = dates_in(folded)
    if len(dates) == 1 and not rest:
        return dates[0].first, dates[0].last
    value = quoted(text)
    query = parse_query(f"when:{value}", today, last_visit)
    if query.mistakes:
        raise WhenError(query.mistakes[0].message)
    for term in query.filters:
        if term.day and term.last:
            return term.day, term.last
    raise WhenError(f"`{text}` is not a date")
