"""The pages' lines for scripts and for CI do what they say, and what is made of the code's tables is up to date."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli.group import group
from briefing.cli.reference import PAGES, made
from briefing.cli.table import COMMANDS
from tests.cli.test_init import own_tests
from tests.console import run, steps, unmarked
from tests.test_house import ROOT

WRITTEN = {
    file.name: file.read_text(encoding="utf-8")
    for file in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
    if file.name not in PAGES
}
"""The pages that a hand wrote, by their names."""
BLOCKS = re.findall(r"<!-- commands:.*?-->\n```console\n(.*?)```", "".join(WRITTEN.values()), re.DOTALL)
LINES = [line for block in BLOCKS for line in block.splitlines()]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_the_code_says(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == made(name), "python -m briefing.cli.reference docs"


@pytest.mark.parametrize("name", [name for name, text in WRITTEN.items() if any(steps(text))])
def test_what_a_page_says_to_type_does_what_it_says(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "briefing"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m briefing "$@"\n')
    program.chmod(0o755)
    folder = tmp_path / "home"
    folder.mkdir()
    shutil.copytree(ROOT / "briefs", tmp_path / "briefs")
    for variable in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{variable}_HOME", str(tmp_path / variable))
    for variable, value in {
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "HOME": str(folder),
        "SAMPLE": str(tmp_path / "briefs"), "GIT_CONFIG_GLOBAL": os.devnull,
        **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }.items():  # fmt: skip
        monkeypatch.setenv(variable, value)
    monkeypatch.delenv("BRIEFING_DESK", raising=False)
    monkeypatch.chdir(folder)
    for step in steps(WRITTEN[name]):
        run(step, folder, os.environ)


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_not_run_has_its_reason(name: str) -> None:
    assert unmarked(WRITTEN[name]) == []


@pytest.mark.parametrize("line", LINES)
def test_every_line_can_be_copied(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFING_DESK", str(ROOT / "briefs"))
    for name in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    program, *words = shlex.split(line, comments=True)
    assert program == "briefing"
    result = CliRunner().invoke(group, words)
    assert result.exit_code == 0, result.output
    assert result.stdout or (tmp_path / words[-1]).stat().st_size > 10_000


def test_every_command_is_told_of() -> None:
    told = {word for word in COMMANDS if any(f"briefing {word}" in text for text in WRITTEN.values())}
    assert set(COMMANDS) == told


def test_the_plugin_as_the_page_has_it(tmp_path: Path) -> None:
    found = re.search(r"<!-- plugin:.*?```ini\n(.*?)```\n\n```python\n(.*?)```", WRITTEN["git.md"], re.DOTALL)
    assert found is not None
    ini, module = found.groups()
    shutil.copytree(ROOT / "briefs", tmp_path / "briefs")
    (tmp_path / "pytest.ini").write_text(ini)
    (tmp_path / "test_desk.py").write_text(module)
    first = own_tests(tmp_path)
    assert first.returncode == 1
    assert "there is no snapshot yet" in first.stdout
    assert own_tests(tmp_path, "--snapshot-update").returncode == 0
    again = own_tests(tmp_path)
    assert again.returncode == 0, again.stdout
