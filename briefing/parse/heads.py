"""Headings where a key of a brief belongs: of Markdown (`## actors:`) and of TOML and INI files (`[sources]`).

Needed only where YAML cannot read a head: nothing of this is loaded for others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.model.names import looks_like_id
from briefing.model.problem import Edit
from briefing.model.span import Span
from briefing.parse import slips
from briefing.parse.fields import FIELDS, OWNERS
from briefing.parse.lines import INNER, KEY, Diagnosis

_MARKDOWN = r"(?P<mark>#{1,6}[ ]*)(?P<key>[a-z]+)[ ]*(?P<colon>:?)[ ]*"
_TABLE = r"(?P<mark>\[{1,2}[ ]*)(?P<key>[\w. -]*\w)(?P<colon>[ ]*\]{1,2})[ ]*(?:#.*)?"
_KEY_OF_TABLE = rf"{KEY}|(?P<name>[a-z]+)[ ]*="
_LISTS = {row.key: OWNERS[row.of].fields if row.of else {} for row in FIELDS if row.owner == "brief" and row.many}
"""The lists of a brief, and the keys that their entries have."""


def heads(lines: Sequence[str], file: str, known: frozenset[str]) -> Iterator[Diagnosis]:
    """The headings among lines that YAML cannot read, each with the edits that make a key of it, or that delete it."""
    done = 0
    for number, line in enumerate(lines[:-1]):
        if number < done:
            continue
        found = re.fullmatch(_MARKDOWN if line[:1] == "#" else _TABLE, line) if line[:1] in ("#", "[") else None
        below = next((n for n in range(number + 1, len(lines)) if lines[n].strip()), 0)
        if found is None or not below:
            continue
        key = found["key"]
        where = Span(file, number + 1, 1, number + 1, max(found.end("colon"), found.end("key")) + 1)
        are_items = re.match(r"[ ]*- ", lines[below]) is not None
        entry = _entry(lines, below, key) if not are_items else 0
        if key in _LISTS and (are_items or entry) and key in known:
            edits = [Edit(where, f"{key}:"), *_behind_dashes(file, below, entry)]
            while 0 < entry < len(lines) and lines[entry] == line and (end := _entry(lines, entry + 1, key)):
                edits += [Edit(Span(file, entry + 1, 1, entry + 2, 1), ""), *_behind_dashes(file, entry + 1, end)]
                entry = end
            done = max(done, entry)
            slip = slips.HEAD_AS_KEY
        elif not known and line[0] == "[" and looks_like_id(key) and (entry := _fields(lines, below)):
            edits = [Edit(where, f"{key}:"), *(Edit(Span(file, n + 1, 1, n + 1, 1), "  ") for n in range(below, entry))]
            slip = slips.HEAD_AS_KEY
        elif (
            line[0] == "["
            and (item := re.match(_KEY_OF_TABLE, lines[below]))
            and (item["key"] or item["name"]) in known
        ):
            edits, slip = [Edit(Span(file, number + 1, 1, number + 2, 1), "")], slips.HEAD_OF_TABLE
            if signs := _signs(lines, number + 1, file, known):
                edits, slip, key = [*edits, *signs], slips.HEAD_OF_TOML, item["name"] or item["key"]
        else:
            continue
        problem = slip.at(where, edits=tuple(edits), text=found[0].rstrip(), **_words(slip, key))
        yield Diagnosis(problem, tuple(_in_place(lines, edit) for edit in edits))


def _words(slip: slips.Slip, key: str) -> dict[str, str]:
    return {"key": key} if "{key}" in slip.sentence else {}


def _in_place(lines: Sequence[str], edit: Edit) -> Edit:
    """An edit that leaves each line where it is: one that is to be deleted is made blank."""
    span = edit.span
    if span.line == span.end_line:
        return edit
    return Edit(Span(span.file, span.line, 1, span.line, len(lines[span.line - 1]) + 1), "")


def _behind_dashes(file: str, start: int, end: int) -> list[Edit]:
    """The edits that make one item of a list of some lines."""
    return [Edit(Span(file, n + 1, 1, n + 1, 1), "  - " if n == start else "    ") for n in range(start, end)]


def _entry(lines: Sequence[str], start: int, key: str) -> int:
    """The end of the lines of one entry without a dash, in the first column, from a line on; 0 where there are none."""
    end = start
    while end < len(lines) and (found := re.match(KEY, lines[end])) and found["key"] in _LISTS.get(key, {}):
        end += 1
    return end if end > start else 0


def _signs(lines: Sequence[str], start: int, file: str, known: frozenset[str]) -> list[Edit]:
    """The edits that make colons of the signs of TOML behind the keys of a brief, from a line to the next heading."""
    edits = []
    for number in range(start, len(lines)):
        if lines[number].startswith("["):
            break
        sign = re.match(r"(?P<key>[a-z]+)(?P<sign>[ ]*=[ ]*)(?=[^\s=])", lines[number])
        if sign and sign["key"] in known - {"body"}:
            edits.append(Edit(Span(file, number + 1, sign.start("sign") + 1, number + 1, sign.end() + 1), ": "))
    return edits


def _fields(lines: Sequence[str], start: int) -> int:
    """The end of the keys of an entry of the registry, in the first column, from a line on; 0 where there are none."""
    end = start
    while (
        end < len(lines) and (found := re.match(_KEY_OF_TABLE, lines[end])) and (found["key"] or found["name"]) in INNER
    ):
        end += 1
    return end if end > start else 0
