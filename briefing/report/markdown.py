"""Blocks as Markdown that reads back to the same text: what a brief says is escaped, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from briefing.model.body import Block, Run
from briefing.model.value import replace

_ANYWHERE = re.compile(
    r"([\\`*\[\]]|~(?=~)|(?<=~)~|=(?==)|(?<==)=|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<!\w)_|_(?!\w)"
    r"|\{(?=[{%:#.])|%(?=%)|(?<=%)%|\$(?![\s\d])(?=[^\n])|(?<=\s)\^(?=[\w-]+\s*$))"
)
_SIGNS = re.compile(r"[\\`*\[\]~=<&_{%$^]")
"""What any of that begins with: most texts have none, and are done ten times as soon."""
_AT_START = re.compile(r"([#>=]|<(?=<{6})|[-+](?=\s|$|-)|(?<=\d)[.)](?=\s|$)|~(?=~~))")
_MARKS = (("s", "~~"), ("b", "**"), ("i", "*"))
"""The marks that may hold each other, the outermost first."""


def lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of a page; its headings as deep as they say."""
    before: Block | None = None
    indents: list[str] = []
    for block in blocks:
        if before is not None and not _follows_at_once(before, block):
            yield ">".join([""] * (min(before.quote, block.quote) + 1))
        first, others = _margins(block, indents)
        for number, line in enumerate(_lines(block)):
            yield ((others if number else first) + line).rstrip()
        before = block


def row(cells: Iterable[str]) -> str:
    """A row of a table, of plain texts."""
    return f"| {' | '.join(_cell(escaped(cell)) for cell in cells)} |"


def escaped(text: str) -> str:
    """Plain text that means itself inside a paragraph."""
    return _ANYWHERE.sub(r"\\\1", text) if _SIGNS.search(text) else text


def _follows_at_once(before: Block, block: Block) -> bool:
    """Items stand close together; whatever else would flow into one paragraph."""
    return bool(before.depth and block.depth and block.marker)


def _margins(block: Block, indents: list[str]) -> tuple[str, str]:
    """What stands before a block's first line and before the others. `indents` are those of the lists around it."""
    bars = "> " * block.quote
    if block.kind == "footnote":
        return (f"{bars}[^{block.marker}]: " if block.marker else f"{bars}    "), f"{bars}    "
    if not block.depth:
        indents.clear()
        return bars, bars
    outer = "".join(indents[: block.depth - 1])
    if block.marker:
        marker = block.marker if re.fullmatch(r"\d{1,9}[.)]", block.marker) else "-"
        indents[block.depth - 1 :] = [" " * (len(marker) + 1)]
        task = f"{block.marker} " if block.marker in ("[ ]", "[x]") else ""
        return f"{bars}{outer}{marker} {task}", bars + "".join(indents)
    return bars + "".join(indents[: block.depth]), bars + "".join(indents[: block.depth])


def _lines(block: Block) -> Iterator[str]:
    if block.kind == "rule":
        yield "---"
    elif block.kind == "code":
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", block.text)), default=0))
        yield from (fence, *block.text.rstrip("\n").split("\n"), fence)
    elif block.kind == "table":
        for number, cells in enumerate(block.rows):
            yield f"| {' | '.join(_cell(_inline(cell)) for cell in cells)} |"
            if number == 0:
                yield f"|{'|'.join(_rule(block.aligns, at) for at in range(len(cells)))}|"
    else:
        lead = "#" * max(1, min(block.level, 6)) + " " if block.kind == "heading" else ""
        text = _inline(block.runs)
        if block.kind == "heading":
            text = text.replace("\n", " ")
        parts = [_started(part.strip(" \t")) for part in text.split("\n")]
        for number, part in enumerate(parts):
            yield f"{lead}{part}" + ("\\" if part and number + 1 < len(parts) else "")


def _started(line: str) -> str:
    """A line that begins no block."""
    found = re.match(r"\d{0,9}", line)
    at = found.end() if found else 0
    if _AT_START.match(line, at) and (at == 0 or line[at : at + 1] in ".)"):
        return f"{line[:at]}\\{line[at:]}"
    return line


def _rule(aligns: Sequence[str], at: int) -> str:
    align = aligns[at] if at < len(aligns) else ""
    return {"right": "--:", "center": ":-:", "left": ":--"}.get(align, "---")


def _cell(text: str) -> str:
    """Text inside a row of a table."""
    return re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", text).replace("\n", " ")


def _inline(runs: Iterable[Run]) -> str:
    """Runs with the signs of their marks; signs never stand beside a blank on their inner side."""
    runs = tuple(runs)
    if not any(run.marks or run.href or run.link for run in runs):  # most are, and need no more
        return escaped("".join([run.text for run in runs]))
    made: list[str] = []
    opened: list[str] = []
    for run in _joined(runs):
        marks = [mark for mark, _sign in _MARKS if mark in run.marks and not run.text.isspace()]
        shared = 0
        while shared < len(opened) and shared < len(marks) and opened[shared] == marks[shared]:
            shared += 1
        _close(made, opened, shared)
        blank = len(run.text) - len(run.text.lstrip())
        if marks[shared:] and blank:
            made.append(run.text[:blank])
        made.append("".join(_sign(mark) for mark in marks[shared:]))
        opened += marks[shared:]
        made.append(_run(run, run.text[blank:] if marks[shared:] else run.text))
        opened[len(marks) :] = []
    _close(made, opened, 0)
    return "".join(made)


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs in one manner as one run: what is escaped can be as long as two of them."""
    for _manner, group in groupby(runs, lambda run: (run.marks, run.href, run.link)):
        first, *others = group
        text = "".join([first.text, *(run.text for run in others)])
        if text:
            yield replace(first, text=text)


def _close(made: list[str], opened: list[str], kept: int) -> None:
    """Close the marks behind the first `kept`, before the blanks at the end."""
    signs = "".join(_sign(mark) for mark in reversed(opened[kept:]))
    del opened[kept:]
    if not signs:
        return
    last = made.pop() if made else ""
    bare = last.rstrip()
    made += [bare, signs, last[len(bare) :]]


def _run(run: Run, text: str) -> str:
    if "c" in run.marks:
        fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
        gap = " " if text.startswith("`") or text.endswith("`") else ""
        made = f"{fence}{gap}{text}{gap}{fence}"
    elif "f" in run.marks:
        return f"[^{text.strip('[]')}]"
    elif run.link and "[" not in text and "]" not in text:
        return f"[[{run.link}]]" if text == run.link else f"[[{run.link}|{text}]]"
    else:
        made = escaped(text)
    if run.href and run.text:
        address = run.href.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E").replace("\n", "%0A")
        return f"[{made}](<{address}>)"
    return made


def _sign(mark: str) -> str:
    return dict(_MARKS)[mark]
