"""Changes are told of as they happen."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefing.desk.watch import _events, is_relevant, watch

PATIENCE = 20.0


class Listener:
    """A watch in a thread, and what it told."""

    def __init__(self, root: Path) -> None:
        self.told: set[str] = set()
        self._news = threading.Condition()
        self.stop = threading.Event()
        self.thread = threading.Thread(target=watch, args=(root, self._listen, self.stop), daemon=True)
        self.thread.start()

    def _listen(self, paths: frozenset[str]) -> None:
        with self._news:
            self.told |= paths
            self._news.notify_all()

    def hears(self, path: str, patience: float) -> bool:
        with self._news:
            return self._news.wait_for(lambda: path in self.told, patience)

    def expect(self, *paths: str) -> None:
        with self._news:
            assert self._news.wait_for(lambda: self.told >= set(paths), PATIENCE), (paths, self.told)

    def forget(self) -> None:
        with self._news:
            self.told.clear()

    def end(self) -> None:
        self.stop.set()
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()


@pytest.fixture
def listen() -> Iterator[Callable[[Path], Listener]]:
    listeners: list[Listener] = []

    def listen(root: Path) -> Listener:
        listener = Listener(root)
        listeners.append(listener)
        for number in range(1, 400):  # until the watch is in place
            (root / "begun.yaml").write_text("x" * number)
            if listener.hears("begun.yaml", 0.05):
                break
        listener.forget()
        return listener

    yield listen
    for listener in listeners:
        listener.end()


@pytest.fixture(params=["events", "polling"])
def manner(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "polling":

        def refuse(*_: object, **__: object) -> Iterator[object]:
            raise OSError("OS file watch limit reached")

        monkeypatch.setattr("watchfiles.watch", refuse)
        monkeypatch.setattr("briefing.desk.watch.POLL_SECONDS", 0.05)
    return str(request.param)


def test_tells_of_what_comes_changes_and_goes(manner: str, tmp_path: Path, listen: Callable[[Path], Listener]) -> None:
    (tmp_path / "sub").mkdir()
    listener = listen(tmp_path)
    (tmp_path / "a.yaml").write_text("title: A\n")
    (tmp_path / "sub/b.md").write_text("---\n")
    (tmp_path / "actors.yaml").write_text("")
    (tmp_path / "briefing.toml").write_text("")
    listener.expect("a.yaml", "sub/b.md", "actors.yaml", "briefing.toml")
    listener.forget()
    (tmp_path / "a.yaml").write_text("title: B and more\n")
    listener.expect("a.yaml")
    listener.forget()
    (tmp_path / "a.yaml").unlink()
    listener.expect("a.yaml")


def test_sees_saves_by_renaming_and_not_the_editors_own_files(
    manner: str, tmp_path: Path, listen: Callable[[Path], Listener]
) -> None:
    listener = listen(tmp_path)
    for name in (".a.yaml.swp", "a.yaml~", "4913", "#a.yaml#", "a.yaml.tmp", ".git"):
        (tmp_path / name).write_text("x")
    os.replace(tmp_path / "a.yaml.tmp", tmp_path / "a.yaml")
    listener.expect("a.yaml")
    assert listener.told - {"begun.yaml"} == {"a.yaml"}


def test_a_folder_takes_its_briefs_along(manner: str, tmp_path: Path, listen: Callable[[Path], Listener]) -> None:
    root = tmp_path / "desk"
    for path in (root / "old/deep", tmp_path / "outside"):
        path.mkdir(parents=True)
        (path / "a.yaml").write_text("title: A\n")
    listener = listen(root)
    (root / "old").rename(root / "new")
    listener.expect("old/deep/a.yaml", "new/deep/a.yaml")
    listener.forget()
    (tmp_path / "outside").rename(root / "inside")
    listener.expect("inside/a.yaml")
    listener.forget()
    (root / "new").rename(tmp_path / "away")
    listener.expect("new/deep/a.yaml")


@pytest.mark.parametrize("how", ["removed", "renamed", "replaced"])
def test_a_root_that_goes_and_comes_back(
    how: str, manner: str, tmp_path: Path, listen: Callable[[Path], Listener], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.desk.watch._LOOK_MS", 50)
    root = tmp_path / "desk"
    root.mkdir()
    (root / "a.yaml").write_text("title: A\n")
    listener = listen(root)
    if how == "removed":
        shutil.rmtree(root)
    else:
        root.rename(tmp_path / "elsewhere")
    root.mkdir()
    (root / "b.yaml").write_text("title: B\n")
    listener.expect("a.yaml", "b.yaml")
    listener.forget()
    (root / "c.yaml").write_text("title: C\n")
    listener.expect("c.yaml")


def test_what_a_link_leads_to_is_looked_at(tmp_path: Path, listen: Callable[[Path], Listener]) -> None:
    root, beside = tmp_path / "desk", tmp_path / "beside"
    for folder in (root, beside):
        folder.mkdir()
    for name in ("early", "late"):
        (beside / f"{name}.yaml").write_text("title: A\nbody: x\n")
    (root / "early.yaml").symlink_to(beside / "early.yaml")
    listener = listen(root)
    (root / "late.yaml").symlink_to(beside / "late.yaml")
    listener.expect("late.yaml")
    for name in ("early", "late"):
        listener.forget()
        (beside / f"{name}.yaml").write_text("title: Another\nbody: x\n")
        listener.expect(f"{name}.yaml")
    listener.forget()
    (beside / "late.yaml").unlink()
    listener.expect("late.yaml")
    listener.forget()
    (beside / "late.yaml").write_text("title: Back again\nbody: x\n")
    listener.expect("late.yaml")


def test_where_nothing_changes_it_is_seldom_looked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[float | None] = []

    class Stop(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            looks.append(timeout)
            return super().wait(timeout)

        def is_set(self) -> bool:
            looks.append(0.0)
            return super().is_set()

    def looks_in(quiet_seconds: float) -> int:
        """How often was looked before there were two answers that nothing changed."""
        monkeypatch.setattr("briefing.desk.watch._QUIET_SECONDS", quiet_seconds)
        stop = Stop()
        events = _events(tmp_path, stop, set(), {})
        looks.clear()
        for _ in range(2):
            assert next(events) == frozenset()
        stop.set()
        assert list(events) == []
        return len(looks)

    monkeypatch.setattr("briefing.desk.watch._LOOK_MS", 300)
    assert looks_in(quiet_seconds=0.0) <= 2 * 4 + 3
    assert looks_in(quiet_seconds=60.0) > 2 * 6


def test_what_changes_after_a_long_time_is_told_all_the_same(
    tmp_path: Path, listen: Callable[[Path], Listener], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.desk.watch._QUIET_SECONDS", 0.0)
    listener = listen(tmp_path)
    (tmp_path / "a.yaml").write_text("title: A\n")
    listener.expect("a.yaml")


def test_a_second_save_within_a_tick_of_a_slow_clock_is_told(
    tmp_path: Path, listen: Callable[[Path], Listener], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on FAT, where files say in two seconds when they were changed, and on some network folders."""

    def refuse(*_: object, **__: object) -> Iterator[object]:
        raise OSError("nobody tells of changes here")

    tick = time.time_ns()
    monkeypatch.setattr("watchfiles.watch", refuse)
    monkeypatch.setattr("briefing.desk.watch.POLL_SECONDS", 0.05)
    monkeypatch.setattr("briefing.desk.scan.changed_ns", lambda _status: tick)
    (tmp_path / "a.yaml").write_text("title: A\n")
    listener = listen(tmp_path)
    listener.expect("a.yaml")
    listener.forget()
    (tmp_path / "a.yaml").write_text("title: B\n")
    listener.expect("a.yaml")


def test_stops_while_the_root_is_gone(tmp_path: Path) -> None:
    listener = Listener(tmp_path / "missing")
    listener.end()
    assert listener.told == set()


@pytest.mark.parametrize(
    ("path", "relevant"),
    [
        ("a.yaml", True), ("x/y/a.yml", True), ("a.md", True), ("actors.yaml", True), ("briefing.toml", True),
        ("x/actors.yaml", False), (".a.yaml", False), (".git/a.yaml", False), ("node_modules/a.yaml", False),
        ("a.yaml~", False), ("a.txt", False), (".", False),
    ],
)  # fmt: skip
def test_relevance(path: str, relevant: bool) -> None:
    assert is_relevant(path) is relevant
