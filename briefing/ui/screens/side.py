"""What the screens beside the desk have in common: the same keys move, and what leads out closes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual import events
from textual.screen import ModalScreen

from briefing.ui.acts import Act, checked
from briefing.ui.commands import Command
from briefing.ui.keyboard import INTERRUPT, Keyboard, spelled
from briefing.ui.screens.left_once import LeftOnce
from briefing.ui.screens.selecting import SelectsText
from briefing.ui.widgets.input_line import InputLine, passed_on
from briefing.ui.widgets.pane import Pane

_OUT = ("orders.out", "screen.quit")


class SideScreen(SelectsText, LeftOnce, ModalScreen[None]):
    """A screen with one pane. `answers` are the acts that mean something here, by their ids, each with what they do; a
    command of the table that is none of them does nothing. A screen that types overrides `takes_key`.
    """

    def __init__(self, pane: Pane, commands: Iterable[Command], where: str) -> None:
        """`where` is what the table of commands calls this screen."""
        super().__init__()
        self._where = where
        self.view = pane
        self.keyboard = Keyboard(commands)
        self._ways_out = {key for each in self.keyboard.commands if each.act.id in _OUT for key in each.keys}
        self._has_size = False
        self._early: list[events.Key] = []
        self.answers: dict[str, Callable[..., object]] = {
            "pane.move": lambda steps: self.view.move(steps),
            "pane.page": lambda share: self.view.page(share),
            "pane.end": lambda last: self.view.end(last),
            **dict.fromkeys(_OUT, self.dismiss),
        }

    @property
    def field(self) -> InputLine | None:
        """A line to type in that is open over the pane."""
        return None

    @property
    def is_ready(self) -> bool:
        """Whether there is something that keys can act on."""
        return self._has_size

    def on_mount(self) -> None:
        self.call_after_refresh(self._sized)

    def _sized(self) -> None:
        self._has_size = True
        self.catch_up()

    def catch_up(self) -> None:
        """Do what the keys meant that came too early."""
        if self.is_ready:
            early, self._early = self._early, []
            for event in early:
                self.on_key(event)

    def takes_key(self, key: str) -> bool:
        """Whether the screen used a key for itself, before the table is asked."""
        return False

    def on_key(self, event: events.Key) -> None:
        if passed_on(self, event):
            return
        field = self.field
        if field and (self.focused is field or field.catch(event)):
            return  # what is typed into a field is the field's
        key = spelled(event)
        if key == INTERRUPT:
            return
        event.stop()
        if not self.is_ready and key not in self._ways_out:
            self._early.append(event)
        elif self.takes_key(key):
            self.keyboard.forget()
        elif command := self.keyboard.press(key, self._where):
            self.run(command.act)

    def leave(self) -> None:
        self.answers["screen.quit"]()

    def run(self, act: Act) -> None:
        """Do what a command means here."""
        if answer := self.answers.get(act.id):
            checked(answer, act.arguments)()
