"""A table of events is one form on every page and at every width; headings are of one ink; a chart fits its page."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rich.cells import cell_len

from briefing.desk.desk import Desk
from briefing.model.clock import Clock
from briefing.model.older import Older
from briefing.model.place import PageKind
from briefing.model.when import parse_when
from briefing.ui.layout import Layout
from briefing.ui.pages.page import page_sheet
from briefing.ui.pages.pen import Pen
from briefing.ui.pages.spark import BARS, mentions
from briefing.ui.sheet import Sheet, text_of

SAMPLE = Path(__file__).parents[2] / "briefs"
TODAY = date(2025, 8, 18)
WIDTHS = (36, 46, 56, 72)
"""The cells of a text at 40, 80, 120 and 200 columns."""
PAGES: tuple[tuple[PageKind, str], ...] = (
    ("actor", "volodymyr-zelensky"), ("actor", "marco-rubio"), ("venue", "antalya"), ("venue", "tirana"),
    ("story", "white-house-europeans"), ("story", "antalya-nato"),
)  # fmt: skip


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(SAMPLE, tmp_path_factory.mktemp("cache"), Clock.at(TODAY))
    desk.refresh()
    return desk


def sheet_of(desk: Desk, kind: PageKind, key: str) -> Sheet:
    page = desk.page(kind, key)
    assert page is not None
    return page_sheet(page, Pen(TODAY))


def lines_of(sheet: Sheet, width: int) -> list[str]:
    layout = Layout(sheet, width)
    return [text_of(layout.line(y).pieces).rstrip() for y in range(layout.height)]


DAY = r"((early|late|mid-|spring|about|c\.)\s)?[\w–]*(\s\w+)?\s20\d\d|undated"
ROW = re.compile(rf"^(?:{DAY})\s+[●◌◦×↻]( \S.*)?$")


def rows_of(lines: list[str]) -> list[str]:
    """The lines of a table of events that begin with a date and a glyph."""
    return [line.replace("\u00a0", " ") for line in lines if ROW.match(line.replace("\u00a0", " "))]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("kind", "key"), PAGES)
def test_the_column_of_dates_stands_for_the_whole_table_or_gives_way_for_all(
    sample: Desk, kind: PageKind, key: str, width: int
) -> None:
    sheet = sheet_of(sample, kind, key)
    rows = rows_of(lines_of(sheet, width))
    assert rows
    beside = [row[-1] not in "●◌◦×↻" for row in rows]
    assert all(beside) or not any(beside)
    assert all(beside) == (width > 36)
    if all(beside):
        assert len({re.search("[●◌◦×↻]", row).start() for row in rows}) == 1  # type: ignore[union-attr]
    assert all(cell_len(line) <= width for line in lines_of(sheet, width))


def test_one_event_is_told_alike_wherever_it_stands(sample: Desk) -> None:
    told = set()
    for kind, key in (("actor", "marco-rubio"), ("venue", "antalya"), ("story", "antalya-nato")):
        lines = rows_of(lines_of(sheet_of(sample, kind, key), 72))  # type: ignore[arg-type]
        line = next(line for line in lines if "Rubio and Sybiha meet" in line)
        told.add(re.sub(r"\s+", " ", line.removesuffix("  Antalya")))
    assert told == {"14 May 2025 ● Rubio and Sybiha meet"}


def test_headings_are_of_one_ink(sample: Desk) -> None:
    pages = [("actor", row.key) for row in sample.actors()] + [("venue", row.key) for row in sample.venues()]
    pages += [("story", row.id) for row in sample.stories()] + [("question", row.key) for row in sample.questions()]
    inks = {
        para.pieces[0].ink
        for kind, key in pages
        for para in sheet_of(sample, kind, key).paras  # type: ignore[arg-type]
        if para.space and para.pieces and para.pieces[0].attributes == "b" and para.pieces[0].text.isupper()
    }
    assert inks == {"accent"}


def counted(months: dict[str, int]) -> list[Any]:
    return [
        SimpleNamespace(story=SimpleNamespace(when=parse_when(month)), mentions=count)
        for month, count in months.items()
    ]


@pytest.mark.parametrize(
    ("months", "width", "axis"),
    [
        ({"2022-03": 1, "2025-08": 9}, 72, "Mar 2022                          Aug 2025"),
        ({"2022-03": 1, "2025-08": 9}, 36, "Mar 2022 – Aug 2025, by quarter"),
        ({"2016-03": 1, "2025-08": 9}, 36, "Mar 2016 – Aug 2025, by year"),
        ({"2025-05": 1, "2025-08": 9}, 36, "May 2025 – Aug 2025"),
    ],
)
def test_a_chart_fits_its_page_and_says_what_a_bar_stands_for(months: dict[str, int], width: int, axis: str) -> None:
    sheet = Sheet(tuple(mentions(counted(months), Older())))
    *_heading, bars, below = lines_of(sheet, width)
    assert below == axis
    assert 2 <= cell_len(bars) <= width
    assert set(bars) <= {*BARS, " "}
    assert bars[-1] == BARS[-1]
