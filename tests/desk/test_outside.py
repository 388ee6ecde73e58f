"""Links that lead out of a desk are told, read as part of it, and never written through."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli.group import group
from briefing.desk.outside import leads_out, ways_out

SLIPPED = "body: |\n  x\ntitle: A: b\n"
"""What both `fmt` and `check --fix` have something to do with."""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root, outside = tmp_path / "desk", tmp_path / "outside"
    for folder in (root / "own", outside):
        folder.mkdir(parents=True)
        (folder / "a.yaml").write_text(SLIPPED)
    (root / "own.yaml").write_text("title: T\nbody: |\n  x\n")
    (root / "file.yaml").symlink_to(outside / "a.yaml")
    (root / "folder").symlink_to(outside)
    (root / "inside.yaml").symlink_to(root / "own.yaml")
    (root / "dead.yaml").symlink_to(tmp_path / "nowhere")
    (root / "loop").symlink_to(root)
    (root / "actors.yaml").write_text("nato: {name: NATO}\n")
    monkeypatch.chdir(tmp_path)
    for name in ("CONFIG", "CACHE", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    return root


def run(*words: str) -> str:
    result = CliRunner().invoke(group, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result.output


def test_the_links_that_lead_out_are_known(desk: Path) -> None:
    assert [*ways_out(desk)] == ["dead.yaml", "file.yaml", "folder"]
    assert leads_out(desk, "folder/a.yaml")
    assert not leads_out(desk, "own/a.yaml")


@pytest.mark.parametrize("words", [["fmt"], ["check", "--fix"], ["check", "--unsafe-fixes"]])
def test_nothing_is_written_through_them(desk: Path, words: list[str]) -> None:
    said = run(*words, str(desk))
    assert (desk.parent / "outside/a.yaml").read_text() == SLIPPED
    assert (desk / "own/a.yaml").read_text() != SLIPPED or words == ["fmt"]
    if words != ["fmt"]:  # which leaves what YAML cannot read
        assert "leads out of the desk" in said


def test_form_is_given_to_nothing_behind_them(desk: Path) -> None:
    wrong = "body: |\n  x\ntitle: T\n"
    for file in (desk / "own/a.yaml", desk.parent / "outside/a.yaml"):
        file.write_text(wrong)
    said = run("fmt", str(desk))
    assert ((desk / "own/a.yaml").read_text() != wrong, (desk / "file.yaml").read_text()) == (True, wrong)
    assert "left as it is: it leads out of the desk" in said


def test_they_are_told(desk: Path) -> None:
    told = "3 links lead out of the desk (desk/dead.yaml, desk/file.yaml, desk/folder)"
    assert told in run("check", str(desk))


@pytest.mark.parametrize("words", [["fmt"], ["check", "--fix"]])
def test_what_is_named_is_changed_and_its_link_stays(desk: Path, words: list[str]) -> None:
    wrong = "body: |\n  x\ntitle: T\ntags: a\n"
    (desk.parent / "outside/a.yaml").write_text(wrong)
    run(*words, str(desk / "file.yaml"))
    assert (desk / "file.yaml").is_symlink()
    assert (desk.parent / "outside/a.yaml").read_text() != wrong
