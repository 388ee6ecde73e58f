"""The themes, shown as the cursor comes by: enter keeps one, escape goes back to the one before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical

from briefing.config.themes import ThemeError
from briefing.ui.acts import Act
from briefing.ui.commands import THEMES, Command
from briefing.ui.look import look_of
from briefing.ui.screens.side import SideScreen
from briefing.ui.sheet import Para, Piece, Press, Sheet, Stop
from briefing.ui.widgets.text_view import TextView

if TYPE_CHECKING:
    from briefing.ui.stage import House


class ThemesScreen(SideScreen):
    """A small list over the desk, which shows each theme at once. `take` is called with the title of the one taken."""

    CSS_PATH = "themes.tcss"

    def __init__(
        self, commands: tuple[Command, ...], house: House, say: Callable[[str], None], take: Callable[[str], None]
    ) -> None:
        self.text = TextView(id="themes", ground="bar", walks=True)
        super().__init__(self.text, commands, THEMES)
        self._house = house
        self._say, self._take = say, take
        self._before = house.theme_wanted
        self.answers |= {
            "orders.open": self._keep,
            "orders.out": self._go_back,
            "screen.quit": self._go_back,
            "orders.choose_theme": lambda: self.text.step(1),  # the key that opened the list goes on to the next one
        }

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self.text

    def on_mount(self) -> None:
        stops = {name: Stop(Press(Act("themes", "use", (name,))), name) for name in self._house.themes.names}
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
        if self.text.current and self.text.current.label != self._house.theme_name:
            self._use(self.text.current.label)

    def _use(self, name: str) -> None:
        try:
            self._house.use_theme(name)
        except ThemeError as error:
            self._say(str(error))
        self.text.restyle()
        self.draw_edge()

    def on_text_view_followed(self, message: TextView.Followed) -> None:
        message.stop()
        self._keep()

    def _keep(self) -> None:
        self._house.theme_followed, self._house.theme_kept = "", None
        self.dismiss()
        self._take(look_of(self.text).theme.title)

    def _go_back(self) -> None:
        self._use(self._house.theme_followed or self._before)
        self.dismiss()
