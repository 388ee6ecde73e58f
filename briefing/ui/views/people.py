"""View 2: people, states and bodies."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.model.place import Place
from briefing.model.views import ActorRow, Counts
from briefing.report.words import office, unsaid, with_side
from briefing.ui.item import Item
from briefing.ui.pages.pen import ink_of, kind_glyph
from briefing.ui.views.grouping import grouped
from briefing.ui.views.view import Rows, Stock, View


class People(View):
    name = "people"
    title = "People"
    lists = "actor"

    def count(self, counts: Counts) -> str:
        return str(counts.actors)

    def first(self, stock: Stock, counts: Counts) -> Rows:
        return self.rows(stock)

    def rows(self, stock: Stock) -> Rows:
        return Rows(actor_items(stock.desk.actors()))


_KINDS = {"person": "People", "organisation": "Organisations", "state": "States", "group": "Groups"}


def actor_items(rows: Iterable[ActorRow]) -> list[Item]:
    """Grouped by kind, most stories first; those of no known kind come last."""
    kinds: set[str] = set()

    def group(row: ActorRow) -> str:
        kinds.add(row.kind)
        return _KINDS.get(row.kind) or unsaid(len(kinds) > 1)

    def item(row: ActorRow) -> Item:
        facts = " · ".join(part for part in office(row.kind, row.position, row.country) if part)
        return Item(
            title=row.name,
            key=row.key,
            place=Place.to("actor", row.key),
            glyph=kind_glyph(row.kind),
            glyph_ink=ink_of(row.kind),
            ink="text" if row.stories else "soft",
            facts=facts,
            count=str(row.stories) if row.stories else "",
            also=tuple([with_side(role, side) for role, side in row.roles]),
        )

    return grouped(rows, group, item)
