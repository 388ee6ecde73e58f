"""The one Markdown dialect: CommonMark with tables, strikethrough, footnotes and `[[id|text]]`.

HTML is text. Every run knows the offset in the file that its characters stand at, which is what mentions,
jumps and renames rest on: inline tokens are stamped with their position when they are made (see `dialect`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from briefing.model.body import Block, BlockKind, Run
from briefing.model.names import clean, one_line
from briefing.parse.split import Line

if TYPE_CHECKING:
    from markdown_it.token import Token


class Target(NamedTuple):
    """What an id or a name means."""

    kind: Literal["actor", "venue"]
    key: str
    name: str


class Link(NamedTuple):
    """An explicit `[[id|text]]`: its place in a block's text, what it means (None: nothing), and where it stands.

    `position` is the file's offset of the text shown (of the id, if that is all there is), `start_id` and `end_id`
    that of the id; -1 where the body does not stand in the file as it is.
    """

    block: int
    start: int
    end: int
    target: Target | None
    id: str
    position: int
    id_position: int


class Body(NamedTuple):
    """The text of a brief as blocks, with its explicit links in order."""

    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()


Resolve = Callable[[str], Target | None]


def read_body(lines: Sequence[Line], resolve: Resolve = lambda _id: None) -> Body:
    """Read Markdown lines into blocks.

    `resolve` says what the id of a `[[link]]` means; one that means nothing becomes plain text. Never raises: what is
    nested beyond reason is read as plain paragraphs.
    """
    if _are_paragraphs(lines):
        return _Flattener(lines, resolve).paragraphs()
    from briefing.parse.dialect import TooDeep, parse

    try:
        tokens = parse("\n".join([line.text for line in lines]))
    except (TooDeep, RecursionError):
        return _plain(lines)
    return _Flattener(lines, resolve).flatten(tokens)


_BLOCKISH = re.compile(r"[ \t#>+\-=|:~]|\d{1,9}[.)]|\[(?!\[)|[*_](?![*_]?\w)|`(?!\w)")
"""How a line begins that may be more than a paragraph's; a paragraph's line begins with none of these."""


def _are_paragraphs(lines: Sequence[Line]) -> bool:
    """Whether a text is paragraphs and nothing else, as most are: it needs no block parser."""
    return not any(_BLOCKISH.match(line.text) for line in lines)


def _plain(lines: Sequence[Line]) -> Body:
    """Paragraphs of unread text, for what cannot be read as Markdown."""
    blocks: list[Block] = []
    runs = _Runs()
    first = 0
    for line in [*lines, Line("", -1, 0)]:
        if line.text.strip():
            if not runs.length:
                first = line.number
            else:
                runs.add(" ", "", -1)
            runs.add(line.text, "", line.offset)
        elif runs.length:
            blocks.append(Block("paragraph", runs.done(), line=first))
            runs = _Runs()
    return Body(tuple(blocks))


class _Runs:
    """Collects text into as few runs as keep the offsets exact, without characters that are unsafe to show."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.length = 0
        self._parts: list[str] = []
        self._manner: tuple[str, str, str] = ("", "", "")
        self._source = self._next = -1

    def add(self, text: str, marks: str, source: int, href: str = "", link: str = "") -> None:
        """Append text whose first character stands at `source` in the file (-1: nowhere)."""
        if not text.isascii() or not text.isprintable():
            safe = clean(text)
            if safe != text:
                for at, char in enumerate(text):
                    if clean(char):
                        self._add(char, marks, source + at if source >= 0 else -1, href, link)
                return
        self._add(text, marks, source, href, link)

    def _add(self, text: str, marks: str, source: int, href: str, link: str) -> None:
        if not text:
            return
        manner = (marks, href, link)
        if not self._parts or manner != self._manner or source != self._next:
            self._flush()
            self._manner, self._source = manner, source
        self._parts.append(text)
        self._next = source + len(text) if source >= 0 else -1
        self.length += len(text)

    def _flush(self) -> None:
        if self._parts:
            marks, href, link = self._manner
            self.runs.append(Run("".join(self._parts), marks, self._source, href, link))
            self._parts = []

    def done(self) -> tuple[Run, ...]:
        self._flush()
        return tuple(self.runs)


