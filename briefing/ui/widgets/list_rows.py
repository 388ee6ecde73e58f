"""A row of a list at a width: its lines, and how many they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from briefing.report.wrap import breaks, cut
from briefing.ui.item import Item
from briefing.ui.runs import shortened, sliced, starts
from briefing.ui.sheet import Piece, text_of

if TYPE_CHECKING:
    from briefing.ui.views.view import Order

TITLE = 3
"""The most lines of a title above its facts."""
FACTS = 4
"""The most lines of facts that were written as one."""
SAID = 3
"""The most lines of a text below the facts."""


def row_height(item: Item, width: int, gap: int) -> int:
    """How many lines a row takes with the empty ones: `gap` below a row, one above a heading when there is no gap."""
    if not item.key:
        return 1 if gap else 2
    if not item.facts:
        is_one = cell_len(item.title) <= width - _count_room(item)
        return (1 if is_one else len(_bare_lines(item, width))) + gap
    said = min(len(breaks(text_of(item.says), width - 1)), SAID) if item.says else 0
    return _title_height(item.title, width) + _facts_height(item, width) + said + gap


def _bare_lines(item: Item, width: int) -> list[str]:
    """The lines of a title without facts below it; the last one leaves room for the count."""
    lines = [item.title[start:end] for start, end in breaks(item.title, width)]
    if len(lines) > TITLE:
        lines = [*lines[: TITLE - 1], cut(" ".join(lines[TITLE - 1 :]), width)]
    return [*lines, ""] if cell_len(lines[-1]) > width - _count_room(item) else lines


def _facts_height(item: Item, width: int) -> int:
    """The lines of the facts; most are a single one."""
    room = width - _count_room(item)
    is_one = len(item.facts) <= room and "\n" not in item.facts and cell_len(item.facts) <= room
    return 1 if is_one else len(fact_lines(item, width))


def _title_height(title: str, width: int) -> int:
    """The lines of a title, three at most. Of most titles of a long list their length tells it."""
    if len(title) <= width and cell_len(title) <= width:
        return 1
    return 2 if cell_len(title) <= width * _SURELY_TWO else min(len(breaks(title, width)), TITLE)


def shown_title(title: str, width: int) -> str:
    """As much of a title as a row shows above its facts."""
    if cell_len(title) <= width * _SURELY_TWO or len(spans := breaks(title, width)) <= TITLE:
        return title
    last = spans[TITLE - 1][0]
    return title[:last] + cut(title[last:], width)


_SURELY_TWO = 1.4
"""Times the width; a title that is no longer hardly ever takes a third line."""


def row_lines(item: Item, width: int, is_linear: bool = False) -> list[tuple[Piece, ...]]:
    """The lines of a row of `width` cells behind its glyph."""
    if not item.key:
        if is_linear:
            return [(Piece(item.title, "accent", "b"),)]
        rule = item.glyph * max(0, width - cell_len(item.title) - 1)  # a heading's glyph draws a line to its right
        head = Piece(item.title if "w" in item.attributes else item.title.upper(), "accent", f"b{item.attributes}")
        titled = shortened(head, width) if "w" in item.attributes else (head,)
        return [(*titled, Piece(f" {rule}" if rule else f"  {item.count}", "faint"))]
    lead = Piece("" if is_linear else f"{item.glyph} ", item.glyph_ink)
    indent = Piece(" " * cell_len(lead.text))
    if not item.facts:
        *others, last = _bare_lines(item, width)
        titled = shortened(Piece(last, item.ink, f"{item.attributes}w"), width)
        count = _count(item, width - cell_len(text_of(titled)))
        above = [(indent if number else lead, Piece(text, item.ink, f"{item.attributes}w"))
                 for number, text in enumerate(others)]  # fmt: skip
        return [*above, (indent if others else lead, *titled, *count)]
    spans = breaks(item.title, width)
    room = _title_height(item.title, width)
    titles = [item.title[start:end] for start, end in spans[:room]]
    more: Sequence[Piece] = ()
    if len(spans) > room:
        shown, *more = shortened(Piece(item.title[spans[room - 1][0] :], item.ink, f"{item.attributes}w"), width)
        titles[-1] = shown.text
    lines: list[tuple[Piece, ...]] = [
        (indent if number else lead, *marked(text, item.marks, spans[number][0], item.ink, f"{item.attributes}w"))
        for number, text in enumerate(titles)
    ]
    lines[-1] = (*lines[-1], *more)
    *others, facts = fact_lines(item, width)
    lines += [(Piece(f"{indent.text}{line}", "faint"),) for line in others]
    lines.append((Piece(f"{indent.text}{facts}", "faint"), *_count(item, width - cell_len(facts))))
    if item.says:
        lines += [(indent, *pieces) for pieces in _said(item.says, width)]
    return lines


def head_line(order: Order, width: int, is_linear: bool = False) -> tuple[Piece, ...]:
    """How a list is sorted, and over the numbers at the right end of `width` cells what they are."""
    if is_linear:
        return (Piece(", ".join(part for part in (order.said, order.counted) if part), "faint"),)
    gap = width - cell_len(order.said) - cell_len(order.counted)
    counted = (Piece(" " * gap), Piece(order.counted, "faint")) if gap >= _BETWEEN else ()
    return (Piece("  "), Piece(order.said, "faint"), *counted)


_BETWEEN = 2
"""Cells between how a list is sorted and what its numbers are."""


def marked(text: str, marks: tuple[tuple[int, int], ...], at: int, ink: str, attributes: str = "w") -> Iterator[Piece]:
    """A text with the marked stretches on the highlight, underlined; `at` is where it begins in what they count in."""
    done = 0
    for start, end in marks:
        start, end = max(start - at, done), min(end - at, len(text))
        if start < end:
            if start > done:
                yield Piece(text[done:start], ink, attributes)
            yield Piece(text[start:end], "text", f"{attributes}u", ground="highlight")
            done = end
    if done < len(text):
        yield Piece(text[done:], ink, attributes)


def _said(says: tuple[Piece, ...], width: int) -> Iterator[tuple[Piece, ...]]:
    """The text below the facts in `SAID` lines: those around what is marked, with an ellipsis where it goes on."""
    spans = breaks(text_of(says), width - 1)
    marked = next((at for piece, at in zip(says, starts(says, 0), strict=True) if piece.ground), 0)
    row = next((row for row, (_start, end) in enumerate(spans) if marked < end), 0)
    first = max(0, min(row - 1, len(spans) - SAID))
    shown = spans[first : first + SAID]
    for number, (start, end) in enumerate(shown):
        pieces = tuple(piece for piece, _at in sliced(says, start, end, 0))
        if number == 0 and first:
            pieces = (Piece("…", "faint"), *pieces)
        if number == len(shown) - 1 and first + SAID < len(spans):
            pieces = (*pieces, Piece("…", "faint"))
        yield pieces


SELECTED = "selected"


def told_below(item: Item, width: int) -> Sequence[tuple[Piece, ...]]:
    """That a row of a linear screen is selected, as a line below it where its last one would lose words for that."""
    used = sum(cell_len(piece.text) for piece in row_lines(item, width, is_linear=True)[-1] if piece.text.strip())
    return ((Piece(SELECTED, "accent"),),) if used + len(f", {SELECTED}") > width else ()


def said_row(line: tuple[Piece, ...], said: Sequence[str], width: int) -> tuple[Piece, ...]:
    """A row's last line with what is so of it in words, that it is picked or selected, for a linear screen."""
    if not said:
        return line
    *others, last = [piece for piece in line if piece.text.strip()]
    words = "".join(f", {word}" for word in said)
    room = width - sum(cell_len(piece.text) for piece in others) - len(words)
    return (*others, *shortened(last, room), Piece(words, "accent"))


