"""The themes, shown as the cursor comes by: enter keeps one, escape goes back to the one before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult

from briefing.config.themes import ThemeError
from briefing.ui.commands import Command
from briefing.ui.screens.side import SideScreen
from briefing.ui.sheet import Para, Piece, Press, Sheet, Stop
from briefing.ui.widgets.text_view import TextView

if TYPE_CHECKING:
    from briefing.ui.app import BriefingApp


class ThemesScreen(SideScreen):
    """A small list over the desk, which shows each theme at once. `kept` is called with the title of the one taken."""

    CSS_PATH = "themes.tcss"

    def __init__(self, commands: tuple[Command, ...], kept: Callable[[str], None]) -> None:
        self.text = TextView(id="themes", ground="bar", walks=True)
        super().__init__(self.text, commands)
        self._kept = kept
        self._before = ""

    @property
    def _app(self) -> BriefingApp:
        return cast("BriefingApp", self.app)

    def compose(self) -> ComposeResult:
        yield self.text

    def on_mount(self) -> None:
        self._before = self._app.theme_wanted
        stops = {name: Stop(Press(name), name) for name in self._app.themes.names}
        paras = [
            Para((Piece("Themes", "text", "b"),)),
            Para((Piece("enter keeps · escape takes back", "soft"),)),
            Para(),
        ]
        paras += [Para((Piece(name, "text", "", stop),)) for name, stop in stops.items()]
        self.text.show(Sheet(tuple(paras)))
        self.text.focus()
        self.text.set_current(stops.get(self._before))

    def on_text_view_moved(self, message: TextView.Moved) -> None:
        message.stop()
        current = self.text.current
        if current and isinstance(current.target, Press) and current.target.action != self._app.theme_name:
            self._use(current.target.action)

    def _use(self, name: str) -> None:
        try:
            self._app.use_theme(name)
        except ThemeError as error:
            self._app.desk_screen.say(str(error))
        self.text.restyle()

    def on_text_view_followed(self, message: TextView.Followed) -> None:
        message.stop()
        self.action_open()

    def action_open(self) -> None:
        self.dismiss()
        self._kept(self._app.look.theme.title)

    def action_out(self) -> None:
        self._use(self._before)
        self.dismiss()

    def action_quit(self) -> None:
        self.action_out()

    def action_theme(self) -> None:
        """The key that opened the list goes on to the next one."""
        self.text.step(1)
