"""Makes the screens beside the desk, each when it is first needed: no first frame waits for them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from briefing.ui import trouble
from briefing.ui.library import Library
from briefing.ui.manner import Manner

if TYPE_CHECKING:
    from textual.screen import Screen

    from briefing.model.origin import Origin
    from briefing.model.place import Place
    from briefing.model.problem import Problem
    from briefing.ui.beside import Outcome
    from briefing.ui.library import Excerpt
    from briefing.ui.pages.copies import Copy
    from briefing.ui.palette import Choice, Offers
    from briefing.ui.screens.pairs import PairsScreen
    from briefing.ui.screens.problems import ProblemsScreen
    from briefing.ui.sheet import Sheet
    from briefing.ui.stage import House


class SideScreens:
    def __init__(self, library: Library, house: House, manner: Manner) -> None:
        self._library = library
        self._house = house
        self._manner = manner
        self._commands = house.commands

    def search(self, text: str) -> Screen[Outcome]:
        from briefing.ui.screens.search import SearchScreen

        return SearchScreen(self._library, text, self._commands)

    def problems(
        self, edit: Callable[[Problem], None], read: Callable[[Problem], None], again: Callable[[], None]
    ) -> tuple[ProblemsScreen, ProblemsScreen]:
        from briefing.ui.screens.problems import ProblemsScreen

        screen = ProblemsScreen(self._commands, edit=edit, read=read, again=again, manner=self._manner)
        return screen, screen

    def names(self, decide: Callable[[str], None], step: Callable[[int], None]) -> tuple[PairsScreen, PairsScreen]:
        from briefing.ui.screens.pairs import PairsScreen

        screen = PairsScreen(self._commands, decide, step, self._manner)
        return screen, screen

    def peek(
        self,
        excerpt: Excerpt,
        edit: Callable[[Origin], None],
        copy: Callable[[Origin], None],
        again: Callable[[], Awaitable[Excerpt | None]],
    ) -> Screen[None]:
        from briefing.ui.screens.peek import PeekScreen

        return PeekScreen(excerpt, self._commands, edit=edit, copy=copy, again=again)

    def copies(self, offered: tuple[Copy, ...], take: Callable[[str], None]) -> Screen[None]:
        from briefing.ui.screens.peek import CopyScreen

        return CopyScreen(offered, self._commands, take)

    def paper(self, sheet: Sheet, measured: bool = False) -> Screen[None]:
        from briefing.ui.screens.peek import PaperScreen

        return PaperScreen(sheet, self._commands, measured)

    def digest(
        self, sheet: Sheet, go: Callable[[Place], object], again: Callable[[], Awaitable[Sheet | None]]
    ) -> Screen[None]:
        from briefing.ui.screens.peek import DigestScreen

        return DigestScreen(sheet, self._commands, go, again)

    def palette(self, offers: Offers) -> Screen[Choice]:
        from briefing.ui.screens.palette import PaletteScreen

        is_elsewhere = self._library.desk.files is None
        return PaletteScreen(offers, self._commands, trouble.PATIENCE if is_elsewhere else None)

    def help(self, pane: str) -> Screen[None]:
        from briefing.ui.screens.help import HelpScreen

        return HelpScreen(pane, self._commands, self._manner)

    def themes(self, say: Callable[[str], None], take: Callable[[str], None]) -> Screen[None]:
        from briefing.ui.screens.themes import ThemesScreen

        return ThemesScreen(self._commands, self._house, say, take)
