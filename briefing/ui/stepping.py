"""From stop to stop."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.ui.layout import Layout
from briefing.ui.sheet import Stop


def next_stop(
    layout: Layout, stops: Sequence[Stop], current: Stop | None, steps: int, seen: tuple[int, int]
) -> Stop | None:
    """The stop that many steps further (back, when negative) among some of a layout's; None when there is none.

    The way begins at the current stop, or at the edge of the lines that are seen when it is not among these.
    """
    top, bottom = seen
    order = {stop: number for number, stop in enumerate(layout.stops)}
    here = None
    if current in order:
        first, last = layout.rows_of(current)
        here = order[current] if last >= top and first <= bottom else None
    if steps > 0:
        ahead = [s for s in stops if (order[s] > here if here is not None else layout.rows_of(s)[0] >= top)]
        return ahead[min(steps, len(ahead)) - 1] if ahead else None
    ahead = [s for s in stops if (order[s] < here if here is not None else layout.rows_of(s)[1] <= bottom)]
    return ahead[max(steps, -len(ahead))] if ahead else None
