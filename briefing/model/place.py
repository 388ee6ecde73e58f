"""Where a reader is or can go: the address of a page, and what is looked at on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from briefing.model.value import dataclass, replace

PageKind = Literal["story", "actor", "venue", "question", "path"]

CHANGED = "changed"
"""The anchor of a story's first changed paragraph."""


@dataclass(frozen=True, slots=True)
class Address:
    """One page of the desk. Keys: see `model/views.py`."""

    kind: PageKind
    key: str


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page was left: `para` is the index of the paragraph at the top of the pane, `offset` the code points of
    it above the pane (negative: so many of the empty lines before it are in the pane), `stop` the index of the
    followable thing under the cursor, or -1. `anchor` is the one at which the page was opened, or empty. `whole` says
    that all of the page was asked for, where at first it shows what is newest: of that are the numbers then."""

    para: int = 0
    offset: int = 0
    stop: int = -1
    anchor: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class AtMention:
    """A name in a story's text, by the index of its mention."""

    index: int


@dataclass(frozen=True, slots=True)
class AtAnchor:
    """What a story tells of: an event's key, or `CHANGED`."""

    name: str


@dataclass(frozen=True, slots=True)
class AtHit:
    """What a search found: the text that was hit, all of which is marked, and how the page goes on from the one hit."""

    text: str
    near: str = ""


_POSITION = ("para", "offset", "stop", "anchor")
At = Position | AtMention | AtAnchor | AtHit
TOP = Position()


@dataclass(frozen=True, slots=True)
class Place:
    """A page, and what is looked at on it."""

    address: Address
    at: At = TOP

    @property
    def kind(self) -> PageKind:
        return self.address.kind

    @property
    def key(self) -> str:
        return self.address.key

    @classmethod
    def to(cls, kind: PageKind, key: str, at: At = TOP) -> Place:
        """A page by its kind and key."""
        return cls(Address(kind, key), at)

    def leads_to(self, other: Place | None) -> bool:
        """Whether someone who is at `other` need not move to get here."""
        if not self.same_page(other) or isinstance(self.at, AtMention | AtHit):
            return False
        return _anchor(self.at) in ("", _anchor(other.at) if other else "")

    def same_page(self, other: Place | None) -> bool:
        return other is not None and self.address == other.address

    def renamed(self, moved: Mapping[str, str]) -> Place:
        """The same page where stories have other ids: new ones by old ones."""
        story, colon, rest = self.key.partition(":")
        if self.kind not in ("story", "question") or story not in moved:
            return self
        return replace(self, address=Address(self.kind, f"{moved[story]}{colon}{rest}"))

    def left_at(self, at: At) -> Place:
        """The same page with what was on screen when it was left; it still counts as opened at its anchor, and as
        asked for whole."""
        if isinstance(at, Position):
            at = replace(at, anchor=_anchor(self.at), whole=self.is_whole)
        return replace(self, at=at)

    @property
    def is_whole(self) -> bool:
        """Whether all of the page was asked for."""
        return isinstance(self.at, Position) and self.at.whole

    def in_whole(self) -> Place:
        """The same page, all of it."""
        return replace(self, at=replace(self.at if isinstance(self.at, Position) else TOP, whole=True))


def at_mention(index: int) -> At:
    """A mention; the top of the page where the index is that of none."""
    return AtMention(index) if index >= 0 else TOP


def at_anchor(name: str) -> At:
    """An anchor; the top of the page where it has no name."""
    return AtAnchor(name) if name else TOP


def written(place: Place) -> dict[str, object]:
    """A place as a session keeps it: flat, as every version wrote it, so that older and newer ones can read it."""
    flat: dict[str, object] = {"kind": place.kind, "key": place.key}
    match place.at:
        case Position():
            flat |= {name: getattr(place.at, name) for name in _POSITION}
            if place.at.whole:
                flat["whole"] = True
        case AtMention(index):
            flat["mention"] = index
        case AtAnchor(name):
            flat["anchor"] = name
        case AtHit(text, near):
            flat |= {"find": text, "near": near}
    return flat


def as_read(flat: Mapping[str, Any]) -> Place:
    """The reverse of `written`. Raises `KeyError` or `TypeError` for what no version wrote."""
    address = Address(flat["kind"], flat["key"])
    if flat.get("find"):
        return Place(address, AtHit(flat["find"], flat.get("near", "")))
    if flat.get("mention", -1) >= 0:
        return Place(address, AtMention(flat["mention"]))
    known = Position(**{name: flat[name] for name in _POSITION if name in flat}, whole=flat.get("whole") is True)
    if known.anchor and known == Position(anchor=known.anchor):
        return Place(address, AtAnchor(known.anchor))
    return Place(address, known)


def _anchor(at: At) -> str:
    match at:
        case AtAnchor(name):
            return name
        case Position(anchor=anchor):
            return anchor
    return ""
