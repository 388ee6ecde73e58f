"""The sources for LaTeX and reference managers, an entry `@misc` each.

A date gives as much as is certain of it (`year`, `month`, `day`), and in `note` its words where that is not all; how
reliable the source is stands there, too. Titles stand in braces of their own, so that no style changes their letters.
What TeX takes for a command is written as the sign that it is. An address is kept to the letter, as `url` wants it;
only what would end it is written with a `%`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.desk.extract import DeskExtract
from briefing.export.dates import parts
from briefing.export.sources import Cited, cited, name_of
from briefing.model.names import one_line

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{sign: f"\\{sign}" for sign in "%$&#_"},
}  # fmt: skip
"""How TeX writes what it takes for its own. BibTeX counts braces, whatever stands before them, so none stands alone."""


def pieces(of: DeskExtract) -> Iterator[str]:
    for one in cited(of):
        fields = "".join(f"  {name} = {value},\n" for name, value in _fields(one))
        yield f"@misc{{{one.key},\n{fields}}}\n\n"


def _fields(one: Cited) -> Iterator[tuple[str, str]]:
    source = one.source
    yield "title", f"{{{{{tex(name_of(source))}}}}}"
    if source.url:
        yield "url", f"{{{_address(source.url)}}}"
    notes = []
    if when := source.published:
        year, month, day = [*parts(when).split("-"), "", ""][:3]
        if year:
            yield "year", f"{{{year}}}"
        if month:
            yield "month", _MONTHS[int(month) - 1]
        if day and not when.about:
            yield "day", f"{{{int(day)}}}"
        if when.about or not when.is_day:
            notes.append(when.display())
    if source.reliability:
        notes.append(f"reliability {source.reliability}")
    if notes:
        yield "note", f"{{{tex('; '.join(notes))}}}"


def tex(text: str) -> str:
    """A text on one line as TeX writes it."""
    return re.sub(r"[\\{}~^%$&#_]", lambda found: _SIGNS[found[0]], one_line(text))


def _address(url: str) -> str:
    return re.sub(r"[\\{}\s<>\"]", lambda found: f"%{ord(found[0]):02X}", one_line(url))
