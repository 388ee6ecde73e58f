"""Whatever a text is, each format gives it back as text, by the reader of that format."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import icalendar
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.export import bibtex, ics, opml
from briefing.export import csv as tables
from briefing.export.site.markup import text as html_text
from briefing.export.site.words import shard_of, words
from briefing.model.names import clean, one_line
from briefing.report.escapes import as_json

ODD = [
    "=cmd|'/C calc'!A0", "'=1", "\ud800", "a\x00b\x1b]0;x\x07", "\ufffe\uffff", "100 % {x} \\end", "]]>&lt;<b a='\">",
    "END:VEVENT\r\nBEGIN:VALARM", "\u2028\u2029\x85", "##[error]x\n::set-env", "王" * 90 + "é" * 90, "\\n\\,\\;",
    "\U0010ffff",
]  # fmt: skip
ANY = st.one_of(
    st.text(max_size=200), st.sampled_from(ODD), st.text(st.sampled_from("=+-@'\"\t\n\r,;\\{}%&<>[]#:|é王\ud800"))
)


def sound(text: str) -> str:
    """A text as a file can have it, whose encoding has no halves of a character."""
    return text.encode("utf-8", "replace").decode()


@given(ANY)
@example("a" * 74 + "é")
def test_calendars(text: str) -> None:
    made = ics._lines("BEGIN:VCALENDAR", "BEGIN:VEVENT", f"SUMMARY:{ics._text(text)}", "END:VEVENT", "END:VCALENDAR")
    for line in made.split("\r\n"):
        assert len(line.encode("utf-8", "replace")) <= 75
        assert "\n" not in line
    [event] = icalendar.Calendar.from_ical(sound(made)).walk("VEVENT")
    assert not event.errors
    assert event.subcomponents == []
    assert str(event["SUMMARY"]) == sound(clean(text).replace("\t", " "))


@given(st.lists(ANY, min_size=2, max_size=4))  # no table has one column
def test_tables(cells: list[str]) -> None:
    [row] = csv.reader(io.StringIO(tables._line(map(tables._cell, cells)), newline=""), strict=True)
    for text, cell in zip(cells, row, strict=True):
        is_formula = re.match(r"['\s]*[=+\-@＝＋－＠]", clean(text))
        assert cell == ("'" * bool(is_formula) + clean(text))


@given(ANY)
def test_references(text: str) -> None:
    made = bibtex.tex(text)
    assert made.count("{") == made.count("}")
    assert all(made[:at].count("{") >= made[:at].count("}") for at in range(len(made)))
    assert not re.search(r"(?<!\\)[%$&#_~^]", made)
    back = re.sub(r"\\(textbackslash|textbraceleft|textbraceright|textasciitilde|textasciicircum)\{\}", _sign, made)
    assert re.sub(r"\\([%$&#_])", r"\1", back).replace("\0", "\\") == one_line(text)


def _sign(found: re.Match[str]) -> str:
    return {"textbackslash": "\0", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~",
            "textasciicircum": "^"}[found[1]]  # fmt: skip


@given(ANY)
def test_outlines(text: str) -> None:
    made = ElementTree.fromstring(sound(f'<outline text="{opml._text(text)}"/>')).attrib["text"]
    assert made == sound(one_line(text).replace("\ufffe", "").replace("\uffff", ""))


@given(ANY)
def test_json(text: str) -> None:
    made = as_json({"text": text})
    assert json.loads(made) == {"text": text}
    assert made.isprintable() or not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", made)


class _Seen(HTMLParser):
    tags = 0
    text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags += 1

    def handle_data(self, data: str) -> None:
        self.text += data


@given(ANY)
def test_pages(text: str) -> None:
    seen = _Seen()
    seen.feed(f'<p title="{html_text(text)}">{html_text(text)}</p>')
    seen.close()
    assert (seen.tags, seen.text) == (1, clean(text))


@given(ANY)
def test_words_of_the_search(text: str) -> None:
    for word in words(text):
        assert word.isalnum()
        assert re.fullmatch("[0-9a-f]+(-[0-9a-f]+)?", shard_of(word))
