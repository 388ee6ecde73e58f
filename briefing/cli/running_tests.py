"""The tests that lie beside a desk, run as its team runs them, and what they said."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

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
        results = Path(scratch) / "junit.xml"
        try:
            done = subprocess.run(
                [sys.executable, "-m", "pytest", f"--junitxml={results}", "-o", "junit_family=xunit1", *words],
                cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
        except OSError as error:
            return RunOfTests(title, trouble=f"pytest could not be run: {error.strerror or error}"), ""
        printed = done.stdout.decode("utf-8", "replace")
        if done.returncode == 1 and "No module named pytest" in printed:
            return RunOfTests(title, trouble="pytest is not installed here: pip install 'briefing-desk[test]'"), ""
        passed, failures = _read(results)
    why = "" if done.returncode in (_FINE, _FAILED, _NONE) else _WHY.get(done.returncode, "pytest ended early")
    if done.returncode == _FAILED and not failures:
        why = "pytest failed, and did not say which test"
    return RunOfTests(title, passed, failures, why and f"{why}: the log has what it said"), printed


def _says(file: Path, words: str) -> bool:
    try:
        return words in file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def _has_tests(folder: Path) -> bool:
    return any(folder.glob("test_*.py")) or any((folder / "tests").glob("test_*.py"))


def _read(file: Path) -> tuple[int, tuple[FailedTest, ...]]:
    """How many tests passed, and those that failed, of what pytest wrote for a CI server."""
    from xml.etree import ElementTree

    try:
        cases = list(ElementTree.parse(file).getroot().iter("testcase"))
    except (OSError, ElementTree.ParseError):
        return 0, ()
    failed = [(case, sign) for case in cases for sign in (case.find("failure"), case.find("error")) if sign is not None]
    passed = (
        len(cases) - len({id(case) for case, _sign in failed}) - sum(case.find("skipped") is not None for case in cases)
    )
    return passed, tuple([_failed(case, sign) for case, sign in failed])


def _failed(case: Element, sign: Element) -> FailedTest:
    said = sign.text or sign.get("message") or ""
    lines = [line for line in said.split("\n") if not line.startswith(_TO_THE_READER)]
    return FailedTest(case.get("name") or "a test", "\n".join(lines), tuple(_snapshots(case)))


def _snapshots(case: Element) -> Iterator[SnapshotChange]:
    for one in case.iter("property"):
        if one.get("name") == "briefing_snapshot":
            known = json.loads(one.get("value") or "{}")
            sentence, _break, lines = str(known.get("said", "")).partition("\n")
            yield SnapshotChange(
                name=str(known.get("name", "")),
                said=sentence,
                lines=lines,
                golden=str(known.get("golden", "")),
                found=str(known.get("found", "")),
            )
