"""The reader in terminals that are small, poor, stopped, taken away or asked for nothing: each is left as it was found.

`make hard` tries more moments and more sizes.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from briefing.ui.commands import COMMANDS
from tests.hostile import TIMES
from tests.terminal import Terminal, desk, environ, reader

if sys.platform == "win32":
    pytest.skip("a terminal of its own is had otherwise there", allow_module_level=True)

FIRST = "Title3"
"""On the screen once the reader is there."""
SIZES = [
    (1, 1),
    (2, 2),
    (5, 3),
    (10, 4),
    (20, 6),
    (40, 12),
    (69, 20),
    (70, 24),
    (110, 30),
    (200, 60),
    (400, 9),
    (1, 60),
]
SENT = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ", "backspace": "\x7f",
    "f1": "\x1bOP", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H",
    "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "delete": "\x1b[3~", "shift+enter": "\x1b[13;2u",
}  # fmt: skip
"""What a terminal sends for a key that has a name."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that was opened and left before, so that its last frame is kept."""
    home = tmp_path_factory.mktemp("home")
    with Terminal(reader("read", desk(home / "desk")), environ(home)) as terminal:
        terminal.until_shown(FIRST)
        terminal.settle()
        terminal.type("q")
        assert terminal.end() == 0
        terminal.assert_as_found()
    return home


def open_reader(home: Path, *, before: str = "", size: tuple[int, int] = (80, 24), **more: str | None) -> Terminal:
    """The reader in a terminal that can do all; `before` is Python that is run first."""
    command = reader("read", home / "desk")
    if before:
        run = "\nimport sys; sys.argv[0] = 'briefing'\nfrom briefing.cli import main; main()"
        command = [sys.executable, "-c", before + run, *command[3:]]
    return Terminal(command, environ(home, **more), size, answers=True)


def sent(keys: str) -> str:
    """What a terminal sends for a key or a sequence, as the table of commands has it."""

    def one(key: str) -> str:
        if re.fullmatch(r"ctrl\+[a-z]", key):
            return chr(ord(key[-1]) - ord("a") + 1)
        return key if len(key) == 1 else SENT[key]

    return "".join(map(one, keys.split(" ")))


BREAKS = """
from briefing.ui.screens.orders import Orders
def fault(self): raise ValueError("\\x1b]0;owned\\x07 of a brief")
Orders.show_help = fault
"""
BREAKS_AT_ONCE = """
from briefing.ui.app import BriefingApp
async def fault(self): raise ValueError("\\x1b]0;owned\\x07 of a brief")
BriefingApp.on_mount = fault
"""
BREAKS_AMONG_KEYS = """
from briefing.ui.terminal import AnswerParser
def fault(self, data): raise ValueError("\\x1b]0;owned\\x07 of a brief")
AnswerParser.feed = fault
"""


@pytest.mark.parametrize("fault", [BREAKS, BREAKS_AT_ONCE, BREAKS_AMONG_KEYS], ids=["key", "start", "input"])
def test_a_fault_of_ours_is_a_sentence_and_the_terminal_is_as_it_was(fault: str, folder: Path) -> None:
    with open_reader(folder, before=fault) as terminal:
        if fault is not BREAKS_AT_ONCE:
            terminal.until_shown(FIRST)
            terminal.until_written(b"\x1b[?2004h")  # keys are taken now
        if fault is BREAKS:
            terminal.settle()
            terminal.type("?")
        assert terminal.end() == 2
        terminal.assert_as_found()
        told = terminal.bytes.decode().rpartition("\x1b[")[2]
        assert "Error: the reader ended by a fault of its own" in told
        assert b"Traceback" not in terminal.bytes
        assert b"owned" not in terminal.bytes
    report = (folder / "state" / "briefing" / "fault.txt").read_text(encoding="utf-8")
    assert "ValueError" in report
    assert "\x1b" not in report


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_told_to_end_at_any_moment(number: signal.Signals, folder: Path) -> None:
    """While Python is started, while the last frame is shown, while the reader takes over, and later."""
    random = Random(number)
    for _ in range(TIMES):
        with open_reader(folder) as terminal:
            terminal.until(lambda: bool(terminal.bytes))
            end = time.monotonic() + random.random() * 0.8
            while time.monotonic() < end:
                terminal.take(0.01)
            terminal.program.send_signal(number)
            assert terminal.end() == 128 + number
            terminal.assert_as_found()
            assert b"Traceback" not in terminal.bytes


