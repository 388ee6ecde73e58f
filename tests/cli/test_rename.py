"""`briefing rename`: read without a parser where it is typed plainly, and the same with one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.cli.renaming import Renaming, plainly
from briefing.desk.registry.journal import Journal, _Record
from briefing.desk.registry.steps import FileStep


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (["a", "b"], Renaming("a", "b")),
        (["--dry-run", "a", "--desk", "x y", "b"], Renaming("a", "b", desk="x y", dry_run=True)),
        (["a", "b", "--forget"], Renaming("a", "b", forget=True)),
        (["a"], None), (["a", "b", "c"], None), (["a", "b", "--desk"], None), (["a", "b", "--desk", ""], None),
        (["a", "--desk=x", "b"], None), (["a", "b", "--help"], None), (["--", "a", "b"], None), (["a", "-b"], None),
    ],
)  # fmt: skip
def test_what_is_typed_plainly_needs_no_parser(words: list[str], asked: Renaming | None) -> None:
    assert plainly(words) == asked


@pytest.mark.parametrize("words", [["old", "new"], ["old", "new", "--desk=."], ["old", "new", "--desk", "."]])
def test_it_is_the_same_with_a_parser(words: list[str], tmp_path: Path) -> None:
    homes = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "CACHE", "STATE")}
    (tmp_path / "actors.yaml").write_text("old: {name: Old}\n")
    (tmp_path / "talks.yaml").write_text("title: T\nactors: [old]\nbody: |\n  [[old]].\n")
    main = "from briefing.cli import main; import sys; main(['rename', *sys.argv[1:]])"

    def run() -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-c", main, *words]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, env={**os.environ, **homes})

    done = run()
    assert (done.stderr, done.returncode) == (b"rename old to new: changed 2 files\n", 0)
    assert (tmp_path / "talks.yaml").read_text() == "title: T\nactors: [new]\nbody: |\n  [[new]].\n"
    assert (tmp_path / "actors.yaml").read_text() == "new: {name: Old, was: [old]}\n"
    done = run()
    assert done.stderr.rpartition(b"Error: ")[2] == b"`old` is what `new` was; that is its name now\n"
    assert done.returncode == 2


def test_what_was_cut_off_is_finished_before_files_are_looked_through(tmp_path: Path) -> None:
    homes = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "CACHE", "STATE")}
    root = tmp_path / "desk"
    root.mkdir()
    (root / "actors.yaml").write_text("old: {name: Old}\nolder: {name: Older}\n")
    brief = "title: T\nactors: [{}]\nbody: |\n  x\n"
    (root / "talks.yaml").write_text(brief.format("older"))
    step = FileStep("talks.yaml", brief.format("older").encode(), brief.format("old").encode())
    journal = Journal(root, tmp_path / "STATE" / "briefing")
    with journal._alone():
        journal._keep(_Record.of("rename older to old", [step]))  # and its process was killed
    command = [sys.executable, "-m", "briefing", "rename", "old", "new", "--desk", str(root)]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, **homes}, text=True)
    assert done.stderr == ("finished what was cut off: rename older to old\nrename old to new: changed 2 files\n")
    assert (root / "talks.yaml").read_text() == brief.format("new")


@pytest.mark.parametrize("forget", [[], ["--forget"]])  # the quick way, and the whole one
def test_what_would_change_is_called_as_it_is_reached_from_here(forget: list[str], tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "actors.yaml").write_text("old: {name: Old}\n")
    (tmp_path / "sub" / "talks.yaml").write_text("title: T\nactors: [old]\nbody: |\n  x\n")
    shown = {}
    for folder, desk in ((tmp_path, "."), (tmp_path / "sub", ".."), (tmp_path.parent, str(tmp_path))):
        command = [sys.executable, "-m", "briefing", "rename", "old", "new", "--dry-run", *forget, "--desk", desk]
        done = subprocess.run(command, capture_output=True, check=True, text=True, cwd=folder)
        shown[desk] = [line[6:] for line in done.stdout.splitlines() if line.startswith("+++ ")]
    name = tmp_path.name
    assert shown == {
        ".": ["actors.yaml", "sub/talks.yaml"],
        "..": ["../actors.yaml", "talks.yaml"],
        str(tmp_path): [f"{name}/actors.yaml", f"{name}/sub/talks.yaml"],
    }
