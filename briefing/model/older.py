"""What a page leaves out until all of it is asked for."""

from __future__ import annotations

from briefing.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Older:
    """How many stories and events there are that are older than those that a page has, and how many other questions.
    `mentions` is how often these stories name it by month, as far as they have a date: the
    months are counted through, January of the year 1 is 12.
    """

    stories: int = 0
    events: int = 0
    questions: int = 0
    mentions: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.stories or self.events or self.questions)
