"""The map's list: what it says, in which order."""

from __future__ import annotations

from briefing.model.geo import Point
from briefing.model.views import VenueRow
from briefing.ui.map.places import map_items, pins_of

ROWS = (
    VenueRow("the-hague", "The Hague", "NL", "city", 1, Point(52.08, 4.31)),
    VenueRow("ankara", "Ankara", "TR", "city", 2, Point(39.93, 32.86)),
    VenueRow("istanbul", "Istanbul", "TR", "city", 9, Point(41.01, 28.98)),
    VenueRow("hall", "A hall", "TR", "", 0, Point(41.01, 28.98)),
    VenueRow("kursk", "Kursk Oblast", "RU", "region", 1),
    VenueRow("there", "[b]There\u202e[/b]"),
)


def test_a_walk_from_the_place_with_the_most_stories() -> None:
    items = map_items(ROWS)
    assert [(item.title, item.facts) for item in items] == [
        ("Istanbul", "41.01° N, 28.98° E · Turkey\nthe walk begins here"),
        ("A hall", "41.01° N, 28.98° E · Turkey\nthe same spot as Istanbul"),
        ("Ankara", "39.93° N, 32.86° E · Turkey\n349 km east of A hall"),
        ("The Hague", "52.08° N, 4.31° E · Netherlands\n2,561 km north-west of Ankara"),
        ("Not on the map", ""),
        ("Kursk Oblast", "region · Russia"),
        ("[b]There\u202e[/b]", ""),
    ]
    assert [item.count for item in items] == ["9", "", "2", "1", "2", "1", ""]


def test_only_places_with_coordinates_are_on_the_map() -> None:
    assert [pin.key for pin in pins_of(ROWS)] == ["the-hague", "ankara", "istanbul", "hall"]
    assert map_items(()) == []
    assert [item.title for item in map_items(ROWS[4:])] == ["Not on the map", "Kursk Oblast", "[b]There\u202e[/b]"]
