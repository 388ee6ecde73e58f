"""YAML as it stands in a file: numbered, the lines that are meant marked, keys and comments in quieter inks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.desk.excerpt import Excerpt
from briefing.model.names import one_line
from briefing.ui.glyphs import glyph
from briefing.ui.sheet import Para, Piece, Sheet

_LINE = re.compile(r"(?P<dash>(?:- )?)(?P<key>[\w-]+:)?(?P<rest>.*?)(?P<comment>(?:^|\s)#.*)?$", re.DOTALL)


def address(excerpt: Excerpt) -> str:
    """The file and the line in words. A file's name can hold anything."""
    return one_line(excerpt.origin.address)


def source_sheet(excerpt: Excerpt) -> Sheet:
    origin = excerpt.origin
    width = len(str(excerpt.start + len(excerpt.lines)))
    paras = []
    for number, line in enumerate(excerpt.lines, excerpt.start):
        meant = origin.first <= number <= origin.last
        text = line.lstrip(" ")
        lead = (
            Piece(glyph("selected") if meant else " ", "accent"),
            Piece(f"{number:>{width}}  ", "accent" if meant else "faint"),
            Piece(" " * min(len(line) - len(text), 16)),
        )
        paras.append(Para(tuple(_pieces(text, meant)), lead=lead))
    return Sheet(tuple(paras))


def first_meant(excerpt: Excerpt) -> int:
    """The index of the paragraph of `source_sheet` with the first line that is meant."""
    return excerpt.origin.first - excerpt.start


def _pieces(line: str, meant: bool) -> Iterator[Piece]:
    found = _LINE.match(line)
    if found is None:
        yield Piece(line, "soft")
        return
    text = "text" if meant else "soft"
    yield Piece(found["dash"], text)
    if found["key"]:
        yield Piece(found["key"], "place" if meant else "faint")
    yield Piece(found["rest"] or "", text, "b" if meant else "")
    if found["comment"]:
        yield Piece(found["comment"], "faint")
