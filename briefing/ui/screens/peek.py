"""Screens that lie beside the text for a moment: the YAML behind what is marked, and what can be copied of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.app import ComposeResult
from textual.containers import Vertical

from briefing.desk.excerpt import Excerpt
from briefing.model.origin import Origin
from briefing.model.place import Place
from briefing.ui.commands import COPY, PAPER, PEEK, Command
from briefing.ui.hints import Hint, KeyNames, hint_row
from briefing.ui.keys import plain
from briefing.ui.layout import MEASURE
from briefing.ui.look import look_of
from briefing.ui.manner import PLAIN
from briefing.ui.pages.copies import Copy, copies_sheet
from briefing.ui.pages.source import address, first_meant, source_sheet
from briefing.ui.screens.side import SideScreen
from briefing.ui.sheet import Piece, Press, Sheet
from briefing.ui.widgets.bar import Bar, cells_of
from briefing.ui.widgets.text_view import TextView

WIDEST = 110
"""Cells; the lines of a brief that are longer are wrapped."""


class PeekScreen(SideScreen):
    """Lines of a file. `edit` opens them in the editor, `copy` takes their address; `again` has them as they are by
    now."""

    CSS_PATH = "peek.tcss"

    def __init__(
        self,
        excerpt: Excerpt,
        commands: tuple[Command, ...],
        edit: Callable[[Origin], None],
        copy: Callable[[Origin], None],
        again: Callable[[], Awaitable[Excerpt | None]],
    ) -> None:
        self.text = TextView(id="peek", ground="bar", measure=WIDEST)
        self.bar = Bar(id="address")
        super().__init__(self.text, commands, PEEK)
        self.excerpt = excerpt
        self._edit, self._copy, self._again = edit, copy, again
        self.answers |= {
            "provenance.peek": self.dismiss,
            "provenance.edit": self._leave_to_edit,
            "provenance.copy": self._leave_to_copy,
        }

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self.bar
            yield self.text

    def on_mount(self) -> None:
        self.text.show(source_sheet(self.excerpt))
        self.text.focus()
        self.call_after_refresh(self._begin)

    def renew(self) -> None:
        self.run_worker(self._renew(), group="again", exclusive=True, exit_on_error=False)

    async def _renew(self) -> None:
        if (excerpt := await self._again()) and excerpt != self.excerpt:
            self.excerpt = excerpt
            self.text.show(source_sheet(excerpt))
            self._begin()

    def _begin(self) -> None:
        """Once there is a size: say what this is, and show the lines with some above them."""
        keys = KeyNames(self.keyboard.commands, PLAIN)
        hints = (("source.edit", "edit"), ("copy", "copy file:line"), ("out", "close"))
        where = (Piece(address(self.excerpt), "text", "b"),)
        room = self.bar.outer_size.width - cells_of(where) - 9
        self.bar.show(where, hint_row([Hint(keys[id], word) for id, word in hints], room))
        self.text.go_to(self.text.layout_now.find(first_meant(self.excerpt), 0) - 2)

    def _leave_to_edit(self) -> None:
        self.dismiss()
        self._edit(self.excerpt.origin)

    def _leave_to_copy(self) -> None:
        self.dismiss()
        self._copy(self.excerpt.origin)


class CopyScreen(SideScreen):
    """The menu of copies: the key of one takes it, or enter the one under the cursor."""

    CSS_PATH = "peek.tcss"

    def __init__(self, offered: tuple[Copy, ...], commands: tuple[Command, ...], take: Callable[[str], None]) -> None:
        self.text = TextView(id="copy", ground="bar", walks=True)
        super().__init__(self.text, commands, COPY)
        self.offered = offered
        self._take = take
        self.answers |= {"orders.open": self.text.follow, "copies.take": self._take_one}

    def compose(self) -> ComposeResult:
        with Vertical(id="copies"):
            yield self.text

    def on_mount(self) -> None:
        takers = (command for command in self.keyboard.commands if command.act.id == "copies.take")
        self.text.show(copies_sheet(self.offered, {str(c.act.arguments[0]): plain(c.first) for c in takers}))
        self.text.focus()

    def _take_one(self, name: str) -> None:
        copy = next((copy for copy in self.offered if copy.name == name), None)
        if copy:
            self.dismiss()
            self._take(copy.text)

    def on_text_view_followed(self, message: TextView.Followed) -> None:
        message.stop()
        if isinstance(message.followed.target, Press):
            self.run(message.followed.target.act)


class PaperScreen(SideScreen):
    """A text over the whole screen: one to be taken by hand, or what changed in a story. Where it is read and not
    taken, a bar below says which keys do something here."""

    hinted: tuple[tuple[str, str], ...] = (("out", "close"),)

    CSS_PATH = "peek.tcss"

    def __init__(
        self, sheet: Sheet, commands: tuple[Command, ...], measured: bool = False, walks: bool = False
    ) -> None:
        """A `measured` text is prose, with lines that are as long as those of a story; in one that `walks` the keys
        that move go from link to link."""
        self.text = TextView(id="paper", ground="bar", walks=walks, measure=MEASURE if measured else WIDEST)
        super().__init__(self.text, commands, PAPER)
        self.bar = Bar(id="keys") if measured else None
        self._sheet = sheet

    def compose(self) -> ComposeResult:
        yield self.text
        if self.bar:
            yield self.bar

    def on_mount(self) -> None:
        self.text.show(self._sheet)
        self.text.focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw_keys)

    def _draw_keys(self) -> None:
        if self.bar:
            keys = KeyNames(self.keyboard.commands, look_of(self.text).manner)
            hints = [Hint(keys[id], word) for id, word in self.hinted]
            self.bar.show(hint_row(hints, self.bar.outer_size.width))


class DigestScreen(PaperScreen):
    """What there is to know since a day, or what changed in a story: what is opened there is given to `go`; `again` has
    it as it is by now, if there still is anything."""

    hinted = (("open", "open"), ("down", "choose"), ("out", "close"))

    def __init__(
        self,
        sheet: Sheet,
        commands: tuple[Command, ...],
        go: Callable[[Place], object],
        again: Callable[[], Awaitable[Sheet | None]],
    ) -> None:
        super().__init__(sheet, commands, measured=True, walks=True)
        self._go, self._again = go, again
        self.answers |= {"orders.open": self.text.follow}

    def on_mount(self) -> None:
        self.call_after_refresh(self.text.step, 1)  # once there is a size, the cursor stands on the first

    def renew(self) -> None:
        self.run_worker(self._renew(), group="again", exclusive=True, exit_on_error=False)

    async def _renew(self) -> None:
        if sheet := await self._again():
            self.text.show(sheet, self.text.at)

    def on_text_view_followed(self, message: TextView.Followed) -> None:
        message.stop()
        if isinstance(message.followed.target, Place):
            self.dismiss()
            self._go(message.followed.target)
