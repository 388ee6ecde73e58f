"""View 2: people, states and bodies."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.model.place import Place
from briefing.model.views import ActorRow, Counts
from briefing.report.words import office, unsaid, with_side
from briefing.ui.item import Item
from briefing.ui.pages.pen import Pen, ink_of, kind_glyph
from briefing.ui.views.grouping import counted, dated, grouped, of_country
from briefing.ui.views.view import Order, Rows, Stock, View


class People(View):
    name = "people"
    title = "People"
    lists = "actor"
    orders = (
        Order("kind", "By kind", "stories"),
        Order("date", "Named last", "newest story"),
        Order("name", "By name", "stories"),
        Order("stories", "By stories", "stories"),
        Order("mentions", "By mentions", "mentions"),
        Order("country", "By country", "stories"),
    )

    def count(self, counts: Counts) -> str:
        return str(counts.actors)

    def rows(self, stock: Stock, order: str) -> Rows:
        return Rows(actor_items(stock.desk.actors(order), order, stock.pen()))


_KINDS = {"person": "People", "organisation": "Organisations", "state": "States", "group": "Groups"}


def actor_items(rows: Iterable[ActorRow], order: str, pen: Pen) -> list[Item]:
    """Under their kinds or countries, where that is the order; those of no known kind come last."""
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
            count=counted(row, order, pen),
            days=dated(row, order, pen),
            also=tuple([with_side(role, side) for role, side in row.roles]),
        )

    if order == "kind":
        return grouped(rows, group, item)
    return grouped(rows, of_country, item) if order == "country" else [item(row) for row in rows]
