"""A file that the program keeps for itself, with what tells that nothing in it changed since."""

from __future__ import annotations

import zlib


def sealed(data: bytes) -> bytes:
    """What to write: a line that stands for the bytes, and the bytes."""
    return b"%08x\n%s" % (zlib.crc32(data), data)


def unsealed(data: bytes) -> bytes:
    """The bytes again. Raises `ValueError` where they are not those that were sealed."""
    seal, _newline, body = data.partition(b"\n")
    if seal != b"%08x" % zlib.crc32(body):
        raise ValueError("it is damaged")
    return body
