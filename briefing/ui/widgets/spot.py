"""What the letters of a jump stand on."""

from __future__ import annotations

from briefing.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """Something that can be followed, and the first of its cells in its widget."""

    x: int
    y: int
    thing: object
