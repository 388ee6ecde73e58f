"""What a run did with goldens. Loaded by every run of pytest."""

from __future__ import annotations

import os
from typing import Any

import pytest


class RunRecord:
    """Of this process, or of all processes of the run, whose records are taken in when they end."""

    def __init__(self) -> None:
        self.collected: dict[str, list[str]] = {}  # tests by the path of their module
        self.passed: list[str] = []  # tests, as PATH::NAME
        self.used: list[str] = []  # the paths of goldens
        self.scenes = self.differing = self.written = 0
        self.differences: list[dict[str, Any]] = []
        self.trouble = ""  # a report that could not be written

    def to_hand_on(self, folder: str) -> dict[str, Any]:
        """What another process needs of it; modules with no `folder` of goldens beside them are left out."""
        places = {module for module in self.collected if os.path.isdir(os.path.join(os.path.dirname(module), folder))}
        passed = [test for test in self.passed if test.partition("::")[0] in places]
        collected = {module: tests for module, tests in self.collected.items() if module in places}
        return {**vars(self), "collected": collected, "passed": passed}

    def take_in(self, other: dict[str, Any]) -> None:
        for module, tests in other.pop("collected").items():
            self.collected.setdefault(module, tests)
        for name, value in other.items():
            setattr(self, name, getattr(self, name) + value)


RECORD = pytest.StashKey[RunRecord]()


def name_of(item: pytest.Item) -> str:
    """A test as its goldens' folder is named: `TestTalks.test_front[2]`."""
    return item.nodeid.partition("::")[2].replace("::", ".")
