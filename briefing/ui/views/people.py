"""View 2: people, states and bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.place import Place
from briefing.model.views import ActorRow, Counts
from briefing.report.words import office, unsaid, with_side
from briefing.ui.item import Item
from briefing.ui.pages.pen import Pen, ink_of, kind_glyph
from briefing.ui.views.grouping import counted, dated, of_country
from briefing.ui.views.listed import Listed, headed, in_turn
from briefing.ui.views.remarked import remarked
from briefing.ui.views.view import Order, Stock
from briefing.ui.windowed import Make

if TYPE_CHECKING:
    from briefing.desk.rolls import Roll


class People(Listed):
    name = "people"
    kind = "actor"
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

    def maker(self, stock: Stock, roll: Roll, order: str) -> Make:
        pen = stock.pen()
        return lambda numbers: remarked(
            stock,
            in_turn(numbers, stock.desk.actors_at(numbers, order), lambda row: actor_item(row, order, pen)),
        )

    def headings(self, stock: Stock, roll: Roll, order: str) -> list[tuple[int, Item]]:
        """Kinds or countries, where that is the order; those of no known kind come last."""
        if order == "kind":
            others = unsaid(len(roll.groups) > 1)
            return headed((_KINDS.get(kind, others), count) for kind, count in roll.groups)
        return headed((of_country(code), count) for code, count in roll.groups) if order == "country" else []


_KINDS = {"person": "People", "organisation": "Organisations", "state": "States", "group": "Groups"}


def actor_item(row: ActorRow, order: str, pen: Pen) -> Item:
    return Item(
        title=row.name,
        key=row.key,
        place=Place.to("actor", row.key),
        glyph=kind_glyph(row.kind),
        glyph_ink=ink_of(row.kind),
        ink="text" if row.stories else "soft",
        facts=" · ".join(part for part in office(row.kind, row.position, row.country) if part),
        count=counted(row, order, pen),
        days=dated(row, order, pen),
        also=tuple([with_side(role, side) for role, side in row.roles]),
    )
