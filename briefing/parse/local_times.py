"""The time of day of a city, which an author names in place of an offset: `18:30 Istanbul time`.

The offsets are those of the time zone database (IANA), as Python finds it on the machine; where that is not there,
nothing is known of any city. Needed only for a date that could not be read.
"""

from __future__ import annotations

import re
from datetime import datetime

from briefing.model.value import NamedTuple

_AREAS = ("Europe", "Asia", "America", "Africa", "Australia", "Pacific", "Atlantic", "Indian")
_TIME = r"(?i)[, ]+\(?(?P<city>[^\W\d_]+(?:[ .'-]+[^\W\d_]+){0,2})(?<!local)(?: local)? time\)?(?=[ ,]|$)"
_SAME = {
    "kyiv": "Kiev", "odesa": "Kiev", "kharkiv": "Kiev", "lviv": "Kiev", "ankara": "Istanbul", "antalya": "Istanbul",
    "beijing": "Shanghai", "delhi": "Kolkata", "new delhi": "Kolkata", "mumbai": "Kolkata", "islamabad": "Karachi",
    "washington": "New_York", "washington dc": "New_York", "boston": "New_York", "ottawa": "Toronto",
    "san francisco": "Los_Angeles", "brasilia": "Sao_Paulo", "canberra": "Sydney", "wellington": "Auckland",
    "geneva": "Zurich", "bern": "Zurich", "davos": "Zurich", "the hague": "Amsterdam", "milan": "Rome",
    "frankfurt": "Berlin", "munich": "Berlin", "barcelona": "Madrid", "st petersburg": "Moscow",
    "saint petersburg": "Moscow", "tel aviv": "Jerusalem", "abu dhabi": "Dubai", "doha": "Qatar", "mecca": "Riyadh",
    "jeddah": "Riyadh", "hanoi": "Ho_Chi_Minh", "osaka": "Tokyo", "pretoria": "Johannesburg",
}  # fmt: skip
"""Cities that the database does not name, or not by all names, and one of their zone that it does."""


class CityTime(NamedTuple):
    """A date without the words that name a city's time, and the city."""

    rest: str
    city: str


def named(text: str) -> CityTime | None:
    """The city whose time a date is in; None where it names none."""
    found = re.search(_TIME, text)
    return CityTime(text[: found.start()] + text[found.end() :], found["city"]) if found else None


def offset(city: str, time: str) -> str:
    """What `2025-05-15T18:30` is ahead of UTC in a city, as `+03:00`; nothing for a city that is not known."""
    from zoneinfo import ZoneInfo

    name = " ".join(re.findall(r"[^\W\d_]+", city)).lower()
    zone = _SAME.get(name) or name.title().replace(" ", "_")
    for area in _AREAS:
        try:
            there = datetime.fromisoformat(time).replace(tzinfo=ZoneInfo(f"{area}/{zone}"))
        except (KeyError, ValueError, OSError):
            continue
        ahead = there.strftime("%z")
        return f"{ahead[:3]}:{ahead[3:5]}"
    return ""
