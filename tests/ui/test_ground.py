"""The terminal's light: asked, told, and followed where no theme was chosen."""

from __future__ import annotations

import fcntl
import os
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual import _parser, events
from textual.message import Message
from textual.pilot import Pilot

from briefing.config.ground import default_theme, is_light
from briefing.ui.app import BriefingApp
from briefing.ui.messages import GroundTold
from briefing.ui.scene import settle
from briefing.ui.terminal import AnswerParser, TerminalReply
from tests.ui.conftest import Drive, press, text_of

pty = pytest.importorskip("pty")
ROOT = Path(__file__).parent.parent.parent
LIGHT, DARK = "\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\", "\x1b]11;rgb:1414/1616/1b1b\x07"
MODE, TOLD_DARK, TOLD_LIGHT = "\x1b[?2031;2$y", "\x1b[?997;1n", "\x1b[?997;2n"


@pytest.mark.parametrize(
    ("colour", "light"),
    [
        ("rgb:ffff/ffff/ffff", True),
        ("rgb:0000/0000/0000", False),
        ("rgb:f/f/e", True),
        ("rgb:00/2b/36", False),
        ("rgba:fdfd/f6f6/e3e3/ffff", True),
        ("#fdf6e3", True),
        ("#1e1e2e", False),
        ("rgb:0000/0000/ffff", False),
        ("rgb:ffff/ffff/0000", True),
        ("rgb:ffff/ffff", None),
        ("rgb:/f/f", None),
        ("rgb:no/no/no", None),
        ("#", None),
        ("", None),
    ],
)
def test_a_colour_is_light_or_dark_or_none(colour: str, light: bool | None) -> None:
    assert is_light(colour) is light


@pytest.mark.parametrize(
    ("environ", "theme"),
    [
        ({}, "ink"),
        ({"TERM": "xterm-256color"}, "ink"),
        ({"TERM": "xterm-256color", "COLORFGBG": "0;15"}, "paper"),
        ({"TERM": "xterm-256color", "COLORFGBG": "0;default;7"}, "paper"),
        ({"TERM": "xterm-256color", "COLORFGBG": "15;0"}, "ink"),
        ({"TERM": "xterm-256color", "COLORFGBG": "12;8"}, "ink"),
        ({"TERM": "xterm-256color", "COLORFGBG": "default;default"}, "ink"),
        ({"TERM": "xterm", "COLORFGBG": "0;15"}, "terminal"),
        ({"TERM": "xterm", "COLORTERM": "truecolor", "COLORFGBG": "0;15"}, "paper"),
    ],
)
def test_what_is_shown_before_the_terminal_has_answered(environ: dict[str, str], theme: str) -> None:
    assert default_theme(environ) == theme


# Answers among keys


