"""A page with very many mentions is laid out in work that grows with them: counted in lines of code that ran."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from briefing.model.body import Block, Mention, Run
from briefing.model.views import Name
from briefing.ui.layout import Layout
from briefing.ui.pages.prose import prose
from briefing.ui.sheet import Sheet

NAMES = {"nato": Name("nato", "NATO", "organisation")}


def ran(work: Callable[[], object]) -> int:
    """How many lines of code ran."""
    lines = 0

    def count(frame: FrameType, event: str, _what: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return lines


def paragraph(size: int) -> tuple[Block, list[Mention]]:
    return Block("paragraph", (Run("NATO's " * size),)), [
        Mention(0, at * 7, at * 7 + 4, "nato", "actor", -1) for at in range(size)
    ]


def runs(size: int) -> tuple[Block, list[Mention]]:
    parts = tuple(part for _ in range(size) for part in (Run("NATO", "i"), Run(" met ")))
    return Block("paragraph", parts), [Mention(0, at * 9, at * 9 + 4, "nato", "actor", -1) for at in range(size)]


def table(size: int) -> tuple[Block, list[Mention]]:
    rows = (((Run("NATO"),), (Run("b"),)),) * size
    return Block("table", rows=rows), [Mention(0, at * 7, at * 7 + 4, "nato", "actor", -1) for at in range(size)]


@pytest.mark.parametrize("made", [paragraph, runs, table])
def test_twice_the_mentions_are_twice_the_work(made: Callable[[int], tuple[Block, list[Mention]]]) -> None:
    def lay_out(size: int) -> Callable[[], object]:
        block, mentions = made(size)

        def work() -> object:
            paras = tuple(para for _index, para in prose((block,), tuple(mentions), NAMES, {}))
            return Layout(Sheet(paras), 72)

        return work

    lay_out(3)()
    assert ran(lay_out(400)) <= 2.2 * ran(lay_out(200))
