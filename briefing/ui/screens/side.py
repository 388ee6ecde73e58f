"""What the screens beside the desk have in common: the same keys move, and what leads out closes."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.screen import ModalScreen

from briefing.ui.commands import COMMANDS, READER, Command
from briefing.ui.keyboard import Keyboard, spelled
from briefing.ui.widgets.pane import Pane


class SideScreen(ModalScreen[None]):
    """A screen with one pane. Keys mean what the table of commands says: a command runs if the screen has its
    `action_…`. A screen that types overrides `takes_key`.
    """

    def __init__(self, pane: Pane, commands: Iterable[Command] = COMMANDS) -> None:
        super().__init__()
        self.view = pane
        self.keyboard = Keyboard(commands)

    def takes_key(self, key: str) -> bool:
        """Whether the screen used a key for itself, before the table is asked."""
        return False

    async def on_key(self, event: events.Key) -> None:
        if self.focused is not None and not isinstance(self.focused, Pane):
            return  # what is typed into a field is the field's
        event.stop()
        key = spelled(event)
        if self.takes_key(key):
            self.keyboard.forget()
        elif command := self.keyboard.press(key, READER):
            await self.run_action(command.action)

    def action_move(self, steps: int) -> None:
        self.view.move(steps)

    def action_page(self, share: float) -> None:
        self.view.page(share)

    def action_end(self, last: bool) -> None:
        self.view.end(last)

    def action_out(self) -> None:
        self.dismiss()

    def action_quit(self) -> None:
        self.dismiss()
