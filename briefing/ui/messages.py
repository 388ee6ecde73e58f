"""Messages that cross widgets, and what one of the crew tells that others must follow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message

from briefing.model.origin import Origin
from briefing.model.place import Place
from briefing.ui.acts import Act
from briefing.ui.views.kept import KeptView


@dataclass
class DeskChanged(Message):
    """Files of the desk were saved, added or removed; paths are relative to its root."""

    files: frozenset[str]


@dataclass
class ThemesChanged(Message):
    """Files in the folder of the reader's own themes were saved, added or removed."""


@dataclass
class DeskRead(Message):
    """So many of the desk's files have been read for the first time."""

    done: int
    total: int


@dataclass
class PageShown(Message):
    """A page is on screen that was not."""


@dataclass
class PaneFocused(Message):
    """A pane has the focus."""

    pane: str


@dataclass
class GoTo(Message):
    """Open a place and read it."""

    place: Place


@dataclass
class CommandChosen(Message):
    """A command was chosen by name."""

    act: Act


@dataclass
class ShowView(Message):
    """Open the view of a kept search."""

    view: KeptView


@dataclass
class EditAt(Message):
    """Open a file in the editor; what there is to say of it is said with `say`."""

    at: Origin
    say: Callable[[str], None]


@dataclass
class SearchesKept(Message):
    """Another search is kept."""
