"""The application: themes, the watch on the files, and the desk's screen. Wiring only."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

from rich.segment import Segments
from textual import events
from textual._compositor import CompositorUpdate
from textual._styles_cache import StylesCache
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.driver import Driver
from textual.filter import Monochrome, NoColor
from textual.geometry import Offset
from textual.message import Message

from briefing.config.ground import default_theme, theme_on
from briefing.config.themes import ThemeError, Themes
from briefing.model.fault import told
from briefing.model.signals import ENDING
from briefing.ui import commands as table
from briefing.ui.library import Library
from briefing.ui.manner import PLAIN, Manner
from briefing.ui.messages import DeskChanged, GroundTold, MarksChanged, ThemesChanged
from briefing.ui.screens.desk import DeskScreen, Start
from briefing.ui.styles import Styles, textual_theme
from briefing.ui.widgets.pane import Pane

_LOOK_SECONDS = 2.0
"""How often it is looked whether the terminal is still there."""


_MARKS_SECONDS = 1.0
"""How often it is looked whether another reader marked something."""


_Watched = Callable[[Callable[[frozenset[str]], None], threading.Event], None]
"""What tells of files until it is told to stop."""


class BriefingApp(App[None]):
    """One desk in one terminal."""

    ENABLE_COMMAND_PALETTE = False  # ours is a screen of our own
    TITLE = "briefing"
    CSS_PATH = "screens/desk.tcss"  # the first screen's own is loaded only after its first frame

    def __init__(
        self,
        library: Library,
        themes: Themes,
        theme: str,
        start: Start,
        watch: bool = True,
        manner: Manner = PLAIN,
        commands: tuple[table.Command, ...] = table.COMMANDS,
    ) -> None:
        self.manner = manner
        shown = themes.load(theme)
        if not os.environ.get("NO_COLOR"):
            os.environ.pop("NO_COLOR", None)  # an empty one is no wish (no-color.org); Textual takes it for one
        super().__init__(ansi_color=shown.is_own)  # else Textual would put colours of its own for the terminal's
        self.animation_level = "none"
        self.library = library
        self.themes = themes
        self.theme_name = self.theme_wanted = theme
        self.theme_followed = ""
        self.theme_kept: str | None = None
        self._ground = ""  # the theme that goes with what the terminal told
        self.commands = commands
        self.look = Styles(shown, manner, self.no_color)
        if self.no_color:  # Textual would turn colours into greys; the person asked for none
            self._filters = [NoColor() if isinstance(each, Monochrome) else each for each in self._filters]
        self.last_frame, self.last_size = "", (0, 0)
        self.told_early = 0  # the signal to end that came before this could heed it
        self.fault = ""  # what ended the reader, if it was a fault of its own
        self.is_on_frame = False  # the last frame is on the screen, to be painted over
        self.environ: Mapping[str, str] = {}
        self.editor = ""
        self.clone: Path | None = None
        self.is_drawn = False
        self._start = start
        self._watches = watch
        self._stop_watching = threading.Event()
        self._watched: set[Path] = set()
        self._watches_marks = False
        self.register_theme(textual_theme(self.look.theme))
        self.set_reactive(App.theme, f"briefing-{theme}")  # setting it plainly would parse all style sheets twice
        self.stylesheet.set_variables(self.get_css_variables())

    def get_driver_class(self) -> type[Driver]:
        found = super().get_driver_class()
        if sys.platform == "win32":
            return found
        from briefing.ui.terminal import AskingDriver

        return AskingDriver if issubclass(AskingDriver, found) else found

    def get_default_screen(self) -> DeskScreen:
        self.desk_screen = DeskScreen(self.library, self._start, house=self, manner=self.manner)
        return self.desk_screen

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor stands after each drawing. In a linear screen it is at what has the focus, where
        a screen reader reads and a braille display looks; else where a field puts it."""
        if self.manner.linear and isinstance(self.focused, Pane):
            return self.focused.region.offset + self.focused.focus_point()
        return self._cursor_position

    @cursor_position.setter
    def cursor_position(self, position: Offset) -> None:
        self._cursor_position = position

    def on_mount(self) -> None:
        if not self.is_headless:
            self._end_in_order()
        if self.manner.linear:
            self._show_cursor()
        self.app_resume_signal.subscribe(self, lambda _app: self._come_back())

    def _end_in_order(self) -> None:
        """Told to end, or left by its terminal, the reader saves where it is and gives the terminal back as it was."""
        loop = asyncio.get_running_loop()
        for number in ENDING:
            with suppress(NotImplementedError):  # not on every system
                loop.add_signal_handler(number, self._told_to_end, number)
        if self.told_early:
            self._told_to_end(self.told_early)
        if hasattr(select, "poll"):
            self._terminal_timer = self.set_interval(_LOOK_SECONDS, self._look_for_terminal)

    def _look_for_terminal(self) -> None:
        """A terminal may go without a word, where nobody has the signal; Textual would then read nothing for ever."""
        from briefing.ui.terminal import has_hung_up

        if has_hung_up(sys.__stdin__.fileno() if sys.__stdin__ else 0):
            self._terminal_timer.stop()
            self._told_to_end(signal.SIGHUP)

    def _told_to_end(self, number: int) -> None:
        self.desk_screen.work(partial(self.desk_screen.quit, 128 + number), "quit")

    def _come_back(self) -> None:
        """Stopped by a signal and called to the foreground again, the reader finds an empty screen."""
        self.refresh(layout=True)
        if self.manner.linear:
            self._show_cursor()

    def _show_cursor(self) -> None:
        """Textual hides the terminal's cursor; a screen reader follows it."""
        if self._driver and not self.is_headless:
            self._driver.write("\x1b[?25h")
            self._driver.flush()

    def note_frame(self) -> None:
        """Keep what the terminal shows, as it was written to it, with its size: the next start begins with it. Nothing
        is kept of what lies over the desk's screen."""
        is_bare = self.screen is self.desk_screen and not self.is_headless
        update = self.screen._compositor.render_update(full=True) if is_bare else None
        self.last_frame = update.render_segments(self.console) if isinstance(update, CompositorUpdate) else ""
        self.last_size = (self.size.width, self.size.height)

    def action_help_quit(self) -> None:
        """`ctrl+c`, where nothing is selected; Textual would name its own key."""
        self.desk_screen.orders.interrupt()

    def _print_error_renderables(self) -> None:
        """A fault of ours ends the reader. What Textual has to say of it is for us, and has texts of the desk in it:
        it is put into a file."""
        if self.is_headless or not self._exit_renderables:
            super()._print_error_renderables()
            return
        report = "".join(
            one.text
            for each in self._exit_renderables
            if isinstance(each, Segments)  # all are, by then
            for one in each.segments
            if not one.control
        )
        self._exit_renderables.clear()
        self.fault = told(self.library.state.path.parent, report)

    def pop_screen(self) -> AwaitComplete:
        """Textual remembers the last thousand widgets that drew, with all that they drew, whether they are there or
        not: 6,000 objects for each round of the screens that lie over the desk's."""
        StylesCache.get_inner_outer.cache_clear()
        return super().pop_screen()

    def step_aside(self) -> None:
        """Give the terminal back to the shell for a while, where that can be."""
        if step_aside := getattr(self._driver, "step_aside", None):
            step_aside()

    async def action_quit(self) -> None:
        """`ctrl+q`, which is Textual's own and works on every screen."""
        await self.desk_screen.quit()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Nothing blinks: a field's cursor stands still."""
        if getattr(event.widget, "cursor_blink", False):
            event.widget.cursor_blink = False  # type: ignore[attr-defined]

    def use_theme(self, name: str) -> None:
        """Show everything in another theme. Raises `ThemeError`."""
        theme = self.themes.load(name)
        self.look = Styles(theme, self.manner, self.no_color)
        self.ansi_color = theme.is_own
        self.theme_name = self.theme_wanted = name
        self.register_theme(textual_theme(self.look.theme))
        self.theme = f"briefing-{name}"
        self.desk_screen.restyle()

    @property
    def asks_for_ground(self) -> bool:
        """Whether it matters what the terminal's ground is: not where a theme was chosen, lies on that ground whatever
        it is, or has no colour."""
        return bool(self.theme_followed) and not (self.look.theme.is_own or self.no_color)

    def follow_ground(self) -> str:
        """Choose no theme: show what goes with the terminal's ground, and change with it. Why that can't be, else
        nothing."""
        self.theme_followed, self.theme_kept = self.theme_name, None
        trouble = self._follow(self._ground or default_theme(self.environ))
        ask = getattr(self._driver, "ask_ground", None)
        if ask and self.asks_for_ground:
            ask()
        return trouble

    def on_ground_told(self, message: GroundTold) -> None:
        self._ground = theme_on(message.is_light)
        if self.asks_for_ground and self._ground != self.theme_followed and (trouble := self._follow(self._ground)):
            self.desk_screen.say(trouble)

    def _follow(self, name: str) -> str:
        try:
            self.use_theme(name)
        except ThemeError as error:
            return str(error)
        self.theme_followed = name
        return ""

    def watch_files(self) -> None:
        """Begin to watch the desk's files and the reader's own themes, each once and where they are."""
        from briefing.desk.watch import watch

        desk, own = self.library.desk, self.themes.own_folder
        for place, is_there, watched, news in (
            (desk.root, desk.files is None or desk.files.is_dir(), desk.watch, DeskChanged),
            (own, own.is_dir(), partial(watch, own), lambda _files: ThemesChanged()),
        ):
            if self._watches and place not in self._watched and is_there:
                self._watched.add(place)
                threading.Thread(target=self._watch, args=(watched, news), name="watch", daemon=True).start()

        if self._watches and not self._watches_marks:
            self._watches_marks = True
            threading.Thread(target=self._watch_marks, name="marks", daemon=True).start()

    def _watch_marks(self) -> None:
        """Nothing tells that another reader wrote: look, where no key waits for it."""
        version = self.library.marks_version()
        while not self._stop_watching.wait(_MARKS_SECONDS):
            if (now := self.library.marks_version()) != version and not self._stop_watching.is_set():
                version = now
                self.desk_screen.post_message(MarksChanged())

    def _watch(self, watched: _Watched, news: Callable[[frozenset[str]], Message]) -> None:
        def changed(files: frozenset[str]) -> None:
            self.desk_screen.post_message(news(files))

        watched(changed, self._stop_watching)

    def renew_themes(self) -> str:
        """Look at the themes again, and show the one in use as it is now; why that can't be, else nothing."""
        self.themes.renew()
        try:
            self.use_theme(self.theme_wanted)
        except ThemeError as error:
            return str(error)
        return ""

    def on_unmount(self) -> None:
        self._stop_watching.set()
        if following := self.desk_screen.crew.following:
            following.close()
