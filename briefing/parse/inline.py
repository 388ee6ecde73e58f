"""A paragraph's text as runs that know where in the file they stand, with its explicit links.

Both ways of reading Markdown, the quick one (`plain`) and the parser's (`tokens`), put what they find together here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import pairwise
from typing import Literal

from briefing.model.body import Run
from briefing.model.names import clean, note_names, one_line
from briefing.model.pattern import later
from briefing.model.value import NamedTuple


class Target(NamedTuple):
    """What an id or a name means."""

    kind: Literal["actor", "venue"]
    key: str
    name: str


class Link(NamedTuple):
    """An explicit `[[id|text]]`: its place in a block's text, what it means (None: nothing here), and where it stands.

    `position` is the file's offset of the text shown (of the id, if that is all there is), `id_position` that of the
    id; -1 where the body does not stand in the file as it is. With `is_file` it is one of Markdown's own links, whose
    address may be that of a file of the desk.
    """

    block: int
    start: int
    end: int
    target: Target | None
    id: str
    position: int
    id_position: int
    is_file: bool = False


Resolve = Callable[[str], Target | None]
"""What the id or the name in a `[[link]]` means."""

MENTION = later(r"\[\[[^\S\n]*+(?P<id>[^\[\]|\n]+)(?:\|(?P<shown>[^\[\]]*))?\]\]")
"""`[[id]]` and `[[id|text]]`."""
ADDRESS = (
    r"(?<![A-Za-z0-9_@./])(?i:https?://|www\.)(?=[^\W_])[^\s<>\[\]`|\"“”„«»。，、；：？！（）「」『』【】《》]+"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
"""An address that stands in the text as it is, with whatever punctuation follows it (see `address_in`)."""
_BEHIND_ADDRESS = "?!.,:;*_~'”’»…"
_FOLLOWED = ("http://", "https://", "mailto:")
_MARKUP = later(r"[\\`*_\[\]<&~]")
_ODD_LINES = r"\[\[|(?:\A|[ \t\n])\n|\n(?:\Z|[ \t\n:])|\A[ \t]|[ \t]\Z"
"""Links, and lines that are not bare at both ends or may be a definition."""
SPECIALS = 4000
"""Characters of markup in one paragraph; beyond that the parser does not read it."""
LINES = 20_000
"""Lines of one paragraph; beyond that the parser does not read it."""


def is_marked(text: str) -> bool:
    """Whether a text holds anything that may be more than words."""
    return (
        "*" in text or "[" in text or "_" in text or "`" in text or "\\" in text or "<" in text or "&" in text
        or "~" in text or "@" in text or ("=" in text and "==" in text) or ("/" in text and "://" in text)
        or "www." in text or is_of_a_program(text)
    )  # fmt: skip


def is_of_a_program(text: str) -> bool:
    """Whether a text may hold what is written for a program: shortcodes, comments of Obsidian, math."""
    return (
        ("{" in text and ("{{" in text or "{%" in text or "{:" in text or "{#" in text or "{." in text))
        or "%%" in text or " ^" in text or ("$" in text and text.count("$") > 1)
    )  # fmt: skip


def is_excessive(text: str) -> bool:
    """Whether a paragraph is no text that a person wrote: too long, or hardly more than signs."""
    if text.count("\n") > LINES:
        return True
    return len(text) > SPECIALS and sum(1 for _ in _MARKUP.finditer(text)) > SPECIALS


def address_in(text: str) -> tuple[str, str]:
    """Of what `ADDRESS` found, the part that is the address, and where it leads."""
    end = len(text)
    surplus = text.count(")") - text.count("(")
    while text[end - 1] in _BEHIND_ADDRESS or (text[end - 1] == ")" and surplus > 0):
        surplus -= text[end - 1] == ")"
        end -= 1
    shown = text[:end]
    if "://" in shown:
        return shown, followed(shown)
    return shown, f"http://{shown}" if shown[:4].lower() == "www." else f"mailto:{shown}"


def followed(address: str) -> str:
    """An address that a link may lead to; empty for every other kind."""
    safe = clean(address)
    return safe if safe[:8].lower().startswith(_FOLLOWED) else ""


def with_mark(marks: str, mark: str) -> str:
    """Marks with another one; each stands there once, in one order."""
    return "".join(sorted({*marks, mark}))


class Stretches:
    """Where the characters of a paragraph's content stand in the file: at which of them a new stretch begins, and the
    file's offset of it (-1: nowhere).
    """

    __slots__ = ("offsets", "starts")

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


class Runs:
    """Collects text into as few runs as keep the offsets exact, without characters that are unsafe to show.

    Text of a file has no control characters any more; of what stands there, only other scripts are looked at.
    """

    __slots__ = ("_manner", "_next", "_parts", "_runs", "_source", "length")

    def __init__(self) -> None:
        self.length = 0
        self._runs: list[Run] = []
        self._parts: list[str] = []
        self._manner: tuple[str, str, str] = ("", "", "")
        self._source = self._next = -1

    @property
    def begins_line(self) -> bool:
        """Whether what is added next stands at the beginning of a line."""
        return not self.length

    def add(self, text: str, marks: str, source: int, href: str = "", link: str = "") -> None:
        """Append text whose first character stands at `source` in the file (-1: nowhere)."""
        if (source < 0 or not text.isascii()) and (safe := clean(text)) != text:
            if source >= 0:  # what is left out of it moves what follows
                for at, char in enumerate(text, source):
                    self.add(clean(char), marks, at, href, link)
                return
            text = safe
        if not text:
            return
        manner = (marks, href, link)
        if source == self._next and manner == self._manner and self._parts:
            self._parts.append(text)
        else:
            if self._parts:
                self._flush()
            self._parts, self._manner, self._source = [text], manner, source
        length = len(text)
        self._next = source + length if source >= 0 else -1
        self.length += length

    def add_lines(self, content: str, origin: Stretches) -> bool:
        """Append lines of which nothing is to be asked but where they stand; whether they are such. A paragraph may
        have half a million of them."""
        if not content.isascii() or re.search(_ODD_LINES, content) or min(origin.offsets) < 0:
            return False
        starts, offsets = origin.starts, origin.offsets
        if not 1 < len(starts) == content.count("\n") + 1:
            return False
        shown = content.replace("\n", " ")
        shifts = list(map(int.__sub__, offsets, starts))
        cuts = [at for at, shift in enumerate(shifts) if not at or shift != shifts[at - 1]]
        begins = [starts[at] for at in cuts]
        pieces = zip(begins, [*begins[1:], len(shown)], cuts, strict=True)
        self._runs += [Run(shown[begin:end], "", offsets[at]) for begin, end, at in pieces]
        self.length += len(shown)
        return True

    def _flush(self) -> None:
        marks, href, link = self._manner
        self._runs.append(Run("".join(self._parts), marks, self._source, href, link))

    def done(self) -> tuple[Run, ...]:
        """What was added; the last that is asked of it."""
        if self._parts:
            self._flush()
        return tuple(self._runs)


def run_of(text: str, source: int) -> tuple[Run, ...]:
    """A text of one manner that stands in one piece in the file."""
    if (source >= 0 and text.isascii()) or clean(text) == text:
        return (Run(text, "", source),) if text else ()
    runs = Runs()
    runs.add(text, "", source)
    return runs.done()


class Part(NamedTuple):
    """What a paragraph's content, or one line of it, shows. `start` is where in the content it begins."""

    runs: tuple[Run, ...]
    links: list[Link]
    start: int = 0


