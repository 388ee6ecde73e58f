"""The Markdown that most briefs are written in, read without the parser: to load that takes as long as all the rest.

There are two small languages here, one for the lines of a text and one for the content of a paragraph, with the same
rule: every line is one of `_LINES` and every sign one of `_KNOWN`, or the whole is left to the parser. A test holds
that what is read here reads as the parser reads it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from briefing.model.pattern import later
from briefing.model.value import NamedTuple
from briefing.parse.indentation import Line
from briefing.parse.inline import MENTION, InlineText, followed, is_of_a_program, with_mark

_WORDS = r"(?=[^\s#>+\-=|:~<])(?![0-9]{1,9}[.)]|\[(?!\[|[^\[\]\\]+\]\()|[*_](?![*_]?[^\W_])|`(?!\w)|%%|\$\$|\{%)"
"""What a paragraph's line begins with, wherever it stands."""
_NOTE = r"[\w-]{1,40}"
"""The label of a footnote."""
_BARE = rf"(?P<words>){_WORDS}"
_BULLET = rf"(?P<bullet>[-*+])[ ](?=(?:\[[ xX]\][ ])?{_WORDS})"
_RULE = r"(?P<rule>-{3,}|\*{3,}|_{3,})$"
_LINES = {
    "#": r"(?P<heading>\#{1,6})[ ]+(?=[^\s#].*(?<![#\\\s])[ ]*$)",
    ">": rf"(?P<quote>>)[ ]{_WORDS}|(?P<bar>>)[ ]*$",
    "-": f"{_BULLET}|{_RULE}",
    "+": _BULLET,
    "*": f"{_BARE}|{_BULLET}|{_RULE}",
    "_": f"{_BARE}|{_RULE}",
    " ": rf"(?P<indent>[ ]+){_WORDS}",
    "[": rf"{_BARE}|\[\^(?P<note>{_NOTE})\]:[ ]+{_WORDS}",
    **dict.fromkeys("0123456789", rf"{_BARE}|(?P<number>[0-9]{{1,9}})[.)][ ]{_WORDS}"),
}
"""What stands before the text of a line, by its first sign; others begin words."""
_GOES_ON = {
    ("words", "words"), ("quote", "quote"), ("bullet", "indent"), ("number", "indent"), ("note", "words"),
    ("note", "indent"),
}  # fmt: skip
"""The line that a paragraph began with, and one that goes on with it."""
_FOLLOWS = {
    ("words", "bullet"), ("words", "quote"), ("words", "heading"), ("words", "note"), ("bullet", "bullet"),
    ("number", "number"), ("note", "note"),
}  # fmt: skip
"""The line that a paragraph began with, and one that ends it and begins the next block."""


class PlainBlock(NamedTuple):
    """A block: its lines without what stands before them, the index of the first, and where it stands. A rule is empty.

    The fields are those of a `Block`; all that has a `marker` is in one list, what has `aligns` is a table, and what
    has a `note` is a footnote of that label.
    """

    lines: list[str]
    first: int
    level: int
    quote: int
    marker: str
    aligns: tuple[str, ...] = ()
    note: str = ""


def read_lines(lines: Sequence[Line]) -> list[PlainBlock] | None:
    """The blocks of a text that has only paragraphs, headings, rules, quotes of paragraphs, lists of one level with a
    paragraph an item, footnotes of one paragraph, and tables between pipes; None for any other.
    """
    pieces: list[PlainBlock] = []
    behind = 0  # the last table
    before, width = "", 0  # the kind of the open paragraph, and how much stands before its text
    for index, line in enumerate(lines):
        text = line.text
        if index < behind:
            continue
        is_bare = text[:1].isalpha()  # as most lines, which need no pattern
        found = None if is_bare or not text else _line(text[0]).match(text)
        if found is None and not is_bare:
            if text[:1] == "|" and not before and (table := _table(lines, index)):
                pieces.append(table)
                behind = index + len(table.lines)
                continue
            if text.strip(" \t"):
                return None
            before = ""
            continue
        kind, end = (found.lastgroup or "", found.end()) if found else ("words", 0)
        if kind == "bar" and before in ("", "quote"):  # a blank line of a quote
            before = ""
            continue
        if (before, kind) in _GOES_ON and (kind != "indent" or before == "note" or end == width):
            pieces[-1].lines.append(text[width if before != "note" else end :])
        elif (before, kind) in _FOLLOWS or (not before and kind != "indent"):
            before, width = kind, end
            parts = found.groupdict("") if found else {}
            marker = "•" if kind == "bullet" else f"{parts['number']}." if kind == "number" else ""
            level, note = len(parts.get("heading", "")), parts.get("note", "")
            pieces.append(PlainBlock([text[width:]], index, level, int(kind == "quote"), marker, note=note))
            if kind in ("heading", "rule"):
                before = ""
        else:
            return None
    return pieces


_DELIMITER = r"\|(?:[ ]*:?-+:?[ ]*\|)+"
_ALIGNS = {(False, False): "", (True, False): "left", (False, True): "right", (True, True): "center"}


