"""Blocks as plain text: wrapped and styled for a terminal, a line a paragraph for a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.model.body import Block, Markers, Run
from briefing.model.value import dataclass, replace
from briefing.report.cells import cells

MEASURE = 76
"""The longest lines of running text, in cells."""
_GAP = 2  # cells between the columns of a table
_NARROWEST = 7  # cells; a table with columns below this reads better as records
_CODES = {"b": "1", "d": "2", "i": "3", "l": "4", "s": "9"}
"""What SGR calls the marks."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What is written on: `width` in cells, 0 for a pipe, where no line is broken; `styled` where SGR is understood."""

    width: int = 0
    styled: bool = False

    def write(self, text: str, marks: str) -> str:
        """Text in the manner of its marks."""
        codes = ";".join(code for mark, code in _CODES.items() if mark in marks) if self.styled else ""
        return f"\x1b[{codes}m{text}\x1b[m" if codes and text.strip() else text


def lines(blocks: Iterable[Block], paper: Paper) -> Iterator[str]:
    """The lines of a page, none with blanks at its end."""
    before: Block | None = None
    markers = Markers()
    for block in blocks:
        if before is not None and _stand_apart(before, block):
            yield ""
        yield from (line.rstrip() for line in _lines(block, markers.of(block), paper))
        before = block


def _stand_apart(before: Block, block: Block) -> bool:
    if before.kind == "heading" and before.level <= 2:
        return block.kind == "heading"
    is_list = before.depth and block.depth and block.marker
    is_note = before.kind == block.kind == "footnote" and block.marker
    return not (is_list or is_note)


def _lines(block: Block, marker: str, paper: Paper) -> Iterator[str]:
    first, others = _margins(block, marker)
    width = min(paper.width, MEASURE)
    room = max(10, width - len(first)) if width else 0
    if block.kind == "rule":
        content: Iterable[str] = ("─" * min(12, room or 12),)
    elif block.kind == "code":
        content = (f"    {line}" for line in block.text.expandtabs(4).rstrip("\n").split("\n"))
    elif block.kind == "table":
        wide = replace(paper, width=max(10, paper.width - len(first)) if paper.width else 0)
        content = _table([[_addressed(cell) for cell in row] for row in block.rows], block.aligns, wide)
    else:
        content = _written(_addressed(_runs(block)), room, paper)
    for number, line in enumerate(content):
        yield (others if number else first) + line


def _runs(block: Block) -> tuple[Run, ...]:
    if block.kind != "heading":
        return block.runs
    head, *rest = block.runs or (Run(""),)
    text = head.text.upper() if block.level == 2 else head.text
    return (replace(head, text=text, marks=f"b{head.marks}"), *rest)


def _margins(block: Block, marker: str) -> tuple[str, str]:
    """What stands before the first line of a block and before the others."""
    bars = "> " * block.quote + "  " * max(0, block.depth - 1)
    return bars + marker, bars + " " * len(marker)


def _addressed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Runs with the address or the story of each link behind it, where the text does not say it itself."""
    made: list[Run] = []
    for number, run in enumerate(runs):
        made.append(run)
        goes_on = number + 1 < len(runs) and runs[number + 1].href == run.href
        if run.href and "f" not in run.marks and not goes_on and run.text not in run.href:
            made.append(Run(f" <{run.href}>", "d"))
        elif run.link and run.text != run.link:
            made.append(Run(f" <{run.link}>", "d"))
    return tuple(made)


def _written(runs: tuple[Run, ...], room: int, paper: Paper) -> list[str]:
    """Runs in lines of at most `room` cells; without room, broken only where they say so."""
    text = "".join(run.text for run in runs).replace("\t", " ")
    if room:
        from briefing.report.wrap import breaks, unhung

        spans = unhung(breaks(text, room), (run.text for run in runs))
    else:
        spans, start = [], 0
        for part in text.split("\n"):
            spans.append((start, start + len(part)))
            start += len(part) + 1
    if not paper.styled:
        return [text[start:end] for start, end in spans]
    return ["".join(_styled(runs, text, start, end, paper)) for start, end in spans]


def _styled(runs: tuple[Run, ...], text: str, start: int, end: int, paper: Paper) -> Iterator[str]:
    at = 0
    for run in runs:
        left, right = max(start, at), min(end, at + len(run.text))
        at += len(run.text)
        if left < right:
            yield paper.write(text[left:right], run.marks)


def _table(rows: list[list[tuple[Run, ...]]], aligns: tuple[str, ...], paper: Paper) -> Iterator[str]:
    """A table in columns, the widest shrunk where they don't fit; a line a cell where they would be too narrow."""
    columns = max((len(row) for row in rows), default=0)
    rows = [[*row, *[()] * (columns - len(row))] for row in rows]
    natural = [max(_cells("".join(run.text for run in row[i])) for row in rows) or 1 for i in range(columns)]
    widths = _shrunk(natural, paper.width - _GAP * (columns - 1)) if paper.width else natural
    if not widths:
        yield from _records(rows, paper)
        return
    for number, row in enumerate(rows):
        laid = [_written(_bold(cell) if number == 0 else cell, widths[i], paper) for i, cell in enumerate(row)]
        for part in range(max(map(len, laid))):
            row_part = [cell[part] if part < len(cell) else "" for cell in laid]
            yield (" " * _GAP).join(
                _aligned(cell, widths[i], aligns[i] if i < len(aligns) else "") for i, cell in enumerate(row_part)
            )
        if number == 0:
            yield "─" * (sum(widths) + _GAP * (columns - 1))


def _records(rows: list[list[tuple[Run, ...]]], paper: Paper) -> Iterator[str]:
    for number, row in enumerate(rows[1:]):
        if number:
            yield ""
        for label, cell in zip(rows[0], row, strict=True):
            named = (*(replace(run, marks=f"{run.marks}d") for run in label), Run(": ", "d")) if label else ()
            yield from _written((*named, *cell), paper.width, paper)


def _bold(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return tuple([replace(run, marks=f"{run.marks}b") for run in runs])


def _shrunk(natural: list[int], room: int) -> list[int]:
    """The widths of columns in the room there is; empty where they would be too narrow."""
    if sum(natural) > room and room < _NARROWEST * len(natural):
        return []
    widths = list(natural)
    while sum(widths) > room:
        widths[widths.index(max(widths))] -= 1
    return widths


def _aligned(text: str, width: int, align: str) -> str:
    spare = max(0, width - _cells(_bare(text)))
    left = spare if align == "right" else spare // 2 if align == "center" else 0
    return " " * left + text + " " * (spare - left)


def _bare(text: str) -> str:
    if "\x1b" not in text:
        return text
    import re

    return re.sub("\x1b\\[[0-9;]*m", "", text)


def _cells(text: str) -> int:
    return max(map(cells, text.split("\n")))
