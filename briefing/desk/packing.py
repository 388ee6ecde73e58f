"""What writing and reading the index share: how a brief is kept, the order of kinds, the desk's own codes."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any, NamedTuple

from briefing.model.brief import ACTOR_KINDS, Brief
from briefing.model.codec import DecodeError, decode, encode, parsed

UNREADABLE = "B025"
"""The code of a file that the system does not hand out."""
DUPLICATE_ID = "B230"
"""The code of a brief whose id an earlier file has."""


class Naming(NamedTuple):
    """A place where a brief names somebody: the number of the mention there, its block, and the sentence around it with
    where in that the name stands. `sort` and `key` say whom the brief means.
    """

    sort: int
    key: str
    ordinal: int
    block: int
    quote: str
    start: int
    stop: int


def packed(brief: Brief, parts: str, namings: Iterable[Naming]) -> bytes:
    """A brief as the index keeps it, with its parts in digests (`model/content.py`) and the sentences that name
    somebody.

    Three lines of JSON, squeezed to a third, which saves more writing than it costs: behind the text that they are
    taken from, the sentences cost next to nothing, and are had without decoding the brief.
    """
    said: dict[str, int] = {}
    who: dict[tuple[int, str], list[tuple[int, int, int, int, int]]] = {}
    for sort, key, ordinal, block, quote, start, stop in namings:
        places = who.setdefault((sort, key), [])
        places.append((ordinal, block, said.setdefault(quote, len(said)), start, stop))
    lines = encode(brief), parts, encode([list(said), [(*whom, places) for whom, places in who.items()]])
    return zlib.compress("\n".join(lines).encode(), 1)


def unpacked(data: bytes) -> Brief:
    """The brief that `packed` made `data` from. Raises `DecodeError` when it is none."""
    return decode(Brief, _lines(data)[0])


def unpacked_parts(data: bytes) -> str:
    """The parts of a brief in digests, as JSON. Raises `DecodeError` when there are none."""
    return _lines(data)[1]


def unpacked_namings(data: bytes, sort: int, key: str) -> list[Naming]:
    """Where a brief names whom it calls so, in the order of its mentions. Raises `DecodeError`."""
    found: Any = parsed(_lines(data)[2])
    try:
        said, who = found
        return [
            Naming(sort, key, ordinal, block, said[quote], start, stop)
            for *whom, places in who
            if whom == [sort, key]
            for ordinal, block, quote, start, stop in places
        ]
    except (ValueError, TypeError, LookupError) as error:
        raise DecodeError("no sentences of a brief") from error


def _lines(data: bytes) -> list[str]:
    try:
        lines = zlib.decompress(data).decode().split("\n")
    except (zlib.error, UnicodeDecodeError, TypeError) as error:
        raise DecodeError(str(error)) from error
    if len(lines) != 3:
        raise DecodeError("no brief")
    return lines


def kind_rank(kind: str) -> int:
    """The order of kinds in a list: persons, organisations, states, groups, unknown."""
    return ACTOR_KINDS.index(kind) if kind in ACTOR_KINDS else len(ACTOR_KINDS)
