"""The help, for the pane that the reader came from; typing filters it."""

from __future__ import annotations

from textual.app import ComposeResult

from briefing.ui.commands import FIND, HELP, Command
from briefing.ui.keyboard import Keyboard
from briefing.ui.manner import Manner
from briefing.ui.pages.help import help_sheet
from briefing.ui.screens.side import SideScreen
from briefing.ui.widgets.text_view import TextView


class HelpScreen(SideScreen):
    CSS_PATH = "help.tcss"

    def __init__(self, pane: str, commands: tuple[Command, ...], manner: Manner) -> None:
        self.text = TextView(id="help", ground="pane")
        super().__init__(self.text, commands, HELP)
        self.pane = pane
        self._typing = Keyboard(command for command in commands if FIND in command.where)
        self.manner = manner
        self.wanted = ""
        self.types = False
        self.answers |= {
            "finding.open_bar": self._find,
            "orders.out": self._out,
            "orders.open": self.dismiss,
            "orders.show_help": self.dismiss,
        }

    def compose(self) -> ComposeResult:
        yield self.text

    def on_mount(self) -> None:
        self._show()
        self.text.focus()

    def _show(self) -> None:
        self.text.show(help_sheet(self.pane, self.keyboard.commands, self.manner, self.wanted, self.types))
        self.text.go_to(0)

    def takes_key(self, key: str) -> bool:
        if not self.types:
            return False
        command = self._typing.press(key, FIND)
        if command is None and not self._type(key):
            return False
        if command and command.act.id in ("field.take", "field.leave"):
            self.types = False
            self.wanted = self.wanted if command.act.id == "field.take" else ""
        self._show()
        return True

    def _type(self, key: str) -> bool:
        """Take a letter in, or the last one back; false for any other key."""
        if key == "backspace":
            self.types = bool(self.wanted)
            self.wanted = self.wanted[:-1]
        elif key == "space" or len(key) == 1:
            self.wanted += " " if key == "space" else key
        else:
            return False
        return True

    def _find(self) -> None:
        """Begin to type what is looked for."""
        self.wanted, self.types = "", True
        self._show()

    def _out(self) -> None:
        if self.wanted:
            self.wanted = ""
            self._show()
        else:
            self.dismiss()
