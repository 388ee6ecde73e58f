"""A brief's text after Markdown: a flat list of blocks, each a list of runs."""

from __future__ import annotations

from typing import Literal

from briefing.model.span import Span
from briefing.model.value import dataclass

BlockKind = Literal["paragraph", "heading", "code", "table", "rule", "footnote"]


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one manner.

    `marks` holds letters: `b` strong, `i` emphasis, `c` code, `s` struck out, `l` link, `f` footnote reference.
    `source` is the code-point offset in the file of the first character, or -1 where the text
    does not stand in the file as it is shown (an entity). Within a run, source offsets go up by one a
    character. `href` is a link's address: data, never followed unasked.
    `link` is the id of an explicit `[[id|text]]`: that of an actor or a venue, else what is written, which may be a
    story's.
    """

    text: str
    marks: str = ""
    source: int = -1
    href: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like piece of the text.

    `level` is a heading's level (1–6). `quote` and `depth` count the block quotes and the lists around it;
    `marker` is set on the first block of a list item (`•`, `3.`, or `[ ]` and `[x]` for a task) and of a footnote (its
    label).
    A table has `rows` of cells of runs (the first row is the header) and `aligns` (`left`, `right`, `center`, or empty)
    and no `runs`. `line` is the first line in the file, from 1.
    """

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    level: int = 0
    quote: int = 0
    depth: int = 0
    marker: str = ""
    line: int = 0
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    aligns: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The plain text that mention offsets count in: cells are joined by a tab, rows by a line feed."""
        if self.kind == "table":
            return "\n".join("\t".join(_plain(cell) for cell in row) for row in self.rows)
        return _plain(self.runs)


def _plain(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


class Markers:
    """What stands before the first line of an item and of a footnote; what else they hold is set in as far."""

    def __init__(self, bullet: str = "•") -> None:
        self._bullet = bullet
        self._widths: dict[int, int] = {}

    def of(self, block: Block) -> str:
        """The marker of a block with a blank behind it, or as many blanks; to be asked of one block after the other."""
        if block.kind != "footnote" and not block.depth:
            return ""
        if not block.marker:
            return " " * self._widths.get(block.depth, 2)
        marker = self._bullet if block.marker == "•" else block.marker
        shown = f"[{marker}] " if block.kind == "footnote" else f"{marker} "
        self._widths[block.depth] = len(shown)
        return shown


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text that means an actor or a venue.

    `block`, `start`, `end`: the block's index and code-point offsets in its `text`.
    `position` is the offset of the first character in the file. `listed` is false for a registry name that
    the brief does not list. `explicit` is true for `[[id]]` and for what `mentions:` says.
    """

    block: int
    start: int
    end: int
    key: str
    kind: Literal["actor", "venue"]
    position: int
    listed: bool = True
    explicit: bool = False


@dataclass(frozen=True, slots=True)
class Pointer:
    """An explicit `[[id|text]]` that names no actor and no venue: the desk knows whether it names a story.

    `id` is what is written, by which the runs of the text hold it as their `link`; `span` is where.
    """

    id: str
    span: Span


def sentence_around(text: str, start: int, end: int, limit: int = 320) -> tuple[str, int]:
    """The sentence of `text` that holds `start:end`, and where in it the name begins.

    A sentence ends at `.`, `!`, `?` or `…` before white space and a capital, a quote or a digit, or at a line's end.
    At most `limit` characters; cut ends carry `…`.
    """
    left = start
    while left > 0 and not _ends_sentence(text, left - 1):
        left -= 1
    right = end
    while right < len(text) and not _ends_sentence(text, right):
        right += 1
    right = min(right + 1, len(text))
    while right < len(text) and text[right - 1] not in "\n\t" and text[right] in "”’\"')]»":
        right += 1
    while left < start and text[left].isspace():
        left += 1
    prefix = suffix = ""
    if right - left > limit:
        room = max(0, limit - (end - start)) // 2
        if start - left > room:
            left, prefix = start - room, "…"
        if right - end > room:
            right, suffix = end + room, "…"
    quote = text[left:right].rstrip()
    return f"{prefix}{quote}{suffix}".replace("\n", " ").replace("\t", " "), start - left + len(prefix)


_ABBREVIATIONS = ("Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Lt", "Col", "No", "vs", "Jr", "Sr")


def _ends_sentence(text: str, at: int) -> bool:
    char = text[at]
    if char in "\n\t":
        return True
    if char not in ".!?…":
        return False
    rest = text[at + 1 : at + 4].lstrip("”’\"')]")
    if rest and not rest[0].isspace():
        return False
    following = rest.lstrip()
    if following and following[0].islower():
        return False
    word = text[max(0, at - 6) : at].split(" ")[-1]
    return not (char == "." and (word in _ABBREVIATIONS or (len(word) == 1 and word.isupper())))