class _Origin:
    """Where the characters of an inline token's content stand in the file."""

    def __init__(self, starts: list[int], offsets: list[int]) -> None:
        self.starts, self.offsets = starts, offsets

    def of(self, position: int) -> int:
        piece = bisect_right(self.starts, position) - 1
        offset = self.offsets[piece]
        return offset + position - self.starts[piece] if offset >= 0 else -1

    def pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """A stretch of the content, cut where it does not stand in one piece in the file."""
        cuts = self.starts[bisect_right(self.starts, start) : bisect_left(self.starts, end)]
        return list(pairwise([start, *cuts, end]))


_MARKS = {"strong": "b", "em": "i", "s": "s", "link": "l"}
MENTION = re.compile(r"\[\[\s*([^\[\]|\n]+?)\s*(?:\|([^\[\]]*))?\]\]")
"""`[[id]]` and `[[id|text]]`."""
_LOOSE = re.compile(r"[ \t]\n|\n[ \t]")
_SPECIAL = re.compile(r"[\\`*_\[\]<&~]")
SPECIALS = 4000
"""Characters of markup in one paragraph; beyond that it is read as plain text."""
LINES = 20_000
"""Lines of one paragraph; beyond that it is read as plain text."""
_CELL = re.compile(r"(?<!\\)\|")
_SENTENCE_END = r"[.!?…:;][\"'”’»)\]*_]*\s*$"


Env = dict[str, Any]
"""What the block parser knows for the inline parser: references and footnotes."""


class _Piece(NamedTuple):
    """What a token of the inline parser says, for a text that needs no such parser."""

    type: str
    meta: dict[str, int]
    content: str = ""
    info: str = ""
    markup: str = ""
    nesting: int = 0


def _pieces(content: str, env: Env) -> Sequence[Any]:
    """The tokens of a paragraph's content. Where links are all its markup, as in most, there is nothing to parse."""
    found = _with_links(content)
    if found is not None:
        return found
    from briefing.parse.dialect import inline

    return inline(content, env)


def _with_links(content: str) -> list[_Piece] | None:
    """The pieces of a text whose only markup are `[[links]]`; None for any other."""
    if "[[" not in content or _LOOSE.search(content):
        return None
    pieces: list[_Piece] = []
    at = 0
    for match in [*MENTION.finditer(content), None]:
        end = match.start() if match else len(content)
        text = content[at:end]
        if _SPECIAL.search(text):
            return None
        for number, line in enumerate(text.split("\n")):
            if number:
                pieces.append(_Piece("softbreak", {"at": at - 1}))
            if line:
                pieces.append(_Piece("text", {"at": at}, line))
            at += len(line) + 1
        if match:
            pieces.append(_Piece("mention_link", {"at": end}, match[2] or "", match[1], match[0]))
            at = match.end()
    return pieces


