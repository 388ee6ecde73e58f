"""Names that may be one, pair after pair, each side by side with the other: yes, no, or taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from briefing.report.wrap import cut
from briefing.ui.acts import Act
from briefing.ui.commands import NAMES, Command
from briefing.ui.hints import Hint, KeyNames, hint_row
from briefing.ui.manner import Manner
from briefing.ui.screens.side import SideScreen
from briefing.ui.sheet import Piece, Press, Sheet
from briefing.ui.widgets.bar import Bar, cells_of
from briefing.ui.widgets.text_view import TextView

BESIDE = 76
"""Cells from which on the two stand side by side; on fewer one below the other."""


class PairsScreen(SideScreen):
    """Shows what it is given. `decide` is called with `same`, `two`, `undo` or `turn`, `step` with how far to go on."""

    CSS_PATH = "pairs.tcss"

    def __init__(
        self,
        commands: tuple[Command, ...],
        decide: Callable[[str], None],
        step: Callable[[int], None],
        manner: Manner,
    ) -> None:
        self.first = TextView(id="first", ground="pane")
        self.second = TextView(id="second", ground="pane")
        self.head, self.keys = Bar(id="head"), Bar(id="keys")
        super().__init__(self.first, commands, NAMES)
        self._keys = KeyNames(commands, manner)
        self._manner = manner
        self._title: tuple[str, str] = ("", "")
        self._place = ""
        self._note = ""
        self._is_waiting = True
        self.answers |= {
            "pane.move": lambda steps: self._both(lambda view: view.move(steps)),
            "pane.page": lambda share: self._both(lambda view: view.page(share)),
            "pane.end": lambda last: self._both(lambda view: view.end(last)),
            "journey.story": step,
            "tidying.decide": decide,
            "orders.tidy": self.dismiss,  # the key that opened the screen closes it
        }

    def compose(self) -> ComposeResult:
        with Vertical(classes="linear" if self._manner.linear else ""):
            yield self.head
            with Horizontal(id="sides"):
                yield self.first
                yield self.second
            yield self.keys

    def on_mount(self) -> None:
        self.first.focus()
        self._draw()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    @property
    def is_ready(self) -> bool:
        return super().is_ready and not self._is_waiting

    def wait(self) -> None:
        """Keys are kept until there is something to decide."""
        self._is_waiting = True

    def go_on(self) -> None:
        """What there is to decide is what stands there: keys mean that."""
        self._is_waiting = False
        self.catch_up()

    def show(self, first: Sheet, second: Sheet | None, title: tuple[str, str], place: str) -> None:
        """A pair: what is known of both, the reason with its score, and which of how many it is; or one text alone."""
        self._title, self._place = title, place
        self.first.show(first)
        self.second.display = second is not None
        if second is not None:
            self.second.show(second)
        for view in (self.first, self.second):
            view.go_to(0)
        self._draw()

    def say(self, text: str) -> None:
        """Put a sentence into the bar below until the next key."""
        self._note = text
        self._draw()

    def takes_key(self, key: str) -> bool:
        if self._note:
            self._note = ""
            self._draw()
        return False

    def _both(self, move: Callable[[TextView], object]) -> None:
        for view in (self.first, self.second):
            if view.display:
                move(view)

    def _draw(self) -> None:
        width = self.head.outer_size.width
        if not self.is_mounted or not width:
            return
        self.query_one("#sides").set_class(width < BESIDE, "below")
        reason, score = self._title
        right = (Piece(self._place, "soft"),) if self._place else ()
        left: tuple[Piece, ...] = (Piece("Names", "text", "b"), Piece("  "), Piece(reason, "text"))
        if cells_of((*left, *right)) + 10 <= width and score:
            left = (*left, Piece(f"  {score}", "faint"))
        room = width - cells_of(right) - 4
        if cells_of(left) > room:
            left = (Piece(cut(reason or "Names", room), "text", "b"),)
        self.head.show(left, right)
        if self._note:
            self.keys.show((Piece(cut(self._note, width - 2), "accent"),))
        else:
            self.keys.show(hint_row(self._offers(), width - 2))

    def _offers(self) -> Iterator[Hint]:
        """What can be done here, most useful first."""
        keys = self._keys
        if self._place:
            yield Hint(keys["names.same"], "one", Act("tidying", "decide", ("same",)))
            yield Hint(keys["names.two"], "two", Act("tidying", "decide", ("two",)))
        yield Hint(keys["names.undo"], "undo", Act("tidying", "decide", ("undo",)))
        if self._place:
            yield Hint(keys["story.next"], "later", Act("journey", "story", (1,)))
            yield Hint(keys["names.turn"], "the other way", Act("tidying", "decide", ("turn",)))
        yield Hint(keys["out"], "close", Act("orders", "out"))

    def on_bar_pressed(self, message: Bar.Pressed) -> None:
        message.stop()
        if isinstance(message.pressed.target, Press) and self.is_ready:
            self.run(message.pressed.target.act)

    def on_text_view_followed(self, message: TextView.Followed) -> None:
        message.stop()  # a story is read when the names are done
