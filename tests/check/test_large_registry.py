"""A registry with hundreds of mistakes is checked in linear time: twice as many take twice the calls."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from briefing.desk.checking import Checker
from briefing.report.problems import Told, full
from tests.check.desk import TODAY

MANY = 1_500
FINE = "person-{0:05}: {{name: Given{0:05} Family{0:05}, kind: person}}\n"
SLIPS = {
    "a name that two share": "person-{0:05}: {{name: Given{0:05}, kind: person, aliases: [Shared {1}]}}\n",
    "a side that is not there": "person-{0:05}: {{name: Given{0:05}, for: persom-{0:05}}}\n",
    "an id that is none": "Person {0:05}: {{name: Given{0:05}}}\n",
    "a no-break space": "person-{0:05}: {{name: Given{0:05},\u00a0kind: person}}\n",
}


def calls(work: Callable[[], object]) -> int:
    """How many functions are called while something is done."""
    count = 0

    def tick(_frame: FrameType, event: str, _arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def check(folder: Path, least: int) -> None:
    """Check a desk and tell all that is wrong, which is at least so much."""
    checked = Checker(folder, TODAY).check()
    told = list(full.lines(Told(checked.problems, checked.texts, checked.files)))
    assert len(checked.problems) >= least
    assert len(told) > len(checked.problems)


def registry(folder: Path, slip: str, names: int) -> Path:
    """A registry of which a tenth are slips."""
    folder.mkdir()
    lines = [(slip if at < names // 10 else FINE).format(at, at // 2) for at in range(names)]
    (folder / "actors.yaml").write_text("".join(lines), encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", SLIPS)
def test_hundreds_of_mistakes_are_told_in_linear_time(name: str, tmp_path: Path) -> None:
    once = registry(tmp_path / "once", SLIPS[name], MANY)
    twice = registry(tmp_path / "twice", SLIPS[name], 2 * MANY)
    check(once, 0)  # what is imported when first needed is imported now
    few, many = (calls(lambda one=folder: check(one, MANY // 20)) for folder in (once, twice))  # type: ignore[misc]
    assert many < 2.5 * few


def test_so_are_a_briefs_unknown_names(tmp_path: Path) -> None:
    names = "".join(f"  - Given{at:05} Famly{at:05}\n  - persom-{at:05}\n" for at in range(60))
    counts = []
    for size in (MANY, MANY, 2 * MANY):
        folder = registry(tmp_path / f"desk-{len(counts)}", FINE, size)
        (folder / "talks.yaml").write_text(f"title: T\nactors:\n{names}body: |\n  x\n")
        counts.append(calls(lambda one=folder: check(one, 120)))  # type: ignore[misc]
    assert counts[2] < 2.5 * counts[1]
