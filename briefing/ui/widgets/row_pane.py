"""The rows of a list, any number: which are shown, made or on their way, and at which lines."""

from __future__ import annotations

from asyncio import Event
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from briefing.model.value import NamedTuple
from briefing.ui.item import Item
from briefing.ui.sheet import Piece
from briefing.ui.widgets.heights import Heights
from briefing.ui.widgets.list_rows import adapted, row_height, told_below
from briefing.ui.widgets.pane import Pane
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


class RowPane(Pane):
    """Which rows are shown and where, and which of them the cursor is on."""

    @dataclass
    class Highlighted(Message, namespace="list_view"):
        """The cursor came to stand on a row."""

        item: Item

    @dataclass
    class Wanted(Message, namespace="list_view"):
        """Blocks of rows are wanted, those that are seen first. Or rows that are not all here are to be filtered by
        what is `sought`, for lines of `room` cells; what is left around the row at `anchor` is seen first."""

        rows: Windowed
        blocks: tuple[int, ...] = ()
        sought: str = ""
        room: int = 0
        anchor: int = 0

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
        self.has_rows = Event()  # cleared until some of what is wanted is shown, or it is known not to come
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
        still = items.where(before) if before and isinstance(items, Windowed) else -1
        if still >= 0:
            self._anchor = still
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
        if still < 0:
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

    @property
    def is_awaited(self) -> bool:
        """Whether nothing is shown yet of what was asked for."""
        return self.is_sifting and not self.has_rows.is_set()

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
        was, before, above = self.item, self.items, self._line_of(self.cursor) - self.scroll_offset.y
        is_of_before = not (before is self._all or (isinstance(before, type(found)) and before.of is self._all))
        self._found = found
        self._use(found, found.kept)
        self._shown_for = (self.wanted, self._all) if is_all else None
        index = found.where(was.key) if was and is_of_before else -1
        if index >= 0:  # the rows are others, and stand elsewhere
            self.cursor = index
            self._anchor = self._kept[index]
            self.go_to(self._line_of(index) - above)
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
        return Bookmark(self.wanted, self.item.key if self.item else "", self.scroll_offset.y, self._found)

    def return_to(self, left: Bookmark) -> None:
        """Show the rows as they were then, on the screen's behalf: nothing is posted."""
        self.wanted = left.wanted
        self._show_rows()
        if self.is_sifting and left.found and left.found.of is self._all:
            self._found = left.found
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
                wanted = self.Wanted(self._all, sought=self.wanted, room=self._text_width, anchor=self._anchor)
                self.has_rows.clear()
                self.post_message(wanted)
                self._lay(force=True)
                return
            self._use(self._all, range(len(self._all)))
            self._shown_for = ("", self._all)
        elif self.wanted:
            places, items = self._sieve_now().sift(self.wanted, self._text_width)
            self._use(items, places)
        else:
            self._use(self._all, range(len(self._all)))

    def _use(self, items: Sequence[Item], kept: Sequence[int]) -> None:
        """Show these of all rows; `kept` is where they stand among them."""
        self.items, self._kept = items, kept
        self._found = self._found if self._found is items else None  # it has all rows of its list with it
        self._shown_for = None
        if isinstance(items, Windowed):
            self._heads = items.heads
        else:
            is_adapted = self.is_linear or self.look.manner.ascii
            self.items = [self._adapted(item) for item in items] if is_adapted else items
            self._heads = [index for index, item in enumerate(self.items) if not item.key]
        self._asked = set()
        self.has_rows.set()
        self._lay(force=True)

    def _adapted(self, item: Item) -> Item:
        return adapted(item, self.is_linear, self.look.manner.ascii)

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

    def _reveal_cursor(self) -> None:
        if 0 <= self.cursor < len(self.items):
            self.reveal(self._line_of(self.cursor), self._line_of(self.cursor + 1) - 1 - self._gap)

    def on_resize(self) -> None:
        self._lay()
        if self.stands_at:
            self.go_to(self._line_of(self.cursor) - self.stands_at)
            self.stands_at = 0
        self._reveal_cursor()
