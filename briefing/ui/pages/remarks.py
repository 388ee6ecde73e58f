"""The reader's own tags and notes on a page: quiet, where they belong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.model.body import Block
from briefing.model.content import digest_of
from briefing.model.place import Position
from briefing.model.traces import Trace, day_of, whole
from briefing.model.when import parse_when
from briefing.ui.glyphs import glyph
from briefing.ui.pages.pen import Pen
from briefing.ui.sheet import Para, Piece, Sheet


def remark_paras(remarks: Iterable[Trace], pen: Pen) -> list[Para]:
    """Tags in a line, then each note with its day."""
    remarks = [*remarks]
    lead = (Piece(f"{glyph('remark')} ", "accent"),)
    tags = [f"#{remark.value}" for remark in remarks if remark.what == "tag"]
    paras = [Para((Piece("  ".join(tags), "soft", "w"),), lead=lead)] if tags else []
    for remark in remarks:
        if remark.what == "note":
            day = day_of(remark.at)
            said = Piece(f"  {pen.when(parse_when(day))}", "faint") if day else Piece("")
            lines = remark.value.split("\n")
            for at, line in enumerate(lines):
                pieces = (Piece(line, "soft", "w"), *([said] if at == len(lines) - 1 else ()))
                paras.append(Para(pieces, lead=(Piece("  "),) if at else lead))
    return paras


def of_page(remarks: Iterable[Trace]) -> list[Trace]:
    """Those on the page itself."""
    return [remark for remark in remarks if whole(remark.of) == remark.of]


def of_blocks(remarks: Iterable[Trace], blocks: Sequence[Block]) -> dict[int, list[Trace]]:
    """Those on paragraphs, by the index of the block: of the same text, else the one of the number, else the last."""
    found: dict[int, list[Trace]] = {}
    own = [remark for remark in remarks if whole(remark.of) != remark.of]
    if not own or not blocks:
        return found
    signs = {digest_of(block.text): index for index, block in reversed([*enumerate(blocks)])}
    for remark in own:
        number, _dot, sign = remark.of.rpartition("#")[2].partition(".")
        nearest = min(max(int(number[:9]) - 1 if number.isdecimal() else 0, 0), len(blocks) - 1)
        if sign != digest_of(blocks[nearest].text):
            nearest = signs.get(sign, nearest)
        found.setdefault(nearest, []).append(remark)
    return found


def block_at(sheet: Sheet, para: int) -> int | None:
    """The index of the block of a story's text that a paragraph of its sheet shows, or the text begins with."""
    shown = [
        (at.para, int(name.partition(":")[2]))
        for name, at in sheet.anchors.items()
        if name.startswith("text:") and isinstance(at, Position)
    ]
    above = [(first, index) for first, index in shown if first <= para]
    return max(above)[1] if above else min(shown)[1] if shown else None
