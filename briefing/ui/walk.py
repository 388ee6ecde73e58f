"""The walk through the desk: the trail, and which of its steps were only passed."""

from __future__ import annotations

from briefing.model.place import Place
from briefing.model.trail import Trail


class Walk:
    """Where the reader is and has been.

    A page that the list's cursor only passed is one step of the trail, however far the cursor moves.
    """

    def __init__(self, trail: Trail) -> None:
        self.trail = trail
        self._passing = False

    @property
    def here(self) -> Place | None:
        return self.trail.here

    def stay(self) -> None:
        """What was only passed is read after all: the next page is a new step."""
        self._passing = False

    def visit(self, place: Place, left: Place | None) -> None:
        """Go to a place as a new step; `left` is the page that is open, at the position to come back to."""
        self.trail = self.trail.mark(left).visit(place) if left else self.trail.visit(place)
        self._passing = False

    def pass_by(self, place: Place, left: Place | None) -> None:
        """Go to a place for as long as the cursor stands on it."""
        if self._passing and left:
            self.trail = self.trail.mark(place)
        else:
            self.visit(place, left)
        self._passing = True

    def step(self, moved: Trail) -> bool:
        """Go where a trail of the same places stands; false when that is here."""
        if moved.at == self.trail.at or moved.here is None:
            return False
        self.trail = moved
        self._passing = False
        return True
