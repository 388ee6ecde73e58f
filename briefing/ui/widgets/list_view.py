"""The virtual list: any number of rows, drawn only where they show."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.strip import Strip

from briefing.model.value import replace
from briefing.ui.glyphs import glyph
from briefing.ui.item import Item
from briefing.ui.sheet import Piece
from briefing.ui.widgets.drawing import draw, fill
from briefing.ui.widgets.list_rows import SELECTED, head_line, row_lines, said_row, told_below
from briefing.ui.widgets.row_pane import RowPane
from briefing.ui.widgets.spot import Spot
from briefing.ui.windowed import choices_before


class ListView(RowPane):
    """Rows with a cursor. Two cells at the left hold the cursor's bar, then the glyph, then the text."""

    @dataclass
    class Chosen(Message):
        """A row was opened."""

        item: Item

    @property
    def ordinal(self) -> tuple[int, int]:
        """The cursor's number among the rows that can be chosen, from 1, and how many there are."""
        return (choices_before(self._heads, self.cursor + 1), self._count)

    @property
    def cursor_at(self) -> int:
        """How many lines below the top the row under the cursor stands."""
        return max(0, self._line_of(self.cursor) - self.scroll_offset.y) if self.cursor >= 0 else 0

    @property
    def picked_rows(self) -> list[Item]:
        """In the order of the list; those that a filter hides are not among them."""
        return [item for item in self.known if item.key in self.picked] if self.picked else []

    def pick(self) -> None:
        """Pick the row under the cursor, or let it go."""
        if self.item and self.item.key:
            self.picked ^= {self.item.key}
            self.refresh()

    def let_go(self) -> None:
        """Nothing is picked any more."""
        self.picked = frozenset()
        self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        return self.labelled(y, self._draw_line(y))

    def _draw_line(self, y: int) -> Strip:
        self._lay()
        width = self.room.width
        row = self.scroll_offset.y + y
        index = self._row_at(row)
        if row == 0 and self._top and self._order:
            segments, cells = draw(head_line(self._order, self._text_width + 2, self.is_linear), self.look, self.ground)
            return fill(segments, cells, width, self.look, self.ground)
        if not 0 <= index < len(self.items) or row < self._top:
            return fill([], 0, width, self.look, self.ground)
        item = self._item_at(index)
        if item is None:
            return fill([], 0, width, self.look, "selected" if index == self.cursor else self.ground)
        part = row - self._line_of(index)
        selected = index == self.cursor
        shown = replace(item, attributes=f"{item.attributes}b") if selected else item  # weight says where one is
        pieces = row_lines(shown, self._text_width, self.is_linear)
        last = len(pieces) - 1
        if selected and self._below:
            indent = Piece("" if self.is_linear else "  ")
            pieces = [*pieces, *((indent, *line) for line in self._below)]
        if not item.key:
            part -= self._above(index)
            selected = False
        if not 0 <= part < len(pieces):
            return fill([], 0, width, self.look, self.ground)
        ground = "selected" if selected else self.ground
        line = pieces[part]
        if self.wanted and part <= last:
            from briefing.ui.sieve import marked

            line = tuple(marked(line, self.wanted, item.found))
        if self.is_linear:
            said = {"picked": item.key in self.picked, SELECTED: selected and not told_below(item, width)}
            line = said_row(line, [word for word in said if said[word]] if part == last else [], width)
        else:
            bar = Piece(glyph("selected") if selected else " ", "accent" if self.is_led else "faint")
            is_picked = part == 0 and item.key in self.picked
            line = (bar, Piece(glyph("picked"), "accent") if is_picked else Piece(" "), *line)
        segments, cells = draw(line, self.look, ground)
        return fill(segments, cells, width, self.look, ground)

    @property
    def is_led(self) -> bool:
        """Whether the next key moves the cursor."""
        return self.has_focus

    def focus_point(self) -> tuple[int, int]:
        if not 0 <= self.cursor < len(self.items):
            return 0, 0
        return 0, min(max(self._line_of(self.cursor) - self.scroll_offset.y, 0), max(0, self.room.height - 1))

    # Motion

    def beside(self, steps: int) -> Item | None:
        """The row so many rows further (back, when negative), or the last one that there is; None when that is here."""
        index = self._index_after(steps)
        return self._item_at(index) if index != self.cursor else None

    def _index_after(self, steps: int) -> int:
        if not self._count:
            return self.cursor
        here = choices_before(self._heads, self.cursor) if self.cursor >= 0 else -1
        return self._row_of_choice(min(max(here + steps, 0), self._count - 1))

    def move(self, steps: int) -> None:
        index = self._index_after(steps)
        self.put(index)
        if steps < 0 and index == self.cursor == self._row_of_choice(0):
            self.go_to(0)

    def page(self, share: float) -> None:
        lines = max(1, round(abs(share) * (self.room.height - 1))) * (1 if share > 0 else -1)
        if not 0 <= self.cursor < len(self.items):
            return
        target = self._line_of(self.cursor) + lines
        index = min(max(self._row_at(target), 0), len(self.items) - 1)
        steps = abs(choices_before(self._heads, index) - choices_before(self._heads, self.cursor))
        self.move(max(1, steps) if share > 0 else -max(1, steps))

    def end(self, last: bool) -> None:
        self.put(self._row_of_choice(self._count - 1 if last else 0))
        self.go_to(self.lowest if last else 0)

    def choose(self) -> None:
        if self.item and self.item.key:
            self.post_message(self.Chosen(self.item))

    def put(self, index: int) -> None:
        """Put the cursor on a row and say so."""
        if index == self.cursor or not 0 <= index < len(self.items):
            return
        self.cursor = index
        self._anchor = self._kept[index]
        self._unfold()
        self._reveal_cursor()
        self.refresh()
        self._owes = self.item is None
        if self.item:
            self.post_message(self.Highlighted(self.item))

    def spots(self) -> list[Spot]:
        """Every row that shows, at its glyph."""
        self._lay()
        top, x = self.scroll_offset.y, 0 if self.is_linear else 2
        bottom = top + self.room.height
        rows = range(max(0, self._row_at(top)), len(self.items))
        found = []
        for index in rows:
            first, after = self._line_of(index), self._line_of(index + 1) - self._gap
            if first >= bottom:
                break
            item = self._item_at(index)
            key = item.key if item else ""
            if key and after > top:
                found.append(Spot(x, max(first, top) - top, key))
        return found

    def go(self, thing: object) -> None:
        if isinstance(thing, str):
            self._choose_at(self._row_of(thing))

    def _choose_at(self, index: int) -> None:
        if 0 <= index < len(self.items) and self.items[index].key:
            self.put(index)
            self.choose()

    def row_at(self, y: int) -> int:
        """The index of the row at a line of the pane; perhaps one that there is not."""
        return self._row_at(y + self.scroll_offset.y)

    def on_click(self, event: events.Click) -> None:
        self._choose_at(self.row_at(event.y))
