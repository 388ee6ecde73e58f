"""The help, for the pane that the reader came from; typing filters it."""

from __future__ import annotations

from textual.app import ComposeResult

from briefing.ui.commands import Command
from briefing.ui.manner import Manner
from briefing.ui.pages.help import help_sheet
from briefing.ui.screens.side import SideScreen
from briefing.ui.widgets.text_view import TextView


class HelpScreen(SideScreen):
    CSS_PATH = "help.tcss"

    def __init__(self, pane: str, commands: tuple[Command, ...], manner: Manner) -> None:
        self.text = TextView(id="help", ground="pane")
        super().__init__(self.text, commands)
        self.pane = pane
        self.manner = manner
        self.wanted = ""
        self.types = False

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
            if key == "/":
                self.action_find()
            return key == "/"
        if key in ("enter", "escape"):
            self.types = False
            self.wanted = self.wanted if key == "enter" else ""
        elif key == "backspace":
            self.types = bool(self.wanted)
            self.wanted = self.wanted[:-1]
        elif key == "space":
            self.wanted += " "
        elif len(key) == 1:
            self.wanted += key
        else:
            return False
        self._show()
        return True

    def action_find(self) -> None:
        """Begin to type what is looked for."""
        self.wanted, self.types = "", True
        self._show()

    def action_out(self) -> None:
        if self.wanted:
            self.wanted = ""
            self._show()
        else:
            self.dismiss()

    def action_open(self) -> None:
        self.dismiss()

    def action_help(self) -> None:
        self.dismiss()
