"""What the lines of a broken file are: how far they are indented, which keys may stand there, where a value begins and
ends. Lines and columns count from 0 and are those of the copy that is being mended (`parse/mended.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.model.value import NamedTuple
from briefing.parse import slips
from briefing.parse.characters import BLANK, BULLETS, DASHES
from briefing.parse.fields import FIELDS, OWNERS, Field
from briefing.parse.nodes import ScalarNode
from briefing.parse.quoting import quote, without_curls

KEY = r"""(?P<key>[A-Za-z0-9_][\w.\-]*|"[^"\n]+"|'[^'\n]+')[ \t]*:(?=[ \t\r]|$)"""
INNER = frozenset(key for owner in OWNERS.values() for key in owner.fields)
"""The keys of entries."""
TEXTS = frozenset({"text", "overrides", "body"})
"""The kinds of values that may say anything."""
LIST_MARK = (
    rf"(?P<mark>[*+\u00b7\u30fc](?={BLANK})|[{''.join(DASHES)}{BULLETS[:-2].replace(chr(0xB7), '')}](?=\D)"
    rf"|(?P<number>(?:(?:\d{{1,2}}|[a-z])[.)]|o)(?={BLANK})|[\d一二三四五六七八九十]{{1,2}}[\u3001\uff0e\uff09]|[\u2460-\u2473]))"
)
"""What begins an item of a list in place of a dash: a bullet, another dash, a number, the `o` of Word's inner lists."""
COLON = r"(?P<colon>::|[:+]=|==?>|==|->|[:\uff1a=\u2192\u21d2\u279c]|[;\uff1b\u061b](?=\s))"
"""What stands where a colon belongs."""
FORM = rf"""["']?(?P<key>[A-Za-z][\w-]*)["']?(?P<before>{BLANK}*){COLON}(?P<after>{BLANK}*)"""
"""A key with whatever stands in place of its colon."""


LONGEST = 2_000
"""Characters of a line that can be a list; patterns that may go back and forth look at no longer one."""


class Diagnosis(NamedTuple):
    """A slip, and the edits by which the copy can be read on as it was meant; none where nobody can say.

    `is_doubtful` where what the mended lines then say may not be what was meant: nothing more is told of them.
    """

    problem: Problem
    mend: tuple[Edit, ...]
    is_doubtful: bool = False


class Lines:
    """Some lines in which YAML stumbled; `known` are the keys to be expected in the first column, `under` is the key
    in whose list they stand.
    """

    def __init__(self, texts: list[str], file: str, known: frozenset[str] = frozenset(), under: str = "") -> None:
        self.texts, self.file, self.known, self.under = texts, file, known, under

    def __getitem__(self, number: int) -> str:
        return self.texts[number]

    def __len__(self) -> int:
        return len(self.texts)

    def span(self, line: int, start: int, end: int) -> Span:
        """A stretch of one line."""
        return Span(self.file, line + 1, start + 1, line + 1, end + 1)

    def whole(self, line: int) -> Span:
        """A line from its beginning to its end."""
        return self.span(line, 0, max(len(self.texts[line]), 1))

    def width(self, number: int) -> int:
        """How far a line is indented."""
        return len(self.texts[number]) - len(self.texts[number].lstrip(" "))

    def is_key(self, word: str, column: int) -> bool:
        """Whether a word is one of the keys that may stand there."""
        return word in self.known if not column and self.known else word in INNER or (not column and not self.known)

    def kind(self, key: str) -> str:
        """What a key's values are; `text` where they may be that."""
        kinds = {row.kind for row in FIELDS if row.key == key}
        return "text" if "text" in kinds or not kinds else next(iter(kinds))

    def is_list(self, key: str) -> bool:
        """Whether the values of a key are lists, with the brief or with entries."""
        return any(row.many for row in FIELDS if row.key == key)

    def value_of(self, line: str) -> tuple[str | None, int]:
        """The key of a line (empty for an item without one) and where its value begins; None where there is neither."""
        lead = re.match(rf"""(?P<before>[ ]*(?:- +)*)(?:{KEY}[ \t]+)?""", line)
        if lead is None or not lead[0].strip():
            return None, 0
        key = (lead["key"] or "").strip("\"'")
        if key and "-" in lead["before"] and key not in INNER:
            return "", lead.end("before")
        return key, lead.end()

    def parent(self, number: int) -> str:
        """The key beneath which a line stands; nothing for one in the first column."""
        width = self.width(number)
        is_item = self.texts[number][width : width + 2] == "- "
        for n in range(number - 1, -1, -1):
            text = self.texts[n]
            key = re.match(rf"[ ]*(?:- +)*{KEY}", text) if text.strip() else None
            if key and key.start("key") < width + is_item and not (is_item and text[width : width + 2] == "- "):
                return key["key"].strip("\"'")
        return self.under

    def quoting(self, line: int, begin: int, through: int = 0) -> tuple[Edit, ...]:
        """The edits that put a text in quotes which begins here and may go on below, deeper than its key, and surely
        goes on to the line `through`.
        """
        depth = self.width(line)
        last = line
        for n in range(line + 1, len(self.texts)):
            if not self.texts[n].strip():
                continue
            if n > through and (self.width(n) <= depth or re.match(rf"[ ]*(?:- |{KEY})", self.texts[n])):
                break
            last = n
        ends = [
            len(self.texts[n][: comment_start(self.texts[n], begin if n == line else 0)].rstrip())
            for n in range(line, last + 1)
        ]
        if last == line:
            return (Edit(self.span(line, begin, ends[0]), quote(without_curls(self.texts[line][begin : ends[0]]))),)
        texts = [
            self.texts[line][begin : ends[0]],
            *(self.texts[n][: ends[n - line]] for n in range(line + 1, last + 1)),
        ]
        whole = quote("\n".join(texts)).split("\n")
        starts = [begin] + [0] * (last - line)
        return tuple(
            Edit(self.span(n, starts[n - line], ends[n - line]), whole[n - line]) for n in range(line, last + 1)
        )


