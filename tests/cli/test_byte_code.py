"""Byte code is made once, by another process, where it is missing and can be written; nothing of it ever fails."""

from __future__ import annotations

import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from briefing.cli import byte_code


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    folder = tmp_path / "package"
    (folder / "inner").mkdir(parents=True)
    for file in (folder / "a.py", folder / "inner" / "b.py"):
        file.write_text("x = 1\n")
    return folder


def test_it_is_made_once(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    begun = byte_code.make_missing([package])
    assert begun is not None
    assert begun.wait(timeout=60) == 0
    assert all(Path(cache_from_source(str(file))).exists() for file in package.rglob("*.py"))
    assert byte_code.make_missing([package]) is None


@pytest.mark.parametrize("why", ["read only", "not wanted", "elsewhere", "no program", "no folder"])
def test_where_it_cannot_be_nothing_is_done(why: str, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if why == "read only":
        monkeypatch.setattr("os.access", lambda *_given: False)
    elif why == "not wanted":
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
    elif why == "elsewhere":
        monkeypatch.setattr(sys, "pycache_prefix", str(package))
    elif why == "no program":
        monkeypatch.setattr(sys, "executable", str(package / "nothing"))
    assert byte_code.make_missing([package / "nothing" if why == "no folder" else package]) is None


def test_who_leaves_soon_waits_for_nothing() -> None:
    timer = byte_code.soon()
    timer.cancel()
    assert timer.daemon
