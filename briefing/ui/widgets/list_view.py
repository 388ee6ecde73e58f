"""The virtual list: any number of rows, drawn only where they show."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from briefing.model.value import replace
from briefing.ui.glyphs import glyph
from briefing.ui.item import Item
from briefing.ui.sheet import Piece
from briefing.ui.widgets.drawing import draw, fill
from briefing.ui.widgets.heights import Heights
from briefing.ui.widgets.list_rows import SELECTED, head_line, row_height, row_lines, said_row, told_below
from briefing.ui.widgets.pane import Pane
from briefing.ui.widgets.spot import Spot
from briefing.ui.windowed import BLOCK, COMING, Windowed, choices_before, known, row_of_choice

if TYPE_CHECKING:
    from briefing.ui.sieve import Sieve
    from briefing.ui.sifting import Sifted
    from briefing.ui.views.view import Order

class Bookmark(NamedTuple):
    """How a list was left: its filter, the key of the row under the cursor, the line at the top, and what the
    filter had found where the rows are not all here."""

    wanted: str
    key: str
    top: int
    found: Sifted | None = None


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

    @dataclass
    class Wanted(Message):
        """Blocks of rows are wanted, those that are seen first."""

        rows: Windowed
        blocks: tuple[int, ...]

    @dataclass
    class Sifting(Message):
        """Rows that are not all here are to be filtered, for lines of so many cells; what is left around the row of an
        index is seen first."""

        rows: Windowed
        wanted: str
        room: int
        anchor: int

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
        self._shown_for: tuple[str, Windowed] | None = None  # the filter of the rows that are shown, and of which rows
        self._found: Sifted | None = None  # what a filter found last, where the rows are not all here
        self._kept: Sequence[int] = ()  # where the rows that are shown stand among all of them
        self._anchor = 0  # where the cursor stood among all of them before a filter moved it
        self._heads: Sequence[int] = ()  # where the headings stand among the rows that are shown
        self._sizes = Heights(0)  # as if nothing were drawn below the row under the cursor
        self._asked: set[int] = set()  # blocks that are on their way
        self._owes = False  # the row under the cursor is on its way, and is to be told of
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
        below_top = self._line_of(self.cursor) - top if held else 0
        before = self.item.key if self.item and self.wanted else ""
        self._all = items
        self._labels = {}
        self._heights = []
        self._owes = False
        self.airy = airy
        self._order, self._is_sorted = order, is_sorted
        self._sieve = self._sieve.on(items) if self._sieve and not isinstance(items, Windowed) else None
        self._show_rows()
        self.cursor = self._row_of(selected)
        if self.cursor < 0:
            self.cursor = self._row_of(before)
        opens = self.cursor < 0 and opens_at >= 0 and not self.wanted
        if self.cursor < 0:
            self.cursor = opens_at if opens else self._row_of_choice(0)
        self._anchor = self._kept[self.cursor] if self.cursor >= 0 else 0
        self._unfold()
        if held and self.item and self.item.key == held:
            top = self._line_of(self.cursor) - below_top
        elif opens:
            top = self._line_of(self.cursor) - self.room.height // 2
        self.go_to(top if keep_scroll or opens else 0)
        self._reveal_cursor()
        self.refresh()

    @property
    def sifted(self) -> tuple[int, int]:
        """How many rows the filter has left, and how many there are."""
        if isinstance(self._all, Windowed):
            return self._count, len(self._all.numbers)
        return self._count, self._sieve.total if self._sieve else self._count

    @property
    def is_sifting(self) -> bool:
        """Whether what is shown is not yet what was asked for."""
        return isinstance(self._all, Windowed) and self._shown_for != (self.wanted, self._all)

    def prepare_sieve(self) -> None:
        """Do beforehand what the first letter of a filter would have to wait for."""
        if not isinstance(self._all, Windowed):
            self._sieve_now().fold()

    def sift(self, wanted: str) -> None:
        """Show only the rows that hold what was typed; all, when it is blank. The cursor stays on its row; where that
        is taken away it stands on the next one that is left."""
        was = self.item
        if was and not (self.wanted and wanted.strip()):
            self._anchor = self._kept[self.cursor]
        self.wanted = wanted if wanted.strip() else ""
        self._show_rows()
        if not self.is_sifting:
            self._stand_again(was)

    def take_sifted(self, found: Sifted, is_all: bool) -> None:
        """What was found of what is wanted, or the first of it."""
        if found.of is not self._all or found.query != self.wanted:
            return
        was = self.item
        self._found = found
        self._use(found, found.kept)
        self._shown_for = (self.wanted, self._all) if is_all else None
        self._stand_again(was)

    def _stand_again(self, was: Item | None) -> None:
        """Other rows are shown: the cursor stands where it was, or on the next that is left."""
        after = choices_before(self._heads, bisect_left(self._kept, self._anchor))
        self.cursor = self._row_of_choice(min(after, self._count - 1))
        self._unfold()
        self.go_to(self.scroll_offset.y)
        self._reveal_cursor()
        self.refresh()
        if self.item and self.item.key and not (was and self.item.key == was.key):
            self.post_message(self.Highlighted(self.item))

    @property
    def bookmark(self) -> Bookmark:
        """How the rows are shown now, to `return_to` it."""
        found = self._found if self._found and self._found is self.items else None
        return Bookmark(self.wanted, self.item.key if self.item else "", self.scroll_offset.y, found)

    def return_to(self, left: Bookmark) -> None:
        """Show the rows as they were then, on the screen's behalf: nothing is posted."""
        self.wanted = left.wanted
        self._show_rows()
        if self.is_sifting and left.found and left.found.of is self._all:
            self._use(left.found, left.found.kept)
            self._shown_for = (self.wanted, left.found.of)
        self.cursor = self._row_of_choice(0)
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
        """Take the rows that the filter leaves; those of a list that is not all here come later."""
        if isinstance(self._all, Windowed):
            if self.wanted:
                self.post_message(self.Sifting(self._all, self.wanted, self._text_width, self._anchor))
                self._lay(force=True)
                return
            self._use(self._all, range(len(self._all)))
            self._shown_for = ("", self._all)
        elif self.wanted:
            kept, items = self._sieve_now().sift(self.wanted, self._text_width)
            self._use(items, kept)
        else:
            self._use(self._all, range(len(self._all)))

    def _use(self, items: Sequence[Item], kept: Sequence[int]) -> None:
        """Show these of all rows; `kept` is where they stand among them."""
        self.items, self._kept = items, kept
        if isinstance(items, Windowed):
            self._heads = items.heads
        else:
            self.items = [self._adapted(item) for item in items] if self._adapts else items
            self._heads = [index for index, item in enumerate(self.items) if not item.key]
        self._asked = set()
        self._lay(force=True)

    @property
    def _adapts(self) -> bool:
        return self.is_linear or self.look.manner.ascii

    def _adapted(self, item: Item) -> Item:
        """A row as it is shown on this screen."""
        if self.is_linear:
            from briefing.ui.linear import linear_item

            item = linear_item(item)
        if self.look.manner.ascii:
            from briefing.ui.plain import plain_item

            item = plain_item(item)
        return item

    @property
    def known(self) -> Iterable[Item]:
        """The rows that are there, headings too: all, or those near the cursor."""
        return known(self.items)

    # Rows that come when they are wanted

    def render_lines(self, crop: Region) -> list[Strip]:
        strips = super().render_lines(crop)
        if isinstance(self.items, Windowed):
            self._want(self.items)
        return strips

    def _want(self, rows: Windowed) -> None:
        """Ask for the rows that are seen and are not there, then for those that the next keys lead to."""
        top, height = self.scroll_offset.y, self.room.height
        first, last = self._row_at(top), self._row_at(top + height)
        seen = [*range(max(0, first) // BLOCK, min(last, len(rows) - 1) // BLOCK + 1)] if len(rows) else []
        near = {(index // BLOCK) for index in (first - BLOCK, last + BLOCK) if 0 <= index < len(rows)}
        if 0 <= self.cursor < len(rows):
            near |= {self.cursor // BLOCK}
        wanted = [block for block in (*seen, *sorted(near)) if block not in self._asked and not rows.has(block)]
        if wanted:
            self._asked.update(wanted)
            self.post_message(self.Wanted(rows, tuple(dict.fromkeys(wanted))))

    def take(self, rows: Windowed, block: int, made: list[Item]) -> None:
        """Rows that were wanted are here. What is on screen stays where it is."""
        self._asked.discard(block)
        if rows is not self.items:
            return
        seen = max(0, self._row_at(self.scroll_offset.y))
        if self.cursor >= 0 and 0 <= self._line_of(self.cursor) - self.scroll_offset.y < self.room.height:
            seen = self.cursor
        above = self._line_of(seen) - self.scroll_offset.y
        rows.hold(block, made)
        self._measure(rows, block)
        self.set_height(self._height)
        if self._line_of(seen) - self.scroll_offset.y != above:
            self.go_to(self._line_of(seen) - above)
        if self.cursor // BLOCK == block:
            self._unfold()
            self._reveal_cursor()
            if self._owes and self.item:
                self._owes = False
                self.post_message(self.Highlighted(self.item))
        self.refresh()

    def _measure(self, rows: Windowed, block: int) -> None:
        width, gap, first = self._text_width, self._gap, block * BLOCK
        items = [self._adapted(item) for item in rows.block(block)]
        heights = [row_height(item, width, gap) for item in items]
        if first == 0 and items and not items[0].key:
            heights[0] = 1  # nothing above the first heading
        self._sizes.measure(block, heights)

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

    @property
    def item(self) -> Item | None:
        """The row under the cursor."""
        return self._item_at(self.cursor) if 0 <= self.cursor < len(self.items) else None

    def _item_at(self, index: int) -> Item | None:
        """A row; None where it is not here yet."""
        item = self.items[index]
        if not isinstance(self.items, Windowed):
            return item
        return None if item is COMING else self._adapted(item)

    def _row_of(self, key: str) -> int:
        """The index of a row; -1 when it is not shown, or not here yet."""
        if not key:
            return -1
        if self.item and self.item.key == key:
            return self.cursor
        if isinstance(self.items, Windowed):
            return self.items.where(key)
        return next((index for index, item in enumerate(self.items) if item.key == key), -1)

    @property
    def _count(self) -> int:
        """How many rows can be chosen."""
        return len(self.items) - len(self._heads)

    def _row_of_choice(self, choice: int) -> int:
        """The index of the so-manieth row that can be chosen, from 0; -1 where there is none."""
        return row_of_choice(self._heads, choice) if 0 <= choice < self._count else -1

    @property
    def ordinal(self) -> tuple[int, int]:
        """The cursor's number among the rows that can be chosen, from 1, and how many there are."""
        return (choices_before(self._heads, self.cursor + 1), self._count)

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
        was, self._laid_for = self._laid_for, self.room
        if isinstance(self.items, Windowed):
            self._sizes = Heights(len(self.items), self._top, 2 + gap)
            for block in self.items.blocks:
                self._measure(self.items, block)
        elif isinstance(self._all, Windowed):  # these are of before, until what is wanted of all is known
            self._sizes = Heights.of([row_height(item, width, gap) for item in self.items], self._top)
        else:
            if self.room != was or not self._heights:
                self._heights = [row_height(item, width, gap) for item in self._all]
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
            self._sizes = Heights.of(heights, self._top)
        self._below = ()
        self.set_height(self._height)
        self._unfold()

    @property
    def _height(self) -> int:
        return self._line_of(len(self.items)) + (0 if self._gap else 1)

    def _line_of(self, index: int) -> int:
        """The line at which a row begins; of the one behind the last, the end."""
        return self._sizes.top(index) + (len(self._below) if index > self.cursor >= 0 else 0)

    def _row_at(self, line: int) -> int:
        """The index of the row that a line belongs to; -1 above the first, the number of rows below the last."""
        if self._below and line >= (after := self._sizes.top(self.cursor + 1)):
            line = max(line - len(self._below), after - 1)
        return self._sizes.row_at(line)

    def below(self, item: Item) -> Sequence[tuple[Piece, ...]]:
        """The lines to draw below the row under the cursor, as far to the right as its text."""
        return ()

    def _unfold(self) -> None:
        """Make room below the row under the cursor; what stands above it stays where it is."""
        item, before = self.item, len(self._below)
        told = told_below(item, self._text_width) if self.is_linear and item else ()
        self._below = (*told, *self.below(item)) if item and item.key else ()
        if len(self._below) != before:
            self.set_height(self._height)

    def _above(self, index: int) -> int:
        """The empty lines above the heading of a group."""
        return 0 if self._gap or index == 0 else 1

    @property
    def cursor_at(self) -> int:
        """How many lines below the top the row under the cursor stands."""
        return max(0, self._line_of(self.cursor) - self.scroll_offset.y) if self.cursor >= 0 else 0

    def on_resize(self) -> None:
        self._lay()
        if self.stands_at:
            self.go_to(self._line_of(self.cursor) - self.stands_at)
            self.stands_at = 0
        self._reveal_cursor()

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

    def _reveal_cursor(self) -> None:
        if 0 <= self.cursor < len(self.items):
            self.reveal(self._line_of(self.cursor), self._line_of(self.cursor + 1) - 1 - self._gap)

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
