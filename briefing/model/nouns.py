"""A noun in a sentence: with its article, and in its number."""

from __future__ import annotations


def an(noun: str) -> str:
    """`an actor`, `a venue`."""
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def counted(count: int, one: str, many: str = "") -> str:
    """`1 file`, `2,000 files`; `many` is the plural that no `s` makes."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