class _Flattener:
    def __init__(self, lines: Sequence[Line], resolve: Resolve) -> None:
        self.lines, self.resolve = lines, resolve
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.notes: list[tuple[Block, list[Link]]] = []
        self.quote = self.depth = self.level = 0
        self.marker = ""
        self.note: str | None = None
        self.line_by_line = _is_line_by_line(lines)

    def flatten(self, tokens: list[Token]) -> Body:
        index = 0
        while index < len(tokens):
            token = tokens[index]
            kind = token.type
            if kind == "inline":
                self._inline(token)
            elif kind == "heading_open":
                self.level = int(token.tag[1])
            elif kind == "heading_close":
                self.level = 0
            elif kind == "list_item_open":
                self.marker = f"{token.info}." if token.info else "•"
            elif kind == "list_item_close":
                self.marker = ""
            elif kind in ("bullet_list_open", "ordered_list_open"):
                self.depth += 1
            elif kind in ("bullet_list_close", "ordered_list_close"):
                self.depth -= 1
            elif kind == "blockquote_open":
                self.quote += 1
            elif kind == "blockquote_close":
                self.quote -= 1
            elif kind in ("fence", "code_block"):
                self._code(token)
            elif kind == "hr":
                self._append(Block("rule", (), 0, self.quote, self.depth, self._take_marker(), self._line(token)), [])
            elif kind == "table_open":
                index = self._table(tokens, index)
            elif kind == "footnote_open":
                self.note = self.marker = token.info
            elif kind == "footnote_close":
                self.note, self.marker = None, ""
            index += 1
        for block, links in self.notes:
            at = len(self.blocks)
            self.links += [link._replace(block=at) for link in links]
            self.blocks.append(block)
        return Body(tuple(self.blocks), tuple(self.links))

    def paragraphs(self) -> Body:
        """The blocks of a text that is only paragraphs."""
        first = 0
        lines = self.lines
        for number in range(len(lines) + 1):
            if number < len(lines) and lines[number].text:
                continue
            if number == first + 1 and _SPECIAL.search(lines[first].text) is None:
                self._line_of_text(lines[first])
            elif number > first:
                content = "\n".join([line.text for line in lines[first:number]]).rstrip(" \t")
                self._content(content, first, {})
            first = number + 1
        return Body(tuple(self.blocks), tuple(self.links))

    def _line_of_text(self, line: Line) -> None:
        """A paragraph of one line without markup, as many are."""
        runs = _Runs()
        runs.add(line.text.rstrip(" \t"), "", line.offset)
        if found := runs.done():
            self.blocks.append(Block("paragraph", found, line=line.number))

    def _line(self, token: Token) -> int:
        return self.lines[token.map[0]].number if token.map else 0

    def _take_marker(self) -> str:
        marker, self.marker = self.marker, ""
        return marker

    def _append(self, block: Block, links: list[Link]) -> None:
        if self.note is not None:
            self.notes.append((block, links))
        else:
            at = len(self.blocks)
            self.links += [link._replace(block=at) for link in links] if links else []
            self.blocks.append(block)

    def _inline(self, token: Token) -> None:
        self._content(token.content, token.map[0] if token.map else 0, token.meta)

    def _content(self, content: str, first: int, env: Env) -> None:
        """A paragraph, a heading or a footnote's paragraph, that begins on a line."""
        origin = self._origin(content, first)
        kind: BlockKind = "paragraph"
        if self.note is not None:
            kind = "footnote"
        elif self.level:
            kind = "heading"
        level = self.level if kind == "heading" else 0
        split = self.line_by_line and kind == "paragraph" and not self.quote and not self.depth
        for number, (runs, links) in enumerate(self._runs(content, env, origin, split)):
            if runs or self.marker:
                line = self.lines[first + number].number if split else self.lines[first].number
                block = Block(kind, runs, level, self.quote, self.depth, self._take_marker(), line)
                self._append(block, links)

    def _origin(self, content: str, first: int) -> _Origin:
        """Where each line of a paragraph or heading stands: its text ends the source's line."""
        starts, offsets = [], []
        at = 0
        for number, part in enumerate(content.split("\n"), first):
            source = self.lines[number] if number < len(self.lines) else Line("", -1, 0)
            starts.append(at)
            whole = source.text
            body = part.strip()
            column = -1
            if body and source.offset >= 0:
                tail = whole.rstrip()
                if tail.endswith(body):
                    column = len(tail) - len(body)
                elif self.level and body in whole:
                    column = whole.index(body, len(whole) - len(whole.lstrip(" \t>#")))
            offsets.append(source.offset + column - (len(part) - len(part.lstrip())) if column >= 0 else -1)
            at += len(part) + 1
        return _Origin(starts, offsets)

    def _runs(self, content: str, env: Env, origin: _Origin, split: bool) -> list[tuple[tuple[Run, ...], list[Link]]]:
        """The runs of a paragraph's content, and its explicit links; one pair a line if `split`."""
        result: list[tuple[tuple[Run, ...], list[Link]]] = []
        runs = _Runs()
        links: list[Link] = []
        if _SPECIAL.search(content) is None or content.count("\n") > LINES or _is_excessive(content):
            at = 0
            for number, part in enumerate(content.split("\n")):
                text = part.strip(" \t")
                if number and split:
                    result.append((runs.done(), []))
                    runs = _Runs()
                elif number:
                    hard = content[: at - 1].endswith("  ")
                    runs.add("\n" if hard else " ", "", self._break(origin, at - 1))
                begin = at + len(part) - len(part.lstrip(" \t"))
                for start, stop in origin.pieces(begin, begin + len(text)):
                    runs.add(content[start:stop], "", origin.of(start))
                at += len(part) + 1
            return [*result, (runs.done(), [])]
        open_marks: list[str] = []
        href = ""
        for child in _pieces(content, env):
            kind = child.type
            marks = "".join(sorted(set(open_marks))) if open_marks else ""
            at = child.meta.get("at", 0)
            if kind == "text":
                if child.content:
                    self._verbatim(runs, child.content, marks, content, at, origin, href)
            elif kind == "softbreak":
                if split:
                    result.append((runs.done(), links))
                    runs, links = _Runs(), []
                else:
                    runs.add(" ", marks, self._break(origin, at), href)
            elif kind == "hardbreak":
                runs.add("\n", marks, -1, href)
            elif kind == "text_special":
                at = at + 1 if child.info == "escape" and len(child.content) == 1 else at
                source = origin.of(at) if child.info == "escape" else -1
                runs.add(child.content, marks, source, href)
            elif kind == "code_inline":
                self._verbatim(runs, child.content, _with(marks, "c"), content, at + len(child.markup), origin, href)
            elif kind == "image":
                address = clean(str(child.attrs.get("src", "")))
                start = at + 2
                found = content.startswith(child.content, start) and "\n" not in child.content
                text = " ".join(child.content.split("\n")) or "image"
                runs.add(text, _with(marks, "l"), origin.of(start) if found and child.content else -1, address)
            elif kind == "footnote_ref":
                runs.add(f"[{child.info}]", _with(marks, "f"), -1, href)
            elif kind == "mention_link":
                self._explicit(child, runs, links, marks, content, origin)
            elif child.nesting > 0:
                open_marks.append(_MARKS.get(kind.removesuffix("_open"), ""))
                if kind == "link_open":
                    href = clean(str(child.attrs.get("href", "")))
            elif child.nesting < 0:
                if open_marks:
                    open_marks.pop()
                if kind == "link_close":
                    href = ""
        return [*result, (runs.done(), links)]

    def _break(self, origin: _Origin, at: int) -> int:
        """The offset of a line's end, if it directly follows what stands before."""
        return origin.of(at)

    def _verbatim(self, runs: _Runs, text: str, marks: str, content: str, at: int, origin: _Origin, href: str) -> None:
        """Add text that stands in the content at `at`, or one character further (behind a bracket or a blank)."""
        for start in (at, at + 1):
            end = start + len(text)
            if content[start:end].replace("\n", " ") == text:
                for begin, stop in origin.pieces(start, end):
                    runs.add(text[begin - start : stop - start], marks, origin.of(begin), href)
                return
        runs.add(text, marks, -1, href)

    def _explicit(
        self, token: Token, runs: _Runs, links: list[Link], marks: str, content: str, origin: _Origin
    ) -> None:
        """`[[id]]` shows the name, `[[id|text]]` the text."""
        at = token.meta["at"]
        written, shown = token.info, token.content
        id_at = at + content[at:].index(written)
        target = self.resolve(written)
        text = one_line(shown or (target.name if target else written)) or clean(written)
        stands = content.find(text, id_at + (len(written) if shown else 0))
        verbatim = 0 <= stands < at + len(token.markup)
        position = origin.of(stands if verbatim else id_at)
        start = runs.length
        if target is None:
            runs.add(text, marks, position if verbatim else -1)
        else:
            runs.add(text, marks, position if verbatim else -1, "", target.key)
        links.append(Link(0, start, runs.length, target, written, position, origin.of(id_at)))

    def _code(self, token: Token) -> None:
        first = token.map[0] if token.map else 0
        number = first + 1 if token.type == "fence" else first
        runs = _Runs()
        text = token.content.removesuffix("\n")
        for index, part in enumerate(text.split("\n")):
            source = self.lines[number + index] if number + index < len(self.lines) else Line("", -1, 0)
            if index:
                before = self.lines[number + index - 1]
                at = before.offset + len(before.text) if before.offset >= 0 else -1
                runs.add("\n", "c", at)
            column = len(source.text) - len(part) if source.text.endswith(part) else -1
            for piece in re.finditer(r"\t|[^\t]+", part):
                exact = column >= 0 <= source.offset and piece[0] != "\t"
                runs.add(piece[0].expandtabs(4), "c", source.offset + column + piece.start() if exact else -1)
        line = self.lines[first].number
        self._append(Block("code", runs.done(), 0, self.quote, self.depth, self._take_marker(), line), [])

    def _table(self, tokens: list[Token], index: int) -> int:
        rows: list[tuple[tuple[Run, ...], ...]] = []
        aligns: list[str] = []
        links: list[Link] = []
        first = self._line(tokens[index])
        row: list[tuple[Run, ...]] = []
        at = 0
        cells: list[tuple[str, int]] = []
        while (token := tokens[index]).type != "table_close":
            if token.type == "tr_open":
                row = []
                cells = self._cells(token.map[0]) if token.map else []
            elif token.type in ("th_open", "td_open") and not rows:
                aligns.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
            elif token.type == "inline":
                origin = self._cell_origin(token.content, cells[len(row)] if len(row) < len(cells) else ("", -1))
                runs, found = self._runs(token.content, token.meta, origin, False)[0]
                links += [link._replace(start=link.start + at, end=link.end + at) for link in found]
                row.append(runs)
                at += sum(len(run.text) for run in runs) + 1
            elif token.type == "tr_close":
                rows.append(tuple(row))
            index += 1
        block = Block("table", (), 0, self.quote, self.depth, self._take_marker(), first, tuple(rows), tuple(aligns))
        self._append(block, links)
        return index

    def _cells(self, number: int) -> list[tuple[str, int]]:
        """The cells of a table's line, untrimmed, with their offsets in the file."""
        line = self.lines[number]
        text = line.text.rstrip()
        start = len(text) - len(text.lstrip(" \t>"))
        cells = []
        for match in [*_CELL.finditer(text, start), None]:
            end = match.start() if match else len(text)
            cells.append((text[start:end], line.offset + start if line.offset >= 0 else -1))
            start = end + 1
        if cells and not cells[0][0].strip():
            cells.pop(0)
        return cells

    def _cell_origin(self, content: str, cell: tuple[str, int]) -> _Origin:
        raw, offset = cell
        stripped = raw.strip()
        if offset < 0 or stripped.replace("\\|", "|") != content:
            return _Origin([0], [-1])
        at = offset + len(raw) - len(raw.lstrip())
        starts, offsets = [0], [at]
        for number, match in enumerate(re.finditer(r"\\\|", stripped)):
            starts.append(match.start() - number)  # each escape is one character shorter in the content
            offsets.append(at + match.start() + 1)
        return _Origin(starts, offsets)


def _is_excessive(content: str) -> bool:
    return len(content) > SPECIALS and sum(1 for _ in _SPECIAL.finditer(content)) > SPECIALS


def _with(marks: str, mark: str) -> str:
    return "".join(sorted({*marks, mark}))


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
