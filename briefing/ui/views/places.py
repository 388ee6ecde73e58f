"""View 3: the places."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.model.countries import country_name
from briefing.model.place import Place
from briefing.model.views import Counts, VenueRow
from briefing.ui.glyphs import glyph
from briefing.ui.item import Item
from briefing.ui.pages.pen import Pen
from briefing.ui.views.grouping import counted, dated, grouped, of_country
from briefing.ui.views.view import Order, Rows, Stock, View


class Places(View):
    name = "places"
    title = "Places"
    lists = "venue"
    orders = (
        Order("events", "By what happened", "events"),
        Order("date", "Named last", "newest story"),
        Order("name", "By name", "stories"),
        Order("stories", "By stories", "stories"),
        Order("mentions", "By mentions", "mentions"),
        Order("country", "By country", "stories"),
    )

    def count(self, counts: Counts) -> str:
        return str(counts.venues)

    def rows(self, stock: Stock, order: str) -> Rows:
        return Rows(venue_items(stock.desk.venues(order), order, stock.pen()))


def venue_items(rows: Iterable[VenueRow], order: str, pen: Pen) -> list[Item]:
    """Under their countries where that is the order; else each says its own."""
    by_country = order == "country"

    def item(row: VenueRow) -> Item:
        return Item(
            title=row.name,
            key=row.key,
            place=Place.to("venue", row.key),
            glyph=glyph("place"),
            glyph_ink="place",
            ink="text" if row.stories else "soft",
            facts=" · ".join(part for part in (row.kind, "" if by_country else country_name(row.country)) if part),
            count=counted(row, order, pen),
            days=dated(row, order, pen),
        )

    return grouped(rows, of_country, item) if by_country else [item(row) for row in rows]
