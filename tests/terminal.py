"""A terminal with the reader in it: what was switched on there, what its screen shows, how its line is set.

The screen is pyte's, a terminal in memory; it answers what a terminal is asked, if it is told to.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyte

ROOT = Path(__file__).parent.parent
PATIENCE = 30.0  # seconds
_QUIET = 0.15  # seconds without a word, after which a program has drawn
_SWITCH = rb"\x1b\[\?([\d;]+)([hl])"
_KEYBOARD = rb"\x1b\[[<>]\d*u"
"""Kitty's way to tell keys, begun and ended; pyte would print its last letter."""
_AT_FIRST = {7: True, 25: True}
"""What is on in a terminal that nobody used: lines are wrapped, the cursor is shown."""
_ASKED = {
    b"\x1b]11;?\x07": b"\x1b]11;rgb:1010/1010/1010\x1b\\",
    b"\x1b[?2031$p": b"\x1b[?2031;2$y",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;2$y",
}
"""What a terminal is asked that can do all, and what it answers."""


def environ(home: Path, **more: str | None) -> dict[str, str]:
    """Variables for a program that has its folders in `home`; those that are None are not there."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("BRIEFING", "LC_", "COLUMNS"))}
    given: dict[str, str | None] = {
        **bare, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "LANG": "C.UTF-8", "LINES": None, "NO_COLOR": None,
        "COLORTERM": None, "HOME": str(home),
        **{f"XDG_{name}_HOME": str(home / name.lower()) for name in ("STATE", "CACHE", "CONFIG")}, **more,
    }  # fmt: skip
    return {name: value for name, value in given.items() if value is not None}


class Terminal:
    """A program in a terminal of its own, which it leads. To be closed."""

    def __init__(
        self,
        command: list[str],
        variables: Mapping[str, str],
        size: tuple[int, int] = (80, 24),
        answers: bool = False,
        folder: Path | None = None,
    ) -> None:
        self._ours, theirs = os.openpty()
        self._answers = answers
        self.bytes = b""
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.resize(size)
        self._line = os.dup(theirs)
        self.line_before = self.line
        self.program = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=dict(variables), cwd=folder,
            start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0) and None,
        )  # fmt: skip
        os.close(theirs)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.program.pid, signal.SIGKILL)
        self.program.wait()
        for end in (self._line, self._ours):
            with suppress(OSError):
                os.close(end)

    @property
    def line(self) -> list[Any]:
        """How the terminal's line is set: echo, signals, what is read at once."""
        return termios.tcgetattr(self._line)

    @property
    def switched(self) -> dict[int, bool]:
        """The modes of the terminal that are not as they were, with what they are now."""
        now = dict(_AT_FIRST)
        for numbers, letter in re.findall(_SWITCH, self.bytes):
            now |= dict.fromkeys(map(int, numbers.split(b";")), letter == b"h")
        return {number: is_on for number, is_on in now.items() if is_on != _AT_FIRST.get(number, False)}

    @property
    def keyboard(self) -> int:
        """How often kitty's way to tell keys was begun and not ended."""
        return len(re.findall(rb"\x1b\[>\d+u", self.bytes)) - self.bytes.count(b"\x1b[<u")

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(self.screen.display)

    def resize(self, size: tuple[int, int]) -> None:
        """Give the terminal another size, which its program is told by the system."""
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.screen.resize(size[1], size[0])
        if self.switched.get(2048):  # the terminal tells it itself, in the band
            self.type(f"\x1b[48;{size[1]};{size[0]};0;0t")

    def type(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def take(self, patience: float) -> bool:
        """Take what the program wrote, if it writes within so many seconds; whether it did."""
        if not select.select([self._ours], [], [], patience)[0]:
            return False
        try:
            part = os.read(self._ours, 65536)
        except OSError:  # nobody holds the other end
            part = b""
        self.bytes += part
        self._stream.feed(re.sub(_KEYBOARD, b"", part))
        for asked, answer in _ASKED.items():
            if self._answers and asked in part:
                os.write(self._ours, answer)
        return bool(part)

    def until(self, condition: Callable[[], bool], what: str = "") -> None:
        """Take what is written until something is so. Raises `AssertionError` where it never is."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, f"{what or 'it'} never came: {self.bytes[-500:]!r}\n{self.text}"
            self.take(0.05)

    def until_shown(self, word: str) -> None:
        self.until(lambda: word in self.text, word)

    def until_written(self, word: bytes, times: int = 1) -> None:
        self.until(lambda: self.bytes.count(word) >= times, repr(word))

    def settle(self) -> None:
        """Take what is written until the program has drawn."""
        while self.take(_QUIET):
            pass

    def end(self) -> int:
        """Take what is written until the program ends; its exit status, as Python counts them."""
        self.until(lambda: self.program.poll() is not None, "the end")
        self.settle()
        return self.program.returncode

    def hang_up(self) -> None:
        """Close the terminal, as a window is closed or a connection breaks off."""
        for end in (self._line, self._ours):
            os.close(end)

    def assert_as_found(self) -> None:
        """What every program owes its terminal when it is gone."""
        assert self.switched == {}
        assert self.keyboard == 0
        assert self.line == self.line_before


def reader(*arguments: str | Path) -> list[str]:
    """The command that opens the reader."""
    return [sys.executable, "-m", "briefing", *map(str, arguments)]


def desk(folder: Path, stories: int = 3) -> Path:
    """A desk with a story a day, each with an actor, a place, a question and a day."""
    folder.mkdir()
    for day in range(1, stories + 1):
        (folder / f"s{day}.yaml").write_text(
            f"title: Title{day}\ndate: 2025-05-{day:02}\nactors: [Emmanuel Macron, {{name: Body{day}}}]\n"
            f"venues: [{{name: Paris, country: FR}}]\nquestions: ['Will it rain on day {day}?']\nbody: |\n"
            f"  Word{day} here. Emmanuel Macron spoke in Paris of İstanbul — “so”.\n",
            encoding="utf-8",
        )
    return folder
