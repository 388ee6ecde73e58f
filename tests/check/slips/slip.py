"""What a slip is, and the table of all kinds that are known."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from briefing.model.brief import Actor, Venue
from briefing.model.fold import fold
from briefing.parse.text import Text
from tests.check.slips.good import Good, Listing, Mapping, Piece, Scalar
from tests.check.test_mutations import samples

T = TypeVar("T")


@dataclass(frozen=True)
class Slip:
    """A good brief with one slip in it. `at` is the offset in `text` where the author slipped, `also` are others that
    are as good: a sentence may be about the mark or about the word beside it. `meant` is the brief that was meant,
    where it is not the good one.
    """

    text: str
    at: int
    also: tuple[int, ...] = ()
    meant: str = ""

    def places(self, file: str) -> set[tuple[int, int]]:
        """The lines and columns where it may be told, from 1."""
        shown = Text(self.text, file)
        spans = [shown.span(at, at) for at in (self.at, *self.also)]
        return {(span.line, span.column) for span in spans}


Make = Callable[[Good, random.Random], Slip | None]
KINDS: dict[str, Make] = {}
"""Every kind of slip: its name, and what makes it in a good brief, or gives nothing where it cannot be made so that a
careful reader would see it."""


def slip(name: str) -> Callable[[Make], Make]:
    def add(make: Make) -> Make:
        assert name not in KINDS, name
        KINDS[name] = make
        return make

    return add


def pick(dice: random.Random, things: Iterable[T]) -> T | None:
    """One of some things, or nothing where there are none."""
    found = list(things)
    return dice.choice(found) if found else None


def cut(text: str, start: int, end: int, instead: str = "") -> str:
    """A text with something else in place of a stretch."""
    return text[:start] + instead + text[end:]


def cut_all(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    """A text with several stretches changed; they do not overlap."""
    for start, end, instead in sorted(edits, reverse=True):
        text = cut(text, start, end, instead)
    return text


def plain(good: Good, *, in_flow: bool | None = None) -> list[Scalar]:
    """Values and items without quotes, of one line."""
    return [
        one
        for one in good.values
        if not one.style and one.text and (in_flow is None or one.in_flow == in_flow) and good.is_one_line(one)
    ]


def in_quotes(good: Good, marks: str = "\"'") -> list[Scalar]:
    """Values and items in quotes, of one line."""
    return [one for one in good.values if one.style and one.style in marks and good.is_one_line(one)]


def keys(good: Good) -> list[tuple[Scalar, Piece]]:
    """Keys of the format with their values, but for `body`; names in `mentions` are none."""
    return [pair for mapping in good.mappings for pair in mapping.pairs if pair[0].row and not pair[0].style]


def scalars(good: Good) -> list[tuple[Scalar, Scalar]]:
    """Keys with a value of one line behind them, on the same line."""
    return [
        (key, value)
        for key, value in keys(good)
        if isinstance(value, Scalar)
        and value.text
        and value.style not in ("|", ">")
        and good.is_one_line(value)
        and good.shown.line_at(key.start) == good.shown.line_at(value.start)
    ]


def block_lists(good: Good, least: int = 1) -> list[Listing]:
    """Lists behind dashes whose items are told apart at a glance: each begins with its dash on its own line."""
    return [
        one
        for one in good.lists
        if not one.is_flow
        and len(one.items) >= least
        and all(not good.before(item.start).rstrip(" ").rstrip("-").strip() for item in one.items)
    ]


def flow_lists(good: Good, least: int = 1) -> list[Listing]:
    """Lists in brackets."""
    return [one for one in good.lists if one.is_flow and len(one.items) >= least]


def is_block(piece: Piece) -> bool:
    return isinstance(piece, Mapping | Listing) and not piece.is_flow


@cache
def known() -> frozenset[str]:
    """What the registry calls its actors and places: ids, names and aliases, folded."""
    registry = samples()[1].registry
    things: list[Actor | Venue] = [*registry.actors.values(), *registry.venues.values()]
    return frozenset(fold(name) for thing in things for name in (thing.key, thing.name, *thing.aliases))


def is_known(piece: Piece) -> bool:
    """Whether an item can be seen to be one thing: the registry knows it, or it must be something's id."""
    return isinstance(piece, Scalar) and (fold(piece.text) in known() or piece.kind in ("reference", "id"))


def commas(good: Good, listing: Listing | Mapping) -> list[int]:
    """The offsets of the commas between the parts of what stands in brackets."""
    if isinstance(listing, Listing):
        parts = [(item.start, item.end) for item in listing.items]
    else:
        parts = [(key.start, value.end) for key, value in listing.pairs]
    return [good.text.index(",", end) for _start, end in parts[:-1]]


def is_typed_plain(text: str) -> bool:
    """Whether a text would stay one line of ordinary text if its quotes were lost."""
    return bool(text) and text.strip() == text and not re.search(r"[\n\t\"\\]", text)