def fact_lines(item: Item, width: int) -> list[str]:
    """The facts of a row with its names, each line without the dot at its end; the last leaves room for the count."""
    room = max(1, width - _count_room(item))
    *others, last = item.facts.split("\n")
    lines = [part for line in others for part in _broken(line, width)]
    ends = _broken(last, width)
    if cell_len(ends[-1]) > room:  # only what stands beside the count has to be short
        before, dot, behind = ends[-1].rpartition(" · ")
        if cell_len(behind) > room and _stands_alone(item.count, behind, room):
            ends.append("")
        else:
            ends = [*ends[:-1], *([before] if dot else []), *_broken(behind, room)]
    if not others and len(ends) > FACTS:
        ends = [*ends[: FACTS - 1], cut(" ".join(ends[FACTS - 1 :]), room)]
    ends[-1] += _names(item.spare, room - cell_len(ends[-1]), bool(ends[-1]))
    return [*lines, *ends]


def _stands_alone(count: str, fact: str, room: int) -> bool:
    """Whether a count has a line of its own below a fact that is too long: a date has, or where a word would break."""
    return cell_len(count) > _SHORT or any(cell_len(word) > room for word in fact.split(" "))


_SHORT = 4
"""Cells of a number; what is longer is a date."""


def _broken(line: str, room: int) -> list[str]:
    return [line[start:end].removesuffix(" ·").removeprefix("· ") for start, end in breaks(line, room)] or [""]


def _names(names: Sequence[str], room: int, is_behind: bool) -> str:
    """As many names as there is room for, and how many more there are; nothing where there is room for none."""
    for shown in range(len(names), 0, -1):
        more = f" +{len(names) - shown}" if shown < len(names) else ""
        text = f"{' · ' if is_behind else ''}{', '.join(names[:shown])}{more}"
        if cell_len(text) <= room:
            return text
    return ""


def _count_room(item: Item) -> int:
    return cell_len(item.count) + 1 if item.count else 0


def _count(item: Item, room: int) -> tuple[Piece, ...]:
    """A row's count at the right end of `room` cells."""
    return (Piece(" " * (room - cell_len(item.count))), Piece(item.count, item.count_ink))


def adapted(item: Item, is_linear: bool, is_ascii: bool) -> Item:
    """A row as it is shown on a screen."""
    if is_linear:
        from briefing.ui.linear import linear_item

        item = linear_item(item)
    if is_ascii:
        from briefing.ui.plain import plain_item

        item = plain_item(item)
    return item
