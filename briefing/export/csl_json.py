"""The sources as CSL-JSON, an array with an item a line, as citeproc, Pandoc and Zotero read it. `note` says how
reliable a source is."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.desk.extract import DeskExtract
from briefing.export.sources import Cited, cited, name_of
from briefing.model.names import one_line
from briefing.model.when import When
from briefing.report.data import Data
from briefing.report.escapes import as_json


def pieces(of: DeskExtract) -> Iterator[str]:
    yield "["
    between = "\n"
    for one in cited(of):
        yield f"{between}{as_json(_item(one))}"
        between = ",\n"
    yield "\n]\n"


def _item(one: Cited) -> Data:
    source = one.source
    item: Data = {
        "id": one.key,
        "type": "webpage" if source.url else "document",
        "title": name_of(source),
    }
    if source.url:
        item["URL"] = one_line(source.url)
    if source.published:
        item["issued"] = _date(source.published)
    if source.reliability:
        item["note"] = f"reliability {source.reliability}"
    return item


def _date(when: When) -> Data:
    """The first and the last day of a stretch, a month or a year as such, and what was written (`literal`) where that
    is neither."""
    first, last = when.first, when.last
    if first == last:
        parts = [[first.year, first.month, first.day]]
    elif when.text.strip("~ \t") == f"{first.year:04}":
        parts = [[first.year]]
    elif when.text.strip("~ \t") == first.isoformat()[:7]:
        parts = [[first.year, first.month]]
    else:
        parts = [[first.year, first.month, first.day], [last.year, last.month, last.day]]
    made: Data = {"date-parts": parts}
    if when.about:
        made |= {"circa": True, "literal": when.display()}
    return made
