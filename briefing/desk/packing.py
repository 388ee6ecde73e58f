"""What writing and reading the index share: how a brief is kept, the order of kinds, the desk's own codes."""

from __future__ import annotations

import zlib

from briefing.model.brief import ACTOR_KINDS, Brief
from briefing.model.codec import DecodeError, decode, encode

UNREADABLE = "B025"
"""The code of a file that the system does not hand out."""
DUPLICATE_ID = "B230"
"""The code of a brief whose id an earlier file has."""


def packed(brief: Brief) -> bytes:
    """A brief as the index keeps it: JSON, squeezed to a quarter, which saves more writing than it costs."""
    return zlib.compress(encode(brief).encode(), 1)


def unpacked(data: bytes) -> Brief:
    """The brief that `packed` made `data` from. Raises `DecodeError` when it is none."""
    try:
        text = zlib.decompress(data).decode()
    except (zlib.error, UnicodeDecodeError, TypeError) as error:
        raise DecodeError(str(error)) from error
    return decode(Brief, text)


def kind_rank(kind: str) -> int:
    """The order of kinds in a list: persons, organisations, states, groups, unknown."""
    return ACTOR_KINDS.index(kind) if kind in ACTOR_KINDS else len(ACTOR_KINDS)
