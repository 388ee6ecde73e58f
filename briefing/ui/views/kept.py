"""The view of a search that is kept under a name."""

from __future__ import annotations

from briefing.model.views import Counts
from briefing.ui.views.stories import ORDERS, in_order
from briefing.ui.views.view import Rows, Stock, View

PREFIX = "search:"
"""What the name of such a view begins with; the search's own name follows."""


class KeptView(View):
    airy = True
    lists_stories = True
    names_pages = False
    orders = ORDERS

    def __init__(self, search: str) -> None:
        self.search = self.title = search
        self.name = f"{PREFIX}{search}"

    def count(self, counts: Counts) -> str:
        return ""

    def rows(self, stock: Stock, order: str) -> Rows:
        rows = tuple(stock.kept.rows(self.search))
        if order != "date":
            ids = {row.id for row in rows}
            rows = tuple([row for row in stock.desk.stories(order, stock.read_before) if row.id in ids])
        return Rows(in_order(stock, rows, order))
