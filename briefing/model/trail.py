"""Where the reader has been: a line with a point on it."""

from __future__ import annotations

from briefing.model.place import Place
from briefing.model.value import dataclass, replace

LIMIT = 200


@dataclass(frozen=True, slots=True)
class Trail:
    """Visited places, oldest first, and the index of the one that is open (-1 when there is none)."""

    places: tuple[Place, ...] = ()
    at: int = -1

    @property
    def here(self) -> Place | None:
        return self.places[self.at] if self.at >= 0 else None

    @property
    def can_go_back(self) -> bool:
        return self.at > 0

    @property
    def can_go_forward(self) -> bool:
        return self.at + 1 < len(self.places)

    def mark(self, place: Place) -> Trail:
        """The same trail, remembering another position on the open page."""
        if self.at < 0:
            return self
        return replace(self, places=(*self.places[: self.at], place, *self.places[self.at + 1 :]))

    def visit(self, place: Place) -> Trail:
        """Go somewhere new: what lay ahead is cut."""
        places = (*self.places[: self.at + 1], place)[-LIMIT:]
        return Trail(places, len(places) - 1)

    def back(self) -> Trail:
        return replace(self, at=self.at - 1) if self.can_go_back else self

    def forward(self) -> Trail:
        return replace(self, at=self.at + 1) if self.can_go_forward else self
