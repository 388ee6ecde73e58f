"""What is remembered of names while files are read, and let go of when they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
_MOST = 65536
_FORGET: list[Callable[[], None]] = []


def remembered(answer: Callable[P, T]) -> Callable[P, T]:
    """A function that is asked of the same names again and again while a desk is read: its answers are kept, the latest
    65,536 of them, until `forget`."""
    made = lru_cache(maxsize=_MOST)(answer)
    _FORGET.append(made.cache_clear)
    return made  # type: ignore[return-value]


def forget() -> None:
    """Let go of all answers: a program that goes on reads a few files now and then, of other names each time."""
    for each in _FORGET:
        each()
