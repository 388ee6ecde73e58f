"""Rows with the reader's own tags and notes."""

from __future__ import annotations

from briefing.model.traces import Trace, subject
from briefing.model.value import replace
from briefing.ui.glyphs import glyph
from briefing.ui.item import Item
from briefing.ui.views.view import Stock


def remarked(stock: Stock, items: list[Item | None]) -> list[Item | None]:
    """The same rows: a sign before the facts, the tags behind them, and a filter looks into the notes."""
    own = stock.remarks.on_pages({_of(item) for item in items if item})
    return [_with(item, own.get(_of(item), [])) if item and own else item for item in items]


def _of(item: Item) -> str:
    return subject(item.place.kind, item.place.key) if item.place else ""


def _with(item: Item, own: list[Trace]) -> Item:
    if not own:
        return item
    tags = dict.fromkeys(f"#{remark.value}" for remark in own if remark.what == "tag")
    notes = tuple([remark.value.replace("\n", " ") for remark in own if remark.what == "note"])
    facts = f"{glyph('remark')} " + " · ".join(filter(None, (item.facts, " ".join(tags))))
    return replace(item, facts=facts, also=(*item.also, *notes))
