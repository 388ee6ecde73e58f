"""Where an editor's cursor is, from the language server to the readers that follow a file.

A reader that follows a file listens at a socket of its own in a folder that only this user can enter, under a name that
stands for the file; a server sends a line and a column to those that are there. Nothing is written to a file, nobody
waits for anybody, and where nobody follows there is no socket and nothing is sent. Systems without such sockets have no
channel: readers follow what is saved there, too.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.model.value import NamedTuple

if TYPE_CHECKING:
    from socket import socket

HAS_CHANNEL = hasattr(os, "geteuid")
_MESSAGE = rb"(\d{1,8}) (\d{1,8})"
_LONGEST = 64
"""Bytes of a message, and more."""
_AT_ONCE = 1_000
"""So many messages are taken before anything else is done."""


class CursorPlace(NamedTuple):
    """A line of a file and the code point in it, both from 1."""

    line: int
    column: int


class Listener:
    """Hears where the cursor is in one file. Raises `OSError` where that can't be."""

    def __init__(self, folder: Path, file: Path) -> None:
        """`folder` is made where it is not there."""
        if not HAS_CHANNEL:
            raise OSError(None, "this system has no sockets in folders")
        with suppress(FileExistsError):
            os.makedirs(folder, mode=0o700)
        _refuse_others(folder)
        _sweep(folder)
        self._path = folder / f"{_sign(file)}.{os.urandom(4).hex()}"
        self._socket = _unbound()
        try:
            self._socket.bind(str(self._path))
        except OSError:
            self._socket.close()
            raise

    def fileno(self) -> int:
        return self._socket.fileno()

    def hear(self) -> CursorPlace | None:
        """The last thing that was told since the last time; None where that was nothing. Never waits."""
        last = None
        for _ in range(_AT_ONCE):
            try:
                data = self._socket.recv(_LONGEST)
            except OSError:
                break
            if found := re.fullmatch(_MESSAGE, data):
                last = CursorPlace(max(int(found[1]), 1), max(int(found[2]), 1))
        return last

    def close(self) -> None:
        """Hear nothing any more, and leave nothing behind."""
        self._socket.close()
        with suppress(OSError):
            self._path.unlink()


class Teller:
    """Tells whoever listens. Never raises, and never waits: who does not keep up misses something."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._signs: dict[Path, str] = {}
        self._socket: socket | None = None

    def listeners(self, file: Path) -> list[str]:
        """The sockets of those who follow a file: what there is to know before a place in it is looked for."""
        if not HAS_CHANNEL:
            return []
        try:
            names = os.listdir(self._folder)
            if not names:
                return []
            _refuse_others(self._folder)
        except OSError:
            return []
        if file not in self._signs:
            self._signs[file] = _sign(file)
        return [os.path.join(self._folder, name) for name in names if name.startswith(f"{self._signs[file]}.")]

    def tell(self, listeners: list[str], place: CursorPlace) -> None:
        """Send a place to some of `listeners`."""
        if self._socket is None:
            self._socket = _unbound()
        for path in listeners:
            try:
                self._socket.sendto(b"%d %d" % place, path)
            except OSError:
                continue

    def close(self) -> None:
        """Tell nobody any more."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def _sign(file: Path) -> str:
    """What stands for a file, whatever way it is called; short, since the way to a socket has about a hundred bytes."""
    from hashlib import sha256

    return sha256(os.fsencode(os.path.realpath(file))).hexdigest()[:16]


def _unbound() -> socket:
    """A socket for messages that waits for nobody."""
    import socket  # a server has no use for it as long as nobody follows

    made = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    made.setblocking(False)
    return made


def _sweep(folder: Path) -> None:
    """Take away what readers that were killed have left."""
    for name in os.listdir(folder):
        with _unbound() as there:
            try:
                there.connect(os.path.join(folder, name))
            except ConnectionRefusedError:
                with suppress(OSError):
                    os.unlink(os.path.join(folder, name))
            except OSError:
                continue


def _refuse_others(folder: Path) -> None:
    """Raise `OSError` where a folder is not this user's alone: somebody else could listen, or tell lies."""
    status = os.lstat(folder)
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid() or status.st_mode & 0o077:
        raise OSError(None, f"{folder} is not yours alone")
