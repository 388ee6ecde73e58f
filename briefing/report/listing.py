"""Rows for people and for programs: tab-separated in a pipe, in columns in a terminal, as a table in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from briefing.model.names import one_line
from briefing.model.value import dataclass
from briefing.report.cells import cells
from briefing.report.text import Paper

_GAP = "  "
_STACKED = 64  # cells; on fewer a row takes two lines
_ROOM = 40  # cells that the main column should have, where it needs them
_SIDE = 24  # cells; a column beside it that needs more is cut
_MEASURED = 200
"""Rows by which the columns are measured: more than the tallest terminal shows."""


@dataclass(frozen=True, slots=True)
class Column:
    """`is_main` is the column that people read first and that is cut where there is no room; `is_aside` is drawn dim;
    one that is `spare` is left out of a terminal where the main one would have too little room, the last first."""

    name: str
    is_main: bool = False
    is_aside: bool = False
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of texts, whose rows may be gone through once. The first column is what other commands take; none holds a
    line break in the end."""

    columns: tuple[Column, ...]
    rows: Iterable[tuple[str, ...]]


def tabbed(listing: Listing) -> Iterator[str]:
    """A line a row, with tabs between all the columns and nothing cut: for `cut`, `sort` and `awk`."""
    tabs = len(listing.columns) - 1
    for row in listing.rows:
        line = "\t".join(row)
        if line.count("\t") != tabs or "\n" in line:
            line = "\t".join(map(one_line, row))
        yield line


def aligned(listing: Listing, paper: Paper) -> Iterator[str]:
    """Columns under their names, the main one cut to what is left; on a narrow terminal two lines a row.

    A list of any length is printed as its rows come: the columns are as wide as the first rows need, more than a screen
    of them, and one grows where a later row needs more.
    """
    rows = (tuple(map(one_line, row)) for row in listing.rows)
    if paper.width < _STACKED:
        yield from _stacked(listing, rows, paper)
        return
    first = list(islice(rows, _MEASURED))
    if not first:
        return
    names = tuple([column.name.upper() for column in listing.columns])
    layout = _Layout(listing.columns, (names, *first), paper.width, goes_on=len(first) == _MEASURED)
    yield layout.line(names, paper, is_head=True)
    for row in chain(first, rows):
        yield layout.line(row, paper)


class _Layout:
    """Which columns are shown, and how wide each is."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[tuple[str, ...]], width: int, goes_on: bool) -> None:
        """`rows` are the first, behind the names; of more than these nobody knows yet that a column is empty."""
        self._columns, self._width = columns, width
        self._main = next(at for at, column in enumerate(columns) if column.is_main)
        self._needed = {
            at: 0 for at in range(len(columns)) if at == self._main or goes_on or any(row[at] for row in rows[1:])
        }
        self._widths: dict[int, int] = {}
        for row in rows:
            self._widen(row)
        while self._room < min(self._needed[self._main], _ROOM):
            spare = [at for at in self._needed if columns[at].spare]
            if not spare:
                break
            del self._needed[spare[-1]]

    @property
    def _room(self) -> int:
        """What is left for the main column."""
        others = [width for at, width in self._needed.items() if at != self._main]
        return self._width - sum(others) - len(_GAP) * len(others)

    def _widen(self, row: tuple[str, ...]) -> None:
        """Make room for what a row needs."""
        for at, width in self._needed.items():
            needed = cells(row[at])
            if needed > width:
                self._needed[at] = needed if at in (0, self._main) else max(width, min(needed, _SIDE))
                self._widths = {}

    def line(self, row: tuple[str, ...], paper: Paper, is_head: bool = False) -> str:
        self._widen(row)
        if not self._widths:
            self._widths = self._needed | {self._main: max(20, min(self._needed[self._main], self._room))}
        *_others, last = self._widths
        line = []
        for at, width in self._widths.items():
            text = _cut(row[at], width)
            pad = " " * (width - cells(text)) if at != last else ""
            line.append(paper.write(text, "d" if is_head or self._columns[at].is_aside else "") + pad)
        return _GAP.join(line).rstrip()


def _stacked(listing: Listing, rows: Iterable[tuple[str, ...]], paper: Paper) -> Iterator[str]:
    main = next(at for at, column in enumerate(listing.columns) if column.is_main)
    for row in rows:
        facts = " · ".join(text for at, text in enumerate(row) if at != main and text)
        yield _cut(row[main], paper.width)
        yield paper.write(_cut(f"  {facts}", paper.width), "d")


def _cut(text: str, width: int) -> str:
    if cells(text) <= width:
        return text
    from briefing.report.wrap import cut

    return cut(text, width)


def markdown(listing: Listing) -> Iterator[str]:
    from briefing.report.markdown import row

    yield row(column.name for column in listing.columns)
    yield f"|{'|'.join('---' for _column in listing.columns)}|"
    for cells_ in listing.rows:
        yield row(map(one_line, cells_))
