"""The sources of a desk: each once, as the oldest story has it, so that what cites it goes on to do so."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.desk.extract import DeskExtract
from briefing.model.brief import Brief, Source
from briefing.model.names import one_line, slug
from briefing.model.value import NamedTuple


class Cited(NamedTuple):
    """A source with the key that it is cited by (small letters of ASCII, digits, `-`, `_` and `:`)."""

    key: str
    source: Source
    brief: Brief


def cited(of: DeskExtract) -> Iterator[Cited]:
    """The sources in the order of the stories; of the same name, address and day it is the same source."""
    known: set[tuple[str, str, str]] = set()
    keys: set[str] = set()
    for brief in of.briefs(oldest_first=True):
        for source in brief.sources:
            day = source.published.text if source.published else ""
            if (sign := (source.name, source.url, day)) in known:
                continue
            known.add(sign)
            yield Cited(_key(brief, source, keys), source, brief)


def name_of(source: Source) -> str:
    """What a source is called, on one line: its name, else its address."""
    return one_line(source.name) or one_line(source.url)


def _key(brief: Brief, source: Source, keys: set[str]) -> str:
    wanted = f"{_ascii(brief.id)}:{_ascii(source.key)}"
    key, number = wanted, 1
    while key in keys:
        number += 1
        key = f"{wanted}-{number}"
    keys.add(key)
    return key


def _ascii(text: str) -> str:
    """An id in letters that every tool takes; of another script each letter is its number."""
    return "".join(char if char.isascii() else f"{ord(char):x}" for char in slug(text))
