"""A check that remembers the last one says what a check that remembers nothing says, and reads what changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from briefing.desk import checking
from briefing.desk.checking import Checker
from briefing.model.problem import Problem

TODAY = date(2025, 5, 16)
BODY = "body: |\n  They met TODO when?\n  [[{0}]] follows.\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(checking, "_MANY", 2)
    root = tmp_path / "desk"
    root.mkdir()
    (root / "actors.yaml").write_text("nato: {name: NATO, kind: organisation}\n")
    for name, other in (("a", "b"), ("b", "Story c"), ("c", "a")):
        (root / f"{name}.yaml").write_text(f"title: Story {name}\nactors: [Ada Lovelace, NATO]\n{BODY.format(other)}")
    (root / "d.yaml").write_text(
        "title: Story d\nfollows: [a]\nlat: 5\nquestions:\n  - {ask: When?, due: 2025-05-20}\n"
    )
    return root


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were read as briefs, in order."""
    files: list[str] = []
    real = checking.read_text

    def noted(text: object, *rest: object, **more: object) -> object:
        files.append(text.file)  # type: ignore[attr-defined]
        return real(text, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(checking, "read_text", noted)
    return files


def check(root: Path, today: date = TODAY, processes: int = 1) -> tuple[Problem, ...]:
    """What a check finds that knows the one before; held against one that does not."""
    remembering = Checker(root, today, cache=lambda: root.parent / "cache").check(processes)
    fresh = Checker(root, today).check()
    assert remembering.problems == fresh.problems
    assert remembering.texts == fresh.texts
    loud = {one for one in fresh.problems if one.severity != "info"}
    for cache in (lambda: root.parent / "cache", None):  # once remembered, once not
        told = Checker(root, today, cache=cache, hints=False).check(processes)
        assert set(told.problems) == loud
        assert told.texts == {file: fresh.texts[file] for file in {one.span.file for one in loud}}
    return remembering.problems


def reread(root: Path, read: list[str], today: date = TODAY) -> list[str]:
    read.clear()
    Checker(root, today, cache=lambda: root.parent / "cache").check()
    files = sorted(read)
    check(root, today)
    return files


def test_what_did_not_change_is_not_read_again(root: Path, read: list[str]) -> None:
    assert check(root)
    assert reread(root, read) == []


def test_a_text_that_changed_is_read_alone(root: Path, read: list[str]) -> None:
    check(root)
    (root / "a.yaml").write_text(f"title: Story a\nactors: [Ada Lovelace, NATO]\n{BODY.format('no-story')}")
    assert reread(root, read) == ["a.yaml"]
    assert "B207" in [problem.code for problem in check(root) if problem.span.file == "a.yaml"]


def _renamed(root: Path) -> None:
    (root / "b.yaml").rename(root / "bb.yaml")


def _deleted(root: Path) -> None:
    (root / "a.yaml").unlink()


def _titled(root: Path) -> None:
    text = (root / "c.yaml").read_text()
    (root / "c.yaml").write_text(text.replace("Story c", "Another story"))


def _registered(root: Path) -> None:
    (root / "actors.yaml").write_text("nato: {name: NATO, kind: state}\nada: {name: Ada Lovelace}\n")


def _with_places(root: Path) -> None:
    (root / "places.yaml").write_text("istanbul: {name: Istanbul}\n")


@pytest.mark.parametrize("change", [_renamed, _deleted, _titled, _registered, _with_places])
def test_what_others_rest_on_makes_all_new(root: Path, read: list[str], change: Callable[[Path], None]) -> None:
    before = check(root)
    change(root)
    files = reread(root, read)
    assert files == sorted(
        path.name for path in root.glob("?*.yaml") if path.name not in ("actors.yaml", "places.yaml")
    )
    if change is not _with_places:
        assert check(root) != before


def test_another_day_is_another_check(root: Path, read: list[str]) -> None:
    assert "B304" not in [problem.code for problem in check(root)]
    assert len(reread(root, read, date(2025, 6, 1))) == 4
    assert "B304" in [problem.code for problem in check(root, date(2025, 6, 1))]


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-9], lambda data: b"", lambda data: data.replace(b"B305", b"B302")]
)
def test_a_damaged_file_is_no_file(root: Path, read: list[str], damage: Callable[[bytes], bytes]) -> None:
    check(root)
    (kept,) = (root.parent / "cache" / "checks").glob("*-hints.json")
    kept.write_bytes(damage(kept.read_bytes()))
    assert len(reread(root, read)) == 4


def test_where_nothing_can_be_kept_the_check_is_the_same(root: Path, read: list[str]) -> None:
    (root.parent / "cache").write_text("no folder")
    assert check(root)
    assert len(reread(root, read)) == 4


def test_several_processes_keep_one_result(root: Path, read: list[str]) -> None:
    check(root, processes=3)
    assert reread(root, read) == []


def test_one_file_of_many_leaves_the_rest_as_it_is(root: Path, read: list[str]) -> None:
    check(root)
    Checker(root, TODAY, ["a.yaml"], cache=lambda: root.parent / "cache").check()
    assert reread(root, read) == []
