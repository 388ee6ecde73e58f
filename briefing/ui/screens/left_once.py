"""A screen over the desk is left once: what was on its way to it then is meant for the one that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.await_complete import AwaitComplete

from briefing.ui.look import look_of

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    _Screen = Screen[Any]
else:
    _Screen = object  # a first base that is a screen would hide the default style of the second


def renew_beside(app: App[Any]) -> None:
    """What lies over the desk shows what the desk says now."""
    for screen in app.screen_stack:
        if isinstance(screen, LeftOnce):
            screen.renew()


class LeftOnce(_Screen):
    """Put before the class of the screen. A second key, or the second half of a double click, leaves nothing more."""

    def on_mount(self) -> None:
        self.draw_edge()

    def draw_edge(self) -> None:
        """Where colour doesn't tell the screen from what it lies over, a line does."""
        look = look_of(self)
        has_edge = look.has_rules and not look.manner.linear
        self.set_class(has_edge and look.manner.ascii, "ascii-edge")
        self.set_class(has_edge and not look.manner.ascii, "edge")

    def leave(self) -> None:
        """Leave all as it was."""
        self.dismiss()

    def renew(self) -> None:
        """The desk is another by now, or answers again: a screen that shows something of it asks once more."""

    def action_copy_text(self) -> None:
        """`ctrl+c`: Textual's own way to the application's answer ends at a modal screen."""
        if self.get_selected_text() is None:
            self.app.action_help_quit()
        else:
            super().action_copy_text()

    def dismiss(self, result: object = None) -> AwaitComplete:
        return super().dismiss(result) if self in self.app.screen_stack else AwaitComplete()
