"""The command palette: every command of the table, and every story, actor, place and question by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from briefing.model.names import fold
from briefing.model.place import PageKind, Place
from briefing.ui.connecting import pairs
from briefing.ui.rows import VIEWS

if TYPE_CHECKING:
    from briefing.ui.app import BriefingApp

_MOST = 30  # names offered at once
_KINDS: dict[PageKind, str] = {"story": "story", "actor": "person or body", "venue": "place", "question": "question"}


class DeskCommands(Provider):
    """Names come from briefs: they are shown as content, never as markup."""

    async def startup(self) -> None:
        app = cast("BriefingApp", self.app)
        library, self._commands = app.library, app.commands
        self._names: list[tuple[str, Place]] = []
        for view in (view for view in VIEWS if view.name not in ("timeline", "map")):
            shelf = await library.ask(library.shelf, view.name)
            self._names += [(item.title, item.place) for item in shelf.items if item.place]

        self._kept = [kept.name for kept in await library.ask(library.kept.all)]

    async def discover(self) -> Hits:
        for command in self._commands:
            yield DiscoveryHit(
                Content(command.title), partial(self._run, command.action), text=command.title, help=command.label
            )

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in self._commands:
            if score := matcher.match(command.title):
                yield Hit(
                    score, Content(command.title), partial(self._run, command.action), command.title, command.label
                )
        for title, place in pairs(query, [(name, place) for name, place in self._names if place.kind == "actor"]):
            yield Hit(1.0, Content(title), partial(self._go, place), title, "the shortest chain of meetings")
        for name in self._kept:
            if score := matcher.match(name):
                yield Hit(score, Content(name), partial(self._show, name), name, "kept search")
        for score, name, place in self._named(fold(query)):
            yield Hit(score, Content(name), partial(self._go, place), name, _KINDS[place.kind])

    def _named(self, wanted: str) -> list[tuple[float, str, Place]]:
        """The names that hold what was typed, case and diacritics aside; best are those with a word that begins so."""
        found = []
        for name, place in self._names:
            at = f" {fold(name)}".find(wanted)
            if at >= 0:
                begins = f" {wanted}" in f" {fold(name)}"
                found.append((1.0 if at <= 1 else 0.8 if begins else 0.5, name, place))
        return sorted(found, key=lambda hit: -hit[0])[:_MOST]

    async def _run(self, action: str) -> None:
        await cast("BriefingApp", self.app).desk_screen.run_action(action)

    async def _show(self, name: str) -> None:
        await cast("BriefingApp", self.app).desk_screen.searching.show_named(name)

    def _go(self, place: Place) -> None:
        cast("BriefingApp", self.app).desk_screen.go(place)
