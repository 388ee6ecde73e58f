"""The virtual list: any number of rows, drawn only where they show."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from briefing.model.value import replace
from briefing.ui.glyphs import glyph
from briefing.ui.item import Item
from briefing.ui.sheet import Piece
from briefing.ui.widgets.drawing import draw, fill
from briefing.ui.widgets.list_rows import head_line, row_height, row_lines, said_row
from briefing.ui.widgets.pane import Pane
from briefing.ui.widgets.spot import Spot

if TYPE_CHECKING:
    from briefing.ui.sieve import Sieve
    from briefing.ui.views.view import Order


class Bookmark(NamedTuple):
    """How a list was left: its filter, the key of the row under the cursor, and the line at the top."""

    wanted: str
    key: str
    top: int


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
        self.picked: frozenset[str] = frozenset()  # the keys of the rows that were picked, for what acts on several
        self.airy = True
        self._all: Sequence[Item] = ()
        self._order: Order | None = None
        self._is_sorted = False
        self._heights: list[int] = []  # of all rows
        self.wanted = ""  # what the rows are filtered by; empty when all are shown
        self._sieve: Sieve | None = None
        self._kept: Sequence[int] = ()  # where the rows that are shown stand among all of them
        self._anchor = 0  # where the cursor stood among all of them before a filter moved it
        self._choices: list[int] = []
        self._tops: list[int] = [0]
        self._flat: list[int] = [0]  # as `_tops`, if nothing were drawn below the row under the cursor
        self._below: Sequence[tuple[Piece, ...]] = ()
        self._laid_for = Size(0, 0)
        self.stands_at = 0  # so far below the top the row under the cursor is to stand, once there is room

    # What is shown

    def show(
        self,
        items: Sequence[Item],
        selected: str,
        airy: bool,
        keep_scroll: bool = False,
        opens_at: int = -1,
        order: Order | None = None,
        is_sorted: bool = False,
    ) -> None:
        """Show rows with the cursor on the key `selected`, else on the row `opens_at` with what is above it in sight,
        else on the first that can be chosen.

        `airy` puts an empty line between rows where there is room. With `keep_scroll` nothing moves that can stay: the
        row under the cursor stays where it is on screen, whatever comes above it. `order` stands at the head, where
        there is room for it; always, where the list `is_sorted` otherwise than by itself.
        """
        top = self.scroll_offset.y
        held = self.item.key if self.item and keep_scroll else ""
        below_top = self._tops[self.cursor] - top if held else 0
        before = self.item.key if self.item and self.wanted else ""
        self._all = items
        self._labels = {}
        self._heights = []
        self.airy = airy
        self._order, self._is_sorted = order, is_sorted
        self._sieve = self._sieve.on(items) if self._sieve else None
        self._show_rows()
        self.cursor = self._row_of(selected)
        if self.cursor < 0:
            self.cursor = self._row_of(before)
        opens = self.cursor < 0 and opens_at >= 0 and not self.wanted
        if self.cursor < 0:
            self.cursor = opens_at if opens else self._choices[0] if self._choices else -1
        self._anchor = self._kept[self.cursor] if self.cursor >= 0 else 0
        self._unfold()
        if held and self.item and self.item.key == held:
            top = self._tops[self.cursor] - below_top
        elif opens:
            top = self._tops[self.cursor] - self.room.height // 2
        self.go_to(top if keep_scroll or opens else 0)
        self._reveal_cursor()
        self.refresh()

    @property
    def sifted(self) -> tuple[int, int]:
        """How many rows the filter has left, and how many there are."""
        return len(self._choices), self._sieve.total if self._sieve else len(self._choices)

    def prepare_sieve(self) -> None:
        """Do beforehand what the first letter of a filter would have to wait for."""
        self._sieve_now().fold()

    def sift(self, wanted: str) -> None:
        """Show only the rows that hold what was typed; all, when it is blank. The cursor stays on its row; where that
        is taken away it stands on the next one that is left."""
        was = self.item
        if was and not (self.wanted and wanted.strip()):
            self._anchor = self._kept[self.cursor]
        self.wanted = wanted if wanted.strip() else ""
        self._show_rows()
        index = bisect_left(self._choices, self._anchor, key=lambda row: self._kept[row])
        self.cursor = self._choices[min(index, len(self._choices) - 1)] if self._choices else -1
        self._unfold()
        self.go_to(self.scroll_offset.y)
        self._reveal_cursor()
        self.refresh()
        if self.item and self.item.key and not (was and self.item.key == was.key):
            self.post_message(self.Highlighted(self.item))

    @property
    def bookmark(self) -> Bookmark:
        """How the rows are shown now, to `return_to` it."""
        return Bookmark(self.wanted, self.item.key if self.item else "", self.scroll_offset.y)

    def return_to(self, left: Bookmark) -> None:
        """Show the rows as they were then, on the screen's behalf: nothing is posted."""
        self.wanted = left.wanted
        self._show_rows()
        self.cursor = self._choices[0] if self._choices else -1
        self.select(left.key)
        self.go_to(left.top)
        self._reveal_cursor()
        self.refresh()

    def _sieve_now(self) -> Sieve:
        if self._sieve is None:
            from briefing.ui.sieve import Sieve

            self._sieve = Sieve(self._all)
        return self._sieve

    def _show_rows(self) -> None:
        """Take the rows that the filter leaves."""
        if self.wanted:
            self._kept, self.items = self._sieve_now().sift(self.wanted, self._text_width)
        else:
            self._kept, self.items = range(len(self._all)), self._all
        if self.is_linear:
            from briefing.ui.linear import linear_item

            self.items = [linear_item(item) for item in self.items]
        if self.look.manner.ascii:
            from briefing.ui.plain import plain_item

            self.items = [plain_item(item) for item in self.items]
        self._choices = [index for index, item in enumerate(self.items) if item.key]
        self._lay(force=True)

    @property
    def picked_rows(self) -> list[Item]:
        """In the order of the list; those that a filter hides are not among them."""
        return [item for item in self.items if item.key in self.picked] if self.picked else []

    def pick(self) -> None:
        """Pick the row under the cursor, or let it go."""
        if self.item and self.item.key:
            self.picked ^= {self.item.key}
            self.refresh()

    def let_go(self) -> None:
        """Nothing is picked any more."""
        self.picked = frozenset()
        self.refresh()

    @property
    def item(self) -> Item | None:
        """The row under the cursor."""
        return self.items[self.cursor] if 0 <= self.cursor < len(self.items) else None

    def _row_of(self, key: str) -> int:
        """The index of a row; -1 when it is not shown."""
        return next((index for index in self._choices if self.items[index].key == key), -1) if key else -1

    @property
    def ordinal(self) -> tuple[int, int]:
        """The cursor's number among the rows that can be chosen, from 1, and how many there are."""
        return (bisect_right(self._choices, self.cursor), len(self._choices))

    def select(self, key: str) -> bool:
        """Put the cursor on a row, if it is there, on the screen's behalf: nothing is posted."""
        index = self._row_of(key)
        if index < 0:
            return False
        self.cursor = index
        self._anchor = self._kept[index]
        self._unfold()
        self._reveal_cursor()
        self.refresh()
        return True

    # Layout

    @property
    def _gap(self) -> int:
        return 1 if self.airy and not self.is_linear and self.room.height >= 14 else 0

    @property
    def _top(self) -> int:
        is_roomy = not self.is_linear and self.room.height >= 14
        return 1 if is_roomy or self._is_sorted else 0

    @property
    def _text_width(self) -> int:
        return max(4, self.room.width - (0 if self.is_linear else 5))

    def _lay(self, force: bool = False) -> None:
        if self.room == self._laid_for and not force:
            return
        width, gap = self._text_width, self._gap
        if self.room != self._laid_for or not self._heights:
            self._heights = [row_height(item, width, gap) for item in self._all]
        self._laid_for = self.room
        heights = self._heights
        if self.wanted:  # a row that tells what was found in it is higher than it was
            rows = zip(self._kept, self.items, strict=True)
            heights = [
                heights[index] if item is self._all[index] else row_height(item, width, gap) for index, item in rows
            ]
        if self.is_linear:
            heights = [row_height(item, width, gap) for item in self.items]  # words take more room than glyphs
        if self.items and not self.items[0].key:
            heights = [1, *heights[1:]]  # nothing above the first heading
        self._flat = self._tops = list(accumulate(heights, initial=self._top))
        self._below = ()
        self.set_height(self._tops[-1] + (0 if gap else 1))
        self._unfold()

    def below(self, item: Item) -> Sequence[tuple[Piece, ...]]:
        """The lines to draw below the row under the cursor, as far to the right as its text."""
        return ()

    def _unfold(self) -> None:
        """Make room below the row under the cursor; what stands above it stays where it is."""
        item = self.item
        self._below = self.below(item) if item and item.key else ()
        if self._below or self._tops is not self._flat:
            more = len(self._below)
            self._tops = [*self._flat[: self.cursor + 1], *(top + more for top in self._flat[self.cursor + 1 :])]
            self.set_height(self._tops[-1] + (0 if self._gap else 1))

    def _above(self, index: int) -> int:
        """The empty lines above the heading of a group."""
        return 0 if self._gap or index == 0 else 1

    @property
    def cursor_at(self) -> int:
        """How many lines below the top the row under the cursor stands."""
        return max(0, self._tops[self.cursor] - self.scroll_offset.y) if self.cursor >= 0 else 0

    def on_resize(self) -> None:
        self._lay()
        if self.stands_at:
            self.go_to(self._tops[self.cursor] - self.stands_at)
            self.stands_at = 0
        self._reveal_cursor()

    # Drawing

    def render_line(self, y: int) -> Strip:
        return self.labelled(y, self._draw_line(y))

    def _draw_line(self, y: int) -> Strip:
        self._lay()
        width = self.room.width
        row = self.scroll_offset.y + y
        index = bisect_right(self._tops, row) - 1
        if row == 0 and self._top and self._order:
            segments, cells = draw(head_line(self._order, self._text_width + 2, self.is_linear), self.look, self.ground)
            return fill(segments, cells, width, self.look, self.ground)
        if not 0 <= index < len(self.items) or row < self._top:
            return fill([], 0, width, self.look, self.ground)
        item = self.items[index]
        part = row - self._tops[index]
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
            said = [word for word, is_so in (("picked", item.key in self.picked), ("selected", selected)) if is_so]
            line = said_row(line, said if part == last else [], width)
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
        return 0, min(max(self._tops[self.cursor] - self.scroll_offset.y, 0), max(0, self.room.height - 1))

    # Motion

    def beside(self, steps: int) -> Item | None:
        """The row so many rows further (back, when negative), or the last one that there is; None when that is here."""
        index = self._index_after(steps)
        return self.items[index] if index != self.cursor else None

    def _index_after(self, steps: int) -> int:
        step = 1 if steps > 0 else -1
        index = self.cursor
        for _ in range(abs(steps)):
            following = index + step
            while 0 <= following < len(self.items) and not self.items[following].key:
                following += step
            if not 0 <= following < len(self.items):
                break
            index = following
        return index

    def move(self, steps: int) -> None:
        index = self._index_after(steps)
        self.put(index)
        if steps < 0 and index == self.cursor and not any(item.key for item in self.items[:index]):
            self.go_to(0)

    def page(self, share: float) -> None:
        lines = max(1, round(abs(share) * (self.room.height - 1))) * (1 if share > 0 else -1)
        if not 0 <= self.cursor < len(self.items):
            return
        target = self._tops[self.cursor] + lines
        index = min(max(bisect_right(self._tops, target) - 1, 0), len(self.items) - 1)
        steps = sum(1 for item in self.items[min(index, self.cursor) : max(index, self.cursor)] if item.key)
        self.move(max(1, steps) if share > 0 else -max(1, steps))

    def end(self, last: bool) -> None:
        order = reversed(range(len(self.items))) if last else iter(range(len(self.items)))
        self.put(next((index for index in order if self.items[index].key), -1))
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
        self.post_message(self.Highlighted(self.items[index]))

    def _reveal_cursor(self) -> None:
        if 0 <= self.cursor < len(self.items):
            self.reveal(self._tops[self.cursor], self._tops[self.cursor + 1] - 1 - self._gap)

    def spots(self) -> list[Spot]:
        """Every row that shows, at its glyph."""
        self._lay()
        top, x = self.scroll_offset.y, 0 if self.is_linear else 2
        bottom = top + self.room.height
        rows = range(max(0, bisect_right(self._tops, top) - 1), len(self.items))
        found = []
        for index in rows:
            first, after = self._tops[index], self._tops[index + 1] - self._gap
            if first >= bottom:
                break
            key = self.items[index].key
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
        return bisect_right(self._tops, y + self.scroll_offset.y) - 1

    def on_click(self, event: events.Click) -> None:
        self._choose_at(self.row_at(event.y))
