"""Every command answers the same on a system without `fork`, locks, users, terminals' settings and most signals."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from briefing.cli.table import COMMANDS
from tests.cli.ways_out import ARGUMENTS
from tests.test_house import ROOT

LATER = [["rename", "erdogan", "rte", "--desk", "DESK"], ["undo", "--desk", "DESK"], ["new", "Con", "--desk", "DESK"],
         ["list", "--desk", "DESK"], ["check", "DESK"]]  # fmt: skip
"""Commands that write, and what is there then."""
UNTRIED = {"read", "open", "init", "snapshot", "serve", "lsp", "mcp"}
"""Five draw by Textual, which has ways of its own for each system; the last two wait for another program."""


def answers(way: str, work: Path) -> list[tuple[str, int, str, str]]:
    desk = work / "desk"
    shutil.copytree(ROOT / "briefs", desk)
    for file in desk.glob("*.yaml"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))  # as git has them there
    (desk / "people.csv").write_bytes(b"name,position\r\nAda Example,Minister\r\n")
    (desk / "news.txt").write_bytes(b"Talks in Ankara\r\n\r\nRecep Tayyip Erdo\xc4\x9fan met envoys in Ankara.\r\n")
    lines = [[name, *line.split()] for name, line in ARGUMENTS.items() if name not in UNTRIED] + LATER
    given = [[word.replace("DESK", str(desk)).replace("NEW", str(work / "new")) for word in line] for line in lines]
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(work)}
    environ |= {f"XDG_{name}_HOME": str(work / name) for name in ("STATE", "CACHE", "CONFIG")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.cli.poorer", json.dumps(given), way],
        cwd=work, env=environ, capture_output=True, text=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    return [
        (name, status, re.sub(re.escape(str(work)), "WORK", output), fault) for name, status, output, fault in found
    ]


def test_every_command_answers_the_same_on_a_poorer_system(tmp_path: Path) -> None:
    poorer = answers("poorer", tmp_path / "poorer")
    assert [(name, fault) for name, _status, _output, fault in poorer if fault] == []
    assert {name for name, *_rest in poorer} >= set(COMMANDS) - UNTRIED
    assert (tmp_path / "poorer" / "desk" / "con-brief.yaml").exists()
    sound = answers("sound", tmp_path / "sound")
    told = [(name, status, output) for name, status, output, _fault in poorer if name != "doctor"]
    assert told == [(name, status, output) for name, status, output, _fault in sound if name != "doctor"]
