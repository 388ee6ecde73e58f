from __future__ import annotations

import io
import os
from collections.abc import Sequence

import pytest

from briefing.model import halves
from briefing.model.halves import CopiedProcess, in_halves

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture(autouse=True)
def _copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halves, "can_be_copied", lambda: True)  # tests may have threads


def test_both_halves_come_back_in_order() -> None:
    ours = os.getpid()
    assert in_halves("abcde", lambda some: [(sign, os.getpid() == ours) for sign in some], 2) == [
        ("a", True), ("b", True), ("c", False), ("d", False), ("e", False),
    ]  # fmt: skip


def test_few_are_done_here() -> None:
    assert in_halves("ab", lambda some: [os.getpid()] * len(some), 3) == [os.getpid()] * 2


def test_what_a_killed_copy_was_to_do_is_done_here() -> None:
    here = os.getpid()

    def work(some: Sequence[int]) -> list[int]:
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        return [*some]

    assert in_halves([1, 2, 3], work, 2) == [1, 2, 3]


@pytest.mark.parametrize("bad", [0, 3])
def test_it_raises_what_the_work_raises(bad: int) -> None:
    def work(some: Sequence[int]) -> list[float]:
        return [1 / (one - bad) for one in some]

    with pytest.raises(ZeroDivisionError):
        in_halves(range(4), work, 2)


def test_a_copy_is_let_go() -> None:
    copy = CopiedProcess(lambda: [*iter(lambda: 1, 2)])  # without end
    copy.end()
    with pytest.raises(ChildProcessError):
        os.waitpid(copy._process, os.WNOHANG)


def test_a_copy_is_let_go_when_the_waiting_for_it_is_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise KeyboardInterrupt

    copy = CopiedProcess(lambda: [*iter(lambda: 1, 2)])  # without end
    copy._answer.close()
    monkeypatch.setattr(copy, "_answer", Interrupted())
    with pytest.raises(KeyboardInterrupt):
        copy.answer()
    with pytest.raises(ChildProcessError):
        os.waitpid(copy._process, os.WNOHANG)