class InlineText:
    """A paragraph's content that is being read: what it shows so far.

    Positions are in the content. With `split` each line is a part of its own.
    """

    __slots__ = ("_offset", "_parts", "_start", "content", "link", "links", "origin", "resolve", "runs", "split")

    def __init__(self, content: str, origin: Stretches, resolve: Resolve, split: bool = False) -> None:
        self.content, self.origin, self.resolve, self.split = content, origin, resolve, split
        self._offset = origin.offsets[0] if len(origin.starts) == 1 else -1
        self.runs = Runs()
        self.links: list[Link] = []
        self.link = ""
        """The file that the text leads to which is shown now."""
        self._parts: list[Part] = []
        self._start = 0

    def text(self, start: int, end: int, marks: str = "", href: str = "") -> None:
        """Show a stretch of the content as it stands."""
        if self._offset >= 0:
            self.runs.add(self.content[start:end], marks, self._offset + start, href, self.link)
        else:
            for begin, stop in self.origin.pieces(start, end):
                shown = self.content[begin:stop].replace("\n", " ")
                self.runs.add(shown, marks, self.origin.of(begin), href, self.link)

    def line_end(self, at: int, marks: str = "", href: str = "", is_hard: bool = False) -> None:
        """Show the end of a line: a blank, or a line's end if it `is_hard` or a definition (`: …`) follows it."""
        if is_hard:
            self.runs.add("\n", marks, -1, href)
        elif self.split:
            self._close(at + 1)
        else:
            is_term = self.content.startswith(": ", at + 1)
            self.runs.add("\n" if is_term else " ", marks, self.origin.of(at), href, self.link)

    def mention(self, match: re.Match[str], marks: str = "") -> None:
        """Show a `MENTION`: `[[id]]` as the name of what it means, `[[id|text]]` as the text."""
        written, shown = match["id"].strip(), match["shown"] or ""
        id_at = match.start() + match[0].index(written)
        if shown:
            written = written.removesuffix("\\").rstrip() or written  # in a table a pipe has a backslash before it
        target = self.resolve(written)
        if target is None:
            target = next((found for name in note_names(written)[1:] if (found := self.resolve(name))), None)
        text = one_line(shown or (target.name if target else written)) or clean(written)
        at = self.content.find(text, id_at + (len(written) if shown else 0), match.end())
        position = self.origin.of(at if at >= 0 else id_at)
        self.runs.add(text, marks, position if at >= 0 else -1, "", target.key if target else clean(written))
        end = self.runs.length
        self.links.append(Link(0, end - len(text), end, target, written, position, self.origin.of(id_at)))

    def led(self, start: int, at: int) -> None:
        """What was shown since `start` leads to a file of the desk, and that is its end. `at` is where it stands in the
        content."""
        end = self.runs.length
        if start < end:  # else its line is a part of its own, and ended
            self.links.append(Link(0, start, end, None, self.link, self.origin.of(at), self.origin.of(at), True))
        self.link = ""

    def done(self) -> list[Part]:
        """What there is to show: one part, or one a line."""
        self._close(len(self.content))
        return self._parts

    def _close(self, end: int) -> None:
        self._parts.append(Part(self.runs.done(), self.links, self._start))
        self.runs, self.links, self._start = type(self.runs)(), [], end


def read_unmarked(reading: InlineText) -> None:
    """Read a content without signs, or one that is not to be read as Markdown, but for its `[[links]]`: its lines, one
    after the other.
    """
    content = reading.content
    if not reading.split and reading.runs.add_lines(content, reading.origin):
        return
    at = 0
    for number, part in enumerate(content.split("\n")):
        if number:
            reading.line_end(at - 1, is_hard=not reading.split and content.endswith("  ", 0, at - 1))
        begin = at + len(part) - len(part.lstrip(" \t"))
        end = max(begin, at + len(part.rstrip(" \t")))
        for link in MENTION.finditer(content, begin, end) if "[[" in part else ():
            reading.text(begin, link.start())
            reading.mention(link)
            begin = link.end()
        reading.text(begin, end)
        at += len(part) + 1
