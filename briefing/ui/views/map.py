"""View 6: the places as a walk, beside the map."""

from __future__ import annotations

from briefing.model.views import Counts
from briefing.ui.views.view import Order, Rows, Stock, View


class Map(View):
    name = "map"
    title = "Map"
    airy = True
    names_pages = False
    has_map = True
    orders = (Order("walk", "From near to near", "stories"),)

    def count(self, counts: Counts) -> str:
        return ""

    def rows(self, stock: Stock, order: str) -> Rows:
        from briefing.ui.map.places import map_items, pins_of

        venues = stock.desk.venues()
        return Rows(map_items(venues), pins=pins_of(venues))
