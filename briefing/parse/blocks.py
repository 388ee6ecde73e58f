"""A brief's text while it is put together: block after block, each with its links, the footnotes last.

What Markdown itself does not know is read here, from a paragraph's first characters: tasks, callouts, HTML's headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from briefing.model.body import Block, BlockKind, Run
from briefing.model.value import NamedTuple, replace
from briefing.parse import plain
from briefing.parse.indentation import Line
from briefing.parse.inline import (
    InlineText,
    Link,
    Part,
    Resolve,
    Runs,
    Stretches,
    is_excessive,
    is_marked,
    read_unmarked,
    run_of,
)


class Body(NamedTuple):
    """The text of a brief as blocks, with its explicit links in order."""

    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()


Env = dict[str, Any]
"""What the parser's block rules know for its inline rules: references and footnotes."""
_TASK = r"\[([ xX])\][ \t]+(?=\S)"
_CALLOUT = r"\[!([A-Za-z][\w-]*)\][+-]?[ \t]*([^\n]*)\n?"
_HTML_HEADING = r"<[hH]([1-6])(?:\s[^<>]*)?>(?:(?!<[hH][1-6]).)*</[hH]\1\s*>"
_HTML_RULE = r"<[hH][rR]\s*/?>"
_SENTENCE_END = r"[.!?…:;][\"'”’»)\]*_]*\s*$"
_PIPE = r"\[\[[^\[\]\n]*\]\]|(?<!\\)(\|)"
_NO_LINE = Line("", -1, 0)


