"""Pages and rows for a screen of ASCII: what has no good twin in one cell is spelled out before it is laid out."""

from __future__ import annotations

from briefing.model.value import replace
from briefing.ui.glyphs import spelled_out
from briefing.ui.item import Item
from briefing.ui.sheet import Para, Piece, Sheet


def plain_sheet(sheet: Sheet) -> Sheet:
    """A page with its own words spelled out; what somebody wrote stays."""
    return replace(sheet, paras=tuple(map(_para, sheet.paras)))


def plain_item(item: Item) -> Item:
    facts, count = spelled_out(item.facts), spelled_out(item.count)
    return item if (facts, count) == (item.facts, item.count) else replace(item, facts=facts, count=count)


def _para(para: Para) -> Para:
    pieces, lead, tail = map(_pieces, (para.pieces, para.lead, para.tail))
    same = (pieces, lead, tail) == (para.pieces, para.lead, para.tail)
    return para if same else replace(para, pieces=pieces, lead=lead, tail=tail)


def _pieces(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    return tuple(
        piece if "w" in piece.attributes or piece.text.isascii() else replace(piece, text=spelled_out(piece.text))
        for piece in pieces
    )
