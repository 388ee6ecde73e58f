"""What a run of `briefing ci` found, as values."""

from __future__ import annotations

from collections.abc import Callable

from briefing.model.comparison import DeskComparison
from briefing.model.problem import Problem
from briefing.model.value import dataclass


@dataclass(frozen=True, slots=True)
class SnapshotChange:
    """A scene that is not as accepted: how it is drawn (`80x24-ink`), how it differs in sentences, and what is shown of
    that in lines; the accepted picture and the one found, as SVG, empty where there is none or both are the same."""

    name: str
    sentences: tuple[str, ...]
    lines: str = ""
    golden: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class FailedTest:
    """A test that failed: what it said, and the snapshots that it compared, where it did so."""

    name: str
    said: str
    snapshots: tuple[SnapshotChange, ...] = ()


@dataclass(frozen=True, slots=True)
class RunOfTests:
    """A run of pytest in a folder. `trouble` says why there was none, or why it ended early; `is_fine` also holds where
    nothing was to be run."""

    folder: str
    passed: int = 0
    failures: tuple[FailedTest, ...] = ()
    trouble: str = ""

    @property
    def snapshots(self) -> tuple[SnapshotChange, ...]:
        return tuple([snapshot for failure in self.failures for snapshot in failure.snapshots])


@dataclass(frozen=True, slots=True)
class ReviewedDesk:
    """A desk by its title, what differs in it, None where that can't be told, and the sentence why. `called` tells what
    a file of it is called from where the review was made."""

    title: str
    comparison: DeskComparison | None
    called: Callable[[str], str]
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """What is wrong in desks, what differs in them, and what their tests found. `files` were looked at; `target` is
    what the desks are compared with, in words. `runs` is None where no test was to be run."""

    problems: tuple[Problem, ...]
    files: int
    target: str
    desks: tuple[ReviewedDesk, ...]
    runs: tuple[RunOfTests, ...] | None
