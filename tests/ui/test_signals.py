"""The reader in a terminal of its own, told to end from outside."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time
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


def _read(
    desk: Path, home: Path, hangs_up: bool, opened: str = "s1", is_led: bool = False
) -> tuple[subprocess.Popen[bytes], int]:
    """The reader in a terminal of its own, and our end of that. Under `nohup` it would not hear that it hung up; a
    terminal that it leads sends it more than that signal when it goes.
    """
    desk.mkdir(exist_ok=True)
    for day in (1, 2):
        (desk / f"s{day}.yaml").write_text(f"title: Title{day}\ndate: 2025-05-0{day}\nbody: |\n  Word{day} here.\n")
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environ = {
        **os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24",
        "XDG_STATE_HOME": str(home / "state"), "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
    }  # fmt: skip

    def prepare() -> None:
        signal.signal(signal.SIGHUP, signal.SIG_DFL if hangs_up else signal.SIG_IGN)
        if is_led:
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    program = subprocess.Popen(
        [sys.executable, "-m", "briefing", "read", str(desk), *(["--open", opened] if opened else [])],
        stdin=theirs, stdout=theirs, stderr=theirs, env=environ,
        preexec_fn=prepare, start_new_session=is_led,
    )  # fmt: skip
    os.close(theirs)
    return program, ours


def _place_kept(desk: Path, home: Path) -> str:
    """The page at which the reader was left."""
    state = State(desk, home / "state" / "briefing")
    session = state.session()
    state.close()
    return session.trail.places[-1].key if session else ""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT"])
@pytest.mark.parametrize("hangs_up", [True, False])
def test_the_terminal_is_given_back_and_the_place_is_kept(name: str, hangs_up: bool, tmp_path: Path) -> None:
    number = getattr(signal, name)
    program, ours = _read(tmp_path / "desk", tmp_path, hangs_up)
    shown = _until(ours, b"Word1")
    program.send_signal(number)
    shown = _until(ours, b"\0never\0", shown)
    assert program.wait(PATIENCE) == 128 + number
    os.close(ours)
    assert shown.rfind(b"\x1b[?1049l") > shown.rfind(b"\x1b[?1049h") >= 0
    assert shown.rfind(b"\x1b[?25h") > shown.rfind(b"\x1b[?25l")
    assert shown.rfind(b"\x1b[?1000l") > shown.rfind(b"\x1b[?1000h")
    assert _place_kept(tmp_path / "desk", tmp_path) == "s1"


@pytest.mark.parametrize("pause", [0.0, 0.15, 0.4])
def test_told_to_end_while_it_is_loaded_it_takes_the_last_frame_off(pause: float, tmp_path: Path) -> None:
    program, ours = _read(tmp_path / "desk", tmp_path, hangs_up=True, opened="")
    _until(ours, b"Title2")
    os.write(ours, b"q")
    _until(ours, b"\0never\0")
    assert program.wait(PATIENCE) == 0
    os.close(ours)
    program, ours = _read(tmp_path / "desk", tmp_path, hangs_up=True, opened="")
    shown = _until(ours, b"Title2")
    assert b"\x1b[?1000h" not in shown  # the reader itself is not there yet
    time.sleep(pause)
    program.send_signal(signal.SIGTERM)
    shown = _until(ours, b"\0never\0", shown)
    assert program.wait(PATIENCE) in (-signal.SIGTERM, 128 + signal.SIGTERM)
    os.close(ours)
    assert shown.rfind(b"\x1b[?1049l") > shown.rfind(b"\x1b[?1049h") >= 0
    assert shown.rfind(b"\x1b[?25h") > shown.rfind(b"\x1b[?25l")


def test_stopped_and_called_back_it_draws_its_screen_again(tmp_path: Path) -> None:
    program, ours = _read(tmp_path / "desk", tmp_path, hangs_up=True)
    _until(ours, b"Word1")
    program.send_signal(signal.SIGTSTP)
    _until(ours, b"\x1b[?1049l")
    os.waitpid(program.pid, os.WUNTRACED)
    program.send_signal(signal.SIGCONT)
    assert b"Word1" in _until(ours, b"Word1")
    os.write(ours, b"q")
    _until(ours, b"\0never\0")
    assert program.wait(PATIENCE) == 0
    os.close(ours)


@pytest.mark.parametrize(("hangs_up", "is_led"), [(False, False), (True, True), (False, True)])
def test_a_terminal_that_is_gone_ends_the_reader(hangs_up: bool, is_led: bool, tmp_path: Path) -> None:
    program, ours = _read(tmp_path / "desk", tmp_path, hangs_up, is_led=is_led)
    _until(ours, b"Word1")
    os.close(ours)
    assert program.wait(PATIENCE) == 128 + signal.SIGHUP
    assert _place_kept(tmp_path / "desk", tmp_path) == "s1"
