"""What the crew may ask of the screen that it works for, what the screens may ask of the app, and nothing else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from pathlib import Path

    from textual.message import Message
    from textual.screen import Screen
    from textual.widget import Widget

    from briefing.config.themes import Themes
    from briefing.ui.beside import Beside
    from briefing.ui.commands import Command
    from briefing.ui.library import Library
    from briefing.ui.manner import Manner

T = TypeVar("T")


class Stage(Protocol):
    """All that a helper may ask of a screen."""

    library: Library
    manner: Manner
    beside: Beside

    @property
    def commands(self) -> tuple[Command, ...]:
        """The table, with the keys in force."""

    def say(self, text: str) -> None:
        """Put a sentence into the bar below for a few seconds."""

    def work(
        self, work: Callable[[], Coroutine[object, object, None]], group: str, newest: bool = False, opens: bool = False
    ) -> None:
        """Run work that waits for the desk. With `newest`, what the group is still busy with is dropped, and begun
        work that was dropped before its turn is never made. With `opens` it shows a screen when it is done: keys that
        come until then are meant for that."""

    def push(self, screen: Screen[T], then: Callable[[T | None], None] | None = None) -> Awaitable[object]:
        """Show a screen over this one; `then` is called with what it was left with."""

    def put(self, widget: Widget, after: Widget | None = None) -> None:
        """Take in a widget that is made only now."""

    def post_message(self, message: Message) -> bool:
        """Tell what others must follow."""

    def key_of(self, id: str) -> str:
        """What runs a command, in words."""


class House(Protocol):
    """What the screens may ask of the app: its themes, its watch, and what it was started with."""

    themes: Themes
    theme_name: str
    theme_wanted: str
    theme_followed: str
    """The theme that goes with the terminal; empty where one was chosen."""
    theme_kept: str | None
    """What the session keeps where another theme was asked for from outside; else what is shown."""
    environ: Mapping[str, str]
    editor: str
    clone: Path | None
    """The folder with the files of a published desk, where the user has one."""
    commands: tuple[Command, ...]
    is_drawn: bool
    """Whether nobody sits there: keys are typed for a picture, and change no file of the desk."""

    @property
    def is_web(self) -> bool:
        """Whether the terminal is in a browser, and this machine perhaps nobody's who reads."""

    def use_theme(self, name: str) -> None:
        """Show everything in another theme. Raises `ThemeError`."""

    def follow_ground(self) -> str:
        """Choose no theme: show what goes with the terminal's ground, and change with it. Why that can't be, else
        nothing."""

    def renew_themes(self) -> str:
        """Look at the themes again; why the one in use can't be shown as it is now, else nothing."""

    def watch_files(self) -> None:
        """Begin to watch the desk's files and the reader's own themes, each once and where they are."""

    def step_aside(self) -> None:
        """Give the terminal back to the shell for a while."""

    def note_frame(self) -> None:
        """Keep what the terminal shows, for the next start."""
