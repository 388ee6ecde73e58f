"""Dots to braille by arithmetic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.ui.map.canvas import BLANK, Canvas, clip

anywhere = st.floats(-1e6, 1e6)


@pytest.mark.parametrize(
    ("x", "y", "character"),
    [(0, 0, "⠁"), (0, 1, "⠂"), (0, 2, "⠄"), (0, 3, "⡀"), (1, 0, "⠈"), (1, 1, "⠐"), (1, 2, "⠠"), (1, 3, "⢀")],
)
def test_each_dot(x: int, y: int, character: str) -> None:
    canvas = Canvas(2, 2)
    canvas.dot(x, y)
    assert canvas.text(0) == f"{character} "
    assert canvas.text(1) == "  "


def test_lines() -> None:
    canvas = Canvas(3, 1)
    canvas.line([-50, 50], [0, 0])
    assert canvas.text(0) == "⠉⠉⠉"
    canvas.line([0, 0], [-9, 9])
    assert canvas.text(0) == "⡏⠉⠉"
    slope = Canvas(2, 1)
    slope.line([0, 3], [0, 3])
    assert slope.text(0) == "⠑⢄"


def test_a_line_that_passes_by_leaves_no_dot() -> None:
    canvas = Canvas(2, 1)
    canvas.line([-5, -1, -1, 20], [-1, 20, 30, 30])
    assert canvas.text(0) == "  "


@given(st.integers(0, 12), st.integers(0, 6), st.lists(st.tuples(anywhere, anywhere), min_size=1, max_size=12))
def test_any_line_stays_on_the_canvas(columns: int, rows: int, points: list[tuple[float, float]]) -> None:
    canvas = Canvas(columns, rows)
    canvas.line([x for x, _y in points], [y for _x, y in points])
    for row in range(rows):
        assert len(canvas.text(row)) == columns
        assert all(character == " " or BLANK < ord(character) <= BLANK + 255 for character in canvas.text(row))


@given(anywhere, anywhere, anywhere, anywhere)
def test_what_is_left_of_a_segment_is_inside(x: float, y: float, end_x: float, end_y: float) -> None:
    left = clip(x, y, end_x, end_y, 20, 10)
    if left is not None:
        assert all(0 <= value <= 20 for value in left[::2])
        assert all(0 <= value <= 10 for value in left[1::2])
    elif 0 <= x <= 20 and 0 <= y <= 10:
        raise AssertionError("a segment that begins inside is never all outside")
