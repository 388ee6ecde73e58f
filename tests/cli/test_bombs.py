"""No file makes a command fail, wait, or take more than `SECURITY.md` says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from briefing.desk import scan
from briefing.desk.checking import Checker
from briefing.desk.desk import Desk
from briefing.model import limits
from briefing.model.clock import Clock
from tests.cli.costs import ON_BRIEF, costs, load, run, write_desk
from tests.hostile import TIMES

IS_HARD = TIMES > 1
SIZE, EVERY = (limits.BRIEF - 1_000, 1) if IS_HARD else (50_000, 30)
SECONDS, MEGABYTES = (180, 2_000) if IS_HARD else (8, 400)
"""CPU time and memory that a command may take."""


def test_no_bomb_costs_more_than_it_may() -> None:
    words = ["--size", str(SIZE), "--seconds", str(SECONDS), "--every", str(EVERY)]
    commands = [] if IS_HARD else ["--command=check DESK", "--command=list", "--command=draft", "--command=import"]
    program = [sys.executable, "-m", "tests.cli.costs", *words, *commands]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2_000:]
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) > 30
    for bomb, command, status, seconds, megabytes, output, aside in found:
        assert status in (0, 1, 2), (bomb, command, aside)
        assert "Traceback" not in aside, (bomb, command, aside)
        assert "this program failed" not in output, (bomb, command, output)
        assert (seconds < SECONDS, megabytes < MEGABYTES) == (True, True), (bomb, command, seconds, megabytes)


@pytest.mark.parametrize(
    ("bomb", "command"),
    [
        ("text: named paragraphs", "diff"),
        ("registry: a name", "diff"),
        ("text: links of names", "export --to html"),
    ],
)
def test_what_took_by_the_square_does_so_no_more(bomb: str, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("CONFIG", "CACHE", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{folder}_HOME", "")  # which `costs` sets, and leaves so
    (cost, *_more) = costs([bomb], [command], 50_000, 8)
    assert (cost.bomb, cost.status, cost.seconds < 4) == (bomb, 0, True), cost


def odd_desk(root: Path, chosen: str) -> None:
    """A desk with what is no file, or none that can be read."""
    write_desk(root, "plain.md", b"---\ntitle: P\n---\nNATO.\n")
    (root / "loop").symlink_to(root / "loop")
    (root / "up").symlink_to(root.parent)
    (root / "dead.yaml").symlink_to(root / "nowhere")
    (root / "folder.yaml").mkdir()
    for name in {
        "a pipe": ("pipe.yaml", "pipe.md"),
        "the registry a pipe": ("actors.yaml",),
        "the settings a pipe": ("briefing.toml",),
    }.get(chosen, ()):
        (root / name).unlink(missing_ok=True)
        os.mkfifo(root / name)
    for name in {"a device": ("zero.yaml", "zero.md"), "the registry a device": ("actors.yaml", "briefing.toml")}.get(
        chosen, ()
    ):
        (root / name).unlink(missing_ok=True)
        (root / name).symlink_to("/dev/zero")
    if chosen == "the registry a folder":
        (root / "actors.yaml").unlink()
        (root / "actors.yaml").mkdir()
    closed = {
        "unreadable": ("bomb.yaml", "closed.md"),
        "the registry unreadable": ("actors.yaml", "briefing.toml"),
    }.get(chosen, ())
    for name in closed:
        (root / name).write_text("[read]\n")
        (root / name).chmod(0)
    (root / "below").mkdir()
    (root / "below" / "x.yaml").write_text("title: X\nbody: |\n  x\n")
    (root / "below").chmod(0 if chosen == "unreadable" else 0o755)


ODD = ("a pipe", "a device", "unreadable", "the registry a pipe", "the registry a device", "the registry a folder",
       "the registry unreadable", "the settings a pipe")  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    load()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes in folders")
@pytest.mark.parametrize("chosen", ODD)
def test_what_is_no_file_is_told_and_nobody_waits(
    tmp_path_factory: pytest.TempPathFactory, chosen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path_factory.mktemp("odd")
    for folder in ("CONFIG", "CACHE", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{folder}_HOME", str(work / folder.lower()))
    odd_desk(work / "desk", chosen)
    try:
        for line in (*ON_BRIEF, "doctor"):
            put = {"DESK": str(work / "desk"), "BOMB": str(work / "desk/bomb.yaml"), "OUT.svg": str(work / "out.svg")}
            status, _seconds, megabytes, output, aside = run(
                [put.get(word, word) for word in line.split()], work, 10, is_ordinary=True
            )
            assert status in (0, 1, 2), (line, status, output, aside)
            assert "Traceback" not in aside, (line, aside)
            assert megabytes < MEGABYTES, line
            if line == "check DESK" and "unreadable" in chosen:
                assert "cannot be read" in output or "B025" in output, output
    finally:
        (work / "desk/below").chmod(0o755)


def test_files_that_vanish_between_listing_and_reading_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, cache = tmp_path / "desk", tmp_path / "cache"
    write_desk(root, "bomb.yaml", b"title: T\nbody: |\n  x\n")
    checker = Checker(root, date(2025, 5, 16))
    listed = scan.listing(root)
    (root / "bomb.yaml").unlink()
    assert [problem.code for problem in checker.check().problems] == ["B025"]
    monkeypatch.setattr("briefing.desk.scan.listing", lambda *_more, **_options: listed)
    desk = Desk(root, cache, Clock.on(date(2025, 5, 16)))
    desk.refresh()
    assert [row.id for row in desk.stories()] == ["plain"]
    desk.close()


@pytest.mark.skipif(not IS_HARD, reason="takes minutes: `make hard` does it")
def test_a_hundred_thousand_files_in_one_folder_are_checked_and_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("CONFIG", "CACHE", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{folder}_HOME", str(tmp_path / folder.lower()))
    root = tmp_path / "desk"
    write_desk(root, "bomb.yaml", b"title: T\nbody: |\n  x\n")
    for number in range(100_000):
        if number % 50_000 == 0:  # a file has 65,000 names at most
            (root / f"{number}.yaml").write_bytes((root / "plain.yaml").read_bytes())
        else:
            os.link(root / f"{number - number % 50_000}.yaml", root / f"{number}.yaml")
    for line in (f"check {root}", f"list --desk {root}", f"fmt --check {root}"):
        status, seconds, megabytes, _output, aside = run(line.split(), tmp_path, 600)
        assert (status in (0, 1), "Traceback" in aside) == (True, False), (line, aside)
        assert megabytes < MEGABYTES, (line, seconds)
