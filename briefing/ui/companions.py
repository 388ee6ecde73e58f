"""Everyone that an actor may be connected with, for the palette in which the other one is chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.model.fold import fold
from briefing.model.place import Place
from briefing.model.views import ActorRow
from briefing.ui.library import Library
from briefing.ui.pages.pen import ink_of, kind_glyph
from briefing.ui.palette import NOTHING_CALLED, Offer

_MOST = 30  # offered at once


class Companions:
    """The actors of the desk, those with most stories first, each leading to how the two are connected."""

    word = "connected with"
    hint = "another person, state or body"
    nothing = NOTHING_CALLED

    def __init__(self, library: Library, key: str) -> None:
        """`key` is the actor's that it is asked of."""
        self._library = library
        self._key = key
        self._rows: list[ActorRow] = []

    async def look(self, query: str) -> None:
        self._rows = await self._library.ask(self._found, fold(query).strip())

    def _found(self, text: str) -> list[ActorRow]:
        desk, most = self._library.desk, _MOST + 1  # one of them can be who is asked of
        for numbers in (
            desk.actors_beginning(text.split(), most, by_stories=True),
            [number for number, _rank in desk.named_nearly("actor", text, most, by_stories=True)] if text else [],
        ):
            rows = desk.actors_at(numbers)
            if found := [row for number in numbers if (row := rows.get(number)) and row.key != self._key]:
                return found[:_MOST]
        return []

    def groups(self, query: str) -> Iterator[tuple[str, Sequence[Offer]]]:
        yield "", [self._offer(row) for row in self._rows]

    def _offer(self, row: ActorRow) -> Offer:
        path = Place.to("path", f"{self._key}|{row.key}")
        return Offer(
            choice=path, title=row.name, note=row.position or row.kind, glyph=kind_glyph(row.kind), ink=ink_of(row.kind)
        )
