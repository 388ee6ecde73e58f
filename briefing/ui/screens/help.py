"""The help: the table of actions, for the pane the reader came from."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from briefing.ui.commands import COMMANDS, GROUPS
from briefing.ui.sheet import Para, Piece, Sheet, heading
from briefing.ui.widgets.text_view import TextView


class HelpScreen(ModalScreen[None]):
    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter,f1", "dismiss", "Close", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown", "page(1)", show=False),
        Binding("b,pageup", "page(-1)", show=False),
    ]

    def __init__(self, pane: str) -> None:
        super().__init__()
        self.pane = pane

    def compose(self) -> ComposeResult:
        yield TextView(id="help", ground="pane")

    def on_mount(self) -> None:
        view = self.query_one(TextView)
        view.show(help_sheet(self.pane))
        view.focus()

    def action_scroll(self, steps: int) -> None:
        self.query_one(TextView).move(steps)

    def action_page(self, share: float) -> None:
        self.query_one(TextView).page(share)


def help_sheet(pane: str) -> Sheet:
    """Every command by group; those that do nothing in `pane` are quieter."""
    width = max(len(command.label) for command in COMMANDS)
    paras = [
        Para((Piece("Keys", "text", "b"), Piece(f"  you came from the {pane}; escape closes this", "soft"))),
    ]
    for group in GROUPS:
        paras.append(heading(group))
        for command in COMMANDS:
            if command.group == group:
                ink = "text" if pane in command.where else "faint"
                lead = (Piece(f"{command.label:<{width}}  ", "accent" if ink == "text" else "faint", "b"),)
                paras.append(Para((Piece(command.title, ink),), lead=lead))
    return Sheet(tuple(paras))
