"""What the terminal is asked, and its answers, which come among the keys and at any time: its ground, and any change.

The ground is asked by OSC 11 (xterm's control sequences, "Operating System Commands"); a terminal with mode 2031 tells
by itself when its colours change (contour's "color-palette-update-notifications", which kitty, foot, tmux and others
took up).
"""

from __future__ import annotations

import os
import re
import select
import signal
from codecs import getincrementaldecoder
from collections.abc import Callable, Generator
from contextlib import suppress
from threading import Event
from time import monotonic
from typing import IO, Any

from textual import constants
from textual._parser import ParseEOF, ParseError, ParseTimeout, Peek1, Read1
from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.message import Message

from briefing.config.ground import is_light
from briefing.model.signals import when_stopped
from briefing.ui.messages import GroundTold

_ESCAPE = "\x1b"
_ANSWERS = {"\x1b]11;": r"[ -~]{0,99}\x1b?", "\x1b[?997;": r"\d", "\x1b[?2031;": r"\d\$?"}
"""How an answer begins, and what follows up to its last character."""
_WHOLE = r"\x1b\](11);([ -~]*)(?:\x07|\x1b\\)|\x1b\[\?(997);(\d)n|\x1b\[\?(2031);(\d)\$y"
_ASK_GROUND = "\x1b]11;?\x07"
_ASK_MODE, _MODE_ON, _MODE_OFF = "\x1b[?2031$p", "\x1b[?2031h", "\x1b[?2031l"
_OTHER_SCREEN = "\x1b[?1049h"
_PIXELS_OFF = "\x1b[?1016l"
_SLOW_SECONDS = 1.0
"""How long the rest of an answer may be on its way, where one is expected."""
_WAIT_SECONDS = 5.0
"""How long an answer is expected after it was asked for."""
_PART = 4096
"""Bytes that are read of what is typed at once."""
_LEAVE_SECONDS = 0.3
"""How long is waited for an answer before the terminal is left: its shell would take it for typed."""


class TerminalReply(Message):
    """`about` is 11, 997 or 2031, as in the sequence; `value` what stands behind it."""

    def __init__(self, about: str, value: str) -> None:
        super().__init__()
        self.about, self.value = about, value


class AnswerParser(XTermParser):
    """Textual's parser, which gets everything but the answers: it would take their letters for keys.

    What may become an answer is held back as long as the terminal may have to send the rest, and is keys if that does
    not come. With `is_expected` an answer is known by its rest even where its beginning came so early that it was taken
    for a key: a slow line cuts it anywhere.
    """

    def __init__(self, debug: bool, is_expected: Callable[[], bool]) -> None:
        self._is_expected = is_expected
        super().__init__(debug)

    def parse(self, token_callback: Callable[[Message], None]) -> Generator[Read1 | Peek1, str, None]:
        keys = super().parse(token_callback)
        awaiting = next(keys)
        held, past = "", 0  # what may be an answer, and how much of that was taken for keys meanwhile
        while True:
            try:
                char = yield Read1(self._patience(held)) if len(held) > past else awaiting
            except ParseTimeout:
                if _is_within(held):
                    held, past = "", 0
                    continue
                for each in held[past:]:
                    awaiting = keys.send(each)
                if awaiting.timeout is not None:
                    awaiting = keys.throw(ParseTimeout())
                past = len(held)
                continue
            except ParseEOF:
                for each in held[past:]:
                    keys.send(each)
                with suppress(StopIteration):
                    keys.throw(ParseEOF())
                return
            if len(held) == past and not self._is_expected():
                held, past = "", 0
            if not held and char != _ESCAPE:
                awaiting = keys.send(char)
                continue
            held += char
            if answer := re.fullmatch(_WHOLE, held):
                about, value = (group for group in answer.groups() if group is not None)
                token_callback(TerminalReply(about, value))
                held, past = "", 0
            while held and not _may_be_answer(held):
                again = held.rfind(_ESCAPE) or len(held)  # where another may begin
                if _is_within(held):
                    past = len(held) - 1  # of an answer that breaks off, only what broke it is a key
                for each in held[past:again]:
                    awaiting = keys.send(each)
                held, past = held[again:], 0

    @property
    def patience(self) -> float | None:
        """Seconds after which `tick` is to be called, where the rest of something is awaited."""
        return None if self._timeout_time is None else max(0.0, self._timeout_time - get_time())

    def _patience(self, held: str) -> float:
        """Seconds after which what is held is no answer."""
        is_slow = _is_within(held) or (len(held) > 1 and self._is_expected())
        return _SLOW_SECONDS if is_slow else constants.ESCAPE_DELAY


def _is_within(held: str) -> bool:
    """Whether it is an answer that was begun, and nothing else."""
    return held.startswith(tuple(_ANSWERS))


def _may_be_answer(held: str) -> bool:
    return any(
        head.startswith(held) or (held.startswith(head) and re.fullmatch(rest, held[len(head) :]))
        for head, rest in _ANSWERS.items()
    )


def has_hung_up(terminal: int) -> bool:
    """Whether nobody is at the other end of a terminal any more."""
    if not hasattr(select, "poll"):
        return False
    poll = select.poll()
    poll.register(terminal, 0)  # no event: that it hung up is told always
    return bool(poll.poll(0))


def _read(terminal: int) -> bytes:
    """What came from a terminal; nothing where it is gone."""
    try:
        return os.read(terminal, _PART)
    except OSError:
        return b""


