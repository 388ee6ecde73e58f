"""Where a page was left is found again, at every line of it and at other widths."""

from __future__ import annotations

import pytest

from briefing.ui.layout import Layout
from briefing.ui.sheet import Para, Piece, Sheet

WORDS = "Envoys from Moscow and Kyiv may sit down in Istanbul this evening. " * 4
SHEET = Sheet(
    (
        Para((Piece("Talks"),)),
        Para((Piece("15 May"),)),
        Para((Piece(WORDS),), space=1),
        Para((Piece(WORDS),), lead=(Piece("a long lead that has a line of its own  "),), space=2),
        Para((Piece("The end."),), space=1),
    )
)


@pytest.mark.parametrize("width", [12, 30, 72])
def test_every_line_is_found_by_its_position(width: int) -> None:
    layout = Layout(SHEET, width)
    found = [layout.find(*layout.position(y)) for y in range(layout.height)]
    lead = layout.find(3, 0)  # it and the line below it are both at the beginning of their paragraph
    assert found == [y - (y == lead + 1) for y in range(layout.height)]


def test_an_empty_line_belongs_to_the_paragraph_below_it_at_any_width() -> None:
    wide, narrow = Layout(SHEET, 72), Layout(SHEET, 20)
    assert wide.position(2) == (2, -1)
    assert narrow.find(*wide.position(2)) == 2
    below = wide.find(3, 0)
    assert [wide.position(below - 2), wide.position(below - 1)] == [(3, -2), (3, -1)]
    assert narrow.find(3, -2) == narrow.find(3, 0) - 2
    assert narrow.find(3, -9) == narrow.find(3, 0) - 2
    assert narrow.find(0, -1) == 0
