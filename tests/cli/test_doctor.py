"""`briefing doctor`: what it finds, and what it says is wrong."""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import briefing
from briefing.cli import installed
from briefing.cli.group import group
from tests.check.desk import write
from tests.test_house import ROOT


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for which in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{which}_HOME", str(tmp_path / which.lower()))
    for name in ("BRIEFING_DESK", "NO_COLOR", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


def doctor() -> Result:
    return CliRunner().invoke(group, ["doctor"])


def test_it_tells_the_editor_that_opens_files(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def editor() -> str:
        lines = [line.split(maxsplit=1) for line in doctor().stdout.splitlines() if line]
        return next(line[1] for line in lines if line[0] == "editor")

    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    assert editor().startswith("not set")
    monkeypatch.setenv("VISUAL", "vim")
    assert editor() == "vim"
    write(home / "config" / "briefing", {"config.toml": 'editor = "hx {file}:{line}"\n'})
    assert editor() == "hx {file}:{line}"


def test_it_tells_what_the_installation_lacks(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(home / "nothing"))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setitem(installed._EXTRAS, "pdf", ("no_such_module",))
    said = dict(installed.installation(os.environ))
    assert said["from"] == str(Path(briefing.__file__).parent)
    assert said["extra test"] == "there"
    assert said["extra pdf"] == "not there: pip install 'briefing-desk[pdf]'"
    assert said["tab in bash"] == "not where bash looks: `briefing completion --help`"
    for file in (home / "data" / "bash-completion" / "completions" / "briefing", home / ".zfunc" / "_briefing"):
        file.parent.mkdir(parents=True)
        file.touch()
    said = dict(installed.installation(os.environ))
    assert said["tab in bash"] == str(home / "data" / "bash-completion" / "completions" / "briefing")
    assert said["tab in zsh"] == str(home / ".zfunc" / "_briefing")


def test_the_extras_are_those_that_there_are() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert set(extras) - {"dev", "docs"} == set(installed._EXTRAS)


def test_the_version_says_what_is_installed_and_from_where() -> None:
    said = CliRunner().invoke(group, ["--version"]).stdout
    python = sys.version.split()[0]
    folder = Path(briefing.__file__).parent
    assert said == f"briefing {briefing.__version__} (briefing-desk), Python {python}, {folder}\n"


def test_it_tells_what_is_there(home: Path) -> None:
    write(home / "work", {"talks.yaml": "title: T\nbody: |\n  x\n"})
    result = doctor()
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith("\nNothing is wrong.\n")
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert f"briefing {briefing.__version__}" in lines
    assert f"folder {home / 'work'}" in lines
    assert "because the nearest desk upwards from here" in lines
    assert "briefs 1" in lines
    assert "registry actors.yaml places.yaml" in lines


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("config.toml", "desk = 3\n", "config.toml"),
        ("config.toml", '[keys]\n"story.nxt" = "x"\n', "config.toml:2: "),
        ("config.toml", 'desk = "/nowhere/at/all"\n', "there is no folder /nowhere/at/all"),
        ("themes/mine.yaml", "base: ink\ntxt: red\n", "mine.yaml:2:1: "),
    ],
)
def test_what_is_wrong_has_its_place(home: Path, file: str, text: str, said: str) -> None:
    path = home / "config" / "briefing" / file
    path.parent.mkdir(parents=True)
    path.write_text(text)
    result = doctor()
    assert result.exit_code == 1
    assert said in result.stdout.partition("\nTroubles\n")[2]


def test_a_terminal_that_cannot_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert "TERM=dumb" in doctor().stdout.partition("Troubles")[2]


def test_the_problems_of_the_desk_are_counted(home: Path) -> None:
    write(home / "work", {"a.yaml": "title: T\nstatu: x\nbody: |\n  TODO\n", "b.yaml": "title T\n"})
    result = doctor()
    assert result.exit_code == 1
    assert "  problems  3 errors, 1 warning: `briefing check` tells them\n" in result.stdout
    assert "the desk has 3 errors, 1 warning" in result.stdout.partition("Troubles")[2]
    write(home / "work", {"a.yaml": "title: T\nbody: |\n  TODO\n", "b.yaml": "title: T\nbody: |\n  x\n"})
    assert "problems  1 warning" in doctor().stdout
    assert doctor().exit_code == 0
