"""What was on the screen when the reader was left is shown at the next start, before anything else is loaded."""

from __future__ import annotations

import fcntl
import os
import struct
import sys
import termios
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import briefing
from briefing.cli.last_frame import LastFrame
from briefing.config.paths import Folders
from briefing.config.settings import Settings

SIZE = (80, 24)
STATE = "desk.sqlite"
FRAME = "\x1b[1;1HTalks in İstanbul"
ENVIRON = {"TERM": "xterm-256color", "HOME": "/nowhere"}


class Terminal:
    """A terminal of 80 by 24 that stands for the standard streams."""

    def __init__(self) -> None:
        self._outside, self.inside = os.openpty()
        self.resize(SIZE)
        os.set_blocking(self._outside, False)

    def resize(self, size: tuple[int, int]) -> None:
        fcntl.ioctl(self._outside, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    @property
    def echoes(self) -> bool:
        return bool(termios.tcgetattr(self.inside)[3] & termios.ECHO)

    def written(self) -> str:
        try:
            return os.read(self._outside, 65536).decode()
        except BlockingIOError:
            return ""


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    made = Terminal()
    with open(made.inside, "w", encoding="utf-8", closefd=False) as stream:
        monkeypatch.setattr(sys, "__stderr__", stream)
        monkeypatch.setattr(sys, "stdin", stream)
        yield made


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    made = Folders(tmp_path / "config", tmp_path / "cache", tmp_path / "state")
    made.state.mkdir()
    return made


def frame(folders: Folders, day: date = date(2025, 5, 16), **environ: str) -> LastFrame:
    return LastFrame(
        root=folders.config.parent, folders=folders, environ={**ENVIRON, **environ}, settings=Settings(), day=day
    )


def test_a_kept_frame_is_shown_and_nothing_is_echoed_meanwhile(terminal: Terminal, folders: Folders) -> None:
    frame(folders).keep(FRAME, SIZE, STATE)
    with frame(folders).shown() as is_shown:
        assert is_shown
        assert terminal.written() == f"\x1b[?1049h\x1b[?25l\x1b[H{FRAME}"
        assert not terminal.echoes
    assert terminal.written() == ""
    assert terminal.echoes


def test_where_loading_fails_the_terminal_is_as_it_was(terminal: Terminal, folders: Folders) -> None:
    frame(folders).keep(FRAME, SIZE, STATE)
    with pytest.raises(KeyboardInterrupt), frame(folders).shown():
        raise KeyboardInterrupt
    assert terminal.written().endswith("\x1b[?25h\x1b[?1049l")
    assert terminal.echoes


def test_without_a_frame_nothing_is_written(terminal: Terminal, folders: Folders) -> None:
    with frame(folders).shown() as is_shown:
        assert terminal.echoes
        assert not is_shown
    frame(folders).keep(FRAME, SIZE, STATE)
    frame(folders).keep("", SIZE, STATE)  # it was left while something lay over it
    with frame(folders).shown():
        assert terminal.written() == ""


def test_what_differs_is_not_shown(terminal: Terminal, folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    def is_shown(kept: LastFrame) -> bool:
        with kept.shown():
            return bool(terminal.written())

    frame(folders).keep(FRAME, SIZE, STATE)
    assert is_shown(frame(folders, HOME="/elsewhere"))
    assert not is_shown(frame(folders, date(2025, 5, 17)))
    assert not is_shown(frame(folders, NO_COLOR="1"))
    assert not is_shown(frame(folders, BRIEFING_THEME="paper"))
    terminal.resize((100, 24))
    assert not is_shown(frame(folders))
    terminal.resize(SIZE)
    assert is_shown(frame(folders))
    monkeypatch.setattr(briefing, "__version__", "9")
    assert not is_shown(frame(folders))


def test_what_the_reader_did_elsewhere_makes_another_frame(terminal: Terminal, folders: Folders) -> None:
    kept = frame(folders)
    kept.keep(FRAME, SIZE, STATE)
    (folders.state / STATE).write_bytes(b"a mark")
    with kept.shown():
        assert terminal.written() == ""


def test_a_broken_file_is_no_frame(terminal: Terminal, folders: Folders) -> None:
    kept = frame(folders)
    kept.keep(FRAME, SIZE, STATE)
    kept._file.write_bytes(kept._file.read_bytes()[:-1] + b"\xff")
    with kept.shown():
        assert terminal.written() == ""
