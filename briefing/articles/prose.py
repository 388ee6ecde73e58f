"""Texts that are no Markdown, as Markdown that reads as they do: none of their signs makes a link, a heading, a tag."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model.names import one_line
from briefing.model.value import NamedTuple
from briefing.parse.indentation import Line
from briefing.parse.markdown import read_body

_ESCAPED = (
    r"(?!)",
    r"(?m)^(?:\d+(?=[.)]))?(?P<sign>[#>+*=|~:.)-])",
    r"(?m)^(?:\d+(?=[.)]))?(?P<sign>[#>+*=|~:.)-])|(?P<other>[\\`*_\[\]<&$%{])",
    r"(?P<sign>[!-/:-@\[-`{-~])",
)
"""The signs that get a backslash: from none to all that CommonMark knows; with all, lines become one."""
_ALL = len(_ESCAPED) - 1


class Chunk(NamedTuple):
    """One piece of a text: what it says, what stands before its first line, and before its others. One that is `made`
    is Markdown already."""

    text: str
    first: str = ""
    others: str = ""
    is_made: bool = False


class Prose:
    """A text that is put together piece by piece."""

    def __init__(self) -> None:
        self._chunks: list[Chunk] = []

    def say(self, text: str, first: str = "", others: str | None = None) -> None:
        """Add a paragraph, a heading (`first` is `## `), an item (`- `), a quote (`> `), unless it is blank. Ends of
        lines stay, other white space becomes a blank."""
        lines = [line for line in map(one_line, text.split("\n")) if line]
        if first.startswith("#"):
            lines = [" ".join(lines)] if lines else []
        if lines:
            self._chunks.append(Chunk("\n".join(lines), first, " " * len(first) if others is None else others))

    def code(self, text: str) -> None:
        """Add text whose lines stay as they are."""
        lines = [" ".join(line.rstrip().split("\t")) for line in text.strip("\n").split("\n")]
        if any(lines):
            fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
            self._chunks.append(Chunk("\n".join([fence, *lines, fence]), is_made=True))

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Add a table, whose first row is its head; one of a single row or column is paragraphs."""
        width = max(map(len, rows), default=0)
        if width < 2 or len(rows) < 2:
            for row in rows:
                for cell in row:
                    self.say(cell)
            return
        cells = [[_cell(cell) for cell in (*row, *[""] * (width - len(row)))] for row in rows]
        lines = [f"| {' | '.join(row)} |" for row in cells]
        self._chunks.append(Chunk("\n".join([lines[0], f"|{'---|' * width}", *lines[1:]]), is_made=True))

    def body(self) -> str:
        """The whole as Markdown."""
        levels = [0 if one.is_made else _level(one) for one in self._chunks]
        said = [_read(one) for one in self._chunks if not one.is_made]
        text = ""
        for least in range(_ALL + 1):  # more than one level where one piece would go on in another
            text = self._put_together([max(level, least) for level in levels])
            if _said(text) == said:
                break
        return text

    def _put_together(self, levels: Sequence[int]) -> str:
        parts: list[str] = []
        was_item = False
        for one, level in zip(self._chunks, levels, strict=True):
            parts += ["\n" if was_item and _is_item(one) else "\n\n" if parts else "", _written(one, level)]
            was_item = _is_item(one)
        return "".join(parts)


def _is_item(one: Chunk) -> bool:
    return one.first.strip()[-1:] in ("-", ".")


def _level(one: Chunk) -> int:
    """How many of its signs need a backslash."""
    return next((level for level in range(_ALL) if _said(_written(one, level)) == [_read(one)]), _ALL)


def _read(one: Chunk) -> str:
    """What a reader shows of it: lines of one paragraph are one."""
    return one.text.replace("\n", " ")


def _written(one: Chunk, level: int) -> str:
    if one.is_made:
        return one.text
    text = one.text if level < _ALL else _read(one)
    return one.first + _escaped(text, level).replace("\n", f"\n{one.others}")


def _escaped(text: str, level: int) -> str:
    def with_backslash(match: re.Match[str]) -> str:
        whole = match[0]
        return f"{whole[:-1]}\\{whole[-1]}"

    return re.sub(_ESCAPED[level], with_backslash, text) if level else text


def _cell(text: str) -> str:
    text = one_line(text)
    if not text:
        return ""
    return re.sub(r"(?<!\\)\|", r"\\|", _escaped(text, _level(Chunk(text))))


def _said(markdown: str) -> list[str]:
    """The texts of paragraphs, headings and items, as they are read; nothing where one of them says more than words."""
    lines = markdown.split("\n")
    body = read_body([Line(line, -1, number) for number, line in enumerate(lines, 1)])
    if body.links:
        return []
    said: list[str] = []
    for block in body.blocks:
        if block.kind in ("code", "table"):
            continue
        if block.kind not in ("paragraph", "heading") or any(
            run.link or run.marks.strip("l") or (run.href and run.text not in run.href) for run in block.runs
        ):
            return []
        said.append(block.text)
    return said
