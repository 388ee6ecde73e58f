"""Our own documentation in print: Markdown's blocks as they read best in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefing.model.body import Block, Run
from briefing.report.cells import cells

_Row = tuple[tuple[Run, ...], ...]


def set_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with code in backticks, and each table whose head has an empty cell as a list: the last column beside
    the others."""
    for block in blocks:
        if block.kind == "code":
            yield block
        elif block.kind != "table":
            yield replace(block, runs=tuple(map(_quoted, block.runs)))
        elif all(block.rows[0]):
            yield replace(block, rows=tuple([tuple([_bare(cell) for cell in row]) for row in block.rows]))
        else:
            yield from _items(block.rows[1:])


def _items(rows: tuple[_Row, ...]) -> Iterator[Block]:
    widths = [max(cells(_text(row[at])) for row in rows) for at in range(len(rows[0]) - 1)]
    for row in rows:
        marker = "".join([_text(cell) + " " * (width - cells(_text(cell)) + 2 * (width > 0))
                          for cell, width in zip(row, widths, strict=False)])  # fmt: skip
        yield Block("paragraph", tuple(map(_quoted, row[-1])), depth=1, marker=f"    {marker}"[:-1])


def _quoted(run: Run) -> Run:
    return replace(run, text=f"`{run.text}`") if "c" in run.marks else run


def _bare(cell: tuple[Run, ...]) -> tuple[Run, ...]:
    return cell if len(cell) == 1 else tuple(map(_quoted, cell))


def _text(cell: tuple[Run, ...]) -> str:
    return "".join([run.text for run in _bare(cell)])
