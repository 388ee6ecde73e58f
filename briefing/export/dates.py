"""Dates as other programs take them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from briefing.model.when import When


def moment(when: When) -> str:
    """The time of day that a date is said with: `20250516T120000Z`, without the `Z` where it has no zone. Empty for a
    date that has none, or is vague."""
    if when.about or not when.is_day or not re.search(r"[Tt:]", when.text):
        return ""
    try:
        at = datetime.fromisoformat(when.text.upper())
        at = at.astimezone(UTC) if at.tzinfo else at
    except (ValueError, OverflowError):
        return ""
    return f"{basic(at)}T{at:%H%M%S}{'Z' if at.tzinfo else ''}"


def basic(day: date) -> str:
    """A day as `20250516`."""
    return f"{day.year:04}{day.month:02}{day.day:02}"


def parts(when: When) -> str:
    """As much of a date as is certain: `2025-05-16`, `2025-05`, `2025`; of a longer stretch nothing is."""
    first, last = when.first, when.last
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return first.isoformat()[:7]
    return first.isoformat()[:4] if first.year == last.year else ""
