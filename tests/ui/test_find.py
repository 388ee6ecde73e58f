"""Find in a sheet: the right hits, at places that no width moves."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from briefing.ui.find import FoldedSheet, Hit, PageSearch
from briefing.ui.layout import Layout
from briefing.ui.sheet import SEAM, Para, Piece, Sheet

WORDS = st.lists(st.sampled_from([*"abßİéﬁ  日\n", "e\u0301", "👩\u200d💻"]), max_size=24).map("".join)
PARAS = st.builds(
    lambda lead, text, more, tail: Para((Piece(text), Piece(more, "person")), (Piece(lead),), tail=(Piece(tail),)),
    st.text(alphabet="ab ◆", max_size=6),
    WORDS,
    WORDS,
    st.text(alphabet="ab", max_size=4),
)
GRIDS = st.lists(st.lists(st.tuples(st.builds(Piece, WORDS)), min_size=2, max_size=2).map(tuple), min_size=2).map(
    lambda rows: Para(grid=tuple(rows))
)
SHEETS = st.lists(PARAS | GRIDS, min_size=1, max_size=4).map(lambda paras: Sheet(tuple(paras)))


def sheet_of(*texts: str) -> Sheet:
    return Sheet(tuple(Para((Piece(text),)) for text in texts))


def found(sheet: Sheet, query: str) -> list[str]:
    return [sheet.paras[hit.para].whole[hit.start : hit.end] for hit in FoldedSheet(sheet).hits(query)]


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("Recep Tayyip Erdoğan", "erdogan", ["Erdoğan"]),
        (unicodedata.normalize("NFD", "Erdoğan, Erdoğan"), "erdogan", ["Erdog\u0306an"] * 2),
        ("cafe\u0301 au lait", "cafe", ["cafe\u0301"]),
        ("Kyiv and kyiv", "kyiv", ["Kyiv", "kyiv"]),
        ("Kyiv and kyiv", "Kyiv", ["Kyiv"]),
        ("İstanbul, istanbul, ISTANBUL", "istanbul", ["İstanbul", "istanbul", "ISTANBUL"]),
        ("Straße nach", "stras", ["Straß"]),
        ("Straße nach", "strasse n", ["Straße n"]),
        ("ß", "s", ["ß"]),
        ("ﬁnal ﬁg", "f", ["ﬁ", "ﬁ"]),
        ("a\n   table of  contents", "a table of contents", ["a\n   table of  contents"]),
        ("then the, other", "the ", ["the"]),
        ("lathe the", " the", ["the"]),
        ("1.5 (a)", "1.5 (", ["1.5 ("]),
        ("anything", "  ", []),
        ("anything", "\u0301", []),
    ],
)
def test_hits(text: str, query: str, hits: list[str]) -> None:
    assert found(sheet_of(text), query) == hits


def test_leads_tails_and_tables_are_searched_and_nothing_across_them() -> None:
    row = ((Piece("left"),), (Piece("late June"),))
    sheet = Sheet(
        (
            Para((Piece("talks"),), lead=(Piece("late June  "),), tail=(Piece("late June 2025"),)),
            Para(grid=((((Piece("When"),), (Piece("What"),))), row)),
        )
    )
    assert found(sheet, "late june") == ["late June"] * 3
    assert found(sheet, "june talks") == []
    assert found(sheet, "left late") == []
    layout = Layout(sheet, 40)
    rows = [layout.rows_at(hit.para, hit.start, hit.end) for hit in FoldedSheet(sheet).hits("late june")]
    assert rows == [(0, 0), (0, 0), (3, 3)]


@given(SHEETS, st.text(alphabet="abseifA 日", min_size=1, max_size=3))
def test_hits_fold_to_the_query_and_never_overlap(sheet: Sheet, query: str) -> None:
    before = Hit(-1, 0, 0)
    for hit in FoldedSheet(sheet).hits(query):
        whole = sheet.paras[hit.para].whole
        assert 0 <= hit.start < hit.end <= len(whole)
        assert SEAM not in whole[hit.start : hit.end]
        assert hit.para > before.para or hit.start >= before.end
        before = hit


@given(SHEETS, st.text(alphabet="absei", min_size=1, max_size=2), st.integers(3, 40))
def test_marks_change_neither_text_nor_cells(sheet: Sheet, query: str, width: int) -> None:
    text = FoldedSheet(sheet)
    finding = PageSearch(text, query, text.hits(query), 0)
    layout = Layout(sheet, width)
    for y in range(layout.height):
        line = layout.line(y)
        marked = finding.marked(line)
        assert "".join(piece.text for piece in marked) == "".join(piece.text for piece in line.pieces)
        assert sum(cell_len(piece.text) for piece in marked) == sum(cell_len(piece.text) for piece in line.pieces)


@given(SHEETS, st.text(alphabet="absei", min_size=1, max_size=2), st.integers(3, 40))
def test_every_hit_is_marked_in_its_rows(sheet: Sheet, query: str, width: int) -> None:
    text = FoldedSheet(sheet)
    hits = text.hits(query)
    layout = Layout(sheet, width)
    for index, hit in enumerate(hits):
        first, last = layout.rows_at(hit.para, hit.start, hit.end)
        assert 0 <= first <= last < layout.height
        marked = PageSearch(text, query, hits, index).marked(layout.line(first))
        assert any(piece.ground == "accent" for piece in marked)


def test_the_next_hit_from_a_place_and_around_the_ends() -> None:
    sheet = sheet_of("aXa", "nothing", "a")
    text = FoldedSheet(sheet)
    hits = text.hits("a")
    assert [hits.first_from(*place) for place in ((0, 0), (0, 2), (1, 0), (2, 2))] == [0, 1, 2, 3]
    finding = PageSearch(text, "a", hits, 2)
    assert (finding.count, finding.at_index(3).count, finding.at_index(-1).count) == ("3/3", "1/3", "3/3")
    assert PageSearch(text, "zz", text.hits("zz"), 0).count == "nothing found"


def test_a_hit_stays_in_its_paragraph_when_the_file_is_saved() -> None:
    text = FoldedSheet(sheet_of("one a", "two a", "three a"))
    finding = PageSearch(text, "a", text.hits("a"), 1)
    moved = finding.on(sheet_of("new a", "one a", "more", "two a", "three a"))
    assert moved.hit is not None
    assert moved.hit.para == 3
    assert moved.count == "3/4"
    assert finding.on(sheet_of("no more")).count == "nothing found"
    assert finding.on(Sheet(())).count == "nothing found"
