"""What can be folded away: the lists of the head, their longer entries, the chapters of the text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from briefing.lsp.cursor import body_line
from briefing.lsp.wire import Json
from briefing.lsp.workspace import Request
from briefing.model.body import Block
from briefing.parse.registry_name import is_registry
from briefing.parse.text import Text


def answer(request: Request) -> list[Json]:
    text = request.file.text
    first = len(text.lines) if is_registry(request.file.file) else body_line(text)
    found = [*_of_head(text, first)]
    if first < len(text.lines):
        found += _of_body(text, first, [one.line - 1 for one in _headings(request)])
    return [{"startLine": start, "endLine": end} for start, end in found if end > start]


def _of_head(text: Text, end: int) -> Iterator[tuple[int, int]]:
    """Whatever stands deeper than the line above it, and the items of a list below its key."""
    opened: list[tuple[int, int]] = []  # indents and lines
    last = 0
    for number, line in enumerate(text.lines[:end]):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        indent = len(line) - len(line.lstrip())
        is_item = bare.startswith("-")
        while opened and (
            opened[-1][0] > indent or (opened[-1][0] == indent and not _holds(text, opened[-1], is_item))
        ):
            yield opened.pop()[1], last
        opened.append((indent, number))
        last = number
    for _indent, start in opened:
        yield start, last


def _holds(text: Text, opened: tuple[int, int], is_item: bool) -> bool:
    """Whether an item may stand as far left as the key of its list."""
    return is_item and not text.lines[opened[1]].lstrip().startswith("-")


def _of_body(text: Text, first: int, headings: list[int]) -> Iterator[tuple[int, int]]:
    last = len(text.lines) - 1
    while last > first and not text.lines[last].strip():
        last -= 1
    if not text.is_markdown:
        yield first - 1, last
    for start, end in pairwise([*headings, last + 1]):
        stop = end - 1
        while stop > start and not text.lines[stop].strip():
            stop -= 1
        yield start, stop


def _headings(request: Request) -> Iterator[Block]:
    return (block for block in request.desk.brief_of(request.file).blocks if block.kind == "heading" and block.line > 0)