def _table(lines: Sequence[Line], first: int) -> PlainBlock | None:
    """A table whose lines all have as many cells and a pipe at either end; None where it is another."""
    end = next((n for n in range(first, len(lines)) if not lines[n].text.strip()), len(lines))
    texts = [line.text.rstrip(" ") for line in lines[first:end]]
    if len(texts) < 2 or not re.fullmatch(_DELIMITER, texts[1]):
        return None
    pipes = texts[1].count("|")
    for text in texts:
        is_whole = text[:1] == text[-1] == "|" and text.count("|") == pipes
        if not is_whole or not _SIGNS_IN_CELLS.isdisjoint(text) or ("[[" in text and re.search(_WITH_PIPE, text)):
            return None
    cells = [cell.strip(" ") for cell in texts[1][1:-1].split("|")]
    aligns = tuple([_ALIGNS[cell[0] == ":", cell[-1] == ":"] for cell in cells])
    return PlainBlock(texts, first, 0, 0, "", aligns)


_SIGNS_IN_CELLS = frozenset("\\`\t")
"""What may make a pipe no end of a cell, or be wider than it is."""
_WITH_PIPE = r"\[\[[^\[\]|]*\|"
"""A link with a pipe of its own."""


_SIGN = later(r"[\n\\`*_\[\]<&~@!:]")
_LABEL = r"(?:[^\[\]\\`*_<&~@:\n]|:(?!//))+"
_ADDRESS = r"https?://[a-z0-9.-]+(?:/[A-Za-z0-9_/.,=+~-]*)?"
_EMPHASIS = r"\*\*?|__?"


_OPENING = rf"""
      (?<![^ \n(\["'“‘«„—–/-])(?P<opens>{_EMPHASIS})(?=[^\W_])
    | (?<![^ \n])(?P<opens_quoted>{_EMPHASIS})(?=["'“‘«„(\[])
    | (?<=[^\W_])(?P<closes>{_EMPHASIS})(?![^ \n.,;:!?)\["'”’»—–/…-])
    | (?<=[.,;:!?)\]"'”’»…%])(?P<closes_quoted>{_EMPHASIS})(?![^ \n])
    | (?P<words>(?<=[ ])\*(?=[ ]) | (?<=[^\W_])_(?=[^\W_]))
"""
_KNOWN = {
    "\n": r"(?P<line>\n)[ \t]*",
    "\\": r"\\(?P<escaped>[!-/:-@\[-`{-~])",
    "`": r"`(?P<code>[^`\n ](?:[^`\n]*[^`\n ])?)`(?!`)",
    "[": rf"""
      (?P<mention>{MENTION.pattern})(?!\(|\[(?!\[))
    | \[\^(?P<note>{_NOTE})\]
    | \[(?P<label>{_LABEL})\]\((?P<address>{_ADDRESS})\)
""",
    "*": _OPENING,
    "_": _OPENING,
    "!": r"(?P<words>!(?!\[))",
    ":": r"(?P<words>:(?!//))",
    "&": r"(?P<words>&(?![\#\w]))",
    "~": r"(?P<words>~(?!~))",
    "<": r"(?P<words><(?=[ ]))",
    "@": r"(?P<words>(?<![\w.+-])@)",
    "]": r"(?!)",
}
"""What each sign surely is, and where it stands for itself (`words`)."""
_MARKS = {"*": "i", "_": "i", "**": "b", "__": "b"}


def read_content(reading: InlineText, env: Mapping[str, Any]) -> bool:
    """Read a paragraph's content. False, and what `reading` holds is of no use, where there is a sign that is not
    surely understood. `env` has what the text defines elsewhere: `references` of links, and the labels of `notes`.
    """
    content = reading.content
    if "www." in content or "==" in content or is_of_a_program(content) or ("references" in env and "[" in content):
        return False
    notes = env.get("notes", ())
    done, marks = 0, ""
    opened: list[str] = []
    for sign in _SIGN.finditer(content):
        at = sign.start()
        if at < done:
            continue
        found = _known(sign[0]).match(content, at)
        if found is None:
            return False
        kind, end = found.lastgroup, found.end()
        if kind == "words":
            continue
        before, stop = done, at
        done = end
        if kind == "line":
            while stop > before and content[stop - 1] == " ":
                stop -= 1
        if before < stop:
            reading.text(before, stop, marks)
        if kind == "line":
            reading.line_end(at, marks, is_hard=at - stop > 1)
        elif kind == "mention":
            reading.mention(found, marks)
        elif kind == "escaped":
            reading.text(at + 1, end, marks)
        elif kind == "note":
            if found["note"] not in notes:
                return False
            reading.runs.add(f"[{found['note']}]", with_mark(marks, "f"), -1, "")
        elif kind == "code":
            reading.text(*found.span("code"), with_mark(marks, "c"))
        elif kind == "address":
            reading.text(*found.span("label"), with_mark(marks, "l"), followed(found["address"]))
        else:
            text = found[0]
            if kind in ("closes", "closes_quoted"):
                if not opened or opened.pop() != text:
                    return False
            elif text in opened:
                return False
            else:
                opened.append(text)
            marks = "".join(sorted({_MARKS[one] for one in opened}))
    if done < len(content):
        reading.text(done, len(content), marks)
    return not opened


@cache
def _line(sign: str) -> re.Pattern[str]:
    return re.compile(_LINES.get(sign, _BARE))


@cache
def _known(sign: str) -> re.Pattern[str]:
    """Made for each sign when a text first has it: most have few."""
    return re.compile(_KNOWN[sign], re.VERBOSE)
