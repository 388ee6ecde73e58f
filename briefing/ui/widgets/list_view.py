"""The virtual list: any number of rows, drawn only where they show."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from briefing.model.views import Place
from briefing.ui.glyphs import glyph
from briefing.ui.item import Item
from briefing.ui.sheet import Piece
from briefing.ui.widgets.drawing import draw, fill
from briefing.ui.widgets.pane import Pane
from briefing.ui.wrap import breaks, cut


class ListView(Pane):
    """Rows with a cursor. Two cells at the left hold the cursor's bar, then the glyph, then the text."""

    @dataclass
    class Highlighted(Message):
        """The cursor came to stand on a row."""

        item: Item

    @dataclass
    class Chosen(Message):
        """A row was opened."""

        item: Item

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.items: Sequence[Item] = ()
        self.cursor = -1
        self.airy = True
        self._choices: list[int] = []
        self._tops: list[int] = [0]
        self._laid_for = Size(0, 0)

    # What is shown

    def show(self, items: Sequence[Item], selected: Place | None, airy: bool, keep_scroll: bool = False) -> None:
        """Show rows with the cursor on the one of a place, else on the first that can be chosen.

        `airy` puts an empty line between rows where there is room. With `keep_scroll` nothing moves that can stay.
        """
        top = self.scroll_offset.y
        if self.is_linear:
            from briefing.ui.linear import linear_item

            items = [linear_item(item) for item in items]
        self.items = items
        self._choices = [index for index, item in enumerate(items) if item.place]
        self.airy = airy
        self._lay(force=True)
        self.cursor = self._index_of(selected)
        if keep_scroll:
            self.go_to(top)
        else:
            self.go_to(0)
        self._reveal_cursor()
        self.refresh()

    @property
    def item(self) -> Item | None:
        """The row under the cursor."""
        return self.items[self.cursor] if 0 <= self.cursor < len(self.items) else None

    def _index_of(self, place: Place | None) -> int:
        first = -1
        for index, item in enumerate(self.items):
            if item.place is None:
                continue
            if place is None or item.place.same_page(place):
                return index
            if first < 0:
                first = index
        return first

    @property
    def ordinal(self) -> tuple[int, int]:
        """The cursor's number among the rows that can be chosen, from 1, and how many there are."""
        return (bisect_right(self._choices, self.cursor), len(self._choices))

    def select(self, place: Place) -> bool:
        """Put the cursor on a place's row, if it is there; says nothing to others."""
        index = self._index_of(place)
        item = self.items[index] if index >= 0 else None
        if item is None or not place.same_page(item.place):
            return False
        self.cursor = index
        self._reveal_cursor()
        self.refresh()
        return True

    # Layout

    @property
    def _gap(self) -> int:
        return 1 if self.airy and not self.is_linear and self.room.height >= 14 else 0

    @property
    def _top(self) -> int:
        return 1 if not self.is_linear and self.room.height >= 14 else 0

    @property
    def _text_width(self) -> int:
        return max(4, self.room.width - (0 if self.is_linear else 5))

    def _lay(self, force: bool = False) -> None:
        if self.room == self._laid_for and not force:
            return
        self._laid_for = self.room
        width, gap = self._text_width, self._gap
        heights = (self._height(item, width, gap) for item in self.items)
        self._tops = list(accumulate(heights, initial=self._top))
        self.set_height(self._tops[-1] + (0 if gap else 1))

    def _height(self, item: Item, width: int, gap: int) -> int:
        if item.place is None:
            return 1 + self._above(item, gap)
        if not item.facts:
            return 1 + gap
        return (1 if len(item.title) <= width and cell_len(item.title) <= width else 2) + 1 + gap

    def _above(self, heading: Item, gap: int) -> int:
        """The empty lines above a group's heading: one, wherever it comes from."""
        return 0 if gap or heading is self.items[0] else 1

    def on_resize(self) -> None:
        self._lay()
        self._reveal_cursor()

    # Drawing

    def render_line(self, y: int) -> Strip:
        self._lay()
        width = self.room.width
        row = self.scroll_offset.y + y
        index = bisect_right(self._tops, row) - 1
        if not 0 <= index < len(self.items) or row < self._top:
            return fill([], 0, width, self.look, self.ground)
        item = self.items[index]
        part = row - self._tops[index]
        selected = index == self.cursor
        pieces = self._lines(item, self._text_width)
        if item.place is None:
            part -= self._above(item, self._gap)
            selected = False
        if not 0 <= part < len(pieces):
            return fill([], 0, width, self.look, self.ground)
        ground = "selected" if selected else self.ground
        line = pieces[part]
        if self.is_linear:
            line = _said(line, selected and part == len(pieces) - 1, width)
        else:
            bar = Piece(glyph("selected") if selected else " ", "accent" if self.has_focus else "faint")
            line = (bar, Piece(" "), *line)
        segments, cells = draw(line, self.look, ground)
        return fill(segments, cells, width, self.look, ground)

    def _lines(self, item: Item, width: int) -> list[tuple[Piece, ...]]:
        if item.place is None:
            if self.is_linear:
                return [(Piece(item.title, "soft", "b"),)]
            return [(Piece(item.title.upper(), "soft", "b"), Piece(f"  {item.count}", "faint"))]
        lead = Piece("" if self.is_linear else f"{item.glyph} ", item.glyph_ink)
        indent = Piece(" " * cell_len(lead.text))
        if not item.facts:
            title = cut(item.title, width - cell_len(item.count) - 1)
            return [(lead, Piece(title, item.ink, f"{item.attributes}w"), *_count(item, width - cell_len(title)))]
        spans = breaks(item.title, width)
        titles = [item.title[start:end] for start, end in spans[:2]]
        if len(spans) > 2:
            titles[1] = cut(item.title[spans[1][0] :], width)
        lines: list[tuple[Piece, ...]] = [
            (indent if number else lead, Piece(text, item.ink, f"{item.attributes}w"))
            for number, text in enumerate(titles)
        ]
        facts = cut(item.facts, width - (cell_len(item.count) + 1 if item.count else 0))
        lines.append((Piece(f"{indent.text}{facts}", "faint"), *_count(item, width - cell_len(facts))))
        return lines

    def focus_point(self) -> tuple[int, int]:
        if not 0 <= self.cursor < len(self.items):
            return 0, 0
        return 0, min(max(self._tops[self.cursor] - self.scroll_offset.y, 0), max(0, self.room.height - 1))

    # Motion

    def move(self, steps: int) -> None:
        step = 1 if steps > 0 else -1
        index = self.cursor
        for _ in range(abs(steps)):
            following = index + step
            while 0 <= following < len(self.items) and self.items[following].place is None:
                following += step
            if not 0 <= following < len(self.items):
                break
            index = following
        self._put(index)
        if steps < 0 and index == self.cursor and not any(item.place for item in self.items[:index]):
            self.go_to(0)

    def page(self, share: float) -> None:
        lines = max(1, round(abs(share) * (self.room.height - 1))) * (1 if share > 0 else -1)
        if not 0 <= self.cursor < len(self.items):
            return
        target = self._tops[self.cursor] + lines
        index = min(max(bisect_right(self._tops, target) - 1, 0), len(self.items) - 1)
        steps = sum(1 for item in self.items[min(index, self.cursor) : max(index, self.cursor)] if item.place)
        self.move(max(1, steps) if share > 0 else -max(1, steps))

    def end(self, last: bool) -> None:
        order = reversed(range(len(self.items))) if last else iter(range(len(self.items)))
        self._put(next((index for index in order if self.items[index].place), -1))
        self.go_to(self.lowest if last else 0)

    def choose(self) -> None:
        if self.item and self.item.place:
            self.post_message(self.Chosen(self.item))

    def _put(self, index: int) -> None:
        if index == self.cursor or not 0 <= index < len(self.items):
            return
        self.cursor = index
        self._reveal_cursor()
        self.refresh()
        self.post_message(self.Highlighted(self.items[index]))

    def _reveal_cursor(self) -> None:
        if 0 <= self.cursor < len(self.items):
            self.reveal(self._tops[self.cursor], self._tops[self.cursor + 1] - 1 - self._gap)

    def on_click(self, event: events.Click) -> None:
        index = bisect_right(self._tops, event.y + self.scroll_offset.y) - 1
        if 0 <= index < len(self.items) and self.items[index].place:
            self._put(index)
            self.choose()


def _said(line: tuple[Piece, ...], selected: bool, width: int) -> tuple[Piece, ...]:
    """A row's last line with the word that it is selected."""
    if not selected:
        return line
    *others, last = [piece for piece in line if piece.text.strip()]
    room = width - sum(cell_len(piece.text) for piece in others) - len(", selected")
    return (*others, replace(last, text=cut(last.text, room)), Piece(", selected", "accent"))


def _count(item: Item, room: int) -> tuple[Piece, ...]:
    """A row's count at the right end of `room` cells."""
    return (Piece(" " * (room - cell_len(item.count))), Piece(item.count, item.count_ink))
