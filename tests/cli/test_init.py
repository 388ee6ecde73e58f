"""`briefing init`: a desk whose tests pass at once, that fails on a mistake and on what readers would see otherwise."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

import briefing
from briefing.cli.group import group
from briefing.config.paths import template
from tests.test_house import ROOT


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / f".{name}"))


def run(*words: str) -> Result:
    return CliRunner().invoke(group, words)


def own_tests(desk: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """The desk's own tests, as its CI runs them."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "TEXTUAL_"))}
    code = (  # where this project is installed as it is in CI, pytest knows the plugin already
        "import sys, pytest; from importlib.metadata import entry_points\n"
        "known = any(one.name == 'briefing' for one in entry_points(group='pytest11'))\n"
        "sys.exit(pytest.main([*([] if known else ['-p', 'briefing.testing.plugin']), *sys.argv[1:]]))"
    )
    return subprocess.run(
        [sys.executable, "-c", code, "-q", *more], cwd=desk, capture_output=True, text=True,
        env={**outside, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def test_from_nothing_to_a_failing_pull_request_and_back(tmp_path: Path) -> None:
    made = run("init", "news")
    assert made.exit_code == 0
    assert "news is a desk now; 24 files written." in made.output
    desk = tmp_path / "news"
    assert f"\n{briefing.DISTRIBUTION}[test]" in (desk / "requirements.txt").read_text()
    os.chdir(desk)
    assert run("check", "--strict", "--hints").exit_code == 0
    assert run("fmt", "--check").exit_code == 0
    first = own_tests(desk)
    assert first.returncode == 0, first.stdout
    assert "desk_snapshot: 2 scenes as accepted" in first.stdout

    brief = desk / "envoys-in-istanbul.yaml"
    text = brief.read_text(encoding="utf-8")
    brief.write_text(text.replace("- nato", "- natto"), encoding="utf-8")
    assert run("check", "--output-format", "github").exit_code == 1
    brief.write_text(text.replace("Envoys may meet", "Envoys will meet"), encoding="utf-8")
    assert run("check").exit_code == 0
    changed = own_tests(desk, "--snapshot-report=report/snapshots.html")
    assert changed.returncode == 1
    assert "the title is “Envoys will meet in Istanbul” now, “Envoys may meet in Istanbul” before" in changed.stdout
    assert "{bold Envoys will meet in Istanbul}" in changed.stdout
    assert (desk / "report" / "snapshots.html").exists()
    assert own_tests(desk, "--snapshot-update").returncode == 0
    assert own_tests(desk).returncode == 0


def committed(hooks: list[dict[str, Any]], *files: str) -> dict[str, int]:
    """The exit status of each hook that pre-commit runs where these files are added or changed; of those that are
    deleted it names none."""
    found = {}
    for hook in hooks:
        suffixes = {"yaml": (".yaml", ".yml"), "markdown": (".md",)}
        wanted = tuple(suffix for kind in hook.get("types_or", ()) for suffix in suffixes[kind])
        named = [file for file in files if file.endswith(wanted) and not re.search(hook.get("exclude", "^$"), file)]
        if named or hook.get("always_run"):
            words = [
                *hook["entry"].split()[1:],
                *hook.get("args", []),
                *(named if hook.get("pass_filenames", True) else []),
            ]
            found[hook["id"]] = run(*words).exit_code
    return found


@pytest.mark.parametrize("ours", [True, False], ids=["of this repository", "of a new desk"])
def test_no_commit_leaves_a_broken_desk_behind(ours: bool, tmp_path: Path) -> None:
    run("init", "news")
    desk = tmp_path / "news"
    os.chdir(tmp_path if ours else desk)
    if ours:
        hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    else:
        hooks = yaml.safe_load((desk / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]
    where = "news/" if ours else ""
    first, second, note = desk / "envoys-in-istanbul.yaml", desk / "next.yaml", desk / "note.md"
    second.write_text("title: T\nfollows: envoys-in-istanbul\nbody: |\n  x\n")
    note.write_text("---\ntitle: N\nfollows: next\n---\n\nText.\n")
    kept = {file: file.read_bytes() for file in (first, second, note, desk / "actors.yaml")}

    def outcome(*files: str) -> dict[str, int]:
        status = committed(hooks, *(where + file for file in files))
        for file, data in kept.items():
            file.write_bytes(data)
        return status

    assert outcome("next.yaml", "note.md", "README.md")["briefing-check"] == 0
    assert outcome("README.md")["briefing-fmt"] == 0
    first.unlink()
    assert outcome()["briefing-check"] == 1
    second.rename(desk / "later.yaml")
    assert outcome("later.yaml")["briefing-check"] == 1
    (desk / "later.yaml").unlink()
    registry = (desk / "actors.yaml").read_text(encoding="utf-8")
    (desk / "actors.yaml").write_text(registry.replace("volodymyr-zelensky:", "v-zelensky:"), encoding="utf-8")
    assert outcome("actors.yaml")["briefing-check"] == 1
    (desk / "actors.yaml").unlink()
    assert outcome()["briefing-check"] == 1
    note.write_text("---\nfollows: nxt\ntitle: N\n---\n\nText.\n")
    assert outcome("note.md") == {"briefing-fmt": 0, "briefing-check": 1} | ({} if ours else {"briefing-schema": 0})


def test_what_was_there_stays(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine\n")
    (tmp_path / ".git").mkdir()
    made = run("init")
    assert "This folder is a desk now; 23 files written.\n  README.md was there and is as it was\n" in made.output
    assert (tmp_path / "README.md").read_text() == "mine\n"
    again = run("init")
    assert again.exit_code == 2
    assert ". is a desk already" in again.output
    assert "sub belongs to the desk ." in run("init", "sub").output
    assert not (tmp_path / "sub").exists()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert run("init", "file/news").exit_code == 2
    assert "file" in run("init", "file/news").output


def test_the_template_says_what_it_should() -> None:
    files = {path.relative_to(template()).as_posix(): path for path in template().rglob("*") if path.is_file()}
    hooks = yaml.safe_load(files["dot-pre-commit-config.yaml"].read_text())["repos"][0]["hooks"]
    assert [hook["entry"].split()[1] for hook in hooks] == ["fmt", "check", "schema"]
    steps = yaml.safe_load(files["dot-github/workflows/desk.yml"].read_text())["jobs"]["desk"]["steps"]
    assert [step["run"] for step in steps if "run" in step][1:] == ["briefing ci", "briefing fmt --check"]
    for name in files:
        if name.endswith(".json"):
            json.loads(files[name].read_text())
    assert (
        files["envoys-in-istanbul.yaml"].read_text().startswith("# yaml-language-server: $schema=brief.schema.json\n")
    )


@pytest.mark.parametrize("kept", [0, 3, 12])
def test_what_was_cut_off_is_gone_on_with(kept: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends at any file: what is there by then is whole, and the next call makes the rest."""
    from briefing.model import files

    written: list[Path] = []

    def put_new(file: Path, data: bytes) -> None:
        if len(written) == kept:
            raise KeyboardInterrupt
        written.append(file)
        real(file, data)

    real = files.put_new
    monkeypatch.setattr(files, "put_new", put_new)
    run("init", "news")
    monkeypatch.setattr(files, "put_new", real)
    made = run("init", "news")
    assert made.exit_code == 0, made.output
    assert f"{24 - kept} files written" in made.output
    assert "as it was" not in made.output
    assert not (tmp_path / "news" / ".briefing-init").exists()
    assert run("init", "news").exit_code == 2
