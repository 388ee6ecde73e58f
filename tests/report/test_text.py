"""Blocks and rows as plain text: at a width, in a pipe, with and without manners."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from briefing.model.body import Block, Run
from briefing.report.blocks import facts_of, ident, item, para, section, title
from briefing.report.cells import cells
from briefing.report.listing import Column, Listing, aligned, markdown, tabbed
from briefing.report.text import Paper, lines

PAGE = [
    *title("Talks", "15 May 2025", "", ident("talks")),
    para("They met in ", Run("Istanbul", "b"), ", ", Run("said he", "i"), "."),
    *section("People", [item("Ada", below=[facts_of("chair", ident("ada"))]), item("Bo")], "2 in all"),
    *section("Nobody", []),
]
LISTING = Listing(
    (Column("id", is_aside=True), Column("title", is_main=True), Column("place", spare=True)),
    [("a", "A long title that goes on and on for a while, and longer", "Istanbul"), ("bb", "土耳其", "")],
)


def test_a_page_in_a_pipe() -> None:
    assert list(lines(PAGE, Paper())) == [
        "Talks", "15 May 2025 · talks", "", "They met in Istanbul, said he.", "", "PEOPLE  2 in all", "• Ada",
        "  chair · ada", "• Bo",
    ]  # fmt: skip


def test_manners_are_only_for_terminals_that_have_them() -> None:
    found = list(lines(PAGE, Paper(40, styled=True)))
    assert found[0] == "\x1b[1mTalks\x1b[m"
    assert "They met in \x1b[1mIstanbul\x1b[m, \x1b[3msaid he\x1b[m." in found
    assert not any("\x1b" in line for line in lines(PAGE, Paper(40)))


def test_links_say_where_they_lead() -> None:
    block = para(
        Run("the paper", "l", href="https://example.org/a"), " and ", Run("example.org", href="http://example.org")
    )
    assert list(lines([block], Paper())) == ["the paper <https://example.org/a> and example.org"]


def test_what_an_item_or_a_note_goes_on_with_stands_under_its_text() -> None:
    blocks = [
        Block("footnote", (Run("One."),), marker="1"), Block("footnote", (Run("Two."),), marker="long"),
        Block("footnote", (Run("More."),)), Block("paragraph", (Run("a"),), depth=1, marker="12."),
        Block("paragraph", (Run("b"),), depth=2, marker="•"), Block("paragraph", (Run("c"),), depth=1),
        Block("paragraph", (Run("d"),), depth=1, marker="[x]"),
    ]  # fmt: skip
    assert list(lines(blocks, Paper())) == [
        "[1] One.", "[long] Two.", "", "       More.", "", "12. a", "  • b", "", "    c", "[x] d",
    ]  # fmt: skip


def test_tables_are_shrunk_and_at_last_turned() -> None:
    rows = tuple(
        tuple((Run(text),) for text in row) for row in [("name", "what was said"), ("Ada", "yes and no and yes")]
    )
    table = Block("table", rows=rows, aligns=("", "right"))
    assert list(lines([table], Paper())) == [
        "name       what was said",
        "────────────────────────",
        "Ada   yes and no and yes",
    ]
    assert all(cells(line) <= 18 for line in lines([table], Paper(18)))
    assert list(lines([table], Paper(10))) == ["name: Ada", "what was", "said: yes", "and no and", "yes"]


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5), st.integers(12, 100))
def test_no_line_is_wider_than_the_paper(texts: list[str], width: int) -> None:
    page = [block for text in texts for block in (para(text), item(text), Block("code", (Run(text),)))]
    assert all(cells(line) <= width for line in lines(page[::3], Paper(width)) if line.isascii() and line.isprintable())


def test_rows_in_a_pipe_are_whole() -> None:
    assert list(tabbed(LISTING)) == [
        "a\tA long title that goes on and on for a while, and longer\tIstanbul", "bb\t土耳其\t",
    ]  # fmt: skip
    torn = Listing(LISTING.columns, [("a\tb", "c\nd", "e")])
    assert list(tabbed(torn)) == ["a b\tc d\te"]


def test_rows_in_a_terminal_are_cut_and_stand_below_each_other() -> None:
    assert list(aligned(LISTING, Paper(66))) == [
        "ID  TITLE                                                 PLACE",
        "a   A long title that goes on and on for a while, and…    Istanbul",
        "bb  土耳其",
    ]
    assert list(aligned(LISTING, Paper(30))) == [
        "A long title that goes on and…", "  a · Istanbul", "土耳其", "  bb",
    ]  # fmt: skip
    assert list(aligned(Listing(LISTING.columns, []), Paper(80))) == []


@given(
    st.lists(st.tuples(st.text(max_size=12), st.text(max_size=90), st.text(max_size=40)), max_size=6),
    st.integers(64, 160),
)
def test_no_row_is_wider_than_the_terminal(rows: list[tuple[str, str, str]], width: int) -> None:
    found = list(aligned(Listing(LISTING.columns, rows), Paper(width)))
    assert all(cells(line) <= width for line in found)
    assert len(found) == (len(rows) + 1 if rows else 0)


def test_rows_of_a_long_list_are_printed_as_they_come_and_columns_grow_where_one_needs_more() -> None:
    asked = 0

    def rows() -> Iterator[tuple[str, str, str]]:
        nonlocal asked
        for number in range(1000):
            asked += 1
            yield (
                f"id-{number:03}" if number != 700 else "an-id-that-is-longer",
                "A title that is long",
                "Łódź" if number > 600 else "",
            )

    lines_ = aligned(Listing(LISTING.columns, rows()), Paper(80))
    assert next(lines_) == "ID      TITLE                 PLACE"
    assert next(lines_) == "id-000  A title that is long"
    assert asked < 300
    found = ["", "", *lines_]
    assert found[602] == "id-601  A title that is long  Łódź"
    assert found[701:703] == [
        "an-id-that-is-longer  A title that is long  Łódź",
        "id-701                A title that is long  Łódź",
    ]
    assert len(found) == 1001


def test_rows_as_markdown() -> None:
    assert list(markdown(LISTING))[:3] == [
        "| id | title | place |", "|---|---|---|",
        "| a | A long title that goes on and on for a while, and longer | Istanbul |",
    ]  # fmt: skip
