"""View 3: the places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.countries import country_name
from briefing.model.place import Place
from briefing.model.views import Counts, VenueRow
from briefing.ui.glyphs import glyph
from briefing.ui.item import Item
from briefing.ui.pages.pen import Pen
from briefing.ui.views.grouping import counted, dated, of_country
from briefing.ui.views.listed import Listed, headed, in_turn
from briefing.ui.views.remarked import remarked
from briefing.ui.views.view import Order, Stock
from briefing.ui.windowed import Make

if TYPE_CHECKING:
    from briefing.desk.rolls import Roll


class Places(Listed):
    name = "places"
    kind = "venue"
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

    def maker(self, stock: Stock, roll: Roll, order: str) -> Make:
        pen = stock.pen()
        return lambda numbers: remarked(
            stock,
            in_turn(numbers, stock.desk.venues_at(numbers, order), lambda row: venue_item(row, order, pen)),
        )

    def headings(self, stock: Stock, roll: Roll, order: str) -> list[tuple[int, Item]]:
        return headed((of_country(code), count) for code, count in roll.groups) if order == "country" else []


def venue_item(row: VenueRow, order: str, pen: Pen) -> Item:
    """Under its country, where that is the order, a place need not say it."""
    country = "" if order == "country" else country_name(row.country)
    return Item(
        title=row.name,
        key=row.key,
        place=Place.to("venue", row.key),
        glyph=glyph("place"),
        glyph_ink="place",
        ink="text" if row.stories else "soft",
        facts=" · ".join(part for part in (row.kind, country) if part),
        count=counted(row, order, pen),
        days=dated(row, order, pen),
    )
