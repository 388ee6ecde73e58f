"""Rows for people and for programs: tab-separated in a pipe, in columns in a terminal, as a table in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefing.model.names import one_line
from briefing.model.value import dataclass
from briefing.report.cells import cells
from briefing.report.text import Paper

_GAP = "  "
_STACKED = 64  # cells; on fewer a row takes two lines
_ROOM = 40  # cells that the main column should have, where it needs them
_SIDE = 24  # cells; a column beside it that needs more is cut


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
    """Columns under their names, the main one cut to what is left; on a narrow terminal two lines a row."""
    rows = [tuple(map(one_line, row)) for row in listing.rows]
    if not rows:
        return
    if paper.width < _STACKED:
        yield from _stacked(listing, rows, paper)
        return
    names = tuple([column.name.upper() for column in listing.columns])
    main = next(at for at, column in enumerate(listing.columns) if column.is_main)
    shown = [at for at, _column in enumerate(listing.columns) if at == main or any(row[at] for row in rows)]
    widths = {at: max(cells(row[at]) for row in (names, *rows)) for at in shown}
    widths |= {at: min(widths[at], _SIDE) for at in shown if at not in (0, main)}
    while _room(shown, widths, main, paper) < min(widths[main], _ROOM):
        spare = [at for at in shown if listing.columns[at].spare]
        if not spare:
            break
        shown.remove(spare[-1])
    widths[main] = max(20, min(widths[main], _room(shown, widths, main, paper)))
    for number, row in enumerate((names, *rows)):
        line = []
        for at in shown:
            text = _cut(row[at], widths[at])
            pad = " " * (widths[at] - cells(text)) if at != shown[-1] else ""
            line.append(paper.write(text, "d" if not number or listing.columns[at].is_aside else "") + pad)
        yield _GAP.join(line).rstrip()


def _room(shown: Sequence[int], widths: dict[int, int], main: int, paper: Paper) -> int:
    others = [widths[at] for at in shown if at != main]
    return paper.width - sum(others) - len(_GAP) * len(others)


def _stacked(listing: Listing, rows: Sequence[tuple[str, ...]], paper: Paper) -> Iterator[str]:
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
