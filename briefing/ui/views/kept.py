"""The view of a search that is kept under a name."""

from __future__ import annotations

from briefing.model.views import Counts
from briefing.ui.views.stories import by_year
from briefing.ui.views.view import Rows, Stock, View

PREFIX = "search:"
"""What the name of such a view begins with; the search's own name follows."""


class KeptView(View):
    airy = True
    lists_stories = True
    names_pages = False

    def __init__(self, search: str) -> None:
        self.search = self.title = search
        self.name = f"{PREFIX}{search}"

    def count(self, counts: Counts) -> str:
        return ""

    def first(self, stock: Stock, counts: Counts) -> Rows:
        return self.rows(stock)

    def rows(self, stock: Stock) -> Rows:
        return Rows(by_year(stock, tuple(stock.kept.rows(self.search))))