def child_of(process: int) -> int:
    return int(Path(f"/proc/{process}/task/{process}/children").read_text())


@pytest.fixture
def shell(folder: Path) -> Iterator[tuple[Terminal, Callable[[str], None]]]:
    """A shell with job control, and how it is told something."""
    with Terminal(["bash", "--norc", "--noprofile", "-i"], environ(folder, PS1="$ "), answers=True) as terminal:
        terminal.until_shown("$")
        terminal.settle()
        terminal.line_before = terminal.line

        def run(command: str) -> None:
            terminal.settle()
            terminal.type(command + "\r")

        yield terminal, run


def is_shells(terminal: Terminal) -> bool:
    """Whether all is as the shell has it, which switches pasting in brackets on by itself."""
    return terminal.switched in ({}, {2004: True}) and terminal.keyboard == 0 and terminal.line == terminal.line_before


def test_to_the_shell_and_back(folder: Path, shell: tuple[Terminal, Callable[[str], None]]) -> None:
    terminal, run = shell
    run(" ".join(reader("read", folder / "desk")))
    terminal.until(lambda: 2031 in terminal.switched, "the reader")
    terminal.settle()
    for number, way in enumerate(("ctrl+z", "bg", "SIGTSTP", "SIGSTOP"), 1):
        if way.startswith("SIG"):
            os.kill(child_of(terminal.program.pid), getattr(signal, way))
        else:
            terminal.type("\x1a")
        terminal.until_written(b"Stopped", number)
        if way != "SIGSTOP":  # by which nobody could give the terminal back
            terminal.until(lambda: is_shells(terminal), way)
        if way == "bg":  # in the background it stops before it writes
            run("bg")
            terminal.until_written(b" &\r\n")
            terminal.settle()
            assert is_shells(terminal)
        terminal.settle()
        terminal.screen.reset()
        terminal.type("fg\r")
        terminal.until(lambda: terminal.switched.get(1049, False), "the reader")
        terminal.until_shown(FIRST)
        terminal.settle()
        assert terminal.keyboard == 1, way
    terminal.type("q")
    terminal.until(lambda: 1049 not in terminal.switched, "the shell")
    terminal.settle()
    assert is_shells(terminal)


def test_stopped_while_it_is_loaded(folder: Path, shell: tuple[Terminal, Callable[[str], None]]) -> None:
    terminal, run = shell
    for number in range(TIMES):
        run(" ".join(reader("read", folder / "desk")))
        terminal.until(lambda: terminal.switched.get(1049, False), "the last frame")
        time.sleep(Random(number).random() * 0.3)
        terminal.type("\x1a")
        terminal.until(lambda: b"Stopped" in terminal.bytes and is_shells(terminal), "stopped")
        run("fg")
        terminal.until(lambda: terminal.switched.get(1049, False), "the reader")
        terminal.until(lambda: 2031 in terminal.switched, "the reader")
        terminal.settle()
        assert FIRST in terminal.text
        terminal.type("q")
        terminal.until(lambda: is_shells(terminal), "the shell")
        terminal.bytes = b""


def test_without_a_shell_behind_it_nobody_is_stopped_for_ever(folder: Path) -> None:
    with open_reader(folder) as terminal:
        terminal.until(lambda: 2031 in terminal.switched, "the reader")
        terminal.settle()
        terminal.screen.reset()
        terminal.type("\x1a")
        terminal.until_shown(FIRST)
        terminal.settle()
        terminal.type("q")
        assert terminal.end() == 0
        terminal.assert_as_found()


