"""The command palette: every command of the table, and every story, actor, place and question by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from briefing.model.views import Place
from briefing.ui.commands import COMMANDS
from briefing.ui.rows import VIEWS

if TYPE_CHECKING:
    from briefing.ui.app import BriefingApp

_MOST = 30  # names offered at once


class DeskCommands(Provider):
    """Names come from briefs: they are shown as content, never as markup."""

    async def startup(self) -> None:
        library = cast("BriefingApp", self.app).library
        self._names: list[tuple[str, Place]] = []
        for view in VIEWS:
            shelf = await library.ask(library.shelf, view.name)
            self._names += [(item.title, item.place) for item in shelf.items if item.place]

    async def discover(self) -> Hits:
        for command in COMMANDS:
            yield DiscoveryHit(
                Content(command.title), partial(self._run, command.action), text=command.title, help=command.label
            )

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in COMMANDS:
            if score := matcher.match(command.title):
                yield Hit(
                    score, Content(command.title), partial(self._run, command.action), command.title, command.label
                )
        scored = sorted(((matcher.match(name), name, place) for name, place in self._names), key=lambda hit: -hit[0])
        for score, name, place in scored[:_MOST]:
            if score:
                yield Hit(score, Content(name), partial(self._go, place), name, place.kind)

    async def _run(self, action: str) -> None:
        await cast("BriefingApp", self.app).desk_screen.run_action(action)

    def _go(self, place: Place) -> None:
        cast("BriefingApp", self.app).desk_screen.visit(place)
