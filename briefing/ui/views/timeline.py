"""View 5: events in the order of their days, of the desk or of one actor or place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from briefing.model.place import Place
from briefing.model.views import Counts, Happening
from briefing.ui.item import Item
from briefing.ui.views.listed import Listed, in_turn
from briefing.ui.views.view import Order, Rows, Stock
from briefing.ui.windowed import FEW, Make

if TYPE_CHECKING:
    from briefing.desk.rolls import Roll


class Timeline(Listed):
    name = "timeline"
    kind = "event"
    title = "Timeline"
    names_pages = False
    orders = (Order("date", "By day"), Order("name", "By name"))

    def __init__(self, of: Place | None = None) -> None:
        self.of = of

    def count(self, counts: Counts) -> str:
        return ""

    def maker(self, stock: Stock, roll: Roll, order: str) -> Make:
        from briefing.ui.timeline import event_item

        pen = stock.pen()
        said = pen.day if order == "date" else pen.when
        return lambda numbers: in_turn(
            numbers, stock.desk.events_at(numbers, roll.tellings), lambda one: event_item(one, pen, said)
        )

    def headings(self, stock: Stock, roll: Roll, order: str) -> list[tuple[int, Item]]:
        return self._lines(stock, roll)[0] if order == "date" else []

    def opens_at(self, stock: Stock, roll: Roll, order: str) -> int:
        return self._lines(stock, roll)[1] if order == "date" else -1

    def _lines(self, stock: Stock, roll: Roll) -> tuple[list[tuple[int, Item]], int]:
        from briefing.ui.timeline import roll_lines

        return roll_lines(roll.groups, stock.pen())

    def first(self, stock: Stock, counts: Counts, order: str) -> Rows:
        is_soon = self.of or counts.stories <= FEW or order != "date" or stock.desk.known_roll(self.kind, order)
        if is_soon:
            return self.rows(stock, order)
        return _rows(stock, stock.desk.events_around_today(FEW), order, is_whole=False)

    def rows(self, stock: Stock, order: str) -> Rows:
        if self.of is None:
            return super().rows(stock, order)
        found = stock.desk.named_events_of(self.of.kind, self.of.key)
        return _rows(stock, found[1], order, found[0]) if found else Rows(about=self.of.key)


def _rows(stock: Stock, happenings: Iterable[Happening], order: str, about: str = "", is_whole: bool = True) -> Rows:
    from briefing.ui.timeline import named_items, timeline_items

    if order == "name":
        return Rows(named_items(happenings, stock.pen(), about), is_whole, about=about)
    items, opens_at = timeline_items(happenings, stock.pen(), about)
    return Rows(items, is_whole, opens_at, about)