class Line:
    """Characters as they come from a terminal, with the time between them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, is_expected: bool) -> None:
        self.now = 0.0
        monkeypatch.setattr(_parser, "get_time", lambda: self.now)
        self._parser = AnswerParser(False, lambda: is_expected)
        self._said: list[Message] = []

    def send(self, *parts: str, pause: float = 0.0) -> list[str]:
        for part in parts:
            self._said += self._parser.feed(part)
            self.wait(pause)
        self.wait(5.0)
        told = [each.value if isinstance(each, TerminalReply) else self._named(each) for each in self._said]
        self._said = []
        return told

    def wait(self, seconds: float) -> None:
        for _ in range(round(seconds / 0.1)):
            self.now += 0.1
            self._said += self._parser.tick()

    @staticmethod
    def _named(message: Message) -> str:
        return message.key if isinstance(message, events.Key) else type(message).__name__


Lines = Callable[[bool], Line]


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Lines:
    return lambda is_expected: Line(monkeypatch, is_expected)


@pytest.mark.parametrize("is_expected", [True, False])
@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (LIGHT, ["rgb:fdfd/f6f6/e3e3"]),
        (DARK, ["rgb:1414/1616/1b1b"]),
        (MODE, ["2"]),
        (TOLD_LIGHT, ["2"]),
        (f"j{DARK}k", ["j", "rgb:1414/1616/1b1b", "k"]),
        (f"\x1b[A{DARK}\x1b[B", ["up", "rgb:1414/1616/1b1b", "down"]),
        (f"\x1b{DARK}", ["rgb:1414/1616/1b1b", "escape"]),
        (f"{TOLD_DARK}{LIGHT}{MODE}", ["1", "rgb:fdfd/f6f6/e3e3", "2"]),
        ("\x1b[200~two\x1b[201~", ["Paste"]),
        ("\x1b[?2026;2$y", ["TerminalSupportsSynchronizedOutput"]),
        ("\x1b[I", ["AppFocus"]),
        ("\x1b]", ["right_square_bracket"]),
        ("\x1b]1", ["right_square_bracket", "1"]),
        ("\x1bj", ["alt+j"]),
        ("\x1b", ["escape"]),
        ("\x1b\x1b", ["escape", "escape"]),
        ("\x1b]11;rgb:14", []),
        ("\x1b]11;rgb:14\x1b[A", ["up"]),
        ("\x1b]11;rgb:14\rj", ["enter", "j"]),
        (f"\x1b]11;rgb:14{DARK}", ["rgb:1414/1616/1b1b"]),
        (f"\x1b[?997;{DARK}", ["rgb:1414/1616/1b1b"]),
    ],
)
def test_answers_are_told_from_keys(sent: str, told: list[str], is_expected: bool, line: Lines) -> None:
    assert line(is_expected).send(sent) == told


@pytest.mark.parametrize("answer", [LIGHT, DARK, MODE, TOLD_DARK])
@pytest.mark.parametrize("pause", [0.0, 0.3])
def test_an_answer_may_be_cut_anywhere(answer: str, pause: float, line: Lines) -> None:
    for at in range(2, len(answer)):
        assert len(line(True).send(answer[:at], answer[at:], pause=pause)) == 1
    # an escape that nothing follows for so long is the key; what follows it is none all the same
    assert line(True).send(answer[:1], answer[1:], pause=pause)[pause > 0 :] == line(True).send(answer)
    assert len(line(True).send(*answer, pause=pause)) == 1 + (pause > 0)


def test_escape_and_what_follows_are_keys_where_they_were_typed(line: Lines) -> None:
    for is_expected in (True, False):
        typed = line(is_expected)
        assert typed.send("\x1b", "]", "1", pause=0.3) == ["escape", "right_square_bracket", "1"]
        assert typed.send("\x1b", "[", "q", pause=0.3) == ["escape", "left_square_bracket", "q"]
        assert typed.send("\x1b", "\x1b[A", pause=0.3) == ["escape", "up"]


# What follows


async def tell(app: BriefingApp, pilot: Pilot[None], is_light: bool) -> str:
    app.post_message(GroundTold(is_light))
    await settle(app, pilot)
    return app.theme_name


def test_the_theme_follows_the_terminal_and_is_not_kept(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert app.theme_name == "ink"
        assert [await tell(app, pilot, light) for light in (True, True, False, True)] == [
            "paper",
            "paper",
            "ink",
            "paper",
        ]
        await press(app, pilot, "q")

    async def again(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert app.theme_name == "ink"
        assert await tell(app, pilot, True) == "paper"

    drive(steps)
    drive(again)


def test_a_theme_that_was_chosen_stays(drive: Drive) -> None:
    async def by_flag(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert not app.asks_for_ground
        assert await tell(app, pilot, True) == "signal"

    async def by_key(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert await tell(app, pilot, True) == "paper"
        await press(app, pilot, "t", "g", "enter")
        assert await tell(app, pilot, False) == "ink"
        assert await tell(app, pilot, True) == "ink"
        await press(app, pilot, "q")

    async def kept(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert await tell(app, pilot, True) == "ink"

    drive(by_key)
    drive(kept)
    drive(by_flag, theme="signal")


def test_a_look_at_the_themes_changes_nothing(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "t", "j", "j", "escape")
        assert await tell(app, pilot, True) == "paper"
        await press(app, pilot, "t", "j")
        await tell(app, pilot, False)
        await press(app, pilot, "escape")
        assert app.theme_name == "ink"

    drive(steps)


def test_the_palette_leads_back_to_the_terminal_s_light(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await tell(app, pilot, True)
        assert app.theme_name == "signal"
        await press(app, pilot, ":", *"theme as", "enter")
        assert app.theme_name == "paper"
        assert "as the terminal is" in text_of(app)
        assert await tell(app, pilot, False) == "ink"

    drive(steps, theme="signal")


def test_nothing_is_followed_where_nothing_is_coloured(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert not app.asks_for_ground

    drive(steps, no_color=True)


# In a terminal


class Terminal:
    """A terminal of our own with the reader in it, which answers as it is told to."""

    def __init__(self, home: Path, *more: str) -> None:
        desk = home / "desk"
        desk.mkdir()
        for day in (1, 2):
            (desk / f"s{day}.yaml").write_text(f"title: Title{day}\ndate: 2025-05-0{day}\nbody: |\n  Word{day}.\n")
        self._end, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environ = {
            **{name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLORFGBG")},
            "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLORTERM": "truecolor",
            "XDG_STATE_HOME": str(home / "state"), "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_CONFIG_HOME": str(home / "config"),
        }  # fmt: skip
        command = [sys.executable, "-m", "briefing", "read", str(desk), *more]
        self.program = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environ)
        os.close(theirs)
        self.shown = ""

    def send(self, text: str) -> None:
        os.write(self._end, text.encode())

    def until(self, wanted: str, seconds: float = 30.0) -> bool:
        """Whether what is shown from now on matches within that time."""
        end = time.monotonic() + seconds
        seen = ""
        while not (found := re.search(wanted, seen)) and (left := end - time.monotonic()) > 0:
            if select.select([self._end], [], [], left)[0]:
                try:
                    part = os.read(self._end, 65536).decode(errors="replace")
                except OSError:
                    break
                seen += part
                self.shown += part
        return bool(found)

    def close(self) -> None:
        self.program.kill()
        self.program.wait()
        os.close(self._end)


PAPER, INK = "48;2;251;248;241", "48;2;20;22;27"


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def start(*more: str) -> Terminal:
        opened.append(Terminal(tmp_path, *more))
        return opened[-1]

    yield start
    for each in opened:
        each.close()


def test_a_reader_asks_follows_and_tidies_up(terminal: Callable[..., Terminal]) -> None:
    there = terminal()
    assert there.until(r"\x1b\]11;\?\x07")
    there.send(LIGHT + MODE)
    assert there.until(PAPER)
    assert "\x1b[?2031h" in there.shown or there.until(r"\x1b\[\?2031h")
    there.send(TOLD_DARK)
    assert there.until(INK)
    there.send(DARK)
    there.send(TOLD_LIGHT)
    assert there.until(PAPER)
    there.send(LIGHT)
    there.send("q")
    assert there.until(r"\x1b\[\?2031l.*\x1b\[\?1049l")
    assert there.program.wait(30) == 0


def test_a_terminal_that_never_answers_has_its_frame_and_its_keys(terminal: Callable[..., Terminal]) -> None:
    there = terminal()
    assert there.until(INK)
    there.send("q")
    assert there.until(r"\x1b\[\?1049l")
    assert "\x1b[?2031l" not in there.shown
    assert there.program.wait(30) == 0


def test_an_answer_that_is_late_and_in_pieces_is_no_key(terminal: Callable[..., Terminal]) -> None:
    there = terminal()
    assert there.until(INK)
    for part in (LIGHT[:9], LIGHT[9:20], LIGHT[20:-1], LIGHT[-1:]):
        there.send(part)
        time.sleep(0.15)
    assert there.until(PAPER)
    there.send("3")
    assert there.until("Places")
    assert not there.until("Everything|theme picker", 0.2)


def test_a_theme_that_was_asked_for_asks_nothing(terminal: Callable[..., Terminal]) -> None:
    there = terminal("--theme", "ink")
    assert there.until(INK)
    there.until("never", 0.5)
    assert "\x1b]11;?" not in there.shown
    there.send(LIGHT)
    assert not there.until(PAPER, 0.5)
