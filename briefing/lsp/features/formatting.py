"""A file in the common form, as `briefing fmt` has it; what has mistakes of YAML stays as it is."""

from __future__ import annotations

from briefing.check.format import NotFormatted, formatted
from briefing.lsp.wire import Json, NotDone
from briefing.lsp.workspace import Request
from briefing.parse.read_table import is_guest, is_markdown
from briefing.parse.registry_name import is_registry
from briefing.parse.text import Text


def answer(request: Request) -> list[Json]:
    file = request.file
    if is_markdown(file.file) and is_guest(file.text.lines, request.desk.table):
        return []  # the form of another tool is that tool's
    try:
        after = formatted(file.text, is_registry(file.file))
    except NotFormatted as why:
        raise NotDone(f"left as it is: {why}") from None
    return [] if after == file.text.text else [_between(file.text.text, after, request)]


def _between(before: str, after: str, request: Request) -> Json:
    """The lines that differ, from the first to the last: the cursor stays where the others are."""
    text, other = Text(before, ""), Text(after, "")
    first = 0
    most = min(len(text.lines), len(other.lines)) - 1
    while first < most and text.lines[first] == other.lines[first]:
        first += 1
    last = 0
    while last < most - first and text.lines[-1 - last] == other.lines[-1 - last]:
        last += 1
    start, end = text.starts[first], _end(text, last)
    new = after[other.starts[first] : _end(other, last)]
    return {"range": request.file.ruler.range_of(start, end), "newText": new}


def _end(text: Text, behind: int) -> int:
    """Where the last line ends that has so many behind it."""
    number = len(text.lines) - 1 - behind
    return text.starts[number] + len(text.lines[number])
