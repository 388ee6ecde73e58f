"""The reader in a terminal of its own, told to end from outside."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.desk.state import State

pty = pytest.importorskip("pty")
ROOT = Path(__file__).parent.parent.parent
PATIENCE = 30.0


def _until(end: int, word: bytes, shown: bytes = b"") -> bytes:
    """What the terminal is sent until a word is among it, or until the program is gone."""
    while word not in shown and select.select([end], [], [], PATIENCE)[0]:
        try:
            part = os.read(end, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    return shown


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_the_terminal_is_given_back_and_the_place_is_kept(name: str, tmp_path: Path) -> None:
    number = getattr(signal, name)
    desk = tmp_path / "desk"
    desk.mkdir()
    for day in (1, 2):
        (desk / f"s{day}.yaml").write_text(f"title: Title{day}\ndate: 2025-05-0{day}\nbody: |\n  Word{day} here.\n")
    ours, theirs = pty.openpty()
    environ = {
        **os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24",
        "XDG_STATE_HOME": str(tmp_path / "state"), "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
    }  # fmt: skip
    program = subprocess.Popen(
        [sys.executable, "-m", "briefing", "read", str(desk), "--open", "s1"],
        stdin=theirs, stdout=theirs, stderr=theirs, env=environ,
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # under `nohup` it is ignored, by us too
    )  # fmt: skip
    os.close(theirs)
    shown = _until(ours, b"Word1")
    program.send_signal(number)
    shown = _until(ours, b"\0never\0", shown)
    assert program.wait(PATIENCE) == 128 + number
    os.close(ours)
    assert shown.rfind(b"\x1b[?1049l") > shown.rfind(b"\x1b[?1049h") >= 0
    assert shown.rfind(b"\x1b[?25h") > shown.rfind(b"\x1b[?25l")
    assert shown.rfind(b"\x1b[?1000l") > shown.rfind(b"\x1b[?1000h")
    state = State(desk, tmp_path / "state" / "briefing")
    session = state.session()
    state.close()
    assert session
    assert session.trail.places[-1].key == "s1"
