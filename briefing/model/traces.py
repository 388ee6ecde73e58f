"""What a reader did, one fact at a time, so that what was done on several machines can be brought together.

Each fact is known by what it is, of what it is, and its name there; the rule is *the last one who wrote it is right*:
of two with one key the later stands, of two of the same millisecond the one whose value is the greater text, where
nothing is the least: a mark outlives its removal at the very same moment. What was taken off is a fact too, with an
empty value, so that it stays away however often it is read again from elsewhere. That is the maximum of a total order,
key by key: it matters neither who is merged with whom first, nor how often.

A clock may go back or be wrong: who writes a fact anew gives it a time that is later than that of the one it stands in
place of (`desk/traces.py`), so that a hand is always obeyed where it is, and wherever its fact comes to. Two machines
with one key and wrong clocks may keep the elder: one of both, and the same everywhere. A note is a fact of its own,
known by its text; two of one thing never meet, and who changes one takes it off and writes another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from briefing.model.content import digest_of
from briefing.model.fold import fold
from briefing.model.names import clean, one_line
from briefing.model.value import dataclass

FLAGS = ("read", "star")
"""Marks of a story; `of` is its id."""
OWN = ("tag", "note")
"""What the reader wrote; `of` is a `subject`, `name` stands for the text."""
STORIES = ("seen",)
"""The version of a story that was seen: an object as text (`desk/traces.py`)."""
POSITIONS = ("position",)
"""Where a page was left; `of` is its `subject`."""
FACTS = ("session", "visit", "caught_up")
"""What there is once of a desk: how it was left, when it was opened, when there was nothing new."""
KINDS = (*FLAGS, *OWN, *STORIES, *POSITIONS, *FACTS)
LATEST = 253_402_300_799_999
"""The last millisecond of the year 9999: what is later is no time."""
LONGEST = 10_000
"""Code points of a note."""
LONGEST_TAG = 100

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Trace:
    """One fact: what, of what, its name there; its value, empty where it was taken off; and when, in milliseconds of
    Unix time, 0 where nobody kept that yet."""

    what: str
    of: str
    name: str
    value: str
    at: int = 0

    @property
    def key(self) -> Key:
        return self.what, self.of, self.name

    @property
    def order(self) -> tuple[int, str]:
        """What decides between two of one key."""
        return self.at, self.value


def merged(traces: Iterable[Trace]) -> dict[Key, Trace]:
    """Of each key the one that stands."""
    found: dict[Key, Trace] = {}
    for trace in traces:
        known = found.get(trace.key)
        if known is None or trace.order > known.order:
            found[trace.key] = trace
    return found


def subject(kind: str, key: str) -> str:
    """What is marked: a page by its kind and key."""
    return f"{kind}:{key}"


def part(kind: str, key: str, number: int, text: str) -> str:
    """A paragraph of a page, from 1: its text stands for it, and its number where that was reworded."""
    return f"{kind}:{key}#{number}.{digest_of(text)}"


def whole(of: str) -> str:
    """The page of a subject that may be a paragraph."""
    return of.rpartition("#")[0] or of


def id_of(of: str) -> str:
    """A subject as a hand types it: an id, perhaps with the number of a paragraph (`talks#3`)."""
    _kind, _colon, key = of.partition(":")
    page, hash_, paragraph = key.rpartition("#")
    return f"{page}#{paragraph.partition('.')[0]}" if hash_ else key


def day_of(at: int) -> str:
    """The day of a time, where the reader is; empty where nobody kept it."""
    try:
        return date.fromtimestamp(at / 1000).isoformat() if at else ""
    except (ValueError, OverflowError, OSError):
        return ""


def renamed(of: str, moved: Mapping[str, str]) -> str:
    """The same subject where stories have other ids: new ones by old ones."""
    page, hash_, paragraph = of.rpartition("#") if "#" in of else (of, "", "")
    kind, _colon, key = page.partition(":")
    return f"{kind}:{moved[key]}{hash_}{paragraph}" if kind == "story" and key in moved else of


def own_name(what: str, text: str) -> str:
    """What a tag or a note is known by."""
    return fold(text) if what == "tag" else digest_of(text)


def own_text(what: str, typed: str) -> str:
    """A tag or a note as it is kept: no control, no end of a line in a tag, no more than anybody reads. Empty where
    nothing is left of it."""
    if what == "tag":
        return one_line(typed).strip("#").strip()[:LONGEST_TAG]
    return clean(typed).strip()[:LONGEST]
