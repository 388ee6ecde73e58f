"""The dated events as iCalendar (RFC 5545), and open questions with a day by which they are due as things to do.

What has a time of day and a zone stands at that time; all else is a span of whole days, whose words (`late June 2025`)
are kept in the description and in `X-BRIEFING-WHEN`. Nothing makes anybody busy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from briefing.desk.extract import DeskExtract
from briefing.export.dates import basic, moment
from briefing.model.names import clean
from briefing.model.views import Happening, QuestionRow, StoryLink
from briefing.model.when import When

_WIDTH = 75  # octets of a line, without its end
_TENTATIVE = ("rumoured", "expected", "postponed")


def pieces(of: DeskExtract) -> Iterator[str]:
    yield _lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//briefing//briefing//EN", "CALSCALE:GREGORIAN")
    yield _lines(f"X-WR-CALNAME:{_text(of.name)}")
    for key, one in of.events():
        if one.event.when:
            yield _lines(*_event(key, one, one.event.when, of))
    for row in of.questions():
        if row.is_open and row.due:
            yield _lines(*_question(row, row.due, of))
    yield _lines("END:VCALENDAR")


def _event(key: str, one: Happening, when: When, of: DeskExtract) -> Iterator[str]:
    event = one.event
    yield "BEGIN:VEVENT"
    yield from _head(key, one.story, of)
    if at := moment(when):
        yield f"DTSTART:{at}"
    else:
        last = min(when.last, date.max - timedelta(days=1))
        yield f"DTSTART;VALUE=DATE:{basic(when.first)}"
        yield f"DTEND;VALUE=DATE:{basic(last + timedelta(days=1))}"
    yield f"SUMMARY:{_text(event.name)}"
    if one.where:
        yield f"LOCATION:{_text(one.where.name)}"
    status = "CANCELLED" if event.status == "cancelled" else "TENTATIVE" if event.status in _TENTATIVE else "CONFIRMED"
    yield f"STATUS:{status}"
    yield "TRANSP:TRANSPARENT"
    said = (when.display(), event.status, event.mode, ", ".join(name.name for name in one.who), one.story.title)
    yield f"DESCRIPTION:{_text(chr(10).join(filter(None, said)))}"
    yield f"X-BRIEFING-WHEN:{_text(when.text)}"
    yield "END:VEVENT"


def _question(row: QuestionRow, due: When, of: DeskExtract) -> Iterator[str]:
    yield "BEGIN:VTODO"
    yield from _head(row.key, row.asking, of)
    yield f"DUE;VALUE=DATE:{basic(due.last)}"
    yield f"SUMMARY:{_text(row.ask)}"
    yield f"DESCRIPTION:{_text(f'{due.display()}{chr(10)}{row.story_title}')}"
    yield f"X-BRIEFING-WHEN:{_text(due.text)}"
    yield "STATUS:NEEDS-ACTION"
    yield "END:VTODO"


def _head(key: str, story: StoryLink, of: DeskExtract) -> Iterator[str]:
    """What is the same each time: who it is on which desk, and the day of the story that tells it for when that was."""
    said = story.when.last if story.when else date(1970, 1, 1)
    yield f"UID:{uuid5(NAMESPACE_URL, f'briefing:{clean(of.name)}/{key}')}"
    yield f"DTSTAMP:{basic(said)}T000000Z"


def _text(text: str) -> str:
    """A value of the type TEXT."""
    text = clean(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n").replace("\t", " ")


def _lines(*lines: str) -> str:
    return "".join(map(_folded, lines))


def _folded(line: str) -> str:
    """A line as it may be written: a longer one goes on behind a blank in the next, and no character is parted."""
    if len(line) * 4 <= _WIDTH or (line.isascii() and len(line) <= _WIDTH):
        return f"{line}\r\n"
    return "\r\n ".join(_pieces(line)) + "\r\n"


def _pieces(line: str) -> Iterable[str]:
    start, size, most = 0, 0, _WIDTH
    for at, char in enumerate(line):
        width = len(char.encode("utf-8", "replace"))
        if size + width > most:
            yield line[start:at]
            start, size, most = at, 0, _WIDTH - 1
        size += width
    yield line[start:]
