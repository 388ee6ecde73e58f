"""View 6: the places as a walk, beside the map."""

from __future__ import annotations

from briefing.model.views import Counts
from briefing.ui.views.view import Order, Rows, Stock, View
from briefing.ui.windowed import FEW


class Map(View):
    name = "map"
    title = "Map"
    airy = True
    names_pages = False
    has_map = True
    orders = (Order("walk", "From near to near", "stories"),)

    def count(self, counts: Counts) -> str:
        return ""

    def first(self, stock: Stock, counts: Counts, order: str) -> Rows:
        """Of many places those with the most stories, on a walk of their own."""
        if counts.venues <= FEW:
            return self.rows(stock, order)
        from briefing.ui.map.places import map_items, pins_of

        venues = tuple(stock.desk.venues_at(stock.desk.roll("venue", "stories", most=FEW).numbers).values())
        return Rows(map_items(venues), is_whole=False, pins=pins_of(venues))

    def rows(self, stock: Stock, order: str) -> Rows:
        from briefing.ui.map.places import map_items, pins_of

        venues = stock.desk.venues()
        return Rows(map_items(venues), pins=pins_of(venues))
