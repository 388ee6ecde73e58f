"""The reading surface: a sheet, wrapped, scrolled, selectable, with one stop under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.message import Message

from briefing.model.place import CHANGED, TOP, At, AtAnchor, AtHit, AtMention, Place, Position
from briefing.ui.layout import MEASURE, Layout
from briefing.ui.sheet import Para, Piece, Sheet, Stop
from briefing.ui.stepping import next_stop
from briefing.ui.widgets.sheet_pane import SheetPane
from briefing.ui.widgets.spot import Spot

if TYPE_CHECKING:
    from briefing.ui.find import PageSearch


class TextView(SheetPane):
    """The reading surface: goes to places on its sheet, from stop to stop, from hit to hit."""

    @dataclass
    class Followed(Message):
        """A stop was chosen, by enter or by a click."""

        followed: Stop
        pane: TextView

    @dataclass
    class Moved(Message):
        """The position or the stop under the cursor changed."""

        pane: TextView

    def __init__(self, *, id: str, ground: str = "ground", walks: bool = False, measure: int = MEASURE) -> None:
        super().__init__(id=id, ground=ground, walks=walks, measure=measure)
        self._wanted: At | None = None
        self._stepped_from: tuple[Stop | None, Stop | None, int] | None = None

    # What is shown

    def show(self, sheet: Sheet, at: At | None = None) -> None:
        """Show a sheet at a position: its paragraph at the top, its stop or its mention under the cursor."""
        self._show(self._as_shown(sheet), at)

    def _as_shown(self, sheet: Sheet) -> Sheet:
        """A sheet in the manner of this screen."""
        if self.is_linear:
            from briefing.ui.linear import linear_sheet

            sheet = linear_sheet(sheet)
        if self.look.manner.ascii:
            from briefing.ui.plain import plain_sheet

            sheet = plain_sheet(sheet)
        return sheet

    def _show(self, sheet: Sheet, at: At | None) -> None:
        same_page = self.sheet.address is not None and self.sheet.address == sheet.address
        self.sheet = sheet
        self._labels = {}
        self.current = None
        self.pointed = self.pointed if same_page else -1
        self._reading = 0
        if self.finding:
            self.finding = self.finding.on(sheet) if same_page else None
        self._wanted = at
        self._laid_for = None
        if self.room.width:
            self._settle()
        self.refresh()

    def laid_out(self, sheet: Sheet) -> Layout:
        """A sheet as this pane would lay it out; of a long one that takes a while. May be called from any thread."""
        return Layout(self._as_shown(sheet), self._layout_now.width)

    def show_more(self, more: Layout, goes: Callable[[int], int]) -> None:
        """Show a longer sheet, which is `laid_out`, in the place of this one, so that nothing moves: `goes` says which
        of its paragraphs stands for one of this. What is under the cursor and in sight stays where it is, else the top
        does."""
        current, (top, bottom) = self.current, self._seen
        is_seen = current in self.layout_now.stops and top <= self._rows(current)[0] <= bottom
        para, scrolled = self.para_read if is_seen else self._kept_position()[0], self.scroll_offset.y
        row = self._line_of(para, 0) - scrolled
        self._layout_ahead = more
        self._show(more.sheet, None if self.room.width else Position(goes(para)))
        if not self.room.width:
            return
        self._reading = self._line_of(goes(para), 0)
        self.go_to(self._reading - row)
        if is_seen:
            self.current = next((piece.stop for piece in _all(self.sheet.paras[goes(para)]) if piece.stop), None)
        self.post_message(self.Moved(self))

    def _settle(self) -> None:
        """Lay the text out and go where `show` was asked to; a pane without a size waits for one."""
        self._lay()
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        anchor = wanted.name if isinstance(wanted, AtAnchor) else ""
        if isinstance(wanted, AtAnchor):
            wanted = self.sheet.anchors.get(anchor, TOP)
        position = wanted if isinstance(wanted, Position) else TOP
        self._reading = self._line_of(position.para, position.offset)
        self.go_to(self._reading)
        stops = self._layout_now.stops
        if isinstance(wanted, AtHit):
            self._show_found(wanted)
        elif isinstance(wanted, AtMention):
            self._show_mention(wanted.index)
        elif anchor in self.sheet.anchors:
            first = self._reading - self._top
            self._show_rows(first, first + self.room.height // 3)
            if anchor != CHANGED:
                end = self._line_of(position.para + 1, 0) - self._top
                inside = (stop for stop in stops if first <= self._layout_now.rows_of(stop)[0] < end)
                self.current = next(inside, None)
        elif 0 <= position.stop < len(stops):
            self.current = stops[position.stop]
        self.post_message(self.Moved(self))

    def _show_mention(self, mention: int) -> None:
        """Put a mention of the story under the cursor, a third down the pane."""
        for stop in self._layout_now.stops:
            if stop.mention == mention:
                self._show_rows(*self._layout_now.rows_of(stop))
                self.set_current(stop)
                return

    def _show_found(self, wanted: AtHit) -> None:
        """Mark what a search found, and show the hit that it led to a third down the pane."""
        from briefing.ui.find import found_at

        self.finding = found_at(self.sheet, wanted.text, wanted.near)
        if self.finding.hits:
            self._show_rows(*self._rows_of_hit())
            self.stand_on_hit()

    def _show_rows(self, first: int, last: int) -> None:
        """Show what a page is opened for a third down the pane; what is on its first screen under the page's title."""
        is_near = last + self._top < self.room.height - 1
        self.go_to(0 if is_near else first + self._top - self.room.height // 3)

    def point_at(self, para: int, offset: int = 0, shows: bool = True) -> None:
        """Mark a paragraph, none with -1. With `shows`, what of it is not on screen comes there: all of it, or where it
        is too long the line that shows `offset` code points of its text. What is on screen stays where it is."""
        self.pointed = para = para if para < len(self.sheet.paras) else -1
        self._strips.clear()
        self.refresh()
        if para < 0 or not shows or not self.room.width:
            return
        layout, (top, bottom) = self.layout_now, self._seen
        start = self.sheet.paras[para].text_at + offset
        first = layout.find(para, 0)
        last = max(first, layout.rows_at(para, start, start + 1)[1], layout.end_of(para))
        if last - first >= self.room.height * 2 // 3:
            first, last = layout.rows_at(para, start, start + 1)
        if first < top or last > bottom - 1:
            self._show_rows(first, last)
        if self.is_linear:
            self._read(first + self._top)

    def para_of(self, place: Place) -> int:
        """The first paragraph with a stop that leads to a page, or -1."""
        paras = enumerate(self.sheet.paras)
        return next((index for index, para in paras if any(_leads_to(piece, place) for piece in _all(para))), -1)

    @property
    def at(self) -> At:
        """The position that is on screen; where `show` was asked to go as long as the pane has no size."""
        if self._wanted is not None:
            return self._wanted
        para, offset = self._kept_position()
        stop = self._layout_now.stops.index(self.current) if self.current in self._layout_now.stops else -1
        return Position(para, offset, stop)

    def on_resize(self) -> None:
        self._settle()
        self.post_message(self.Moved(self))

    # What was found

    def mark_hits(self, finding: PageSearch | None) -> None:
        """Mark what was found, or nothing."""
        self.finding = finding
        self._strips.clear()
        self.refresh()
        self.post_message(self.Moved(self))

    def shows_hit(self) -> bool:
        """Whether the current hit is on screen."""
        first, last = self._rows_of_hit()
        top, bottom = self._seen
        return top <= first and last <= bottom

    def reveal_hit(self) -> None:
        """Scroll only if the current hit is out of sight; it then comes a third down the pane."""
        if not self.shows_hit():
            self.go_to(self._rows_of_hit()[0] + self._top - self.room.height // 3)
        self._reading = self._rows_of_hit()[0] + self._top

    def stand_on_hit(self) -> None:
        """Put the cursor on the stop that the current hit is in, so that it can be followed."""
        hit = self.finding.hit if self.finding else None
        if hit is None:
            return
        line = self.layout_now.line(self._rows_of_hit()[0])
        ends = ((piece, at + len(piece.text)) for piece, at in zip(line.pieces, line.origins, strict=True) if at >= 0)
        stop = next((piece.stop for piece, end in ends if end > hit.start), None)
        if stop or not self.walks:
            self.current = stop
        self._strips.clear()
        self.refresh()

    def go_back_to(self, at: Position, current: Stop | None) -> None:
        """Go back to a position on this page, with the cursor on a stop that was there."""
        self.current = current if current in self.layout_now.stops else None
        self._reading = self._line_of(at.para, at.offset)
        self.go_to(self._reading)
        self._strips.clear()
        self.refresh()

    def _rows_of_hit(self) -> tuple[int, int]:
        hit = self.finding.hit if self.finding else None
        return self.layout_now.rows_at(hit.para, hit.start, hit.end) if hit else self._seen

    # Motion

    def move(self, steps: int) -> None:
        if self.walks:
            self.step(steps)
        elif self.is_linear:
            self._read(self.focus_point()[1] + self.scroll_offset.y + steps)
        else:
            self.go_to(self.scroll_offset.y + steps)

    def page(self, share: float) -> None:
        lines = max(1, round(abs(share) * (self.room.height - 1)))
        self.go_to(self.scroll_offset.y + (lines if share > 0 else -lines))
        if self.is_linear:
            self._read(self._reading + (lines if share > 0 else -lines))

    def end(self, last: bool) -> None:
        if self.walks and self.layout_now.stops:
            self.set_current(self.layout_now.stops[-1 if last else 0])
        self.go_to(self.lowest if last else 0)
        if self.is_linear and not self.walks:
            self._read(self.virtual_size.height if last else 0)

    def _read(self, line: int) -> None:
        """Put the reading cursor of a linear screen on a line."""
        self._reading = min(max(line, 0), max(0, self.layout_now.height - 1))
        self.reveal(self._reading, self._reading, margin=0)
        self.refresh()
        self.post_message(self.Moved(self))

    def focus_point(self) -> tuple[int, int]:
        row = min(max(self._reading - self.scroll_offset.y, 0), max(0, self.room.height - 1))
        if self.current and self._rows(self.current)[0] == row + self.scroll_offset.y - self._top:
            column = 0
            for piece in self.layout_now.line(row + self.scroll_offset.y - self._top).pieces:
                if piece.stop is self.current:
                    return self._left + column, row
                column += cell_len(piece.text)
        return self._left, row

    def step(self, steps: int) -> None:
        """The next or the previous stop; counted from the pane's edge when the current one is out of sight."""
        stops = self.layout_now.stops
        if not stops:
            return
        before, scrolled = self.current, self.scroll_offset.y
        if not self._step_among(stops, steps):
            self.set_current(stops[-1 if steps > 0 else 0])
        self._stepped_from = (self.current, before, scrolled)

    def step_to(self, kind: str, steps: int) -> bool:
        """The next or the previous stop that leads to a page of a kind; false when there is none.

        When the last motion was a plain step, as the first key of a sequence makes it, the way begins before it.
        """
        if self._stepped_from and self._stepped_from[0] is self.current:
            self.current = self._stepped_from[1]
            self.go_to(self._stepped_from[2])
        self._stepped_from = None
        stops = [stop for stop in self.layout_now.stops if isinstance(stop.target, Place) and stop.target.kind == kind]
        before = self.current
        found = bool(stops) and self._step_among(stops, steps)
        if not found:
            self.set_current(before)
        return found

    def _step_among(self, stops: list[Stop], steps: int) -> bool:
        """Go to the next or the previous of some stops; false when there is none that way."""
        chosen = next_stop(self.layout_now, stops, self.current, steps, self._seen)
        if chosen is None:
            return False
        self.set_current(chosen)
        return True

    def set_current(self, stop: Stop | None) -> None:
        """Put the cursor on a stop and show it."""
        self.current = stop
        self._strips.clear()
        if stop:
            first, last = self._rows(stop)
            self.reveal(first + self._top, last + self._top)
            self._reading = first + self._top
        self.refresh()
        self.post_message(self.Moved(self))

    def follow(self) -> bool:
        """Follow the stop under the cursor; false when there is none in sight."""
        if self.current is None:
            return False
        self.post_message(self.Followed(self.current, self))
        return True

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Moved(self))

    def on_focus(self) -> None:
        if self.walks and self.current is None:
            self.step(1)

    def spots(self) -> list[Spot]:
        """Every stop that shows, where it shows first."""
        layout, (top, bottom) = self.layout_now, self._seen
        found: dict[Stop, Spot] = {}
        for row in range(max(top, 0), min(bottom + 1, layout.height)):
            x = self._left
            for piece in layout.line(row).pieces:
                if piece.stop and piece.stop not in found and piece.text.strip():
                    found[piece.stop] = Spot(x, row - top, piece.stop)
                x += cell_len(piece.text)
        return list(found.values())

    def go(self, thing: object) -> None:
        if isinstance(thing, Stop):
            self.current = thing
            self.follow()

    def on_click(self, event: events.Click) -> None:
        stop = self.layout_now.stop_at(event.y + self.scroll_offset.y - self._top, event.x - self._left)
        if stop and not self.screen.get_selected_text():
            self.go(stop)


def _all(para: Para) -> Iterator[Piece]:
    yield from para.lead
    yield from para.pieces
    yield from para.tail


def _leads_to(piece: Piece, place: Place) -> bool:
    return piece.stop is not None and isinstance(piece.stop.target, Place) and piece.stop.target.same_page(place)