class Builder:
    """Puts blocks together.

    `quote`, `depth` and `level` are those of the block that comes next and `marker` stands before it. Between
    `begin_note` and `end_note` blocks belong to a footnote. Lines are named by their index.
    """

    def __init__(self, lines: Sequence[Line], resolve: Resolve) -> None:
        self.lines, self.resolve = lines, resolve
        self.quote = self.depth = self.level = 0
        self.marker = ""
        self.opens_quote = False
        """Whether the next paragraph is the first of a quote."""
        self._is_note = False
        self._label = ""
        self._blocks: list[Block] = []
        self._links: list[Link] = []
        self._notes: list[tuple[Block, Sequence[Link]]] = []
        self._line_by_line = _is_line_by_line(lines)

    def body(self) -> Body:
        """What was put together, the footnotes last."""
        for block, links in self._notes:
            self._put(block, links)
        self._notes = []
        return Body(tuple(self._blocks), tuple(self._links))

    def begin_note(self, label: str) -> None:
        self._is_note, self._label, self.marker = True, label, label

    def end_note(self) -> None:
        self._is_note, self._label, self.marker = False, "", ""

    def paragraph(self, content: str, first: int, env: Env | None = None) -> None:
        """A paragraph, a heading, or a footnote's paragraph. `env` is the parser's; without, there is none."""
        content = content.strip()
        if self.opens_quote:
            self.opens_quote = False
            if content.startswith("[!") and (callout := re.match(_CALLOUT, content)):
                self._callout(callout, content[callout.end() :], first, env)
                return
        if self.marker == "•" and content.startswith("[") and (task := re.match(_TASK, content)):
            self.marker, content = f"[{task[1].lower()}]", content[task.end() :]
        kind: BlockKind = "heading" if self.level else "paragraph"
        level = self.level
        if self._is_note and not self.depth and not self.quote:
            kind, level = "footnote", 0
        if kind == "paragraph" and content.startswith("<"):
            if re.fullmatch(_HTML_RULE, content):
                self.rule(first)
                return
            if heading := re.fullmatch(_HTML_HEADING, content, re.DOTALL):
                kind, level = "heading", int(heading[1])
        split = self._line_by_line and kind == "paragraph" and not self.quote and not self.depth
        index, counted = first, 0
        for part in self._read(content, self._origin(content, first), env, split):
            index += content.count("\n", counted, part.start)
            counted = part.start
            if self.marker or any(not run.text.isspace() for run in part.runs):
                self._append(self._block(kind, index, part.runs, level), part.links)

    def words(self, index: int) -> None:
        """A paragraph that is one line without a sign, as most are."""
        line = self.lines[index]
        if runs := run_of(line.text.strip(), line.offset):
            self._blocks.append(Block("paragraph", runs, 0, 0, 0, "", line.number))

    def unread(self, content: str, first: int) -> None:
        """A paragraph that is not to be read as Markdown, but for its `[[links]]`."""
        reading = InlineText(content, self._origin(content, first), self.resolve)
        read_unmarked(reading)
        (part,) = reading.done()
        self._append(self._block("paragraph", first, part.runs), part.links)

    def rule(self, first: int) -> None:
        self._append(self._block("rule", first))

    def code(self, text: str, first: int, begins: int) -> None:
        """A code block; its text begins on the line `begins`."""
        runs = Runs()
        for index, part in enumerate(text.split("\n"), begins):
            if index > begins:
                before = self._line(index - 1)
                runs.add("\n", "c", before.offset + len(before.text) if before.offset >= 0 else -1)
            source = self._line(index)
            at = len(source.text) - len(part)
            stands = source.offset >= 0 and source.text.endswith(part)
            for piece in re.findall(r"\t|[^\t]+", part):
                runs.add(piece.expandtabs(4), "c", source.offset + at if stands and piece != "\t" else -1)
                at += len(piece)
        self._append(self._block("code", first, runs.done()))

    def table(self, rows: Iterable[tuple[int, Sequence[str]]], first: int, aligns: Sequence[str], env: Env) -> None:
        """A table: of each row its line and what its cells hold."""
        made: list[tuple[tuple[Run, ...], ...]] = []
        links: list[Link] = []
        at = 0
        for index, contents in rows:
            cells = self._cells(index)
            row = []
            for number, content in enumerate(contents):
                origin = _cell_origin(content, *cells[number]) if number < len(cells) else Stretches([0], [-1])
                (part,) = self._read(content, origin, env)
                links += [link._replace(start=link.start + at, end=link.end + at) for link in part.links]
                row.append(part.runs)
                at += sum(len(run.text) for run in part.runs) + 1
            made.append(tuple(row))
        table = Block(
            "table", (), 0, self.quote, self.depth, self._take_marker(), self._line(first).number, tuple(made),
            tuple(aligns),
        )  # fmt: skip
        self._append(table, links)

    def _callout(self, found: re.Match[str], content: str, first: int, env: Env | None) -> None:
        """A quote that says what it is: its kind and its title, and on the next line its text."""
        title = found[2].strip()
        kind = found[1].replace("-", " ").capitalize() + (": " if title else "")
        runs, links = [Run(kind, "b")], []
        for text, index, mark in (title, first, "b"), (content, first + 1, ""):
            if not text:
                continue
            (part,) = self._read(text, self._origin(text, index), env)
            if index > first:
                runs.append(Run("\n"))
            at = sum(len(run.text) for run in runs)
            links += [link._replace(start=link.start + at, end=link.end + at) for link in part.links]
            runs += [replace(run, marks="".join(sorted({*run.marks, *mark}))) for run in part.runs]
        self._append(self._block("paragraph", first, tuple(runs)), links)

    def _read(self, content: str, origin: Stretches, env: Env | None, split: bool = False) -> list[Part]:
        """What a content shows: one part, or one a line if `split`."""
        is_plain = not is_marked(content)
        if is_plain and len(origin.starts) == 1:
            return [Part(run_of(content, origin.of(0)), [])]
        reading = InlineText(content, origin, self.resolve, split)
        if is_plain:
            read_unmarked(reading)
        elif not plain.read_content(reading, env or {}):
            reading = InlineText(content, origin, self.resolve, split)
            if is_excessive(content):
                read_unmarked(reading)
            else:
                from briefing.parse.tokens import read_content

                read_content(reading, {} if env is None else env)
        return reading.done()

    def _block(self, kind: BlockKind, index: int, runs: tuple[Run, ...] = (), level: int = 0) -> Block:
        return Block(kind, runs, level, self.quote, self.depth, self._take_marker(), self._line(index).number)

    def _take_marker(self) -> str:
        marker, self.marker = self.marker, ""
        return marker

    def _line(self, index: int) -> Line:
        return self.lines[index] if index < len(self.lines) else _NO_LINE

    def _append(self, block: Block, links: Sequence[Link] = ()) -> None:
        self.opens_quote = False
        if self._is_note:
            if self._label and block.kind != "footnote":
                self._notes.append((Block("footnote", marker=self._label, line=block.line), ()))
            self._label = ""
            self._notes.append((block, links))
        else:
            self._put(block, links)

    def _put(self, block: Block, links: Sequence[Link]) -> None:
        if links:
            at = len(self._blocks)
            self._links += [link._replace(block=at) for link in links]
        self._blocks.append(block)

    def _origin(self, content: str, first: int) -> Stretches:
        """Where each line of a paragraph or heading stands: its text ends the source's line."""
        if "\n" not in content:
            line = self._line(first)
            if line.offset >= 0 and line.text.endswith(content):
                return Stretches([0], [line.offset + len(line.text) - len(content)])
        starts, offsets = [], []
        at = 0
        for index, part in enumerate(content.split("\n"), first):
            source = self._line(index)
            starts.append(at)
            whole = source.text
            body = part.strip()
            column = -1
            if body and source.offset >= 0:
                tail = whole.rstrip()
                if tail.endswith(body):
                    column = len(tail) - len(body)
                elif self.level:  # signs close it
                    column = whole.find(body, whole.find("#"))
            offsets.append(source.offset + column - (len(part) - len(part.lstrip())) if column >= 0 else -1)
            at += len(part) + 1
        return Stretches(starts, offsets)

    def _cells(self, index: int) -> list[tuple[str, int]]:
        """The cells of a table's line, untrimmed, with their offsets in the file."""
        line = self.lines[index]
        text = line.text.rstrip()
        start = len(text) - len(text.lstrip(" \t>"))
        cells = []
        pipes = [match.start() for match in re.finditer(_PIPE, text) if match[1] and match.start() >= start]
        for end in [*pipes, len(text)]:
            cells.append((text[start:end], line.offset + start if line.offset >= 0 else -1))
            start = end + 1
        if cells and not cells[0][0].strip():
            cells.pop(0)
        return cells


def _cell_origin(content: str, raw: str, offset: int) -> Stretches:
    stripped = raw.strip()
    if offset < 0 or stripped.replace("\\|", "|") != content:
        return Stretches([0], [-1])
    at = offset + len(raw) - len(raw.lstrip())
    starts, offsets = [0], [at]
    for number, match in enumerate(re.finditer(r"\\\|", stripped)):
        starts.append(match.start() - number)  # each escape is one character shorter in the content
        offsets.append(at + match.start() + 1)
    return Stretches(starts, offsets)


def _is_line_by_line(lines: Sequence[Line]) -> bool:
    """Whether each line is a paragraph: no line is blank, and no sentence runs on from one into the next.

    Without the second half, one paragraph that an editor wrapped would fall apart.
    """
    texts = [line.text for line in lines]
    while texts and not texts[-1].strip():
        texts.pop()
    while texts and not texts[0].strip():
        texts.pop(0)
    if len(texts) < 2 or not all(text.strip() for text in texts):
        return False
    return all(re.search(_SENTENCE_END, text) for text in texts[:-1])
