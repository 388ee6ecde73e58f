"""Everyone that an actor may be connected with, for the palette in which the other one is chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from briefing.model.fold import fold
from briefing.model.place import Place
from briefing.model.views import ActorRow
from briefing.ui.connecting import begins
from briefing.ui.library import Library
from briefing.ui.pages.pen import ink_of, kind_glyph
from briefing.ui.palette import NOTHING_CALLED, Offer, slipped

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

    async def prepare(self) -> None:
        rows = await self._library.ask(self._library.desk.actors)
        self._rows = sorted((row for row in rows if row.key != self._key), key=lambda row: -row.stories)

    def groups(self, query: str) -> Iterator[tuple[str, Sequence[Offer]]]:
        text = fold(query).strip()
        rows = [*islice((row for row in self._rows if begins(row.name, text.split())), _MOST)]
        if not rows:
            rows = [*islice((row for row in self._rows if slipped(text, fold(row.name))), _MOST)]
        yield "", [self._offer(row) for row in rows]

    def _offer(self, row: ActorRow) -> Offer:
        path = Place.to("path", f"{self._key}|{row.key}")
        return Offer(
            choice=path, title=row.name, note=row.position or row.kind, glyph=kind_glyph(row.kind), ink=ink_of(row.kind)
        )
