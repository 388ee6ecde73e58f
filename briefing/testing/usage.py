"""Which goldens are used by no test any more; told, and removed only on request.

A golden is only judged where everything that could use it has run to its end and passed: its own test, or, where no
test of its module has its name, all of the module. So a run of some tests, of a single file, of those that failed last
time, on several processes, says nothing of what it has not seen.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from briefing.model.goldens import FOLDER, safe
from briefing.model.nouns import counted

MOST = 10
"""Goldens that are named, after which only their number is told."""


def unused(
    collected: Mapping[str, Iterable[str]], passed: Iterable[str], used: Iterable[str], partial: Iterable[str]
) -> list[Path]:
    """The files, sorted. `collected` are the tests by the path of their module, named as their goldens' folder is;
    `passed` those that passed, as `PATH::NAME`; `used` the paths of the goldens that were compared; `partial` the
    modules of which only some tests were collected.
    """
    passed, used, partial = set(passed), set(used), set(partial)
    found: list[Path] = []
    for parent in sorted({Path(module).parent for module in collected}):
        for folder in _folders(parent / FOLDER):
            module = str(parent / f"{folder.name}.py")
            if not os.path.exists(module):
                found += _files(folder)
            elif module in collected:
                owners = {safe(test, is_name=True): test for test in collected[module]}
                for own in _folders(folder):
                    test = owners.get(own.name)
                    if test is None and module not in partial:
                        found += _files(own)
                    elif test is not None and f"{module}::{test}" in passed:
                        found += [file for file in _files(own) if str(file) not in used]
    return sorted(found)


def _folders(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(each for each in folder.iterdir() if each.is_dir())


def _files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and not file.name.startswith(".")]


def partial_modules(config: pytest.Config) -> list[str] | None:
    """The modules of which the command line names only some tests; None where nothing can be known of any."""
    options = config.option
    by_hand = [line for line in getattr(options, "override_ini", None) or () if line.startswith("briefing_")]
    if getattr(options, "lf", False) or getattr(options, "collectonly", False) or by_hand:
        return None
    places = [arg.partition("::")[0] for arg in config.args if "::" in arg]
    return [os.path.normpath(config.invocation_params.dir / place) for place in places]


def removed(files: Iterable[Path]) -> tuple[int, str]:
    """Remove files and the folders that they leave empty: how many went, and why no more did."""
    number = 0
    for file in files:
        try:
            file.unlink()
        except OSError as error:
            return number, f"{file} can't be removed: {error.strerror or error}"
        number += 1
        for folder in (file.parent, file.parent.parent, file.parent.parent.parent):
            if folder.name == FOLDER or folder.parent.name == FOLDER or folder.parent.parent.name == FOLDER:
                try:
                    folder.rmdir()
                except OSError:
                    break  # there is more in it
    return number, ""


def told(files: list[Path], root: Path, prunes: bool) -> list[str]:
    """What the summary says of them; removes them where that was asked for."""
    if not files:
        return []
    names = [os.path.relpath(file, root) for file in files[:MOST]]
    more = [f"  … and {len(files) - MOST} more"] if len(files) > MOST else []
    if prunes:
        number, trouble = removed(files)
        gone = [f"{counted(number, 'golden')} removed that no test uses any more"] if number else []
        return [*gone, *([trouble] if trouble else [])]
    head = f"{counted(len(files), 'golden')} {'are' if len(files) > 1 else 'is'} used by no test any more"
    return [f"{head}; pytest --desk-prune removes:", *[f"  {name}" for name in names], *more]
