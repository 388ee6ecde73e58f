"""Work that is shared out: what it gives, and what happens when one of those who do it is killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Any

import pytest

from briefing.desk.team import shared_out

ITEMS = [str(number) for number in range(100)]


def work(items: Iterable[str]) -> Generator[Any, list[Any], None]:
    mine = list(items)
    everything = yield mine
    yield mine, sorted(everything, key=int)


@pytest.mark.parametrize("processes", [1, 2, 5])
@pytest.mark.parametrize("number", [0, 1, 10, 100, 4001])
def test_each_item_is_done_once_and_each_knows_what_all_know(processes: int, number: int) -> None:
    items = [str(one) for one in range(number)]
    results = shared_out(work, items, processes)
    assert sorted((item for mine, _everything in results for item in mine), key=int) == items
    assert [everything for _mine, everything in results] == [items] * processes


def test_who_is_quick_does_what_a_slow_one_leaves() -> None:
    mine, (waits, goes) = os.getpid(), os.pipe()

    def slow(items: Iterable[str]) -> Generator[Any, list[Any], None]:
        if os.getpid() != mine:
            os.read(waits, 1)  # until the other one has taken them all
        taken = list(items)
        if os.getpid() == mine:
            os.write(goes, b".")
        yield taken
        yield taken

    assert shared_out(slow, ITEMS, 2) == [ITEMS, []]


@pytest.mark.parametrize("is_late", [False, True])
def test_who_is_killed_is_missed_and_nobody_waits_for_ever(is_late: bool, tmp_path: Path) -> None:
    mine = os.getpid()

    def dying(items: Iterable[str]) -> Generator[Any, list[Any], None]:
        is_hit = os.getpid() != mine and _is_first(tmp_path / "dies")
        if is_hit and not is_late:
            os.kill(os.getpid(), signal.SIGKILL)
        yield list(items)
        if is_hit:
            os.kill(os.getpid(), signal.SIGKILL)
        yield []

    signal.alarm(20)  # a hang would be for ever
    try:
        with pytest.raises(ChildProcessError):
            shared_out(dying, ITEMS, 4)
    finally:
        signal.alarm(0)


def _is_first(file: Path) -> bool:
    try:
        file.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def test_what_goes_wrong_here_is_told_and_the_others_end(begun: list[int]) -> None:
    mine = os.getpid()

    def failing(items: Iterable[str]) -> Generator[Any, list[Any], None]:
        yield list(items)
        if os.getpid() == mine:
            raise ValueError("no")
        yield []

    with pytest.raises(ValueError, match="no"):
        shared_out(failing, ITEMS, 3)
    assert begun
