"""Coordinates as maps and people write them, as the decimal degrees of briefs: `41° 0' 49" N`, `−34,6`, `58.4 W`.

Needed only for a coordinate that could not be read.
"""

from __future__ import annotations

import re
from typing import Literal

from briefing.model.value import NamedTuple
from briefing.parse.dress import undressed

Axis = Literal["latitude", "longitude"]


class DegreesMeant(NamedTuple):
    """The degrees that a text was to say: in the spelling of briefs, with the other coordinate if it says both; or
    why there are none, as a clause about the text.
    """

    text: str = ""
    other: str = ""
    why: str = ""


def meant(written: str, axis: Axis) -> DegreesMeant:
    """The degrees that a text means, where it can mean one point only. Never raises."""
    text = _levelled(written)
    if len(text) > 60 or re.fullmatch(r"[-+]?[0-9]{1,3}(?: \.|\. )[0-9]+", text):  # a blank in one number
        return DegreesMeant()
    if found := re.fullmatch(_ONE, text):
        return _one(found, axis)
    for between in re.finditer(_BETWEEN, text):
        ends = text[: between.start()], text[between.end() :]
        if between[0] == "," and not all(re.search("[.NSEW]", end) for end in ends):
            continue  # a decimal comma
        left, right = (re.fullmatch(_ONE, end) for end in ends)
        if left and right and (found_both := _pair(left, right, axis)):
            return found_both
    return DegreesMeant()


def limit(axis: Axis) -> int:
    """How far a coordinate goes from 0."""
    return 90 if axis == "latitude" else 180


def _levelled(text: str) -> str:
    """Quotes, signs of degrees and words for directions as a keyboard and an atlas have them."""
    text = re.sub(r"[′’‘ʹʼ´`]", "'", text.strip())
    text = re.sub("''|[″”“ʺ˝„]", '"', text)
    text = text[1:-1] if text[:1] in "'\"" and text[-1:] == text[:1] else text
    text = re.sub(r"(?i)[º˚ᵒ∘]| ?\bdeg(?:rees?|\.)?", "°", undressed(text + " ") if '"' not in text else text)
    text = text.replace("\u066b", ".")
    for letter, words in _DIRECTIONS.items():
        text = re.sub(rf"(?i)(?<![^\W\d_])(?:{words})(?![^\W\d_])\.?", letter, text)
    text = re.sub("[\u2010-\u2015\u2212]", "-", text)
    text = re.sub(_SEXAGESIMAL, "\\1°\\2'\\3\"", text)
    return " ".join(text.split())


def _one(found: re.Match[str], axis: Axis) -> DegreesMeant:
    letter = (found["before"] or found["behind"] or "").upper()
    if letter and (letter in "NS") != (axis == "latitude"):
        other = "longitude" if axis == "latitude" else "latitude"
        return DegreesMeant(why=f"is a {other}")
    text = _decimal(found)
    value = float(text) if text else 999
    return DegreesMeant(text) if abs(value) <= limit(axis) else DegreesMeant()


def _decimal(found: re.Match[str]) -> str:
    """Degrees, minutes and seconds as a decimal number; nothing where they contradict themselves."""
    letter = (found["before"] or found["behind"] or "").upper()
    if (found["before"] and found["behind"]) or (letter and found["sign"]):
        return ""
    sign = "-" if found["sign"] == "-" or letter in ("S", "W") else ""
    degrees, minutes, seconds = (found[part].replace(",", ".") if found[part] else "" for part in "dms")
    if not minutes:
        whole, _point, decimals = degrees.partition(".")
        return f"{sign}{int(whole or 0)}" + (f".{decimals[:12]}" if decimals else "")
    if float(minutes) >= 60 or float(seconds or 0) >= 60 or "." in degrees or ("." in minutes and seconds):
        return ""
    value = int(degrees) + float(minutes) / 60 + float(seconds or 0) / 3600
    return f"{sign}{value:.5f}".rstrip("0").rstrip(".")


def _pair(left: re.Match[str], right: re.Match[str], axis: Axis) -> DegreesMeant | None:
    """Two coordinates in one value: latitude first, as everywhere, unless their letters say otherwise."""
    letters = [(one["before"] or one["behind"] or "").upper() for one in (left, right)]
    if letters[0] in ("E", "W") or letters[1] in ("N", "S"):
        left, right = right, left
        letters.reverse()
    if letters[0] in ("E", "W") or letters[1] in ("N", "S") or bool(letters[0]) != bool(letters[1]):
        return None
    lat, lon = _decimal(left), _decimal(right)
    if not lat or not lon or abs(float(lat)) > limit("latitude") or abs(float(lon)) > limit("longitude"):
        return None
    return DegreesMeant(lat, lon) if axis == "latitude" else DegreesMeant(lon, lat)


_DIRECTIONS = {
    "N": "north|nord|norte|noord|с\\.? ?ш|пн\\.? ?ш|北緯|北纬",
    "S": "south|sud|süd|sur|zuid|ю\\.? ?ш|пд\\.? ?ш|南緯|南纬",
    "E": "east|est|este|ost|oost|в\\.? ?д|сх\\.? ?д|東経|东经",
    "W": "west|ouest|oeste|ovest|з\\.? ?д|зх\\.? ?д|西経|西经",
}
"""The four directions in words, as patterns."""
_SEXAGESIMAL = r"([0-9]{1,3})(?:d ?|:)([0-9]{1,2})(?:m ?|:)([0-9]{1,2}(?:\.[0-9]+)?)s?(?=$| ?[NSEW]$)"
"""Degrees, minutes and seconds behind other signs: `41:00:49`, `41d0m49s`."""
_ONE = (
    r"(?i)(?P<before>[NSEW])? ?(?P<sign>[+-])? ?(?P<d>(?=[.,]?[0-9])[0-9]{0,3}(?:[.,][0-9]*)?) ?°? ?"
    r"(?:(?P<m>[0-9]{1,2}(?:[.,][0-9]+)?) ?' ?(?:(?P<s>[0-9]{1,2}(?:[.,][0-9]+)?) ?\" ?)?)?(?P<behind>[NSEW])?"
)
_BETWEEN = r" ?[,;/] | |(?<=[NSEW]),?(?=[-+0-9])|(?<=[0-9]),(?=[-+NSEW0-9])"
"""What is between two coordinates."""
