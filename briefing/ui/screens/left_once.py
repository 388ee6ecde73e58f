"""A screen over the desk is left once: what was on its way to it then is meant for the one that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.await_complete import AwaitComplete

if TYPE_CHECKING:
    from textual.screen import Screen

    _Screen = Screen[Any]
else:
    _Screen = object  # a first base that is a screen would hide the default style of the second


class LeftOnce(_Screen):
    """Put before the class of the screen. A second key, or the second half of a double click, leaves nothing more."""

    def dismiss(self, result: object = None) -> AwaitComplete:
        return super().dismiss(result) if self in self.app.screen_stack else AwaitComplete()
