"""What a text is for a field that takes one text: an id, a date, an address, a country, degrees, a word of a list."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from briefing.model.countries import COUNTRIES
from briefing.model.names import clean, looks_like_id
from briefing.model.when import When, WhenError, parse_when
from briefing.parse.fields import Field, ValueKind

# Patterns as text: `re` compiles each when a value first needs it, not when a program starts.
_URL = r"""(?i)https?://(?!https?(?:[:/]|$)|[^/?#]*(?:\.\.|[\[(](?:\.|dot)[\])])|\.)[^\s/?#,;"'<>\\]+(?:[/?#]\S*)?"""
"""The name of a host has no comma, no second `https://`, no empty part and no point in brackets in it."""
_OWN_COUNTRY = r"x-[a-z0-9-]+"
NUMBER = r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,12})?"
_WIKIDATA = r"Q[1-9][0-9]{0,11}"
_GEONAMES = r"[1-9][0-9]{0,9}"


def read(row: Field, text: str) -> Any:
    """The value that a text is for a field; None if it is none."""
    return _READ[row.kind](row, text)


def _reference(row: Field, text: str) -> str:
    return text


def _id(row: Field, text: str) -> str | None:
    return text if looks_like_id(text) else None


def _when(row: Field, text: str) -> When | None:
    try:
        return parse_when(text)
    except WhenError:
        return None


def _url(row: Field, text: str) -> str | None:
    return text if re.fullmatch(_URL, text) else None


def _country(row: Field, text: str) -> str | None:
    return text if text in COUNTRIES or re.fullmatch(_OWN_COUNTRY, text) else None


def _degrees(row: Field, text: str) -> float | None:
    value = float(text) if re.fullmatch(NUMBER, text) else None
    return value if value is not None and abs(value) <= (90 if row.kind == "latitude" else 180) else None


def _wikidata(row: Field, text: str) -> str | None:
    return text if re.fullmatch(_WIKIDATA, text) else None


def _geonames(row: Field, text: str) -> str | None:
    return text if re.fullmatch(_GEONAMES, text) else None


def _choice(row: Field, text: str) -> str | None:
    return text if text in row.choices else None


_READ: dict[ValueKind, Callable[[Field, str], Any]] = {
    "id": _id,
    "reference": _reference,
    "when": _when,
    "url": _url,
    "country": _country,
    "latitude": _degrees,
    "longitude": _degrees,
    "wikidata": _wikidata,
    "geonames": _geonames,
    "choice": _choice,
}


def may_be_address(name: str) -> bool:
    """Whether a name is to be looked at for an address in it: told in a moment, since every name is asked."""
    return "/" in name or name[:4].lower() == "www."


def short(text: str) -> str:
    """A text as a message quotes it."""
    text = clean(text)
    return text if len(text) <= 60 else text[:59] + "…"
