"""What stands at a place of a file, however much of the file is there yet: a key, a value, a link in the text.

YAML reads a file as a whole, and there is none while somebody types it. So this goes from line to line, in one pass
from the key of the first column above, and takes everything as it seems to be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from briefing.model.value import NamedTuple, dataclass, field
from briefing.parse.fields import OWNERS, Field, Owner
from briefing.parse.nodes import DEPTH
from briefing.parse.registry_name import owner_of
from briefing.parse.text import Text

_KEY = re.compile(r"""(?P<quote>["']?)(?P<key>[^\s"'#:,\[\]{}][^"'#:,\[\]{}]*?)(?P=quote)[ \t]*:(?=[ \t]|$)""")
_DASH = re.compile(r"-(?:[ \t]+|$)")
_LINK = re.compile(r"\[\[(?P<id>[^\[\]|\n]*)(?:\|[^\[\]\n]*)?(?:\]\]|$)")
_TOP = re.compile(r"""["']?[\w.-]+["']?[ \t]*:""")
_BODY = Field("brief", "link", "reference", "Who, what or which story is meant.", "nato",
              refers=("actor", "venue", "story"))  # fmt: skip
_TARGET = Field("brief", "mentions", "reference", "Who or what the name means, or `none`.", "nato",
                refers=("actor", "venue"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cursor:
    """What is written at a place: `text[start:end]`, of which `typed` stands before the place.

    `what` is a `key` of `owner`, a `value` of the key `row` in it, an `item`, which may be either a value of a list or
    the first key of an entry of it, or a `link` in the text. `keys` are those that the entry has already, `indent` the
    column of what is written; `is_flow` says that it stands in brackets or braces, `quote` in which quotes.
    """

    what: Literal["key", "value", "item", "link"]
    owner: Owner
    row: Field | None
    start: int
    end: int
    typed: str
    keys: frozenset[str] = field(default_factory=frozenset)
    indent: int = 0
    is_flow: bool = False
    quote: str = ""


def cursor_at(text: Text, offset: int) -> Cursor | None:
    """What stands at an offset; None in a comment, and in text that is no link."""
    line = text.line_at(offset)
    column = min(offset - text.starts[line], len(text.lines[line]))
    file_owner = owner_of(text.file)
    if not file_owner and line >= body_line(text):
        return _link(text, line, column)
    if text.is_markdown and line == 0:
        return None
    return _Reading(text, OWNERS[file_owner or "brief"], is_registry=bool(file_owner)).at(line, column)


def body_line(text: Text) -> int:
    """The first line of the body, from 0; behind the last where there is none yet."""
    lines = text.lines
    if text.is_markdown:
        if lines[0].rstrip() != "---":
            return 0
        return next((number + 1 for number in range(1, len(lines)) if lines[number].rstrip() == "---"), len(lines))
    for number, line in enumerate(lines):
        if line[:1] in "b\"'" and re.match(r"""(["']?)body\1[ \t]*:""", line):
            return number + 1
    return len(lines)


def _link(text: Text, line: int, column: int) -> Cursor | None:
    """The `[[link]]` that a place of the text is in, whole or not."""
    written = text.lines[line]
    begin = written.rfind("[[", 0, column)
    if begin < 0:
        return None
    found = _LINK.match(written, begin)
    start = begin + 2
    if found is None:  # it goes on with something else: as far as the cursor
        end = column
        if "]" in written[start:end] or "|" in written[start:end]:
            return None
    else:
        end = found.end("id") if found[0].endswith("]]") or "|" in found[0] else column
    if not start <= column <= end:
        return None
    at = text.starts[line]
    return Cursor(
        what="link",
        owner=OWNERS["brief"],
        row=_BODY,
        start=at + start,
        end=at + end,
        typed=written[start:column],
    )


class _Level(NamedTuple):
    """A key, or a dash (then it is empty), below which what follows stands; and the keys that stand below it."""

    indent: int
    key: str
    below: list[str]


class _Reading:
    """One pass over the lines of a key of the first column, as far as a place."""

    def __init__(self, text: Text, owner: Owner, is_registry: bool) -> None:
        self._text, self._owner, self._is_registry = text, owner, is_registry
        self._levels = [_Level(-1, "", [])]
        self._flow: list[_Flow] = []
        self._block = -1
        """Lines that are deeper than this belong to a text below `|` or `>`."""

    def at(self, line: int, column: int) -> Cursor | None:
        """What stands at a place."""
        lines = self._text.lines
        first = line
        while first > 0 and not _TOP.match(lines[first]):
            first -= 1
        for number in range(first, line):
            begin = self._flow_on(lines[number], 0, len(lines[number])) if self._flow else 0
            if not self._flow:
                self._lay(lines[number], begin, len(lines[number]))
        written = lines[line]
        if re.search(r"(?:^|[ \t])#", _without_quotes(written[:column])):
            return None
        if self._flow:
            self._flow_on(written, 0, column)
            return self._in_flow(line, column) if self._flow else None
        if first == line or not written[:column].strip():  # the keys of the first column that are there already
            self._levels[0].below.extend(found["key"] for one in lines if (found := _KEY.match(one)))
        place = self._lay(written, 0, column)
        if self._flow:
            return self._in_flow(line, column)
        return self._in_block(line, column, place) if place is not None else None

    # lines

    def _lay(self, line: str, at: int, end: int) -> int | None:
        """Take in a line, or what is there of it: where its last value begins; None where it says nothing."""
        bare = line[:end].strip()
        indent = len(line) - len(line.lstrip(" \t"))
        if at:  # behind a bracket that closed
            return None
        if self._block >= 0 and (not bare or indent > self._block):
            return None
        if not bare:
            self._close(end)
            return end
        if bare[0] == "#":
            return None
        self._block = -1
        place = indent
        while dash := _DASH.match(line, place, end):
            self._close(place, is_dash=True)
            self._levels.append(_Level(place, "", []))
            place = dash.end()
        if found := _KEY.match(line, place, end):
            self._close(place)
            self._levels[-1].below.append(found["key"])
            self._levels.append(_Level(place, found["key"], []))
            place = found.end() + len(line[found.end() : end]) - len(line[found.end() : end].lstrip(" \t"))
        elif place == indent:
            self._close(place)
        rest = line[place:end]
        if re.fullmatch(r"[|>][-+0-9]*[ \t]*(?:#.*)?", rest):
            self._block = self._levels[-1].indent
            return None
        if rest[:1] in ("[", "{"):
            self._flow_on(line, place, end)
        return place

    def _close(self, indent: int, is_dash: bool = False) -> None:
        """What is as deep as this, or deeper, is over; a dash may stand below its key without an indent."""
        while self._levels[-1].indent > indent or (
            self._levels[-1].indent == indent and not (is_dash and self._levels[-1].key)
        ):
            self._levels.pop()

    def _meaning(self) -> tuple[Owner, Field | None]:
        """Whose entry the present place is in, and below which key of it."""
        owner, row = self._owner, None
        for level in self._levels[1 + self._is_registry :]:
            if not level.key:
                continue
            if row is not None and row.kind == "overrides":
                return owner, _TARGET
            if row is not None and row.kind == "entry":
                owner = OWNERS[row.of]
            row = owner.fields.get(level.key) or _unknown(owner, level.key)
        return owner, row

    def _in_block(self, line: int, column: int, place: int) -> Cursor | None:
        """What stands at a place outside of brackets."""
        written = self._text.lines[line]
        begin = min(place, column)
        owner, row = self._meaning()
        level = self._levels[-1]
        is_first = not written[:begin].strip(" \t-")  # on its line: else it is the value of a key
        is_item = is_first and not level.key and 0 <= level.indent < begin and written[level.indent] == "-"
        if self._is_registry and len(self._levels) == 1:
            return None  # a new id
        if is_item and row is not None and row.kind == "entry":
            end = _end_of_value(written, column) if not _KEY.match(written, begin) else _end_of_word(written, column)
            return self._made("item", OWNERS[row.of], row, line, begin, column, end)
        if not is_first or is_item or (row is not None and level.key and row.kind not in ("entry", "overrides")):
            if row is None or (level.key and is_first and self._is_registry and len(self._levels) == 2):
                return self._key(owner, level, line, begin, column)
            return self._made("value", owner, row, line, begin, column, _end_of_value(written, column))
        if row is not None and row.kind == "overrides":
            return None  # a name of the text
        if row is not None and row.kind == "entry" and not level.key:
            owner = OWNERS[row.of]
        return self._key(owner, level, line, begin, column) if row is None or not level.key else None

    def _key(self, owner: Owner, level: _Level, line: int, begin: int, column: int) -> Cursor:
        written = self._text.lines[line]
        end = _end_of_word(written, column)
        return self._made("key", owner, None, line, begin, column, end, level.below)

    # brackets and braces

    def _flow_on(self, line: str, at: int, end: int) -> int:
        """Go on inside brackets; where they are all closed, or the end."""
        for flow in self._flow:
            flow.start = at
        while at < end and len(self._flow) <= DEPTH:
            char = line[at]
            if char in "[{":
                self._flow.append(_Flow(char, at + 1))
                at += 1
                continue
            if not self._flow:
                return at
            flow = self._flow[-1]
            if char in " \t":
                pass
            elif char in "]}":
                self._flow.pop()
                if not self._flow:
                    return at + 1
            elif char == ",":
                flow.key, flow.start, flow.is_begun = "", at + 1, False
            elif char == "#" and line[at - 1 : at] in (" ", "\t", ""):
                return end
            elif char in "\"'" and not flow.is_begun:
                flow.is_begun = True
                close = line.find(char, at + 1, end)
                if close < 0:
                    return end
                at = close
            elif char == ":" and flow.kind == "{" and not flow.key and line[at + 1 : at + 2] in ("", " ", "\t"):
                flow.key = line[flow.start : at].strip().strip("\"'")
                flow.keys.append(flow.key)
                flow.start, flow.is_begun = at + 1, False
            else:
                flow.is_begun = True
            at += 1
        return end

    def _in_flow(self, line: int, column: int) -> Cursor | None:
        """What stands at a place inside brackets."""
        owner, row = self._meaning()
        for flow in self._flow:
            if flow.kind == "[":
                continue
            if row is not None and row.kind == "overrides":
                row = _TARGET if flow.key else None
                continue
            if row is not None and row.kind == "entry":
                owner = OWNERS[row.of]
            row = (owner.fields.get(flow.key) or _unknown(owner, flow.key)) if flow.key else None
        flow = self._flow[-1]
        written = self._text.lines[line]
        begin = flow.start + len(written[flow.start : column]) - len(written[flow.start : column].lstrip(" \t"))
        is_key = flow.kind == "{" and not flow.key
        if is_key and len(self._flow) == 1 and self._meaning()[1] is not None and owner is self._meaning()[0]:
            return None  # braces where no entry belongs, or a name of the text
        if is_key:
            return self._made("key", owner, None, line, begin, column, _end_of_word(written, column), flow.keys)
        end = _end_in_flow(written, column)
        if flow.kind == "[" and row is not None and row.kind == "entry":
            return self._made("item", OWNERS[row.of], row, line, begin, column, end)
        return self._made("value", owner, row, line, begin, column, end) if row is not None else None

    def _made(
        self,
        what: Literal["key", "value", "item"],
        owner: Owner,
        row: Field | None,
        line: int,
        begin: int,
        column: int,
        end: int,
        keys: Iterable[str] = (),
    ) -> Cursor:
        written, at = self._text.lines[line], self._text.starts[line]
        quote = written[begin] if begin < column and written[begin] in "'\"" else ""
        if quote:
            close = written.find(quote, max(column, begin + 1))
            end = close if close >= 0 else end
        return Cursor(
            what=what,
            owner=owner,
            row=row,
            start=at + begin + len(quote),
            end=at + max(end, column),
            typed=written[begin + len(quote) : column],
            keys=frozenset(keys),
            indent=begin,
            is_flow=bool(self._flow),
            quote=quote,
        )


class _Flow:
    """Brackets or braces that are open: the key whose value comes, where the present piece begins in its line, and
    whether anything of it is there."""

    __slots__ = ("is_begun", "key", "keys", "kind", "start")

    def __init__(self, kind: str, start: int) -> None:
        self.kind, self.start = kind, start
        self.is_begun = False
        self.key = ""
        self.keys: list[str] = []


def _unknown(owner: Owner, key: str) -> Field:
    """What stands for the row of a key that the format has not."""
    return Field(owner.name, key, "text", "", "")


def _without_quotes(text: str) -> str:
    """A line without what is in quotes, where `#` begins no comment."""
    return re.sub(r"(?<![^\s\[{,:])([\"']).*?(?:\1|$)", "", text)


def _end_of_value(line: str, column: int) -> int:
    """Where a value that is written at a column ends: at a comment, or at the line's end."""
    comment = re.compile(r"[ \t]+#").search(line, column)
    return max(column, len(line[: comment.start() if comment else len(line)].rstrip()))


def _end_of_word(line: str, column: int) -> int:
    """Where the word ends that is written at a column."""
    while column < len(line) and (line[column].isalnum() or line[column] in "_.-"):
        column += 1
    return column


def _end_in_flow(line: str, column: int) -> int:
    """Where a value in brackets ends that is written at a column."""
    end = column
    while end < len(line) and line[end] not in ",[]{}#":
        end += 1
    return max(column, len(line[:end].rstrip()))
