"""Ratios of pairs that were measured one after the other: the median, and the lowest and the highest."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median


def spread(ratios: Iterable[float], digits: int = 2) -> str:
    """spread([1.1, 1.2, 1.4])   "1.20 (1.10–1.40)" """
    found = sorted(ratios)
    return f"{median(found):.{digits}f} ({found[0]:.{digits}f}\N{EN DASH}{found[-1]:.{digits}f})"
