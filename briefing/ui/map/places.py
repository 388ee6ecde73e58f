"""The desk's places as the map's list and as its points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.model.countries import country_name
from briefing.model.geo import coordinates, distance_km, how_far, walk
from briefing.model.place import Place
from briefing.model.views import VenueRow
from briefing.ui.glyphs import glyph
from briefing.ui.item import Item
from briefing.ui.map.chart import Pin

_SAME_SPOT_KM = 0.01


def pins_of(rows: Iterable[VenueRow]) -> tuple[Pin, ...]:
    return tuple(Pin(row.key, row.name, row.point, row.stories) for row in rows if row.point)


def map_items(rows: Sequence[VenueRow]) -> list[Item]:
    """A walk through the places: from the one with the most stories always on to the nearest that is left.

    Each row says what the map shows: country, coordinates, and how far it is from the row above, in which direction.
    Places without coordinates come last, under a heading of their own.
    """
    order = [rows[at] for at in walked(list(enumerate(rows)))]
    items = [place_item(row, before) for row, before in zip(order, (None, *order), strict=False)]
    others = [row for row in rows if not row.point]
    if others:
        items += [Item("Not on the map", count=str(len(others))), *(place_item(row, None) for row in others)]
    return items


def walked(rows: Sequence[tuple[int, VenueRow]]) -> list[int]:
    """The numbers of those with coordinates in the order of a walk."""
    placed = [(number, row, row.point) for number, row in rows if row.point]
    start = max(range(len(placed)), key=lambda index: placed[index][1].stories, default=0)
    return [placed[index][0] for index in walk([point for _number, _row, point in placed], start)]


def place_item(row: VenueRow, before: VenueRow | None, is_walked: bool = True) -> Item:
    """The row of a place, with how far it is from the one `before`, where it is on the walk."""
    where = (coordinates(row.point) if row.point else row.kind, country_name(row.country))
    return Item(
        title=row.name,
        key=row.key,
        place=Place.to("venue", row.key),
        glyph=glyph("place"),
        glyph_ink="place",
        ink="text" if row.stories else "soft",
        facts="\n".join(
            line
            for line in (" · ".join(part for part in where if part), _from(row, before) if is_walked else "")
            if line
        ),
        count=str(row.stories) if row.stories else "",
    )


def _from(row: VenueRow, before: VenueRow | None) -> str:
    if row.point is None:
        return ""
    if before is None or before.point is None:
        return "the walk begins here"
    if distance_km(before.point, row.point) < _SAME_SPOT_KM:
        return f"the same spot as {before.name}"
    return f"{how_far(before.point, row.point)} of {before.name}"
