"""The stories as an outline (OPML 2.0), newest first, each with its sources below it: links, where they have an
address."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from briefing.desk.extract import DeskExtract
from briefing.export.sources import name_of
from briefing.model.brief import Brief
from briefing.model.names import one_line
from briefing.model.when import MONTHS, WEEKDAYS, When


def pieces(of: DeskExtract) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n'
    yield f"<head><title>{_text(of.name)}</title></head>\n<body>\n"
    for brief in of.briefs():
        yield "".join(_lines(brief))
    yield "</body>\n</opml>\n"


def _lines(brief: Brief) -> Iterator[str]:
    note = f' _note="{_text(brief.summary)}"' if brief.summary else ""
    yield f'<outline text="{_text(brief.title)}"{_created(brief.date)}{note}>\n'
    for source in brief.sources:
        link = f' type="link" url="{_text(source.url)}"' if source.url else ""
        yield f'  <outline text="{_text(name_of(source))}"{link}{_created(source.published)}/>\n'
    yield "</outline>\n"


def _created(when: When | None) -> str:
    """The first day of a date, as RFC 822 writes it."""
    if when is None:
        return ""
    day = when.first
    weekday, month = WEEKDAYS[day.weekday()][:3], MONTHS[day.month - 1][:3]
    return f' created="{weekday}, {day.day:02} {month} {day.year:04} 00:00:00 GMT"'


def _text(text: str) -> str:
    """A text on one line as XML, which has not all characters (XML 1.0, 2.2)."""
    return escape(one_line(text).replace("\ufffe", "").replace("\uffff", ""))
