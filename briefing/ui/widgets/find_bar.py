"""The find bar: a word for what it does, a field, and what came of it. It lies over the bar below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from briefing.ui.keys import plain
from briefing.ui.look import look_of
from briefing.ui.sheet import Piece
from briefing.ui.widgets.bar import cells_of
from briefing.ui.widgets.drawing import draw, fill

_HINTS = (("↑↓", "step"), ("⏎", "keep"), ("esc", "back"))


class FindBar(Widget, can_focus=False):
    """`show_answer` puts what came of it at the right. What is typed goes up as messages."""

    DEFAULT_CSS = """
    FindBar { dock: bottom; layer: above; height: 1; layout: horizontal; background: $panel; }
    FindBar Input, FindBar Input:focus {
        width: 1fr; height: 1; border: none; padding: 0;
        background: $panel; background-tint: transparent;
    }
    FindBar Input > .input--placeholder { color: $secondary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave(False)", show=False),
        Binding("enter", "leave(True)", show=False, priority=True),
        Binding("down,ctrl+n", "step(1)", show=False, priority=True),
        Binding("up,ctrl+p", "step(-1)", show=False, priority=True),
    ]

    @dataclass
    class Typed(Message):
        """The field's text changed."""

        text: str

    @dataclass
    class Stepped(Message):
        """The next or the previous hit, or row, is wanted."""

        steps: int

    @dataclass
    class Left(Message):
        """The field was left: what was found is kept, or all is as it was."""

        kept: bool

    def __init__(self, word: str, text: str, offered: str) -> None:
        """`word` says what it does; `text` is there to be edited; `offered` shows while nothing is typed."""
        super().__init__()
        self._word = Edge((Piece(f" {word} ", "accent", "b"),))
        self._field = Input(text, placeholder=offered, compact=True, select_on_focus=False)
        self._field.cursor_blink = False
        self._answer = Edge(())

    def compose(self) -> ComposeResult:
        yield self._word
        yield self._field
        yield self._answer

    def on_mount(self) -> None:
        self._field.focus()

    @property
    def text(self) -> str:
        return self._field.value

    def show_answer(self, text: str, found: bool) -> None:
        """What came of it, short; the hints stand beside it where there is room."""
        manner = look_of(self).manner
        answer = (Piece(text, "text" if found else "open", "b"), Piece(" "))
        hints: list[Piece] = []
        in_words = manner.ascii or manner.linear
        for key, word in _HINTS:
            key = plain(key) if in_words else key
            hints += (Piece("   "), Piece(key, "accent", "b"), Piece(f" {word}", "soft"))
        roomy = self.app.size.width >= 70
        self._answer.show((*answer, *hints, Piece(" ")) if roomy else answer)

    def on_input_changed(self, message: Input.Changed) -> None:
        message.stop()
        self.post_message(self.Typed(message.value))

    def action_leave(self, kept: bool) -> None:
        self.post_message(self.Left(kept))

    def action_step(self, steps: int) -> None:
        self.post_message(self.Stepped(steps))

    def on_click(self, event: events.Click) -> None:
        event.stop()


class Edge(Widget, can_focus=False):
    """Pieces beside the field, as wide as they are."""

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        super().__init__()
        self.show(pieces)

    def show(self, pieces: tuple[Piece, ...]) -> None:
        self._pieces = pieces
        self.styles.width = cells_of(pieces)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        look = look_of(self)
        segments, cells = draw(self._pieces, look, "bar")
        return fill(segments, cells, self.outer_size.width, look, "bar")
