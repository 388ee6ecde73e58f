"""The last frame of a desk: shown at once when it is opened again, and painted over by the reader once it is loaded.

The reader begins where it was left, so what was on the screen then is what its first frame shows. It is kept in the
cache, beside all that it depends on: what differs in any of it is not shown.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

import briefing
from briefing.config.paths import Folders
from briefing.config.settings import Settings
from briefing.model.seal import sealed, unsealed
from briefing.model.signals import when_stopped

_VARIABLES = ("TERM", "COLORTERM", "TERM_PROGRAM", "NO_COLOR", "LANG", "LC_ALL", "LC_CTYPE", "COLORFGBG")
"""What terminals say of themselves; what begins with `BRIEFING_` counts, too."""
_ENTER, _LEAVE = "\x1b[?1049h\x1b[?25l\x1b[H", "\x1b[?25h\x1b[?1049l"


class LastFrame:
    """The frame that was kept of a desk, whose `root` is absolute; `day` is today, as the reader has it."""

    def __init__(self, root: Path, folders: Folders, environ: Mapping[str, str], settings: Settings, day: date) -> None:
        # a name that needs no hash of a library: loading one takes a tenth of the time until the frame is shown
        self._file = folders.cache / f"{zlib.crc32(os.fsencode(root)):08x}.frame"
        self._states = folders.state
        self._root, self._environ, self._settings, self._day = root, environ, settings, day
        self._is_shown = False
        self._line: list[Any] = []  # how the terminal's line was set before it was kept from echoing

    @contextmanager
    def shown(self) -> Iterator[bool]:
        """Show the frame, if nothing it depends on is different now, while the reader is loaded, which draws over it;
        where loading fails, the terminal is given back as it was. What is typed meanwhile is not echoed, and waits.
        Gives whether a frame is shown.
        """
        frame = self._frame()
        if not frame:
            yield False
            return

        def stop(go: Callable[[], None]) -> None:
            is_loading = bool(self._line)
            self.take_off()
            go()
            self._put_on(frame, is_loading)

        when_stopped(stop)
        try:
            self._put_on(frame, is_silent=True)
            yield True
        except BaseException:
            self.take_off()
            raise
        finally:
            self._echo()

    def take_off(self) -> None:
        """Give the terminal back as it was before the frame was shown, if it was."""
        if self._is_shown:
            self._is_shown = False
            self._echo()
            _write(_LEAVE)

    def _put_on(self, frame: str, is_silent: bool) -> None:
        self._is_shown = True
        self._line = _silence() if is_silent else []
        _write(_ENTER + frame)

    def _echo(self) -> None:
        _restore(self._line)
        self._line = []

    def keep(self, frame: str, size: tuple[int, int], state: str) -> None:
        """Keep a frame for the next start, with the name of the state's file; nothing is said where that is not
        possible, and the next start is plain."""
        from briefing.model.files import put

        with suppress(OSError):
            if frame:
                put(self._file, sealed(f"{state}\n{self._key(size, state)}\n{frame}".encode()), folders=True)
            else:
                self._file.unlink(missing_ok=True)

    def _frame(self) -> str:
        """What to show; empty where nothing was kept, or something is different now."""
        if sys.__stderr__ is None or not sys.__stderr__.isatty():
            return ""
        try:
            # a bit that changed in it could steer the terminal
            state, key, frame = unsealed(self._file.read_bytes()).decode().split("\n", 2)
            size = os.get_terminal_size(sys.__stderr__.fileno())
        except (OSError, ValueError):
            return ""
        return frame if key == self._key((size.columns, size.lines), state) else ""

    def _key(self, size: tuple[int, int], state: str) -> str:
        """All that a frame depends on, in one line. The state's file changes with all that the reader did."""
        terminal = [
            f"{name}={value}"
            for name, value in sorted(self._environ.items())
            if name in _VARIABLES or name.startswith("BRIEFING_")
        ]
        terminal.append(str(sys.__stderr__ and sys.__stderr__.encoding))
        stamps = [_stamp(self._states / state), _stamp(self._states / f"{state}-wal")]
        made = (briefing.__version__, os.fspath(self._root), size, self._day.isoformat(), stamps, terminal)
        return repr((*made, self._settings))


def _stamp(file: Path) -> tuple[int, int]:
    try:
        status = file.stat()
    except OSError:
        return (0, 0)
    return (status.st_size, status.st_mtime_ns)


def _write(text: str) -> None:
    """To the terminal, where the reader will draw; past Python's own buffer, where a signal may come upon one that is
    just being written."""
    assert sys.__stderr__ is not None
    data = text.encode(sys.__stderr__.encoding, "replace")
    with suppress(OSError):
        while data:
            data = data[os.write(sys.__stderr__.fileno(), data) :]


def _silence() -> list[Any]:
    """Keep the terminal from echoing what is typed; what it was set to before."""
    try:
        import termios

        before = termios.tcgetattr(sys.stdin.fileno())
        silent = list(before)
        silent[3] = before[3] & ~termios.ECHO
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, silent)
    except (ImportError, OSError, termios.error):
        return []
    return before


def _restore(before: list[Any]) -> None:
    if before:
        import termios

        with suppress(termios.error):
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, before)
