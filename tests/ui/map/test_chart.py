"""Points and names on the map."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from briefing.model.geo import Point
from briefing.model.names import clean
from briefing.model.viewport import Viewport, fit, world
from briefing.ui.glyphs import glyph
from briefing.ui.map.chart import Chart, Pin, chart

REGION = Viewport(43, 34, 0.25)
SPOTS = (
    Pin("istanbul", "Istanbul", Point(41.01, 28.98), 6),
    Pin("ankara", "Ankara", Point(39.93, 32.86), 2),
    Pin("odesa", "Odesa", Point(46.48, 30.72), 0),
)


def text_of(made: Chart) -> list[str]:
    return ["".join(piece.text for piece in line) for line in made.lines]


def test_points_are_sized_by_their_stories_and_named() -> None:
    text = "\n".join(text_of(chart(REGION, 70, 20, SPOTS)))
    assert f"{glyph('spot large')} Istanbul" in text
    assert f"{glyph('spot')} Ankara" in text or f"{glyph('spot large')} Ankara" in text
    assert f"{glyph('spot small')} Odesa" in text
    assert "─┤ 1,000 km" in text


def test_the_chosen_one_is_in_the_accent() -> None:
    made = chart(REGION, 70, 20, SPOTS, "ankara")
    pieces = [piece for line in made.lines for piece in line if piece.ink == "accent"]
    assert [piece.text for piece in pieces] == [glyph("place"), " Ankara"]
    assert {made.places[cell] for cell in made.places} == {"istanbul", "ankara", "odesa"}


def test_a_hundred_at_one_point_show_the_chosen_one_and_no_heap_of_names() -> None:
    heap = [Pin(f"v{number}", f"Venue {number}", Point(41.01, 28.98), number % 5) for number in range(100)]
    text = "\n".join(text_of(chart(REGION, 70, 20, heap, "v42")))
    assert text.count("Venue") == 1
    assert f"{glyph('place')} Venue 42" in text


def test_names_never_lie_over_points_or_each_other() -> None:
    row = [Pin(f"v{number}", f"Somewhere {number}", Point(43, 30 + number), 1) for number in range(8)]
    lines = text_of(chart(REGION, 70, 20, row))
    assert sum(line.count(glyph("spot")) for line in lines) == 8
    for line in lines:
        assert line.count("Somewhere") == sum(f"Somewhere {number}" in line for number in range(8))


def test_without_places_the_world_is_there() -> None:
    made = chart(world(160, 80), 80, 20, ())
    assert not made.places
    assert any(line.strip() for line in text_of(made))


name = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40).map(clean)


@given(
    st.lists(st.tuples(name, st.floats(-90, 90), st.floats(-180, 180), st.integers(0, 99)), max_size=12),
    st.integers(1, 80),
    st.integers(1, 24),
)
def test_any_names_at_any_size_fill_their_lines_exactly(
    places: list[tuple[str, float, float, int]], columns: int, rows: int
) -> None:
    pins = [Pin(str(n), text, Point(lat, lon), weight) for n, (text, lat, lon, weight) in enumerate(places)]
    made = chart(fit([pin.point for pin in pins], columns * 2, rows * 4, 8), columns, rows, pins, "0")
    assert len(made.lines) == rows
    for line in made.lines:
        assert sum(cell_len(character) for piece in line for character in piece.text) == columns


def test_the_largest_place_names_those_in_its_cell() -> None:
    around = [Pin(f"k{number}", f"Suburb {number}", Point(50.45, 30.52), 1) for number in range(3)]
    made = chart(Viewport(50, 30, 0.25), 40, 12, [*around, Pin("kyiv", "Kyiv", Point(50.45, 30.52), 9)])
    text = "\n".join(text_of(made))
    assert f"{glyph('spot large')} Kyiv +3" in text
    assert "Suburb" not in text


@given(st.integers(6, 80), st.integers(2, 24), st.sampled_from(["", "istanbul", "long", "odesa"]))
def test_a_name_is_whole_or_not_there(columns: int, rows: int, chosen: str) -> None:
    long = Pin("long", "A place whose name is rather long to write", Point(42, 31), 3)
    pins = (*SPOTS, long)
    made = chart(fit([pin.point for pin in pins], columns * 2, rows * 4, 8), columns, rows, pins, chosen)
    text = "\n".join(text_of(made))
    for pin in pins:
        cells = sum(key == pin.key for key in made.places.values())
        assert cells <= 1 or pin.name in text
        if pin.key == chosen:
            assert pin.name in text or cell_len(pin.name) + len(" +3") + 2 > columns
    assert "…" not in text


def test_there_is_one_scale_in_one_form_and_no_place_under_it() -> None:
    for columns, view in ((40, REGION), (70, REGION), (120, Viewport(43, 34, 0.05))):
        east = Pin("corner", "Corner", view.point_at(columns * 2 - 6, 79, columns * 2, 80), 1)
        made = chart(view, columns, 20, (east,))
        text = "\n".join(text_of(made))
        assert len(re.findall(r"├─*┤ [\d,]+ km", text)) == 1
        assert glyph("spot small") in text or glyph("spot") in text
        assert "Corner" in text


def test_a_sentence_goes_on_below() -> None:
    sentence = "No place of this desk has coordinates yet: give it lat and lon"
    lines = text_of(chart(REGION, 24, 10, (), note=sentence))
    assert "…" not in "".join(lines)
    assert all(any(f" {word}" in line for line in lines) for word in sentence.split())
