"""The days since when something may have changed, for the palette in which one is chosen or typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from briefing.model.typed import days_typed
from briefing.model.when import WEEKDAYS, When, WhenError
from briefing.report.words import ago
from briefing.ui.acts import Act
from briefing.ui.palette import Offer

_NEAR = (("Yesterday", 1), ("A week ago", 7), ("Two weeks ago", 14))


class Days:
    """`today` is what the words for days count from."""

    word = "since"
    hint = "a day: 2025-05, 12 may, tuesday"
    nothing = "That is no date; write it like 2025-05-12, 2025-05 or 12 may 2025."

    def __init__(self, today: date) -> None:
        self._today = today

    async def look(self, query: str) -> None:
        """There is nothing to wait for."""

    def groups(self, query: str) -> Iterator[tuple[str, Sequence[Offer]]]:
        if not query.strip():
            last = Offer(Act("newsroom", "show_since", ("",)), "Your last visit", "")
            near = [(name, self._today - timedelta(days)) for name, days in _NEAR]
            near += [("A month ago", _months_before(self._today, 1)), ("A year ago", _months_before(self._today, 12))]
            yield "", [last, *(self._offer(day, name) for name, day in near)]
            return
        try:
            day, _last = days_typed(query, self._today, is_past=True)
        except WhenError:
            return
        yield "", [self._offer(day)]

    def _offer(self, day: date, name: str = "") -> Offer:
        when = When(day.isoformat(), day, day)
        shown = f"{WEEKDAYS[day.weekday()]}, {when.display()}"
        act = Act("newsroom", "show_since", (day.isoformat(),))
        return Offer(act, name or shown, shown if name else ago(when, self._today))


def _months_before(day: date, months: int) -> date:
    """The same day of an earlier month; its last day, where that has fewer."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(day.day - 1), following - timedelta(1))
