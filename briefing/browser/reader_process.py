"""One reader behind one page: a process that draws into a pipe, in the form of `textual-serve`."""

from __future__ import annotations

import asyncio
import json
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

_LEAVE_SECONDS = 5.0
"""How long a reader may take to keep where it was."""
_MOST = 500
"""Columns and rows: no window has more, and each cell of a screen takes memory."""
_OF_THE_SERVER = (
    "TMUX", "STY", "TERM_PROGRAM", "COLORTERM", "SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT", "DISPLAY", "WAYLAND_DISPLAY",
    "WSL_DISTRO_NAME", "LINES",
)  # fmt: skip
"""Variables that speak of the terminal where the server was started."""


class ReaderProcess(AppService):
    """A reader of the desk that was named when the server was started; nothing that a browser sends names another, or
    a command. `write` is given what the terminal in the page shows, `say` what its script is told."""

    def __init__(
        self,
        words: tuple[str, ...],
        *,
        light: bool,
        has_clipboard: bool,
        write: Callable[[bytes], Awaitable[None]],
        say: Callable[[str], Awaitable[None]],
        close: Callable[[], Awaitable[Any]],
    ) -> None:
        super().__init__(
            "", write_bytes=write, write_str=say, close=close, download_manager=DownloadManager()
        )  # what is called there is a line for a shell
        self._words = words
        self._light, self._has_clipboard = light, has_clipboard

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        environ = self._build_environment(_within(width, 80), _within(height, 24))
        self._process = process = await asyncio.create_subprocess_exec(
            *self._words,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=_seen_from_afar(environ, self._light, self._has_clipboard),
        )
        self._stdin = process.stdin
        return process

    async def take(self, message: object) -> None:
        """Do what the page's script asks: keys, the size, the focus. Whatever else it is is nothing."""
        match message:
            case ["stdin", str(keys)]:
                await self.send_bytes(keys.encode("utf-8", "replace"))
            case ["resize", {"width": int(width), "height": int(height)}]:
                await self.set_terminal_size(_within(width, 80), _within(height, 24))
            case ["focus", *_]:
                await self.focus()
            case ["blur", *_]:
                await self.blur()

    async def on_meta(self, data: bytes) -> None:
        """What the reader asks of the page: to be closed, or to open an address. It hands over no file."""
        told = json.loads(data)
        if told["type"] == "exit":
            await self.remote_close()
        elif told["type"] == "open_url" and str(told["url"]).startswith(("http://", "https://")):
            await self.remote_write_str(json.dumps(["open_url", {"url": told["url"], "new_tab": True}]))

    async def run(self) -> None:
        """Pass on what the reader draws, until it ends."""
        await super().run()
        await self.remote_close()

    async def stop(self) -> None:
        """End the reader as a terminal does that is closed: it keeps where it was."""
        process, task = self._process, self._task
        if process is None or task is None:
            return
        self._task = None
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), _LEAVE_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()
        await task


def _within(size: int, usual: int) -> int:
    return min(size, _MOST) if size > 0 else usual


def _seen_from_afar(environ: Mapping[str, str], light: bool, has_clipboard: bool) -> dict[str, str]:
    """The variables for a reader whose terminal is in a browser. `BROWSER_CLIPBOARD` is asked by `ui/clipboard.py`."""
    left = {name: value for name, value in environ.items() if name not in _OF_THE_SERVER}
    return {
        **left, "TERM": "xterm-256color", "COLORFGBG": "0;15" if light else "15;0", "PYTHONIOENCODING": "utf-8",
        "BROWSER_CLIPBOARD": "yes" if has_clipboard else "none",
    }  # fmt: skip
