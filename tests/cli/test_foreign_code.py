"""No code of a desk is ever run: neither by the command, nor by the processes that it starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.desk import readers
from tests.pictures import ROOT

NAMES = (
    "json",
    "click",
    "yaml",
    "sqlite3",
    "textual",
    "pathlib",
    "re",
    "webbrowser",
    "sitecustomize",
    "conftest",
    "briefing_desk",
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    for name in NAMES:
        (folder / f"{name}.py").write_text(f"open({str(tmp_path / 'owned')!r}, 'w')\n")
    (folder / "a.yaml").write_text("title: T\nbody: |\n  Text.\n")
    return folder


@pytest.mark.parametrize("words", ["list", "check ."])
def test_nothing_is_imported_from_the_folder_that_one_is_in(words: str, desk: Path, tmp_path: Path) -> None:
    homes = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "STATE", "CACHE")}
    subprocess.run(
        [sys.executable, "-m", "briefing", *words.split()],
        cwd=desk, env={**os.environ, **homes, "PYTHONPATH": str(ROOT)}, check=True, capture_output=True,
    )  # fmt: skip
    assert not (tmp_path / "owned").exists()


def test_nor_by_the_processes_that_read(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    popen = subprocess.Popen

    def start(words: list[str], **more: object) -> object:
        started.append(words)
        return popen(words, **more)  # type: ignore[call-overload]

    monkeypatch.chdir(desk)
    monkeypatch.setattr(readers.subprocess, "Popen", start)
    made = readers._Process(b"")
    made.close()
    assert started
    subprocess.run(
        [*started[0][:-2], "import json", "[]"], cwd=desk, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert not (tmp_path / "owned").exists()
