"""How long a program takes until a text of its first frame reaches the terminal."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence

LIMIT = 20.0  # seconds


def until_painted(
    command: Sequence[str], marker: bytes, environ: Mapping[str, str], size: tuple[int, int] = (120, 40)
) -> float:
    """Seconds from the start of the process until `marker` was written to a terminal of `size` (columns, rows).

    The program is killed then. Raises `TimeoutError` with the end of what it wrote when the marker never comes.
    """
    begun = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:  # the child: becomes the program
        os.execvpe(command[0], list(command), dict(environ))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    seen = b""
    try:
        while time.perf_counter() - begun < LIMIT:
            ready, _, _ = select.select([terminal], [], [], 0.5)
            if not ready:
                continue
            try:
                data = os.read(terminal, 65536)
            except OSError:
                break
            seen += data
            if marker in seen:
                return time.perf_counter() - begun
        raise TimeoutError(f"{command[0]} never painted {marker!r}: …{seen[-400:]!r}")
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
