"""Lines: nothing lost, nothing too wide, nothing split that belongs together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from briefing.model.place import Place
from briefing.report.wrap import SEPARATOR, breaks, cut, unhung
from briefing.ui.layout import Layout
from briefing.ui.sheet import Para, Piece, Sheet, Stop

TEXT = st.text(alphabet="ab  é日本、\u0301🙂\n", max_size=40)


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in breaks(text, width)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one  two", 4, ["one", "two"]),
        ("a" * 12, 5, ["aaaaa", "aaaaa", "aa"]),
        ("one\ntwo", 20, ["one", "two"]),
        ("日本語の文", 4, ["日本", "語の", "文"]),
        ("日本。語", 4, ["日", "本。", "語"]),
        ("cafe\u0301 au lait", 7, ["cafe\u0301 au", "lait"]),
        ("15\u00a0May 2025", 8, ["15\u00a0May", "2025"]),
    ],
)
def test_breaks(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


@given(TEXT, st.integers(1, 12))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: int) -> None:
    at = 0
    for start, end in breaks(text, width):
        assert text[at:start].strip(" \n") == ""
        assert cell_len(text[start:end].strip(" ")) <= max(width, 2)
        at = end
    assert text[at:].strip(" \n") == ""


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("due in 10 days · Zelensky comes", 24, "due in 10 days…"),
        ("18 Aug · Oval Office · Donald Trump", 24, "18 Aug · Oval Office…"),
        ("President of the United States", 22, "President of the…"),
        ("President of the United", 17, "President of the…"),
        ("Donaudampfschifffahrtsgesellschaft fährt", 20, "Donaudampfschifffah…"),
        ("On Donaudampfschifffahrtsgesellschaft", 20, "On Donaudampfschiff…"),
        ("外務大臣は土曜日に会談した", 13, "外務大臣は土…"),
        ("word", 4, "word"),
        ("word", 3, "wo…"),
        ("word", 1, "…"),
        ("word", 0, ""),
    ],
)
def test_a_word_is_whole_where_a_line_is_cut(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown


@given(TEXT, st.integers(0, 12))
def test_cut_fits(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) <= width


def test_a_stop_that_wraps_is_one_stop_on_two_lines() -> None:
    stop = Stop(Place.to("actor", "x"), "Recep Tayyip Erdoğan")
    para = Para((Piece("Then came "), Piece("Recep Tayyip Erdoğan", stop=stop), Piece(" to Ankara.")))
    layout = Layout(Sheet((Para((Piece("Title"),)), para)), 16)
    assert layout.stops == [stop]
    assert layout.rows_of(stop) == (1, 2)
    assert layout.stop_at(1, 11) is stop
    assert layout.stop_at(1, 3) is None


def test_a_position_is_found_at_another_width() -> None:
    sheet = Sheet((Para((Piece("word " * 100),)), Para((Piece("end"),), space=1)))
    wide, narrow = Layout(sheet, 70), Layout(sheet, 20)
    para, offset = wide.position(5)
    y = narrow.find(para, offset)
    start = narrow.line(y).start
    assert start <= offset < start + 21


@pytest.mark.parametrize("width", [80, 40, 24, 12])
def test_a_table_fits_and_keeps_every_word(width: int) -> None:
    def cell(text: str) -> tuple[Piece, ...]:
        return (Piece(text),)

    grid = (
        (cell("State"), cell("Share of GDP"), cell("Note")),
        (cell("Poland"), cell("4.1"), cell("the highest of them all")),
    )
    layout = Layout(Sheet((Para(grid=grid, aligns=("", "right", "")),)), width)
    drawn = ["".join(piece.text for piece in layout.line(y).pieces) for y in range(layout.height)]
    assert all(cell_len(line) <= width for line in drawn)
    words = set(" ".join(drawn).replace(":", " ").split())
    assert {"Poland", "4.1", "highest"} <= words


@pytest.mark.parametrize("width", range(4, 60))
def test_a_separator_stands_between_facts_and_nowhere_else(width: int) -> None:
    parts = ["23 July 2025", SEPARATOR, "Erdoğan receives a delegation", SEPARATOR, "Ankara", SEPARATOR, "停戦案"]
    text = "".join(parts)
    lines = [text[start:end] for start, end in unhung(breaks(text, width), parts)]
    assert all(cell_len(line) <= width for line in lines)
    assert not [line for line in lines if line.startswith("·") or line.endswith("·")]
    words = "".join(line for line in lines).replace("·", "").replace(" ", "")
    assert words == text.replace("·", "").replace(" ", "")


def test_a_dot_of_an_article_stays_where_it_stands() -> None:
    text = "one · two"
    assert [text[start:end] for start, end in unhung(breaks(text, 5), [text])] == ["one ·", "two"]
