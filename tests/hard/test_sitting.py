"""What a sitting leaves behind, counted and not timed: nothing. An hour of it, with its memory: `make hard`."""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.timer import Timer
from textual.widget import Widget

from briefing.ui.app import BriefingApp
from tests import terminal
from tests.hard.sitting import WAKES, woken
from tests.ui.conftest import Drive, desk, drive, press

__all__ = ["desk", "drive"]
_ROUND = (
    *"JJ]][KL", "enter", "escape", *"2j", "enter", "escape", *"3j", "enter", "escape", *"4j", "enter", "escape",
    *"5j", "escape", *"6j", "escape", *"1s", *"talks", "enter", "down", "enter", "escape", "escape",
    "/", *"talks", "enter", "escape", "?", "escape", "!", "j", "escape", "p", "escape", ":", "escape",
    "t", "j", "escape", *"czcz", "f", "escape", "escape", "escape", *"1g",
)  # fmt: skip
_NONE_MORE = ("Strip", "StylesCache", "Sheet", "Layout", "Para", "Piece", "Worker", "Timer", "Connection", "Task")
"""The kinds of things that a reader has no more of after a round than before it, beside widgets and screens."""
_WARM, _MORE = 2, 1
"""Rounds until all that is kept on purpose is there, and then."""


def _there() -> Counter[str]:
    """How many there are of what could be left behind."""
    gc.collect()
    things = gc.get_objects()
    found = Counter(kind for kind in (type(one).__name__ for one in things) if kind in _NONE_MORE)
    found["widgets"] = sum(isinstance(one, Widget) for one in things)
    found["tasks"] = sum(not task.done() for task in asyncio.all_tasks())
    found["threads"] = threading.active_count()
    return found


def test_a_round_of_everything_leaves_nothing_behind(drive: Drive, desk: Path) -> None:
    talks, new = desk / "talks.yaml", desk / "new.yaml"
    text = talks.read_text()

    async def go_round(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, *_ROUND[:20])
        talks.write_text(f"{text}\n  They went on.\n")
        new.write_text("title: New\ndate: 2025-06-01\nbody: |\n  Text.\n")
        app.desk_screen.orders.refresh(frozenset({"talks.yaml", "new.yaml"}))
        await pilot.resize_terminal(60, 20)
        await press(app, pilot, *_ROUND[20:40])
        talks.write_text(text)
        new.unlink()
        app.desk_screen.orders.refresh(frozenset({"talks.yaml", "new.yaml"}))
        await pilot.resize_terminal(120, 40)
        await press(app, pilot, *_ROUND[40:])

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        for _ in range(_WARM):
            await go_round(app, pilot)
        before = _there()
        for _ in range(_MORE):
            await go_round(app, pilot)
        after = _there()
        # how much of a screen was drawn again is not the same each time
        slack = {"Strip": before["Strip"] // 20}
        more = {kind: count for kind, count in after.items() if count > before[kind] + slack.get(kind, 0)}
        assert {kind: (before[kind], count) for kind, count in more.items()} == {}

    drive(steps)


def test_nobody_draws_where_nothing_happens(drive: Drive) -> None:
    """No timer goes off again and again, but for what looks whether a terminal is there; nothing waits to be drawn."""

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, *_ROUND)
        going = [one for one in gc.get_objects() if isinstance(one, Timer) and one._task and not one._task.done()]
        again = [one for one in going if one._repeat is None and one._active.is_set()]
        assert again == []
        assert not app.screen._dirty_widgets

    drive(steps)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts there how often a thread wakes up")
def test_a_reader_that_nobody_touches_seldom_wakes_up(tmp_path: Path) -> None:
    quiet = "import briefing.desk.watch as watch; watch._QUIET_SECONDS = 0.0"
    run = f"{quiet}\nimport sys; sys.argv[0] = 'briefing'\nfrom briefing.cli import main; main()"
    command = [sys.executable, "-c", run, "read", str(terminal.desk(tmp_path / "desk"))]
    with terminal.Terminal(command, terminal.environ(tmp_path)) as there:
        there.until_shown("Title3")
        while there.take(1.0):  # a first reading, and what is done behind it
            pass
        before, seconds = woken(there.program.pid), 2.0
        assert not there.take(seconds), "an idle reader writes"
        assert woken(there.program.pid) - before <= WAKES * seconds
