"""Desks as texts by file, and what an operation makes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from briefing.desk.checking import Checker
from briefing.desk.registry.files import DeskFiles
from briefing.desk.registry.plan import Plan

Files = dict[str, str]
Make = Callable[[Mapping[str, str | bytes]], DeskFiles]


@pytest.fixture
def desk(tmp_path: Path) -> Make:
    """Write a desk and take its files."""

    def make(texts: Mapping[str, str | bytes]) -> DeskFiles:
        for name, text in texts.items():
            file = tmp_path / "desk" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return DeskFiles(tmp_path / "desk")

    return make


def put_in_place(files: DeskFiles, plan: Plan) -> DeskFiles:
    """Write what a plan says, and take the files anew."""
    for step in [*plan.steps(files)]:
        file = files.root / step.file
        if step.after is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(step.after)
    return DeskFiles(files.root)


def texts_in(root: Path) -> Files:
    """Every file of a desk with its text, line ends as they are."""
    return {
        file.relative_to(root).as_posix(): file.read_bytes().decode()
        for file in sorted(root.rglob("*"))
        if file.is_file()
    }


def problems_in(root: Path) -> list[tuple[str, str, str]]:
    """What is the matter with a desk, without the lines."""
    checked = Checker(root, date(2025, 6, 1)).check()
    return sorted((one.code, one.severity, one.span.file) for one in checked.problems)
