"""How a desk differs between two moments, as values: `desk/comparing.py` finds it."""

from __future__ import annotations

from typing import Literal

from briefing.model.brief import Brief
from briefing.model.problem import Problem
from briefing.model.revision import Difference, EntryChange, How
from briefing.model.value import dataclass, field


@dataclass(frozen=True, slots=True)
class MentionChange:
    """A name in the text that leads to somebody or somewhere no longer (`lost`), or since then (`found`); or a link to
    a story that leads nowhere now (`broken`), or did before (`mended`).

    `text` is the name as it stands there; empty where it stands nowhere in the text any more, or did not before.
    `line` is where in the newer file it is, or what stands in its place; 0 for nowhere.
    """

    key: str
    name: str
    how: Literal["lost", "found", "broken", "mended"]
    text: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class StoryComparison:
    """A story at two moments. `brief` is what it says at the later one that has it, `former_id` and `former_file` what
    was another one before.

    `difference` is None of a story that is new or gone. `lines` tells where entries stand in its file, by their keys
    (`title`, `event:talks`), `paragraph_lines` the same of the paragraphs of the difference. `came` and `went` are the
    errors and warnings that only one of the two has.
    """

    brief: Brief
    how: How
    difference: Difference | None = None
    former_id: str = ""
    former_file: str = ""
    lines: dict[str, int] = field(default_factory=dict)
    paragraph_lines: tuple[int, ...] = ()
    mentions: tuple[MentionChange, ...] = ()
    came: tuple[Problem, ...] = ()
    went: tuple[Problem, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether there is anything to say of it."""
        changed = self.difference is not None and bool(self.difference.paragraphs or self.difference.entries)
        moved = self.former_id or self.former_file
        return bool(self.how != "changed" or changed or moved or self.mentions or self.came or self.went)


@dataclass(frozen=True, slots=True)
class RegistryEntryChange:
    """An entry of the registry that differs, where it stands, and the ids of the stories that name whom it is about."""

    entry: EntryChange
    file: str
    line: int
    stories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskComparison:
    """A desk at two moments, which are called `old` and `new`. `stories` are those of which there is something to say,
    by their files; `registry` what differs there, with `names` for the ids that it uses; `came` and `went` the errors
    and warnings of no story. `notes` are sentences about what could not be compared.
    """

    old: str
    new: str
    stories: tuple[StoryComparison, ...] = ()
    registry: tuple[RegistryEntryChange, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    came: tuple[Problem, ...] = ()
    went: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.stories or self.registry or self.came or self.went)

    @property
    def all_that_came(self) -> tuple[Problem, ...]:
        """Every error and warning that was not there before."""
        return (*self.came, *(problem for story in self.stories for problem in story.came))

    @property
    def all_that_went(self) -> tuple[Problem, ...]:
        return (*self.went, *(problem for story in self.stories for problem in story.went))
