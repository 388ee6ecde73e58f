"""What a refresh found."""

from __future__ import annotations

from briefing.model.problem import Problem
from briefing.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh found: the ids of the briefs that changed, came and went.

    `registry_changed`: everything was read again. `problems`: the registry's, and files that could not be read.
    `cancelled`: it stopped early; what it did is kept and the next refresh goes on from there. `elsewhere`: another
    process, a second reader perhaps, wrote to the index since the last refresh.
    """

    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    registry_changed: bool = False
    problems: tuple[Problem, ...] = ()
    cancelled: bool = False
    elsewhere: bool = False

    def __bool__(self) -> bool:
        """Whether anything on screen can have changed."""
        return bool(self.changed or self.added or self.removed or self.registry_changed or self.elsewhere)
