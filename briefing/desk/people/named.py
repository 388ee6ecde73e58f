"""Who of many the texts of a desk name.

A first look lets through only names whose words stand beside each other in some file: it takes the same few megabytes
for any number of names. Then the reader's own matcher goes over the texts once, with what is left.
"""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.desk.people.record import Record
from briefing.desk.scan import scan, table_of
from briefing.model.brief import Actor, Registry
from briefing.model.files import read
from briefing.model.limits import BRIEF
from briefing.parse.spelling import plain, spellings

if TYPE_CHECKING:
    from briefing.parse.names import RegistryNames

_BITS = 1 << 26
"""Places of a mark for words and their neighbours: 8 MB, in which those of many thousand briefs are far apart."""
_MARKUP = r"\]\([^)\n]*\)|\[\[[^\]|\n]*\||</?[a-zA-Z][^>\n]*>"
_WORD = r"[^\W_]+"
_UNSPACED = "[\u0590-\u08ff\u0900-\u1fff\u2e80-\ud7ff\uf900-\uffef\U00020000-\U0003ffff]"
"""Scripts in which words are written together, or with letters before them: there a name may begin within a word."""


class DeskWords:
    """The words of a desk's files, and which of them stand side by side, as far as that can be told in little room."""

    def __init__(self, root: Path) -> None:
        self._bits = bytearray(_BITS >> 3)
        self.files = [stat.path for stat in scan(root)]
        self._root = root

    def look(self, progress: Callable[[int, int], None]) -> None:
        """Read all files."""
        for done, file in enumerate(self.files):
            progress(done, len(self.files))
            try:
                data = read(os.path.join(self._root, file), BRIEF)
            except OSError:
                continue
            text = plain(data.decode("utf-8", "replace"))[0]
            self.note(unescape(re.sub(_MARKUP, " ", text)))

    def note(self, text: str) -> None:
        """Know the words of a text."""
        for part in _parts(text):
            self._set(part)

    def may_name(self, name: str) -> bool:
        """Whether a text may have a name in one of its spellings; never false where one has."""
        return any(all(map(self._has, _parts(one))) for one in spellings(name))

    def _set(self, part: str) -> None:
        at = zlib.crc32(part.encode("utf-8", "surrogatepass")) % _BITS
        self._bits[at >> 3] |= 1 << (at & 7)

    def _has(self, part: str) -> bool:
        at = zlib.crc32(part.encode("utf-8", "surrogatepass")) % _BITS
        return bool(self._bits[at >> 3] & (1 << (at & 7)))


def _parts(text: str) -> Iterator[str]:
    """The words of a plain text, and each two that follow each other; of what is written without blanks, each two
    characters."""
    before = ""
    for found in re.finditer(_WORD, text):
        word = found[0]
        if not word.isascii() and re.search(_UNSPACED, word):
            yield from map("".join, pairwise(word))
            before = ""
            continue
        yield word
        if before:
            yield f"{before} {word}"
        before = word


def named(root: Path, files: Sequence[str], names: Iterable[str], progress: Callable[[int, int], None]) -> set[str]:
    """Which of some names the texts of a desk name, or its briefs list: one pass of the reader's matcher."""
    from briefing.desk.reading import parse
    from briefing.parse.names import RegistryNames

    groups, members = _groups(names)
    registry = Registry({key: Actor(key, names[0], aliases=tuple(names[1:])) for key, names in members.items()})
    matcher = RegistryNames(registry)
    table = table_of(root)
    found: set[str] = set()
    for done, file in enumerate(files):
        progress(done, len(files))
        try:
            data = read(os.path.join(root, file), BRIEF + 1)
        except OSError:
            continue
        brief = parse(data, file, registry, matcher, table)
        found.update(one.key for one in brief.mentions)
        for name in (*(one.name for one in brief.actors), *(one.name for one in brief.venues)):
            found.update(key for key in map(groups.get, spellings(name)) if key)
        for text in (brief.title, brief.summary):
            found.update(_in_text(matcher, text))
    return {name for key in found for name in members.get(key, ())}


def _groups(names: Iterable[str]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Names that can stand in a text in one spelling are one: the key of each spelling, and the names of each key."""
    groups: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for name in names:
        ways = spellings(name)
        key = next((groups[way] for way in ways if way in groups), f"n{len(members)}")
        members.setdefault(key, []).append(name)
        for way in ways:
            groups.setdefault(way, key)
    return groups, members


def _in_text(matcher: RegistryNames, text: str) -> Iterator[str]:
    """Keys whose names stand as whole words in a line beside the body."""
    line = plain(text)[0]
    for index, start, end in matcher.find(line):
        if not (line[start - 1 : start].isalnum() or line[end : end + 1].isalnum()):
            yield from (key for _kind, key in matcher.strong.get(matcher.patterns[index], ()))


def names_of(record: Record) -> list[str]:
    """The names by which a text may name somebody."""
    return [record.name, *record.texts("aliases")]
