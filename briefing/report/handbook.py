"""Our own documentation in print: Markdown's blocks as they read best in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.model.body import Block, Run
from briefing.model.value import replace
from briefing.report.cells import cells

_Row = tuple[tuple[Run, ...], ...]


def set_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with their marks as signs, which every terminal has, and each table whose head has an empty cell as a
    list: the last column beside the others."""
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
    heads = [[_text(cell) for cell in row[:-1]] for row in rows]
    widths = [max(map(cells, column)) for column in zip(*heads, strict=True)]
    for head, row in zip(heads, rows, strict=True):
        parts = [text + " " * (width - cells(text)) for text, width in zip(head, widths, strict=True) if width]
        yield Block("paragraph", tuple(map(_quoted, row[-1])), depth=1, marker=f"    {'  '.join(parts)} ")


def _quoted(run: Run) -> Run:
    if "c" in run.marks:
        return replace(run, text=f"`{run.text}`")
    return replace(run, text=f"“{run.text}”", marks="") if "i" in run.marks else run


def _bare(cell: tuple[Run, ...]) -> tuple[Run, ...]:
    return cell if len(cell) == 1 else tuple(map(_quoted, cell))


def _text(cell: tuple[Run, ...]) -> str:
    return "".join([run.text for run in _bare(cell)])
