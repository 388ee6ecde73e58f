"""View 1: the stories."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import groupby

from briefing.model.place import Place
from briefing.model.views import Counts, StoryRow
from briefing.model.when import When
from briefing.ui.glyphs import glyph
from briefing.ui.item import Item
from briefing.ui.views.view import SOON_LISTED, Order, Rows, Stock, View

ORDERS = (
    Order("date", "Newest first", "? open"),
    Order("name", "By name", "? open"),
    Order("unread", "Unread first", "? open"),
)


class Stories(View):
    name = "stories"
    title = "Stories"
    airy = True
    lists_stories = True
    lists = "story"
    orders = ORDERS

    def count(self, counts: Counts) -> str:
        return str(counts.stories)

    def first(self, stock: Stock, counts: Counts, order: str) -> Rows:
        if counts.stories <= SOON_LISTED:
            return self.rows(stock, order)
        rows = stock.desk.newest(SOON_LISTED, order, stock.read_before)
        return Rows(in_order(stock, rows, order), is_whole=False)

    def rows(self, stock: Stock, order: str) -> Rows:
        return Rows(in_order(stock, stock.desk.stories(order, stock.read_before), order))


def in_order(stock: Stock, rows: Sequence[StoryRow], order: str) -> list[Item]:
    """Stories with the reader's marks. Those of several years stand under the years, where they are sorted by date, and
    their dates need not say them then."""
    if order != "date" or len({_year(row) for row in rows}) < 2:
        return stocked(stock, rows)
    items: list[Item] = []
    for year, members in groupby(rows, _year):
        listed = stocked(stock, members, in_year=True)
        items += [Item(year or "No date", count=str(len(listed))), *listed]
    return items


def _year(row: StoryRow) -> str:
    return str(row.when.first.year) if row.when else ""


def stocked(stock: Stock, rows: Iterable[StoryRow], in_year: bool = False) -> list[Item]:
    """Stories in any order, with the reader's marks; `in_year`: what stands above them says the year."""
    pen = stock.pen()
    return story_items(rows, stock.state.read_ids(), stock.state.starred_ids(), pen.day if in_year else pen.when)


def story_items(
    rows: Iterable[StoryRow], read: Collection[str], starred: Collection[str], said: Callable[[When | None], str]
) -> list[Item]:
    """The dot alone says that a story is unread; a star and the sign of a problem stand before its facts."""
    items = []
    for row in rows:
        unread = row.id not in read
        signs = (("problem", bool(row.problem)), ("starred", row.id in starred))
        before = "".join([f"{glyph(sign)} " for sign, is_so in signs if is_so])
        mark, ink = (glyph("unread"), "accent") if unread else (glyph("read"), "faint")
        items.append(
            Item(
                title=row.title,
                key=row.id,
                place=Place.to("story", row.id),
                glyph=mark,
                glyph_ink="open" if row.problem else ink,
                facts=before + (" · ".join(part for part in (said(row.when), row.place) if part) or "no date"),
                days=((row.when, said(row.when)),) if row.when else (),
                count=f"{row.open_questions} ?" if row.open_questions else "",
                count_ink="open",
            )
        )
    return items
