"""Desks of a few files, checked as `briefing check` would, against the registry of the sample desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from briefing.config.paths import shipped
from briefing.desk.checking import Checker
from briefing.model.problem import Problem

TODAY = date(2025, 5, 16)
_REGISTRY = {name: (shipped("briefs") / name).read_bytes() for name in ("actors.yaml", "places.yaml")}


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write files with the registry beside them, unless they hold one."""
    root.mkdir(parents=True, exist_ok=True)
    for name, data in _REGISTRY.items():
        (root / name).write_bytes(data)
    for name, text in files.items():
        (root / name).write_bytes(text.encode())


def problems(root: Path, files: Mapping[str, str], hints: bool = True) -> tuple[Problem, ...]:
    """What is the matter with files in an otherwise empty desk."""
    write(root, files)
    found = Checker(root, TODAY).check().problems
    return found if hints else tuple(problem for problem in found if problem.severity != "info")
