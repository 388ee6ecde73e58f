"""A line to type in, whose own keys are rows of the table of commands like all others."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.highlighter import Highlighter
from textual import events
from textual.widget import Widget
from textual.widgets import Input
from textual.widgets.input import Selection

from briefing.model.names import clean
from briefing.ui.acts import Act
from briefing.ui.commands import Command
from briefing.ui.keyboard import Keyboard, spelled


def passed_on(widget: Widget, event: events.Key) -> bool:
    """Whether a key came to a screen or a line that has been left: then it is given to the screen that is open."""
    app = widget.app
    if widget.screen in app.screen_stack and not (isinstance(widget, InputLine) and widget.is_left):
        return False
    event.stop()
    app.screen.post_message(events.Key(event.key, event.character))
    return True


class InputLine(Input):
    """`run` is called with the act of a command that names `where`; every other key is typed, or moves the cursor."""

    def __init__(
        self, text: str, *, where: str, commands: Iterable[Command], run: Callable[[Act], None], placeholder: str = "",
        highlighter: Highlighter | None = None, select: bool = False,
    ) -> None:  # fmt: skip
        """With `select` the text is selected, so that typing begins anew."""
        super().__init__(text, placeholder=placeholder, compact=True, highlighter=highlighter, select_on_focus=False)
        if select:
            self.selection = Selection(0, len(text))  # not with the focus: letters may come before that
        self.cursor_blink = False
        self.is_left = False
        """Set when what was typed has been taken, and the line is about to go."""
        self._where = where
        self._run = run
        self._keyboard = Keyboard(command for command in commands if where in command.where)

    def on_unmount(self) -> None:
        # Textual keeps every line that asked to be told of selections, and all that hangs by it, as long as its screen
        self.screen.text_selection_started_signal.unsubscribe(self)

    def catch(self, event: events.Key) -> bool:
        """Take a key that was on its way before the field had the focus: what it takes gets past it only then."""
        is_own = event.is_printable or any(spelled(event) in command.keys for command in self._keyboard.commands)
        if is_own:
            self.post_message(events.Key(event.key, event.character))
        return is_own

    def validate_value(self, value: str) -> str:
        """What is typed, pasted or offered, without what steers a terminal."""
        return clean(value)

    def _on_paste(self, event: events.Paste) -> None:
        """All that is pasted, on one line: `Input`, whose handler comes next, takes the first line only."""
        event.text = " ".join(event.text.split())

    async def _on_key(self, event: events.Key) -> None:
        if passed_on(self, event):
            event.prevent_default()
            return
        command = self._keyboard.press(spelled(event), self._where)
        if command is None and not self._keyboard.begun:
            return  # `Input` has a handler of its own, which comes next
        event.stop()
        event.prevent_default()
        if command:
            self._run(command.act)
