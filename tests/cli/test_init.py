"""`briefing init`: a desk whose tests pass at once, that fails on a mistake and on what readers would see otherwise."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

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
        "known = any(one.value == 'briefing.testing.plugin' for one in entry_points(group='pytest11'))\n"
        "sys.exit(pytest.main([*([] if known else ['-p', 'briefing.testing.plugin']), *sys.argv[1:]]))"
    )
    return subprocess.run(
        [sys.executable, "-c", code, "-q", *more], cwd=desk, capture_output=True, text=True,
        env={**outside, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def test_from_nothing_to_a_failing_pull_request_and_back(tmp_path: Path) -> None:
    made = run("init", "news")
    assert made.exit_code == 0
    assert "news is a desk now; 20 files written." in made.output
    desk = tmp_path / "news"
    os.chdir(desk)
    assert run("check", "--strict", "--hints").exit_code == 0
    assert run("fmt", "--check").exit_code == 0
    first = own_tests(desk)
    assert first.returncode == 0, first.stdout
    assert "4 snapshots passed" in first.stdout

    brief = desk / "envoys-in-istanbul.yaml"
    text = brief.read_text(encoding="utf-8")
    brief.write_text(text.replace("- nato", "- natto"), encoding="utf-8")
    assert run("check", "--output-format", "github").exit_code == 1
    brief.write_text(text.replace("Envoys may meet", "Envoys will meet"), encoding="utf-8")
    assert run("check").exit_code == 0
    changed = own_tests(desk, "--snapshot-report=report/snapshots.html")
    assert changed.returncode == 1
    assert "-▌ ● Envoys may meet in Istanbul" in changed.stdout
    assert "+▌ ● Envoys will meet in Istanbul" in changed.stdout
    assert (desk / "report" / "snapshots.html").exists()
    assert own_tests(desk, "--snapshot-update").returncode == 0
    assert own_tests(desk).returncode == 0


def test_what_was_there_stays(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine\n")
    (tmp_path / ".git").mkdir()
    made = run("init")
    assert "This folder is a desk now; 19 files written.\n  README.md was there and is as it was\n" in made.output
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
    assert [step["run"].split()[0] for step in steps if "run" in step] == ["pip", "briefing", "briefing", "pytest"]
    for name in files:
        if name.endswith(".json"):
            json.loads(files[name].read_text())
    assert (
        files["envoys-in-istanbul.yaml"].read_text().startswith("# yaml-language-server: $schema=brief.schema.json\n")
    )