def told(problem: Problem, mend: Iterable[Edit] | None = None) -> Diagnosis:
    """A slip, which is mended by the edits that it offers, or by others."""
    return Diagnosis(problem, problem.changes if mend is None else tuple(mend))


def no_sense(lines: Lines, line: int, column: int) -> Diagnosis:
    """A place of which nothing better can be said."""
    line = max(0, min(line, len(lines) - 1))
    while line and not lines[line].strip():
        line -= 1
        column = 0
    end = max(len(lines[line].rstrip()), column + 1)
    return told(slips.NO_SENSE.at(lines.span(line, column, end)))


def lines_of(node: ScalarNode, lines: Sequence[str]) -> list[tuple[int, int, str]]:
    """The lines of a text without quotes: number and column from 0, and what they say, without comments."""
    result = []
    for number in range(node.start_mark.line, min(node.end_mark.line, len(lines) - 1) + 1):
        line = lines[number]
        begin = node.start_mark.column if number == node.start_mark.line else len(line) - len(line.lstrip())
        end = node.end_mark.column if number == node.end_mark.line else len(line)
        text = re.split(r"[ \t]#", line[begin:end])[0].rstrip()
        if text and not text.startswith("#"):
            result.append((number, begin, text))
    return result


def goes_on(line: str) -> bool:
    """Whether a line breaks off in the middle of a sentence: what stands below it may be the rest."""
    word = r"(?i)[ \t](?:and|or|the|an?|of|to|in|on|with|that|but|by|for|from)$"
    return re.search(r"[^\s,],[ \t]*$", line) is not None or (": " in line and re.search(word, line) is not None)


def comment_start(line: str, begin: int) -> int:
    """Where a comment begins in a line, looked for from a place on; the line's end without one."""
    found = re.search(r"(?:^|[ \t])#", line[begin:])
    return begin + found.start() if found else len(line)


def item_end(line: str, at: int) -> int:
    """Where a value inside brackets ends that goes on at a place."""
    return at + len(re.split(r"[,\]}]", line[at:])[0].rstrip())


@cache
def _owners_of(key: str) -> tuple[str, ...]:
    return tuple(owner.name for owner in OWNERS.values() if key in owner.fields)


def rows_beside(key: str) -> Iterator[Field]:
    """The rows of all keys that may stand beside one."""
    for name in _owners_of(key) if key else ("actor", "venue"):
        yield from OWNERS[name].fields.values()


def are_beside(keys: list[str]) -> bool:
    """Whether these are keys of one kind of entry."""
    return any(all(key in owner.fields for key in keys) for owner in OWNERS.values())
