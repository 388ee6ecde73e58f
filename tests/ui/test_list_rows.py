"""A row is as high as its lines are many."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from briefing.ui.item import Item
from briefing.ui.sheet import text_of
from briefing.ui.widgets.list_rows import row_height, row_lines

TITLE = st.lists(st.sampled_from(["a", "of", "talks", "Istanbul", "ceasefire", "会谈", "the"]), min_size=1, max_size=16)


@given(TITLE.map(" ".join), st.integers(8, 60), st.sampled_from(["", "18 Aug · Washington"]))
def test_a_row_is_as_high_as_it_is_drawn(title: str, width: int, facts: str) -> None:
    item = Item(title, "key", glyph="●", facts=facts)
    lines = row_lines(item, width)
    assert row_height(item, width, 0) == len(lines)
    if facts:
        shown = " ".join(text_of(line)[2:].strip() for line in lines[:-1])
        assert len(lines) <= 4
        assert shown.replace(" ", "") == title.replace(" ", "") or shown.endswith("…")
        assert all(cell_len(text_of(line)) <= width + 2 for line in lines)


def test_a_title_takes_a_third_line_before_it_is_cut() -> None:
    item = Item("Three hours in Alaska, and no deal until there is a deal", "key", glyph="●", facts="15 Aug")
    assert [text_of(line)[2:].rstrip() for line in row_lines(item, 24)] == [
        "Three hours in Alaska,", "and no deal until there", "is a deal", "15 Aug",
    ]  # fmt: skip
