"""View 5: events in the order of their days, of the desk or of one actor or place."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.model.place import Place
from briefing.model.views import Counts, Dossier, Happening, VenuePage
from briefing.ui.views.view import SOON_LISTED, Order, Rows, Stock, View


class Timeline(View):
    name = "timeline"
    title = "Timeline"
    names_pages = False
    orders = (Order("date", "By day"), Order("name", "By name"))

    def __init__(self, of: Place | None = None) -> None:
        self.of = of

    def count(self, counts: Counts) -> str:
        return ""

    def first(self, stock: Stock, counts: Counts, order: str) -> Rows:
        if self.of or counts.stories <= SOON_LISTED or order != "date":
            return self.rows(stock, order)
        return _rows(stock, stock.desk.events_around_today(SOON_LISTED), order, is_whole=False)

    def rows(self, stock: Stock, order: str) -> Rows:
        if self.of is None:
            return _rows(stock, stock.desk.timeline(), order)
        page = stock.page(self.of)  # its name and its events: the desk need not make the page twice
        if isinstance(page, Dossier):
            return _rows(stock, page.events, order, page.actor.name)
        if isinstance(page, VenuePage):
            return _rows(stock, page.events, order, page.venue.name)
        return Rows(about=self.of.key)


def _rows(stock: Stock, happenings: Iterable[Happening], order: str, about: str = "", is_whole: bool = True) -> Rows:
    from briefing.ui.timeline import named_items, timeline_items

    if order == "name":
        return Rows(named_items(happenings, stock.pen(), about), is_whole, about=about)
    items, opens_at = timeline_items(happenings, stock.pen(), about)
    return Rows(items, is_whole, opens_at, about)
