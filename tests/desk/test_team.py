"""Work that is shared out: what it gives, and what happens when one of those who do it is killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator, Sequence
from typing import Any

import pytest

from briefing.desk.team import shared_out

ITEMS = [str(number) for number in range(10)]


def work(items: Sequence[str]) -> Generator[Any, list[Any], None]:
    everything = yield list(items)
    yield items, sorted(everything)


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_each_knows_what_all_know(processes: int) -> None:
    results = shared_out(work, ITEMS, processes)
    assert sorted(item for items, _everything in results for item in items) == ITEMS
    assert [everything for _items, everything in results] == [ITEMS] * processes


@pytest.mark.parametrize("unlucky", ["1", "2", "3"])
@pytest.mark.parametrize("is_late", [False, True])
def test_who_is_killed_is_missed_and_nobody_waits_for_ever(unlucky: str, is_late: bool) -> None:
    mine = os.getpid()

    def dying(items: Sequence[str]) -> Generator[Any, list[Any], None]:
        is_hit = unlucky in items and os.getpid() != mine
        if is_hit and not is_late:
            os.kill(os.getpid(), signal.SIGKILL)
        yield list(items)
        if is_hit:
            os.kill(os.getpid(), signal.SIGKILL)
        yield items

    signal.alarm(20)  # a hang would be for ever
    try:
        with pytest.raises(ChildProcessError):
            shared_out(dying, ITEMS, 4)
    finally:
        signal.alarm(0)


def test_what_goes_wrong_here_is_told_and_the_others_end() -> None:
    mine = os.getpid()

    def failing(items: Sequence[str]) -> Generator[Any, list[Any], None]:
        yield list(items)
        if os.getpid() == mine:
            raise ValueError("no")
        yield items

    with pytest.raises(ValueError, match="no"):
        shared_out(failing, ITEMS, 3)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)  # none is left
