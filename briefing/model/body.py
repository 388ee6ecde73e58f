"""A brief's text after Markdown: a flat list of blocks, each a list of runs."""

from __future__ import annotations

import re
from bisect import bisect_left
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

    `id` is what is written, by which the runs of the text hold it as their `link`; `span` is where. With `is_file` it
    is the address of Markdown's `[text](address)`, which may as well lead out of the desk.
    """

    id: str
    span: Span
    is_file: bool = False


class Sentences:
    """The sentences of one text, whose ends are sought once however many names are asked for.

    A sentence ends at `.`, `!`, `?`, `…` or `؟` before white space and no small letter, at `。`, `！`, `？` or `।`, and
    at a line's or a cell's end. Quotes and brackets that close behind it belong to it, and the numbers of notes. The
    full stop of what is shortened (`Gov.`, `U.S.`, `Sept. 3`) and of a German day (`12. Juni`) ends none; that of
    initials does before a word that begins sentences.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._stops: list[int] = []
        """The sign at which each sentence stops, and where with its quotes and brackets it ends."""
        self._ends: list[int] = []
        self._begins = [0]
        for match in re.finditer(_STOP, text):
            stop, end = match.span(1)
            sign, begin = text[stop], match.end()
            if sign in "\n\t":
                end = begin = stop + 1
            elif sign in ".!?…؟" and not _ends(text, stop, end, begin):
                continue
            self._stops.append(stop)
            self._ends.append(end)
            self._begins.append(begin)
        self._ends.append(len(text))

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """From where to where the sentence goes that holds `start:end`."""
        left = min(self._begins[bisect_left(self._stops, start)], start)
        return left, self._ends[bisect_left(self._stops, end)]

    def around(self, start: int, end: int, limit: int = 320) -> tuple[str, int]:
        """The sentence that holds `start:end`, and where in it that begins.

        At most `limit` characters; cut ends carry `…`.
        """
        text = self.text
        left, right = self.bounds(start, end)
        prefix = suffix = ""
        if right - left > limit:
            room = max(0, limit - (end - start)) // 2
            if start - left > room:
                left, prefix = start - room, "…"
            if right - end > room:
                right, suffix = end + room, "…"
        said = text[left:right]
        quote = said.lstrip()
        at = start - left - len(said) + len(quote) + len(prefix)
        return f"{prefix}{quote.rstrip()}{suffix}".replace("\n", " ").replace("\t", " "), at


def sentence_around(text: str, start: int, end: int, limit: int = 320) -> tuple[str, int]:
    """As `Sentences.around`, for one name of a text."""
    return Sentences(text).around(start, end, limit)


_STOP = r"([\n\t.!?…؟。！？।][”’\"')\]»」』]*(?:\[\d{1,3}\])*)[^\S\n\t]*"
_TITLES = frozenset(
    "Mr Mrs Ms Dr St Gen Lt Col vs Prof Sen Rep Gov Sgt Capt Cpl Maj Adm Brig Cmdr Rev Hon Pres Mt Ft Messrs Mme Mlle"
    " Msgr Insp Supt".split()
)
"""What is shortened before a name, and ends no sentence."""
_BEFORE_NUMBERS = frozenset(
    "No Nos Nr Art Arts Abs Sec Fig Vol Ch pp approx ca c"
    " Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Okt Dez".split()
)
_BEHIND_NAMES = frozenset("Inc Co Corp Ltd Bros Jr Sr".split())
_BEGINS = frozenset(
    "a after all although an and as at because before both but by despite during each earlier even every few for from"
    " he her here his how however i if in instead it its last later many meanwhile more most my neither next no none"
    " nor not nothing now of on once one only or other others our several she since so some soon still such that the"
    " their then there these they this those though to today tomorrow two under until we what when where whether which"
    " while who why with yesterday yet you".split()
)
"""Words with which sentences go on behind what is shortened at the end of another: *He left the U.S. They stayed.*"""
_GERMAN = re.compile(
    "(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert)"
)
_WORD = re.compile(r"[^\W\d_]+")


def _ends(text: str, stop: int, end: int, begin: int) -> bool:
    """Whether a sign that may end a sentence does: `end` is behind the quotes that close, `begin` behind the blanks."""
    following = text[begin : begin + 1]
    if (begin == end and following not in "\n\t") or following.islower():
        return False
    if text[stop] != ".":
        return True
    word = text[max(0, stop - 12) : stop].rpartition(" ")[2].lstrip("([\"'“„«‘")
    if word in _TITLES or (len(word) == 1 and word.isupper()):
        return False
    if following.isdigit():
        return word not in _BEFORE_NUMBERS and not _is_initials(word)
    if word.isdigit():
        return len(word) > 2 or _GERMAN.match(text, begin) is None
    if end == stop + 1 and (
        word in _BEHIND_NAMES or _is_initials(word) or (len(word) == 1 and text[begin + 1 :][:1] == ".")
    ):
        next_word = _WORD.match(text, begin)
        return next_word is None or next_word[0].lower() in _BEGINS
    return True


def _is_initials(word: str) -> bool:
    """Whether a word is letters with full stops between: `U.S`, `p.m`, `z.B`."""
    return len(word) > 2 and word[1::2].strip(".") == "" and word[::2].isalpha()


def word_count(text: str) -> int:
    """How many words a text has.

    Where a script puts no blanks between words, two characters of Chinese and Japanese count for a word and five of
    Thai, Lao, Khmer and Burmese, which gives reading times of some 460 and 1,150 characters a minute.
    """
    if text.isascii() or not re.search(_UNSPACED, text):
        return len(text.split())
    rest, dense = re.subn(_DENSE, " ", text)
    rest, sparse = re.subn(_SPARSE, " ", rest)
    return -(-dense // 2) + -(-sparse // 5) + len(re.findall(r"\S*\w\S*", rest))


_DENSE = "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_SPARSE = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
_UNSPACED = f"{_DENSE}|{_SPARSE}"
