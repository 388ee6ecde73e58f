"""The README's lines for scripts and for CI do what they say."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli.group import group
from briefing.cli.table import COMMANDS
from tests.cli.test_init import own_tests
from tests.test_house import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"<!-- commands:.*?-->\n```console\n(.*?)```", README, re.DOTALL)
LINES = [line for block in BLOCKS for line in block.splitlines()]


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
    told = {word for word in COMMANDS if f"briefing {word}" in README}
    assert set(COMMANDS) == told


def test_the_plugin_as_the_readme_has_it(tmp_path: Path) -> None:
    ini, module = re.search(r"<!-- plugin:.*?```ini\n(.*?)```\n\n```python\n(.*?)```", README, re.DOTALL).groups()  # type: ignore[union-attr]
    shutil.copytree(ROOT / "briefs", tmp_path / "briefs")
    (tmp_path / "pytest.ini").write_text(ini)
    (tmp_path / "test_desk.py").write_text(module)
    first = own_tests(tmp_path)
    assert first.returncode == 1
    assert "there is no snapshot yet" in first.stdout
    assert own_tests(tmp_path, "--snapshot-update").returncode == 0
    again = own_tests(tmp_path)
    assert again.returncode == 0, again.stdout
