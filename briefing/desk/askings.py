"""Questions that do not wait for each other's answers. An index that is a journey away is asked all of them at once; to
one in a file it makes no difference."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Asking = Generator[None, None, T]
"""What asks, yields before it takes rows of that, and returns what they come to; it may do so several times."""


def answer(asking: Asking[T]) -> T:
    """What an asking comes to by itself."""
    while True:
        try:
            next(asking)
        except StopIteration as end:
            value: T = end.value
            return value


def known(value: T) -> Asking[T]:
    """What need not be asked."""
    yield from ()
    return value


class Askings:
    """Several that go on side by side: `Askings()(asking)` is called for what that comes to, once all are there."""

    def __init__(self) -> None:
        self._open: list[_Answer[Any]] = []

    def __call__(self, asking: Asking[T]) -> Callable[[], T]:
        answer = _Answer(asking, self._finish)
        self._open.append(answer)
        return answer

    def ahead(self, db: Any) -> None:
        """Ask what they ask first: an index that is a journey away answers while something else is done."""
        self._open = [one for one in self._open if one.goes_on()]
        if send := getattr(db, "send", None):
            send()

    def together(self) -> Asking[None]:
        """All of them as one, for those who ask beside others themselves."""
        while self._open:
            self._open = [one for one in self._open if one.goes_on()]
            yield

    def _finish(self) -> None:
        answer(self.together())


class _Answer(Generic[T]):
    """What one of them comes to."""

    def __init__(self, asking: Asking[T], finish: Callable[[], None]) -> None:
        self._asking, self._finish = asking, finish

    def goes_on(self) -> bool:
        """One step further; whether there are more."""
        try:
            next(self._asking)
        except StopIteration as end:
            self._value: T = end.value
            return False
        return True

    def __call__(self) -> T:
        self._finish()
        return self._value
