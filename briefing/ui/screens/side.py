"""What the screens beside the desk have in common: the same keys move, and what leads out closes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual import events
from textual.screen import ModalScreen

from briefing.ui.acts import Act, checked
from briefing.ui.commands import Command
from briefing.ui.keyboard import Keyboard, spelled
from briefing.ui.screens.left_once import LeftOnce
from briefing.ui.widgets.input_line import passed_on
from briefing.ui.widgets.pane import Pane


class SideScreen(LeftOnce, ModalScreen[None]):
    """A screen with one pane. `answers` are the acts that mean something here, by their ids, each with what they do; a
    command of the table that is none of them does nothing. A screen that types overrides `takes_key`.
    """

    def __init__(self, pane: Pane, commands: Iterable[Command], where: str) -> None:
        """`where` is what the table of commands calls this screen."""
        super().__init__()
        self._where = where
        self.view = pane
        self.keyboard = Keyboard(commands)
        self.answers: dict[str, Callable[..., object]] = {
            "pane.move": lambda steps: self.view.move(steps),
            "pane.page": lambda share: self.view.page(share),
            "pane.end": lambda last: self.view.end(last),
            "orders.out": self.dismiss,
            "screen.quit": self.dismiss,
        }

    def takes_key(self, key: str) -> bool:
        """Whether the screen used a key for itself, before the table is asked."""
        return False

    def on_key(self, event: events.Key) -> None:
        if passed_on(self, event):
            return
        if self.focused is not None and not isinstance(self.focused, Pane):
            return  # what is typed into a field is the field's
        event.stop()
        key = spelled(event)
        if self.takes_key(key):
            self.keyboard.forget()
        elif command := self.keyboard.press(key, self._where):
            self.run(command.act)

    def run(self, act: Act) -> None:
        """Do what a command means here."""
        if answer := self.answers.get(act.id):
            checked(answer, act.arguments)()
