"""View 1: the stories, newest first."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from briefing.model.place import Place
from briefing.model.views import Counts, StoryRow
from briefing.ui.glyphs import glyph
from briefing.ui.item import Item
from briefing.ui.pages.pen import Pen
from briefing.ui.views.view import SOON_LISTED, Rows, Stock, View


class Stories(View):
    name = "stories"
    title = "Stories"
    airy = True
    lists_stories = True
    lists = "story"

    def count(self, counts: Counts) -> str:
        return str(counts.stories)

    def first(self, stock: Stock, counts: Counts) -> Rows:
        if counts.stories <= SOON_LISTED:
            return self.rows(stock)
        return Rows(stocked(stock, stock.desk.newest(SOON_LISTED)), is_whole=False)

    def rows(self, stock: Stock) -> Rows:
        return Rows(stocked(stock, stock.desk.stories()))


def stocked(stock: Stock, rows: Iterable[StoryRow]) -> list[Item]:
    """Stories with the reader's marks."""
    return story_items(rows, stock.state.read_ids(), stock.state.starred_ids(), stock.pen())


def story_items(rows: Iterable[StoryRow], read: Collection[str], starred: Collection[str], pen: Pen) -> list[Item]:
    """A story is bold with an accent dot until it was read."""
    items = []
    for row in rows:
        unread = row.id not in read
        if row.problem:
            mark, ink = glyph("problem"), "open"
        elif row.id in starred:
            mark, ink = glyph("starred"), "accent" if unread else "faint"
        else:
            mark, ink = (glyph("unread"), "accent") if unread else (glyph("read"), "faint")
        items.append(
            Item(
                title=row.title,
                key=row.id,
                place=Place.to("story", row.id),
                glyph=mark,
                glyph_ink=ink,
                ink="text" if unread else "soft",
                attributes="b" if unread else "",
                facts=" · ".join(part for part in (pen.when(row.when), row.place) if part) or "no date",
                count=f"{row.open_questions} ?" if row.open_questions else "",
                count_ink="open",
            )
        )
    return items
