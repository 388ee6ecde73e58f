"""The find bar: a word for what it does, a field, and what came of it. It lies over the bar below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from briefing.ui.acts import Act
from briefing.ui.commands import FIND, Command
from briefing.ui.hints import Hint, KeyNames, hint_row
from briefing.ui.look import look_of
from briefing.ui.sheet import Piece
from briefing.ui.widgets.edge import Edge
from briefing.ui.widgets.input_line import InputLine

_ROOMY = 70  # columns from which there are hints beside the answer


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

    def __init__(self, word: str, text: str, offered: str, commands: tuple[Command, ...]) -> None:
        """`word` says what it does; `text` is there to be edited; `offered` shows while nothing is typed."""
        super().__init__()
        self._word = Edge((Piece(f" {word} ", "accent", "b"),))
        self._commands = commands
        self._told = text
        self.field = InputLine(text, where=FIND, commands=commands, run=self._run, placeholder=offered)
        self._answer = Edge(())

    def compose(self) -> ComposeResult:
        yield self._word
        yield self.field
        yield self._answer

    def on_mount(self) -> None:
        self.field.focus()

    @property
    def text(self) -> str:
        return self.field.value

    def show_answer(self, text: str, found: bool) -> None:
        """What came of it, short; the hints stand beside it where there is room."""
        answer = (Piece(text, "text" if found else "open", "b"), Piece(" "))
        width = self.app.size.width
        if width < _ROOMY:
            self._answer.show(answer)
            return
        keys = KeyNames(self._commands, look_of(self).manner)
        hints = (
            Hint(keys.pair("field.previous", "field.next"), "step"),
            Hint(keys["field.take"], "keep"),
            Hint(keys["field.leave"], "back"),
        )
        self._answer.show((*answer, Piece("   "), *hint_row(hints, width), Piece(" ")))

    def on_input_changed(self, message: Input.Changed) -> None:
        message.stop()
        self._tell()

    def _tell(self) -> None:
        """Tell what is in the field, once."""
        if self._told != self.text:
            self._told = self.text
            self.post_message(self.Typed(self.text))

    def _run(self, act: Act) -> None:
        messages: dict[str, Callable[..., Message]] = {
            "field.take": lambda: self.Left(True),
            "field.leave": lambda: self.Left(False),
            "field.step": self.Stepped,
        }
        if act.id in messages:
            self._tell()  # the word of the last letter may still be under way
            self.field.is_left = act.id != "field.step"
            self.post_message(messages[act.id](*act.arguments))

    def leave(self) -> None:
        """All is to be as it was."""
        self._run(Act("field", "leave"))

    def on_click(self, event: events.Click) -> None:
        event.stop()
