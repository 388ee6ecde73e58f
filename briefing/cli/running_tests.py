"""The tests that lie beside a desk, run as its team runs them, and what they said."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.cli.desks import from_here
from briefing.model.review import FailedTest, RunOfTests, SnapshotChange

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SETTINGS = (
    ("pytest.ini", ""),
    (".pytest.ini", ""),
    ("pyproject.toml", "[tool.pytest"),
    ("tox.ini", "[pytest]"),
    ("setup.cfg", "[tool:pytest]"),
)
"""Files that say where pytest is at home, and what stands in them then."""
_FINE, _FAILED, _NONE = 0, 1, 5
"""Exit codes of pytest: all passed, some failed, there were none."""
_WHY = {
    2: "the run was interrupted",
    3: "pytest had an error of its own",
    4: "pytest was asked for what it does not know",
}
_TO_THE_READER = ("To accept:", "Side by side:")
"""How the lines of a failure begin that say what to do where it was run."""


def home_of_tests(root: Path, top: Path | None) -> Path | None:
    """The folder of a desk, or above it up to the top of its repository, in which pytest is at home; None for none."""
    for folder in (root, *root.parents):
        if any(_says(folder / name, words) for name, words in _SETTINGS) or (folder == root and _has_tests(folder)):
            return folder
        if folder == top or top is None:
            return None
    return None


def run_tests(folder: Path, words: Sequence[str]) -> tuple[RunOfTests, str]:
    """Run pytest in a folder, with more words for it; what came of it, and what it printed."""
    title = from_here(folder)
    with tempfile.TemporaryDirectory() as scratch:
        results, report = Path(scratch) / "junit.xml", Path(scratch) / "desk.json"
        reporting = [] if os.environ.get("PYTEST_DISABLE_PLUGIN_AUTOLOAD") else [f"--desk-report={report}"]
        try:
            done = subprocess.run(
                [sys.executable, "-m", "pytest", f"--junitxml={results}", "-o", "junit_family=xunit1", *reporting,
                 *words],
                cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
        except OSError as error:
            return RunOfTests(title, trouble=f"pytest could not be run: {error.strerror or error}"), ""
        printed = _without_escapes(done.stdout.decode("utf-8", "replace"))
        if done.returncode == 1 and "No module named pytest" in printed:
            return RunOfTests(title, trouble="pytest is not installed here: pip install 'briefing-desk[test]'"), ""
        passed, failures = _read(results, _told_by(report))
    why = "" if done.returncode in (_FINE, _FAILED, _NONE) else _WHY.get(done.returncode, "pytest ended early")
    if done.returncode == _FAILED and not failures:
        why = "pytest failed, and did not say which test"
    return RunOfTests(title, passed, failures, why and f"{why}: the log has what it said"), printed


def _without_escapes(printed: str) -> str:
    """What some plugins print in colour and as links, though no terminal reads it, as text."""
    return re.sub(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))", "", printed)


def _says(file: Path, words: str) -> bool:
    try:
        return words in file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def _has_tests(folder: Path) -> bool:
    return any(folder.glob("test_*.py")) or any((folder / "tests").glob("test_*.py"))


def _told_by(report: Path) -> dict[tuple[str, str], list[SnapshotChange]]:
    """What `desk_snapshot` found otherwise, of what it wrote for other programs, by tests as in `_as_in_junit`."""
    try:
        scenes: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["scenes"]
    except (OSError, ValueError, KeyError):
        return {}
    found: dict[tuple[str, str], list[SnapshotChange]] = {}
    for one in scenes:
        pictures = one.get("pictures") or [{}]
        sentences = one.get("sentences") or one.get("says", [])[:1]
        change = SnapshotChange(
            name=str(one.get("scene", "")),
            sentences=tuple(map(str, sentences)),
            lines="\n".join(map(str, one.get("words", []))),
            golden=str(pictures[0].get("golden") or ""),
            found=str(pictures[0].get("found") or ""),
        )
        found.setdefault(_as_in_junit(str(one.get("test", ""))), []).append(change)
    return found


def _read(
    file: Path, changes: Mapping[tuple[str, str], Sequence[SnapshotChange]]
) -> tuple[int, tuple[FailedTest, ...]]:
    """How many tests passed, and those that failed, of what pytest wrote for CI servers; `changes` as in `_told_by`."""
    from xml.etree import ElementTree

    try:
        cases = list(ElementTree.parse(file).getroot().iter("testcase"))
    except (OSError, ElementTree.ParseError):
        return 0, ()
    signs = [(case, sign) for case in cases for sign in (case.find("failure"), case.find("error")) if sign is not None]
    skipped = {_called(case) for case in cases if case.find("skipped") is not None}
    failures: dict[tuple[str, str], FailedTest] = {}  # one may fail, and then what comes after it as well
    for case, sign in signs:
        failures.setdefault(_called(case), _failed(case, sign, changes))
    passed = len({_called(case) for case in cases} - skipped - failures.keys())
    return passed, tuple(failures.values())


def _called(case: Element) -> tuple[str, str]:
    return case.get("classname", ""), case.get("name", "")


def _failed(case: Element, sign: Element, changes: Mapping[tuple[str, str], Sequence[SnapshotChange]]) -> FailedTest:
    name = case.get("name") or "a test"
    said = sign.text or sign.get("message") or ""
    lines = [line for line in said.split("\n") if not line.startswith(_TO_THE_READER)]
    return FailedTest(name, "\n".join(lines), tuple(changes.get(_called(case), ())))


def _as_in_junit(test: str) -> tuple[str, str]:
    """How JUnit's file calls a test, by class and name: `tests/test_desk.py::TestFront::test_it[a::b]` is
    `tests.test_desk.TestFront`, `test_it[a::b]`."""
    path, _colons, within = test.partition("::")
    called, bracket, parameters = within.partition("[")
    *classes, name = called.split("::")
    return ".".join([path.removesuffix(".py").replace("/", "."), *classes]), f"{name}{bracket}{parameters}"