class _Terminal:
    """The file to which the screen is written. What is written to a terminal that is gone goes nowhere: else the thread
    that writes ends with an error, and the reader waits for ever for it to take what is left.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self.fileno = file.fileno

    def write(self, text: str) -> int:
        with suppress(OSError):
            self._file.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()


class AskingDriver(linux_driver.LinuxDriver):
    """Textual's driver for terminals, which asks for the ground before the first frame and does not wait. What is told
    goes to the app as `GroundTold`."""

    _asked_at = -_WAIT_SECONDS
    _tells_changes = False
    _is_answered: Event | None = None
    _is_to_stop = False

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._file: Any = _Terminal(self._file)
        self._roused, self._rouse = os.pipe()  # never closed: Textual disables what is typed once more at the very end

    def _sigtstp_application(self, *_: object) -> None:
        if self._writer_thread is not None:
            # a signal may come within a write, which another one would wait for without end
            self._is_to_stop = True
            self._soon(self._stop)
        else:  # nothing was begun that could be left
            when_stopped(lambda go: go())
            os.kill(os.getpid(), signal.SIGTSTP)

    def _soon(self, act: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop has ended: so has the reader
            self._loop.call_soon_threadsafe(act)

    def _stop(self) -> None:
        if self._is_to_stop:  # else it was called back before it came to that
            super()._sigtstp_application()

    def step_aside(self) -> None:
        """Leave the terminal to the shell until that calls back, with all that the shell waits for (`make read`). Where
        none could call back, the system stops nobody, and the screen is drawn again."""
        self.suspend_application_mode()
        for number in (signal.SIGTSTP, signal.SIGCONT):
            signal.signal(number, signal.SIG_DFL)
        os.killpg(0, signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, self._sigtstp_application)
        signal.signal(signal.SIGCONT, self._sigcont_application)
        self._must_signal_resume = True
        self.resume_application_mode()

    def _sigcont_application(self, *_: object) -> None:
        self._is_to_stop = False
        self._soon(self._go_on)

    def _go_on(self) -> None:
        if has_hung_up(self.fileno):  # a terminal that goes sends this behind SIGHUP
            return
        if self._auto_restart and self._writer_thread is not None:
            if self._is_on:
                self.suspend_application_mode()  # it was stopped without a word: what is on would be begun twice
            self._must_signal_resume = True
            self.resume_application_mode()

    @property
    def _is_on(self) -> bool:
        """Whether the terminal is the reader's: in the background Textual begins nothing."""
        return self._key_thread is not None and self._key_thread.is_alive()

    def write(self, data: str) -> None:
        if data == _OTHER_SCREEN and getattr(self._app, "is_on_frame", False):
            self._app.is_on_frame = False  # type: ignore[attr-defined]
            return  # some terminals clear it, although it is there: what is to be painted over would go
        super().write(data)

    def start_application_mode(self) -> None:
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._is_on and getattr(self._app, "asks_for_ground", False):
            self.ask_ground()

    def ask_ground(self) -> None:
        """Ask for the ground, and whether the terminal tells when it changes."""
        knows_modes = os.environ.get("TERM_PROGRAM") != "Apple_Terminal"  # it would print the question's last letter
        self._ask(_ASK_GROUND + _ASK_MODE * knows_modes)

    def _ask(self, question: str) -> None:
        self._is_answered = Event()
        self._asked_at = monotonic()
        self.write(question)
        self.flush()

    @property
    def _is_expected(self) -> bool:
        asked = self._is_answered
        return asked is not None and not asked.is_set() and monotonic() - self._asked_at < _WAIT_SECONDS

    def run_input_thread(self) -> None:
        """Take what is typed until it is disabled. Textual's own looks ten times a second whether there is anything;
        this sleeps until there is."""
        parser = AnswerParser(self._debug, lambda: self._is_expected)
        decode = getincrementaldecoder("utf-8")().decode
        while not self.exit_event.is_set():
            if self.fileno in select.select([self.fileno, self._roused], [], [], parser.patience)[0]:
                part = _read(self.fileno)
                if not part:
                    break
                for message in parser.feed(text) if (text := decode(part)) else ():
                    self.process_message(message)
            for message in parser.tick():
                self.process_message(message)
        with suppress(ParseError):
            list(parser.feed(""))

    def disable_input(self) -> None:
        os.write(self._rouse, b"\n")  # who waits for keys looks up, and ends
        super().disable_input()
        os.read(self._roused, 1)

    def process_message(self, message: Message) -> None:
        if not isinstance(message, TerminalReply):
            super().process_message(message)
        elif message.about == "2031":
            if message.value in "12":  # set or not, it is known
                self._tells_changes = True
                self.write(_MODE_ON)
                self.flush()
        elif message.about == "997":
            self._tell(message.value == "2")
            self._ask(_ASK_GROUND)  # what is preferred was told; what is there decides
        else:
            if self._is_answered:
                self._is_answered.set()
            self._tell(is_light(message.value))

    def _tell(self, light: bool | None) -> None:
        if light is not None:
            super().process_message(GroundTold(light))

    def stop_application_mode(self) -> None:
        self._switch_off()
        if self._is_answered:
            # an answer that comes later would be typed into the shell
            self._is_answered.wait(max(0.0, self._asked_at + _LEAVE_SECONDS - monotonic()))
        super().stop_application_mode()
        self._switch_off()  # once more: up to here an answer may have come by which something was switched on
        self.flush()

    def _switch_off(self) -> None:
        """Switch off what was switched on by an answer."""
        self._disable_in_band_window_resize()
        if self._mouse_pixels:  # which Textual never switches off
            self._mouse_pixels = False
            self.write(_PIXELS_OFF)
        if self._tells_changes:
            self._tells_changes = False
            self.write(_MODE_OFF)
