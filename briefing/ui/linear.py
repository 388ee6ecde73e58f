"""Pages and rows as they are read aloud or felt: no columns, no indents, words in place of glyphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefing.model.value import replace
from briefing.ui.glyphs import GLYPHS, glyph, word
from briefing.ui.item import Item
from briefing.ui.sheet import Para, Piece, Sheet

_COLUMNS = re.compile(r" {2,}")  # what sets things apart on a line
_LIST_WORDS = {glyph(name): GLYPHS[name][2] for name in ("unread", "read")}
_SIGNS = {
    glyph("problem"): "broken",  # a story that has one, and so does the bar above call it
    glyph("starred"): word(glyph("starred")),
}
"""What stands before the facts of a row, each in its turn."""


def linear_sheet(sheet: Sheet) -> Sheet:
    """A page paragraph by paragraph: what stood before, behind or in columns stands in the sentence."""
    return replace(sheet, paras=tuple(_para(para) for para in sheet.paras))


def sign_of(item: Item) -> str:
    """What a row's glyph says, in a word; empty where it is none of ours."""
    return item.word or _LIST_WORDS.get(item.glyph) or word(item.glyph)


def linear_item(item: Item) -> Item:
    """A row of a list: its glyph as a word before the title, its count behind the facts."""
    said = sign_of(item)
    if said == item.count or item.count.startswith("was "):  # the count says what became of it
        said = ""
    count = item.count.replace(" ?", " open")
    facts, signs = item.facts.replace(" · ", ", "), []
    for sign, meaning in _SIGNS.items():
        if facts.startswith(f"{sign} "):
            facts = facts.removeprefix(f"{sign} ")
            signs.append(meaning)
    facts = ", ".join(part for part in (*signs, facts, *item.spare, count) if part)
    title = f"{said}: {item.title}" if said else item.title
    if not item.key:
        return replace(item, title=f"{item.title}, {count}" if count else item.title, count="")
    return replace(item, title=title, glyph="", facts=facts, spare=(), count="")


def linear_bar(left: tuple[Piece, ...], right: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A bar as one sentence."""
    pieces = [replace(piece, text=_COLUMNS.sub(", ", piece.text)) for piece in (*left, *right)]
    if left and right:
        pieces.insert(len(left), Piece(", "))
    return tuple(replace(piece, text=piece.text.replace(" · ", ", ")) for piece in pieces)


def _para(para: Para) -> Para:
    if para.told:
        return Para((Piece(para.told, "soft"),), space=para.space)
    if para.keep:
        return replace(para, lead=(), hang=None)
    pieces = tuple(_records(para.grid)) if para.grid else tuple(_words(para.pieces))
    before = tuple(_before(para.lead, {piece.text.strip() for piece in para.pieces}))
    after = (Piece(", "), *_words(para.tail)) if para.tail else ()
    said = (Piece(f"{GLYPHS[para.mark][2]}: ", "accent"),) if para.mark else ()
    return Para((*said, *before, *pieces, *after), space=para.space)


def _words(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if "w" in piece.attributes:
            yield piece
        elif piece.text and not piece.text.strip("─"):
            yield replace(piece, text="section break")
        else:
            text = piece.text.replace(" · ", ", ").replace("\u00a0", " ")
            yield replace(piece, text=_COLUMNS.sub(", ", text))


def _before(lead: tuple[Piece, ...], again: set[str]) -> Iterator[Piece]:
    """What stood in the columns before a paragraph, as the beginning of its sentence: `15 May, held: `. What the
    sentence says `again` is left to it."""
    said = [(piece, _said(piece).rstrip(":")) for piece in lead]
    said = [(piece, text) for piece, text in said if text and text not in again]
    for number, (piece, text) in enumerate(said, 1):
        after = ", " if number < len(said) else " " if text.endswith((".", ")")) else ": "
        yield replace(piece, text=f"{text}{after}")


def _said(piece: Piece) -> str:
    parts = piece.text.split()
    return " ".join(parts if "w" in piece.attributes else (word(part) or part for part in parts))


def _records(grid: tuple[tuple[tuple[Piece, ...], ...], ...]) -> Iterator[Piece]:
    """A table as its cells, a line each: `header: cell`."""
    header = ["".join(piece.text for piece in cell) for cell in grid[0]]
    for number, row in enumerate(grid[1:]):
        for column, cell in enumerate(row):
            if number or column:
                yield Piece("\n")
            if column < len(header) and header[column]:
                yield Piece(f"{header[column]}: ", "soft")
            yield from _words(cell)
