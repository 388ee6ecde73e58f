"""Words with which people say that they have nothing to say."""

from __future__ import annotations

import re

_WORDS = frozenset("null none nil n/a na n.a. tbd tba tbc unknown nothing undefined - -- — – ? ?? ??? … ...".split())


SPREADSHEETS = r"#(?:N/A|NA|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|ERROR!)"
"""What Excel, LibreOffice and Google Sheets write where a formula has no value."""


def says_nothing(text: str) -> bool:
    """Whether a value is there only so that something is: `TBD`, `None`, `n/a`."""
    return text.strip().casefold() in _WORDS


def is_of_spreadsheet(text: str) -> bool:
    """Whether a value is what a spreadsheet says in place of one."""
    return re.fullmatch(SPREADSHEETS, text.strip()) is not None


_NO_LIST = frozenset("no false off empty nobody noone nowhere".split())


def lists_nothing(text: str) -> bool:
    """Whether a text in place of a list says that there is none: `weak: no`."""
    return says_nothing(text) or text.strip().casefold() in _NO_LIST
