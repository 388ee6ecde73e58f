"""The view of a search that is kept under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.views import Counts
from briefing.ui.views.stories import Stories
from briefing.ui.views.view import Rows, Stock

if TYPE_CHECKING:
    from briefing.desk.rolls import Roll

PREFIX = "search:"
"""What the name of such a view begins with; the search's own name follows."""


class KeptView(Stories):
    lists = None
    names_pages = False

    def __init__(self, search: str) -> None:
        self.search = self.title = search
        self.name = f"{PREFIX}{search}"

    def count(self, counts: Counts) -> str:
        return ""

    def roll(self, stock: Stock, order: str, most: int = -1) -> Roll:
        return stock.kept.roll(self.search, order, stock.read_before)

    def first(self, stock: Stock, counts: Counts, order: str) -> Rows:
        return self.rows(stock, order)