def test_at_any_size_every_key_is_taken_and_the_way_back_is_there(folder: Path) -> None:
    random = Random(TIMES)
    keys = sorted({sent(keys) for command in COMMANDS if command.id != "quit" for keys in command.keys} - {"q"})
    with open_reader(folder, EDITOR="true", BROWSER="true") as terminal:
        terminal.until(lambda: 2031 in terminal.switched, "the reader")
        for size in (*(random.choice(SIZES) for _ in range(40 * TIMES)), (1, 1)):
            terminal.resize(size)
            terminal.take(random.choice((0.0, 0.03)))
        terminal.settle()
        assert terminal.text.strip() == ""
        for size in [(1, 1), (20, 6)] if TIMES == 1 else SIZES:
            terminal.resize(size)
            for key in random.sample(keys, len(keys)):
                terminal.type(key)
                terminal.take(0.01)
            terminal.settle()
            assert terminal.program.poll() is None, terminal.bytes[-2000:]
        for _ in range(6):
            terminal.type("\x1b")
            terminal.settle()
        terminal.resize((80, 24))
        terminal.type("1")
        terminal.until_shown(FIRST)
        terminal.settle()
        terminal.type("q")
        assert terminal.end() == 0
        terminal.assert_as_found()


ASCII = r"[\x00-\x7f]*"
POOR: dict[str, tuple[dict[str, str | None], str, str]] = {
    "no name": ({"TERM": None, "NO_COLOR": ""}, r"[\s\S]*", r"3[0-7]|39|49"),
    "console": ({"TERM": "linux"}, r"[\x00-\x7fİ“”—·\s]*", r"3[0-7]|39|49"),
    "ascii": ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "NO_COLOR": "1"}, ASCII, r"39|49"),
    "cp1252": ({"PYTHONIOENCODING": "cp1252", "NO_COLOR": "1"}, r"[\x00-\x7f\ufffd\s]*", r"39|49"),
}
"""Terminals by what they say of themselves, what may be shown there, and which colours may be asked for."""


@pytest.mark.parametrize("kind", POOR)
def test_a_poor_terminal_gets_what_it_can_show(kind: str, tmp_path: Path) -> None:
    variables, shown, colours = POOR[kind]
    desk(tmp_path / "desk")
    with Terminal(reader("read", tmp_path / "desk", "--open", "s3"), environ(tmp_path, **variables)) as terminal:
        terminal.until_shown("Word3")
        terminal.settle()
        text = terminal.text
        terminal.type("q")
        assert terminal.end() == 0
        terminal.assert_as_found()
        assert re.fullmatch(shown, text), text
        written = re.findall(rb"\x1b\[([\d;]*)m", terminal.bytes)
        used = {word for one in written for word in one.decode().split(";") if word not in "0123456789"}
        assert [word for word in used if not re.fullmatch(colours, word)] == []
        has_colours = any(re.fullmatch("3[1-6]", word) for word in used)
        assert has_colours == (not variables.get("NO_COLOR"))  # an empty wish is none


@pytest.mark.parametrize("way", ["no input", "no output", "dumb"])
def test_where_there_is_no_terminal_it_says_so(way: str, folder: Path) -> None:
    command = reader("read", folder / "desk")
    if way == "dumb":
        with Terminal(command, environ(folder, TERM="dumb")) as terminal:
            assert terminal.end() == 2
            told = terminal.bytes.decode().replace("\r", "")
    else:
        ours, theirs = os.openpty()
        stdin, stdout = (subprocess.DEVNULL, theirs) if way == "no input" else (theirs, subprocess.PIPE)
        done = subprocess.run(
            command, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE, env=environ(folder), text=True, timeout=30
        )
        os.close(ours)
        os.close(theirs)
        assert done.returncode == 2
        assert not done.stdout
        told = done.stderr
    assert re.fullmatch(r"Error: [^\n\x1b]+\n", told), told
