"""Readers who mark on two machines and are killed, or their server is: in the end both machines have every mark that
was ever said to be kept, and the same of all."""

from __future__ import annotations

import os
import time
from contextlib import closing, suppress
from pathlib import Path
from random import Random

from briefing.desk.remarks import Remarks
from briefing.desk.state import State
from briefing.desk.trace_file import lines
from briefing.desk.traces import all_traces
from briefing.postgres.address import DeskAddress
from briefing.postgres.marks import Carrier
from briefing.postgres.store import PublishedStore

MACHINES = ("one", "two")
_STORIES = 40
_PATIENCE = 60.0


def mark_without_end(address: DeskAddress, folder: Path, seed: float) -> None:
    """Mark and carry until somebody kills this process. A story that is marked as read is written down once that is
    kept."""
    chance = Random(seed)
    log = os.open(folder / "kept", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    state = State(address.root, folder)
    carrier = Carrier(PublishedStore(address), folder)
    while True:
        for _mark in range(chance.randrange(4)):
            story = f"story-{chance.randrange(_STORIES)}"
            state.set_read(story, True)
            os.write(log, f"{story}\n".encode())
            state.set_starred(story, chance.random() < 0.5)
            Remarks(state).put("tag", [f"story:{story}"], "hot", chance.random() < 0.5)
        carrier.go()


def come_together(address: DeskAddress, folders: list[Path]) -> int:
    """Bring the marks of all machines together; how many there are. Raises `AssertionError` where one was lost, or they
    differ."""
    until = time.monotonic() + _PATIENCE
    for _round in range(2):
        for folder in folders:
            while not _carried(address, folder):
                assert time.monotonic() < until, "marks cannot be carried"
    kept: set[str] = set()
    for folder in folders:
        with suppress(FileNotFoundError):
            kept.update((folder / "kept").read_text().split("\n")[:-1])
    found = []
    for folder in folders:
        with closing(State(address.root, folder)) as state:
            assert not state.notice, state.notice
            assert kept <= state.read_ids(), f"lost: {kept - state.read_ids()}"
            nothing: list[str] = []
            found.append(state.ask(lambda db: [*lines(all_traces(db))], nothing))
    assert found[0] == found[1], {*found[0]} ^ {*found[1]}
    return len(found[0])


def _carried(address: DeskAddress, folder: Path) -> bool:
    with closing(PublishedStore(address)) as store:
        carrier = Carrier(store, folder)
        carrier.go()
        is_well = carrier.is_well
        carrier.end()
    return is_well
