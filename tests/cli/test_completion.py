"""What a shell offers on tab, and the manual page: both made from the commands themselves."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli.group import group
from briefing.cli.man import page
from tests.test_house import ROOT

HOSTILE = 'title: "A $(touch pwned) `x`\\n\\t: \\e[31mred"\nid: a-hostile-title\nbody: Text.\n'


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """What a shell runs in: the sample desk and a hostile brief, indexed, and `briefing` on the path."""
    desk = tmp_path / "desk"
    shutil.copytree(ROOT / "briefs", desk)
    (desk / "hostile.yaml").write_text(HOSTILE, encoding="utf-8")
    program = tmp_path / "bin" / "briefing"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m briefing "$@"\n')
    program.chmod(0o755)
    environ = {
        **os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path),
        "BRIEFING_DESK": str(desk), "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"), "XDG_STATE_HOME": str(tmp_path / "state"),
    }  # fmt: skip
    subprocess.run(["briefing", "list"], env=environ, cwd=tmp_path, check=True, capture_output=True)
    return environ


def offered(environ: dict[str, str], line: str, shell: str = "bash") -> list[str]:
    words = line.split(" ")
    asked = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1) if shell != "fish" else words[-1]}
    done = subprocess.run(
        [sys.executable, "-m", "briefing"], capture_output=True, text=True, cwd=environ["HOME"],
        env={**environ, **asked, "_BRIEFING_COMPLETE": f"{shell}_complete"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return [line for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("briefing sho", "plain,show"),
        ("briefing show ist", "plain,istanbul"),
        ("briefing who zel", "plain,volodymyr-zelensky"),
        ("briefing where ist", "plain,istanbul"),
        ("briefing path rub", "plain,marco-rubio"),
        ("briefing read --open alaska", "plain,alaska-summit"),
        ("briefing read --theme pa", "plain,paper"),
        ("briefing explain B13", "plain,B131"),
        ("briefing explain b13", "plain,B131"),
        ("briefing explain sta", "plain,status"),
        ("briefing explain event.s", "plain,event.status"),
        ("briefing explain overt", "plain,overtaken"),
        ("briefing list --format j", "plain,json"),
        ("briefing list --desk ", "file,"),
        ("briefing check ", "file,"),
    ],
)
def test_what_is_offered(environ: dict[str, str], line: str, first: str) -> None:
    assert offered(environ, line)[:1] == [first]


def test_a_title_is_only_data(environ: dict[str, str]) -> None:
    assert offered(environ, "briefing show a-hos", "zsh") == [
        "plain",
        "a-hostile-title",
        "A $(touch pwned) `x` : [31mred",
    ]
    assert offered(environ, "briefing show a-hos", "fish") == ["plain,a-hostile-title\tA $(touch pwned) `x` : [31mred"]
    assert not (Path(environ["HOME"]) / "pwned").exists()


def test_where_nothing_can_be_known_nothing_is_offered(environ: dict[str, str], tmp_path: Path) -> None:
    assert offered({**environ, "BRIEFING_DESK": str(tmp_path / "none")}, "briefing show a") == []
    assert offered({**environ, "XDG_CACHE_HOME": str(tmp_path / "cold")}, "briefing show a") == []


SCRIPTS = {
    "bash": 'eval "$(briefing completion bash)"; COMP_WORDS=(briefing show istanbul-); COMP_CWORD=2;'
    ' _briefing_completion briefing; echo "${COMPREPLY[@]}"',
    "fish": 'briefing completion fish | source; complete -C "briefing show istanbul-"',
    "zsh": "autoload -U compinit; compinit -u; source <(briefing completion zsh);"
    " echo ${_comps[briefing]} istanbul-talks",
}


@pytest.mark.parametrize("shell", SCRIPTS)
def test_in_a_real_shell(environ: dict[str, str], shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not here")
    done = subprocess.run(
        [shell, "-c", SCRIPTS[shell]], env={**environ, "SHELL": f"/bin/{shell}"}, capture_output=True, text=True,
        cwd=environ["HOME"],
    )  # fmt: skip
    assert "istanbul-talks" in done.stdout, done.stderr
    if shell == "zsh":
        assert "_briefing_completion" in done.stdout


def test_the_shell_is_guessed_or_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/usr/bin/fish")
    assert "complete --no-files --command briefing" in CliRunner().invoke(group, ["completion"]).output
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    assert "name a shell: bash, zsh, fish" in CliRunner().invoke(group, ["completion"]).output


def test_the_manual_is_what_the_commands_say() -> None:
    made = (ROOT / "docs" / "briefing.1").read_text(encoding="utf-8")
    assert made == page(), "python -m briefing.cli.man > docs/briefing.1"


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not here")
def test_the_manual_can_be_set() -> None:
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Tutf8", "-rLL=78n", str(ROOT / "docs" / "briefing.1")],
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    assert "EXIT STATUS" in re.sub(".\b", "", done.stdout)
