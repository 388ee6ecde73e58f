"""Files read by several processes give what they give when one reads them."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.desk import readers, reading, refresh
from briefing.desk.desk import Desk
from briefing.desk.refreshed import Refreshed
from tests.desk.conftest import Write, text_of
from tests.desk.generate import desk as write_desk
from tests.desk.test_refresh import answers

COUNT = 90
Open = Callable[..., Desk]


@pytest.fixture
def files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk that is large enough to be shared out, with files that are none, broken, twice, or cannot be read."""
    write_desk(folder, COUNT, 1500)
    (folder / "note.md").write_text("---\nno end\n")
    (folder / "broken.yaml").write_text("title: [Broken\nbody: |\n  Text.\n")
    (folder / "half.yaml").write_text('title: "half \\ud800 pair"\nbody: |\n  Text.\n')
    (folder / "000" / "again.yaml").write_text(text_of(id="story-1", actors=["Local Abbasa", "actor-1"]))
    os.symlink("nowhere", folder / "lost.yaml")
    monkeypatch.setattr(refresh, "MANY", 10)
    monkeypatch.setattr(readers, "_SHARE", 4)
    return folder


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that this process reads itself."""
    paths: list[str] = []
    parse = reading.parse

    def note(data: bytes, path: str, *rest: object) -> object:
        paths.append(path)
        return parse(data, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "parse", note)
    return paths


def share_out(monkeypatch: pytest.MonkeyPatch, processes: int) -> None:
    monkeypatch.setattr(readers, "processes", lambda: processes)


def test_what_many_processes_read_is_what_one_reads(
    files: Path, here: list[str], open_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    results: list[tuple[Refreshed, dict[str, object]]] = []
    for processes in (0, 2):
        share_out(monkeypatch, processes)
        desk = open_desk(str(processes))
        results.append((desk.refresh(), answers(desk)))
        assert not desk.refresh()
        assert len(set(here)) == len(here) > COUNT  # none of them in the second round
    assert results[0] == results[1]
    here.clear()
    (files / "000" / "story-3.yaml").unlink()
    (files / "actors.yaml").write_text("actor-2: {name: Someone Else}\n")
    assert desk.refresh().registry_changed
    assert here == []
    share_out(monkeypatch, 0)
    fresh = open_desk("fresh")
    fresh.refresh()
    assert answers(desk) == answers(fresh)


@pytest.mark.parametrize("fate", ["killed", "no such program", "another program"])
def test_what_the_others_cannot_read_this_one_does(
    fate: str, files: Path, here: list[str], open_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    share_out(monkeypatch, 2)
    if fate != "killed":
        monkeypatch.setattr(sys, "executable", "/bin/echo" if fate == "another program" else str(files / "python"))
    asked: list[int] = []
    ask = readers._Process.ask

    def kill(process: readers._Process, task: readers.Task) -> bool:
        asked.append(process._process.pid)
        if fate == "killed" and len(asked) == 3:
            os.kill(process._process.pid, signal.SIGKILL)
        return ask(process, task)

    monkeypatch.setattr(readers._Process, "ask", kill)
    desk = open_desk()
    added = desk.refresh().added
    assert len(added) > COUNT
    assert here
    share_out(monkeypatch, 0)
    fresh = open_desk("fresh")
    assert fresh.refresh().added == added
    assert answers(desk) == answers(fresh)


@pytest.mark.of_sqlite("what was read in part is not published")
def test_a_reading_by_many_can_be_cancelled_and_goes_on(
    files: Path, open_desk: Open, monkeypatch: pytest.MonkeyPatch, begun: list[int]
) -> None:
    share_out(monkeypatch, 2)
    desk = open_desk()
    told: list[tuple[int, int]] = []
    first = desk.refresh(lambda done, of: told.append((done, of)), lambda: len(told) == 30)
    assert first.cancelled
    assert [done for done, _of in told] == list(range(1, 31))
    assert len(desk.stories()) == len(first.added) > 0
    assert not desk.is_indexed
    rest = desk.refresh()
    assert not rest.cancelled
    assert len(first.added) + len(rest.added) == len(desk.stories()) > COUNT
    assert begun


def test_few_files_start_no_process(write: Write, open_desk: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "Readers", None)
    write("a")
    assert open_desk().refresh().added == ("a",)


def test_there_is_a_process_for_each_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    for available in (3, 1):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _process, n=available: set(range(n)), raising=False)
        assert readers.processes() == (available if available > 1 else 0)
