"""Messages that cross widgets, and what one of the crew tells that others must follow.

Plain classes: a standard dataclass takes a fifth of a millisecond to define, and the first frame waits for all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from briefing.model.cursor_channel import CursorPlace
    from briefing.model.origin import Origin
    from briefing.model.place import Place
    from briefing.ui.acts import Act
    from briefing.ui.views.kept import KeptView


class DeskChanged(Message):
    """Files of the desk were saved, added or removed; paths are relative to its root."""

    def __init__(self, files: frozenset[str]) -> None:
        super().__init__()
        self.files = files


class CursorTold(Message):
    """A language server told where the cursor is in the file that is followed."""

    def __init__(self, place: CursorPlace) -> None:
        super().__init__()
        self.place = place


class MarksChanged(Message):
    """Another reader of the same desk marked something."""


class ThemesChanged(Message):
    """Files in the folder of the reader's own themes were saved, added or removed."""


class GroundTold(Message):
    """The terminal told whether it is light or dark."""

    def __init__(self, is_light: bool) -> None:
        super().__init__()
        self.is_light = is_light


class DeskRead(Message):
    """So many of the desk's files have been read for the first time."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__()
        self.done, self.total = done, total


class PageShown(Message):
    """A page is on screen that was not."""


class PaneFocused(Message):
    """A pane has the focus."""

    def __init__(self, pane: str) -> None:
        super().__init__()
        self.pane = pane


class GoTo(Message):
    """Open a place and read it."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


class CommandChosen(Message):
    """A command was chosen by name."""

    def __init__(self, act: Act) -> None:
        super().__init__()
        self.act = act


class ShowView(Message):
    """Open the view of a kept search."""

    def __init__(self, view: KeptView) -> None:
        super().__init__()
        self.view = view


class EditAt(Message):
    """Open a file in the editor; what there is to say of it is said with `say`."""

    def __init__(self, at: Origin, say: Callable[[str], None]) -> None:
        super().__init__()
        self.at = at
        self.say = say


class SearchesKept(Message):
    """Another search is kept."""
