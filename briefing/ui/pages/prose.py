"""The body of a story as paragraphs: Markdown's blocks, with every mention marked and followable."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from operator import itemgetter

from briefing.model.body import Block, Markers, Mention, Run
from briefing.model.place import Place
from briefing.model.views import Name, StoryLink
from briefing.ui.glyphs import glyph
from briefing.ui.pages.pen import ATTRIBUTES, ink_of
from briefing.ui.sheet import Para, Piece, Stop, WebLink

_ATTRIBUTES = {"b": "b", "i": "i", "s": "s", "l": "u"}


def prose(
    blocks: tuple[Block, ...], mentions: tuple[Mention, ...], names: Mapping[str, Name], links: _Links
) -> Iterator[tuple[int, Para]]:
    """Each block's index with its paragraph. `links` are the stories that a run's `link` leads to."""
    by_block: dict[int, list[tuple[int, Mention]]] = {}
    for index, mention in enumerate(mentions):
        by_block.setdefault(mention.block, []).append((index, mention))
    before: Block | None = None
    markers = Markers(glyph("bullet"))
    for index, block in enumerate(blocks):
        marks = _marks(by_block.get(index, []), names)
        yield index, _para(block, marks, links, markers.of(block), _space(before, block))
        before = block


_Links = Mapping[str, StoryLink]
_Mark = tuple[int, int, str, str, Stop | None]  # start, end, ink, attributes, stop


def _marks(mentions: list[tuple[int, Mention]], names: Mapping[str, Name]) -> list[_Mark]:
    marks: list[_Mark] = []
    for index, mention in mentions:
        name = names.get(mention.key)
        kind = name.kind if name else ("place" if mention.kind == "venue" else "")
        stop = Stop(Place.to(mention.kind, mention.key), name.name if name else mention.key, index)
        ink, attributes = (ink_of(kind), ATTRIBUTES.get(kind, "")) if mention.listed else ("soft", "")
        marks.append((mention.start, mention.end, ink, attributes, stop))
    return marks


def _para(block: Block, marks: list[_Mark], links: _Links, marker: str, space: int) -> Para:
    lead, hang = _margin(block, marker)
    if block.kind == "rule":
        return Para((Piece("─" * 12, "faint"),), lead=lead, hang=hang, space=space)
    if block.kind == "table":
        return Para(grid=_grid(block, marks, links), aligns=block.aligns, lead=lead, hang=hang, space=space)
    if block.kind == "code":
        text = block.text.expandtabs(4).rstrip("\n")
        return Para((Piece(text, "soft"),), lead=(*lead, Piece("  ")), keep=True, space=space)
    if block.kind == "heading":
        pieces = tuple(
            Piece(p.text, p.ink if p.ink != "text" or block.level < 3 else "soft", _plus(p.attributes, "b"), p.stop)
            for p in _pieces(block.runs, marks, links, 0)
        )
        return Para(pieces, lead=lead, hang=hang, space=space)
    pieces = tuple(_pieces(block.runs, marks, links, 0))
    if block.kind == "footnote":
        pieces = tuple(Piece(p.text, "soft" if p.ink == "text" else p.ink, p.attributes, p.stop) for p in pieces)
    return Para(pieces, lead=lead, hang=hang, space=space)


def _pieces(runs: tuple[Run, ...], marks: list[_Mark], links: _Links, at: int) -> Iterator[Piece]:
    """Runs cut at the borders of mentions; `at` is the offset in the block's text where the runs begin."""
    for run in runs:
        end = at + len(run.text)
        text = run.text.replace("\t", " ")  # a tab has no width of its own
        if not text:
            continue
        base = "w" + "".join(_ATTRIBUTES[mark] for mark in run.marks if mark in _ATTRIBUTES)
        ink = "soft" if "c" in run.marks else "faint" if "f" in run.marks else "text"
        stop = Stop(WebLink(run.href), run.href) if run.href else None
        if run.link and (story := links.get(run.link)):  # no mention is inside
            stop = Stop(Place.to("story", story.id), story.title)
            yield Piece(story.title if text == run.link else text, ink, _plus(base, "u"), stop)
            at = end
            continue
        start = at
        for number in range(bisect_right(marks, start, key=itemgetter(1)), len(marks)):
            left, right, mark_ink, attributes, mark_stop = marks[number]
            if left >= end:
                break
            if left > start:
                yield Piece(text[start - at : left - at], ink, base, stop)
            first, last = max(left, start), min(right, end)
            yield Piece(text[first - at : last - at], mark_ink, _plus(base, attributes), mark_stop)
            start = last
        if start < end:
            yield Piece(text[start - at :], ink, base, stop)
        at = end


def _grid(block: Block, marks: list[_Mark], links: _Links) -> tuple[tuple[tuple[Piece, ...], ...], ...]:
    rows = []
    at = 0
    for number, row in enumerate(block.rows):
        cells = []
        for cell in row:
            pieces = tuple(_pieces(cell, marks, links, at))
            if number == 0:
                pieces = tuple(Piece(p.text, "soft" if p.ink == "text" else p.ink, "b", p.stop) for p in pieces)
            cells.append(pieces)
            at += sum(len(run.text) for run in cell) + 1
        rows.append(tuple(cells))
    return tuple(rows)


def _margin(block: Block, marker: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """What stands before the first line and before the others: quote bars, list indents, the marker."""
    around: list[Piece] = []
    if block.quote:
        around.append(Piece(f"{glyph('quote')} " * block.quote, "faint"))
    if block.depth > 1:
        around.append(Piece("  " * (block.depth - 1)))
    if not marker:
        return tuple(around), tuple(around)
    ink = "faint" if block.kind == "footnote" else "soft"
    return (*around, Piece(marker, ink)), (*around, Piece(" " * len(marker)))


def _space(before: Block | None, block: Block) -> int:
    if before is None:
        return 1
    goes_together = (before.depth and block.depth) or before.kind == block.kind == "footnote"
    return 0 if goes_together and block.marker else 1


def _plus(attributes: str, more: str) -> str:
    return attributes + "".join(letter for letter in more if letter not in attributes)
