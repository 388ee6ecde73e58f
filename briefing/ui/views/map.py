"""View 6: the places as a walk, beside the map."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from briefing.model.views import Counts, VenueRow
from briefing.ui.item import Item
from briefing.ui.views.view import Order, Rows, Stock, View
from briefing.ui.windowed import FEW, Windowed


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
        """All places on one walk; of more than anyone goes through those with the most stories, and behind them the
        others as they come. So many are on the map as a screen has dots for."""
        from briefing.ui.map.places import map_items, pins_of

        roll = stock.desk.roll("venue", "stories", most=WALKED + 1)
        if len(roll.numbers) <= WALKED:
            venues = stock.desk.venues()
            return Rows(map_items(venues), pins=pins_of(venues))
        numbers = stock.desk.roll("venue", "stories").numbers
        return Rows(_windowed(stock, numbers), pins=pins_of(_each(stock, numbers[:PINNED])))


WALKED = 2_000
"""Places of a walk."""
_AT_ONCE = 500
PINNED = 20_000
"""Places on a map: a terminal of 200 columns and 50 rows has 80,000 dots, most of them in the sea."""


def _each(stock: Stock, numbers: array[int]) -> Iterator[VenueRow]:
    """Places by their numbers, some at a time: all of a large desk at once is memory that is not given back."""
    for start in range(0, len(numbers), _AT_ONCE):
        yield from stock.desk.venues_at(numbers[start : start + _AT_ONCE]).values()


def _windowed(stock: Stock, numbers: array[int]) -> Windowed:
    """The rows of places by their numbers, those with most stories first."""
    from briefing.ui.map.places import place_item, walked

    first = stock.desk.venues_at(numbers[:WALKED])
    order = walked([(number, first[number]) for number in numbers[:WALKED] if number in first])
    before = dict(zip(order, (0, *order), strict=False))
    listed = array("q", order)
    listed.extend(number for number in numbers if number not in before)

    def make(some: Sequence[int]) -> list[Item | None]:
        rows = stock.desk.venues_at({*some, *(before.get(number, 0) for number in some)})
        walks = ((rows.get(number), rows.get(before.get(number, 0)), number in before) for number in some)
        return [place_item(row, last, is_walked) if row else None for row, last, is_walked in walks]

    heading = Item("More places", count=str(len(listed) - len(order)))
    return Windowed(listed, make, [(len(order), heading)], lambda key: stock.desk.numbers_of("venue", key))
