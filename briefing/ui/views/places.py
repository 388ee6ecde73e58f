"""View 3: the places."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.model.countries import country_name
from briefing.model.place import Place
from briefing.model.views import Counts, VenueRow
from briefing.ui.glyphs import glyph
from briefing.ui.item import Item
from briefing.ui.views.grouping import grouped
from briefing.ui.views.view import Rows, Stock, View


class Places(View):
    name = "places"
    title = "Places"
    lists = "venue"

    def count(self, counts: Counts) -> str:
        return str(counts.venues)

    def first(self, stock: Stock, counts: Counts) -> Rows:
        return self.rows(stock)

    def rows(self, stock: Stock) -> Rows:
        return Rows(venue_items(stock.desk.venues()))


def venue_items(rows: Iterable[VenueRow]) -> list[Item]:
    """Grouped by country."""

    def item(row: VenueRow) -> Item:
        return Item(
            title=row.name,
            key=row.key,
            place=Place.to("venue", row.key),
            glyph=glyph("place"),
            glyph_ink="place",
            ink="text" if row.stories else "soft",
            facts=row.kind,
            count=str(row.stories) if row.stories else "",
        )

    return grouped(rows, lambda row: country_name(row.country) or "Elsewhere", item)
