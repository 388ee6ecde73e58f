"""Asking how two actors are connected: the words for it in the palette, and a palette to choose the other one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, cast

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from briefing.model.names import fold
from briefing.model.place import Place
from briefing.model.views import ActorRow

if TYPE_CHECKING:
    from briefing.ui.app import BriefingApp

_AND = re.compile(r"\s+and\s+|\s*[&—–]\s*|\s+-\s+")
_MOST_EACH = 3
_MOST = 30


def pairs(query: str, actors: Sequence[tuple[str, Place]]) -> list[tuple[str, Place]]:
    """What `putin and trump` asks for: questions with the pages that answer them, the likeliest two first.

    `actors` are names with their pages, best known first. Empty where the query does not name two.
    """
    found: dict[Place, str] = {}
    for match in _AND.finditer(query):
        left, right = (_called(part, actors) for part in (query[: match.start()], query[match.end() :]))
        for one, key in left:
            for other, other_key in right:
                if key != other_key:
                    found.setdefault(Place.to("path", f"{key}|{other_key}"), f"How are {one} and {other} connected?")
    return [(title, place) for place, title in found.items()]


def _called(text: str, actors: Sequence[tuple[str, Place]]) -> list[tuple[str, str]]:
    """The first actors with words that begin as those of `text`, case and diacritics aside."""
    words = fold(text).split()
    found = ((name, place.key) for name, place in actors if words and _begins(name, words))
    return list(islice(found, _MOST_EACH))


def palette_of(key: str) -> CommandPalette:
    """A palette of everyone that an actor may be connected with."""

    class Others(_Others):
        of = key

    return CommandPalette(providers=[Others], placeholder="Connected with …")


class _Others(Provider):
    """The actors of the desk, those with most stories first."""

    of = ""

    async def startup(self) -> None:
        library = cast("BriefingApp", self.app).library
        rows: Sequence[ActorRow] = await library.ask(library.desk.actors)
        self._rows = sorted((row for row in rows if row.key != self.of), key=lambda row: -row.stories)

    async def discover(self) -> Hits:
        for row in self._rows[:_MOST]:
            yield DiscoveryHit(Content(row.name), self._choice(row), text=row.name, help=row.position or row.kind)

    async def search(self, query: str) -> Hits:
        words = fold(query).split()
        found = (row for row in self._rows if _begins(row.name, words))
        for at, row in enumerate(islice(found, _MOST)):
            yield Hit(1 - at / 100, Content(row.name), self._choice(row), row.name, row.position or row.kind)

    def _choice(self, row: ActorRow) -> partial[None]:
        return partial(self._go, Place.to("path", f"{self.of}|{row.key}"))

    def _go(self, place: Place) -> None:
        cast("BriefingApp", self.app).desk_screen.go(place)


def _begins(name: str, words: Sequence[str]) -> bool:
    folded = f" {fold(name)}"
    return all(f" {word}" in folded for word in words)
