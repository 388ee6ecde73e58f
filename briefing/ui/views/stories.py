"""View 1: the stories."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from briefing.model.place import PageKind, Place
from briefing.model.views import Counts, StoryRow
from briefing.model.when import When
from briefing.ui.glyphs import glyph
from briefing.ui.item import Item
from briefing.ui.views.listed import Listed, headed
from briefing.ui.views.remarked import remarked
from briefing.ui.views.view import Order, Stock
from briefing.ui.windowed import Make

if TYPE_CHECKING:
    from briefing.desk.rolls import Roll

ORDERS = (
    Order("date", "Newest first", "? open"),
    Order("name", "By name", "? open"),
    Order("unread", "Unread first", "? open"),
)


class Stories(Listed):
    name = "stories"
    kind = "story"
    title = "Stories"
    airy = True
    lists_stories = True
    lists: PageKind | None = "story"
    orders = ORDERS

    def count(self, counts: Counts) -> str:
        return str(counts.stories)

    def maker(self, stock: Stock, roll: Roll, order: str) -> Make:
        in_year = bool(self.headings(stock, roll, order))
        return lambda numbers: _made(stock, numbers, in_year)

    def headings(self, stock: Stock, roll: Roll, order: str) -> list[tuple[int, Item]]:
        """The years, where the stories are sorted by date and there are several."""
        if order != "date" or len(roll.groups) < 2:
            return []
        return headed((str(year) if year else "No date", count) for year, count in roll.groups)


def _made(stock: Stock, numbers: Sequence[int], in_year: bool) -> list[Item | None]:
    rows = stock.desk.stories_at(numbers)
    items = iter(stocked(stock, [rows[number] for number in numbers if number in rows], in_year))
    return remarked(stock, [next(items) if number in rows else None for number in numbers])


def stocked(stock: Stock, rows: Collection[StoryRow], in_year: bool = False) -> list[Item]:
    """Stories in any order, with the reader's marks; `in_year`: what stands above them says the year."""
    pen, ids = stock.pen(), [row.id for row in rows]
    read, starred = (stock.state.marked_among(mark, ids) for mark in ("read", "star"))
    return story_items(rows, read, starred, pen.day if in_year else pen.when)


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
