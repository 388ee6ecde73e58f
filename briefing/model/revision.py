"""What is different between two versions of a brief, as values: `desk/difference.py` finds it."""

from __future__ import annotations

from typing import Literal

from briefing.model.value import dataclass, field

Kind = Literal["kept", "removed", "added"]
Words = tuple[tuple[Kind, str], ...]
"""A text in stretches: kept and removed ones together are the old text, kept and added ones the new one."""
How = Literal["new", "gone", "changed"]


@dataclass(frozen=True, slots=True)
class TextChange:
    """A paragraph that changed. `index` is where it stands in the new version, or where it stood between others."""

    words: Words
    index: int


@dataclass(frozen=True, slots=True)
class FactChange:
    """A key of an entry with what stood and stands there, either empty where nothing did: dates as they were written,
    ids as they are, several values a line each."""

    key: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry that is new, gone or changed. `sort` is what it is (`event`, or the key of a text that the story itself
    has), `key` its own key in the newer version that has it, `name` what it is called or says.

    `facts` are those that changed; of a new entry and of one that is gone, those besides the name. Where it is not
    known how it was they are all that it says now, and `is_known` is false.
    """

    sort: str
    key: str
    name: str
    how: How
    facts: tuple[FactChange, ...] = ()
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Difference:
    """Two versions: `paragraphs` of the text in order word by word, those without a change left out, and `entries`,
    each key by key. `names` are what the story calls those whom it refers to, by their keys there. Where the old words
    are not known, what changed is told as it is now, as kept, and `is_complete` is false.
    """

    title: str
    paragraphs: tuple[TextChange, ...] = ()
    entries: tuple[EntryChange, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    is_complete: bool = True
