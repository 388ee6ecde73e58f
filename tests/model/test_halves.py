from __future__ import annotations

import io
import os
from collections.abc import Sequence

import pytest

from briefing.model import halves
from briefing.model.halves import CopiedProcess, SharedWork, in_halves

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


@pytest.mark.parametrize("count", [0, 1, 99, 1000, 60_000])
def test_shares_come_back_in_order_whoever_did_them(count: int) -> None:
    shared = SharedWork(lambda: [*range(count)], lambda some: [f"of {one}" * 5 for one in some if one % 3])
    assert shared.answer() == [f"of {one}" * 5 for one in range(count) if one % 3]


def test_a_copy_does_all_where_nobody_asks_for_long() -> None:
    ours = os.getpid()
    ready, done = os.pipe()

    def work(some: Sequence[int]) -> list[bool]:
        if some[-1] == 999:
            os.close(done)
        return [os.getpid() == ours for _ in some]

    shared = SharedWork(lambda: [*range(1000)], work)
    os.close(done)
    assert os.read(ready, 1) == b""  # the copy has come to the last share
    os.close(ready)
    assert shared.answer() == [False] * 1000


@pytest.mark.parametrize("at", ["listing", "working"])
def test_what_a_killed_copy_was_to_share_is_done_here(at: str) -> None:
    here = os.getpid()

    def killed(when: str) -> None:
        if os.getpid() != here and at == when:
            os.kill(os.getpid(), 9)

    def listed() -> list[int]:
        killed("listing")
        return [*range(1000)]

    def work(some: Sequence[int]) -> list[int]:
        killed("working")
        return [*some]

    assert SharedWork(listed, work).answer() == [*range(1000)]


def test_shared_work_raises_what_it_raises_and_leaves_nobody() -> None:
    shared = SharedWork(lambda: [*range(1000)], lambda some: [1 // (one - 500) for one in some])
    with pytest.raises(ZeroDivisionError):
        shared.answer()
    shared.end()
    with pytest.raises(ChildProcessError):
        os.waitpid(shared._copy._process, os.WNOHANG)


def test_shared_work_is_let_go() -> None:
    shared = SharedWork(lambda: [*iter(lambda: 1, 2)], lambda some: [*some])  # without end
    shared.end()
    shared.end()
    with pytest.raises(ChildProcessError):
        os.waitpid(shared._copy._process, os.WNOHANG)
