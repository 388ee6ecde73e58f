"""A row is as high as its lines are many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from briefing.ui.item import Item
from briefing.ui.sheet import text_of
from briefing.ui.views.view import Order
from briefing.ui.widgets.list_rows import FACTS, fact_lines, head_line, row_height, row_lines

TITLE = st.lists(st.sampled_from(["a", "of", "talks", "Istanbul", "ceasefire", "会谈", "the"]), min_size=1, max_size=16)


@given(TITLE.map(" ".join), st.integers(8, 60), st.sampled_from(["", "18 Aug", "18 Aug · Washington"]))
def test_a_row_is_as_high_as_it_is_drawn(title: str, width: int, facts: str) -> None:
    item = Item(title, "key", glyph="●", facts=facts)
    below = len(fact_lines(item, width))
    lines = row_lines(item, width)
    assert row_height(item, width, 0) == len(lines)
    if facts:
        shown = " ".join(text_of(line)[2:].strip() for line in lines[:-below])
        assert len(lines) <= 3 + FACTS
        assert shown.replace(" ", "") == title.replace(" ", "") or shown.endswith("…")
        assert all(cell_len(text_of(line)) <= width + 2 for line in lines)


@pytest.mark.parametrize(
    ("facts", "count", "lines"),
    [
        ("President of Ukraine", "17 July 2023", ["President of Ukraine", ""]),
        ("President of Ukraine", "12", ["President of Ukraine"]),
        ("Secretary of the Security Council", "18 Aug", ["Secretary of the Security", "Council"]),
        ("15 Aug · Elmendorf–Richardson Base", "forty of them", ["15 Aug", "Elmendorf–Richardson Base", ""]),
        ("Elmendorf–Richardson", "1,000 of", ["Elmendorf–Richardson", ""]),
        ("city · Ukraine", "15 May 2025", ["city", "Ukraine"]),
    ],
)  # fmt: skip
def test_no_fact_is_squeezed_beside_a_long_count(facts: str, count: str, lines: list[str]) -> None:
    item = Item("Title", "key", glyph="●", facts=facts, count=count)
    assert fact_lines(item, 25) == lines
    assert row_height(item, 25, 0) == len(row_lines(item, 25)) == 1 + len(lines)


@pytest.mark.parametrize(
    ("title", "count", "lines"),
    [
        ("United States", "18 Aug 2025", ["◆ United States 18 Aug 2025"]),
        ("European Commission", "18 Aug 2025", ["◆ European Commission", "  18 Aug 2025"]),
        ("Joint Base Elmendorf–Richardson", "10,000", ["◆ Joint Base", "  Elmendorf–Richardson", "  10,000"]),
        ("Joint Base Elmendorf–Richardson", "18 Aug 2025", ["◆ Joint Base", "  Elmendorf–Richardson", "  18 Aug 2025"]),
    ],
)
def test_a_name_without_facts_is_whole_beside_its_count(title: str, count: str, lines: list[str]) -> None:
    item = Item(title, "key", glyph="◆", count=count)
    shown = [text_of(line) for line in row_lines(item, 25)]
    assert [" ".join(text.split()) for text in shown] == [" ".join(text.split()) for text in lines]
    assert all(cell_len(text) <= 27 for text in shown)
    assert row_height(item, 25, 0) == len(shown)


def test_a_title_takes_a_third_line_before_it_is_cut() -> None:
    item = Item("Three hours in Alaska, and no deal until there is a deal", "key", glyph="●", facts="15 Aug")
    assert [text_of(line)[2:].rstrip() for line in row_lines(item, 24)] == [
        "Three hours in Alaska,", "and no deal until there", "is a deal", "15 Aug",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "count", "lines"),
    [
        ("23 July · Istanbul", "3 ?", ["23 July · Istanbul"]),
        ("15 Aug · Joint Base Elmendorf–Richardson", "3 ?", ["15 Aug · Joint Base", "Elmendorf–Richardson"]),
        ("Secretary of State · United States", "5", ["Secretary of State", "United States"]),
        ("14–15 May · Antalya", "was scheduled", ["14–15 May", "Antalya"]),
    ],
)
def test_facts_are_whole_and_no_dot_hangs_at_their_end(facts: str, count: str, lines: list[str]) -> None:
    item = Item("Title", "key", glyph="●", facts=facts, count=count)
    assert fact_lines(item, 25) == lines
    assert [text_of(line)[2:].rstrip() for line in row_lines(item, 25)][-1].endswith(count)
    assert all(cell_len(text_of(line)) <= 27 for line in row_lines(item, 25))


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (60, "16 May · Tirana · Volodymyr Zelensky, Emmanuel Macron"),
        (42, "16 May · Tirana · Volodymyr Zelensky +1"),
        (25, "16 May · Tirana"),
    ],
)
def test_names_behind_the_facts_are_whole_or_counted(width: int, line: str) -> None:
    item = Item("Talk", "key", facts="16 May · Tirana", spare=("Volodymyr Zelensky", "Emmanuel Macron"))
    assert fact_lines(item, width) == [line]


def test_a_fact_without_end_is_cut_at_the_fourth_line() -> None:
    *_others, last = fact_lines(Item("Title", "key", facts="very " * 200, count="9"), 25)
    assert last.endswith("…")
    assert cell_len(last) <= 23


def test_the_head_says_the_order_and_what_the_numbers_are_where_both_have_room() -> None:
    order = Order("events", "By what happened", "events")
    assert text_of(head_line(order, 27)).rstrip() == "  By what happened     events"
    assert text_of(head_line(order, 20)).rstrip() == "  By what happened"


def test_a_date_is_whole_beside_a_word_at_the_end() -> None:
    facts = "11–13\u00a0Mar\u00a02022 · Antalya"
    row = Item(title="Forum", key="forum", facts=facts, count="was scheduled", place=None)
    assert fact_lines(row, 24) == ["11–13\u00a0Mar\u00a02022", "Antalya"]
