"""View 5: events in the order of their days, of the desk or of one actor or place."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.model.place import Place
from briefing.model.views import Counts, Dossier, Happening, VenuePage
from briefing.ui.views.view import SOON_LISTED, Rows, Stock, View


class Timeline(View):
    name = "timeline"
    title = "Timeline"
    names_pages = False

    def __init__(self, of: Place | None = None) -> None:
        self.of = of

    def count(self, counts: Counts) -> str:
        return ""

    def first(self, stock: Stock, counts: Counts) -> Rows:
        if self.of or counts.stories <= SOON_LISTED:
            return self.rows(stock)
        return _rows(stock, stock.desk.events_around_today(SOON_LISTED), is_whole=False)

    def rows(self, stock: Stock) -> Rows:
        if self.of is None:
            return _rows(stock, stock.desk.timeline())
        page = stock.page(self.of)  # its name and its events: the desk need not make the page twice
        if isinstance(page, Dossier):
            return _rows(stock, page.events, page.actor.name)
        return _rows(stock, page.events, page.venue.name) if isinstance(page, VenuePage) else Rows(about=self.of.key)


def _rows(stock: Stock, happenings: Iterable[Happening], about: str = "", is_whole: bool = True) -> Rows:
    from briefing.ui.timeline import timeline_items

    items, opens_at = timeline_items(happenings, stock.pen(), about)
    return Rows(items, is_whole, opens_at, about)
