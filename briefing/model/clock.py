"""The time, passed in so that nothing depends on when it runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from briefing.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is, as local time without a zone.

    `Clock()` is the machine's clock; `Clock.at(date)` stands still; `Clock.on(date)` goes, and the day stays.
    """

    read: Callable[[], datetime] = datetime.now

    @classmethod
    def at(cls, when: date) -> Clock:
        """A clock that stands at noon of `when`."""
        still = datetime(when.year, when.month, when.day, 12)
        return cls(lambda: still)

    @classmethod
    def on(cls, day: date) -> Clock:
        """The machine's clock on another day."""
        return cls(lambda: datetime.combine(day, datetime.now().time()))

    def now(self) -> datetime:
        return self.read()

    def today(self) -> date:
        return self.read().date()
