"""The server: the page, what it is drawn with, and the readers behind it."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from html import escape
from importlib.resources import files
from string import Template

from aiohttp import WSCloseCode, WSMsgType, web

from briefing.browser.gate import Gate
from briefing.browser.reader_process import ReaderProcess

MOST_READERS = 16
"""At once: each is a process of some 60 MB."""
_LARGEST = 256 * 1024
"""Bytes of a message: what somebody pastes."""
_FILES = {
    "page.css": ("text/css", "briefing.browser", "page.css"),
    "page.js": ("text/javascript", "briefing.browser", "page.js"),
    "xterm.css": ("text/css", "textual_serve", "static/css/xterm.css"),
    "textual.js": ("text/javascript", "textual_serve", "static/js/textual.js"),
    "mono.ttf": ("font/ttf", "textual_serve", "static/fonts/RobotoMono-VariableFont_wght.ttf"),
}
"""All that the page is made of, each with its kind, and the package and the file that it is in."""
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
    " data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
"""The terminal in the page sets styles of its own; all else comes from here, and nobody may show the page in theirs."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class ReaderServer:
    """Shows one desk to whom the gate lets in. `words` start a reader."""

    def __init__(self, words: tuple[str, ...], gate: Gate, title: str) -> None:
        self._words, self._gate = words, gate
        self._title = title
        self._open: set[web.WebSocketResponse] = set()
        self._port = 0

    async def run(self, host: str, port: int, ready: Callable[[int], None]) -> None:
        """Serve until a signal tells to end; `ready` is told the port, which with 0 is a free one. Raises `OSError`."""
        app = web.Application(middlewares=[self._guard])
        app.add_routes([web.get("/", self._page), web.get("/ws", self._read), web.get("/of/{name}", self._file)])
        app.on_shutdown.append(self._close_all)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
            self._port = runner.addresses[0][1]
            end = asyncio.Event()
            for number in (signal.SIGINT, signal.SIGTERM):
                with suppress(NotImplementedError):  # not on every system
                    asyncio.get_running_loop().add_signal_handler(number, end.set)
            ready(self._port)
            await end.wait()
        finally:
            await runner.cleanup()

    async def _close_all(self, _app: web.Application) -> None:
        for one in tuple(self._open):
            await one.close(code=WSCloseCode.GOING_AWAY)

    # Who is let in

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        host = request.headers.get("Host", "")
        if not self._gate.knows(host):
            return _refusal(421, "This server is not called so.")
        if request.path == "/ws" and not self._gate.is_same(request.headers.get("Origin", ""), host):
            return _refusal(403, "Only a page of this server opens the reader.")
        if "token" in request.query:
            return self._let_in(request)
        if not self._gate.opens(request.cookies.get(self._cookie, "")):
            return _refusal(403, "Open the address that was printed where this was started: it has the token.")
        answer = await handler(request)
        if not answer.prepared:
            answer.headers.update(_HEADERS)
        return answer

    @property
    def _cookie(self) -> str:
        """Cookies are of a host, whatever its port."""
        return f"briefing-{self._port}"

    def _let_in(self, request: web.Request) -> web.StreamResponse:
        """Take the token out of the address: it would stay in the history, and in what is shown to others."""
        given = request.query["token"]
        if not self._gate.opens(given):
            return _refusal(403, "This is not the token; where the server was started anew, it has a new one.")
        answer = web.Response(status=303, headers={**_HEADERS, "Location": "/"})
        if self._gate.token:
            answer.set_cookie(self._cookie, given, httponly=True, samesite="Strict", secure=request.secure)
        return answer

    # What is shown

    async def _page(self, request: web.Request) -> web.StreamResponse:
        scheme = "wss" if request.secure or request.headers.get("X-Forwarded-Proto") == "https" else "ws"
        page = Template(files("briefing.browser").joinpath("page.html").read_text(encoding="utf-8"))
        said = page.substitute(title=escape(self._title), socket=escape(f"{scheme}://{request.headers['Host']}/ws"))
        return web.Response(text=said, content_type="text/html")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["name"] not in _FILES:
            return _refusal(404, "There is nothing here.")
        kind, package, file = _FILES[request.match_info["name"]]
        return web.Response(body=files(package).joinpath(file).read_bytes(), content_type=kind)

    async def _read(self, request: web.Request) -> web.StreamResponse:
        """A reader for a page, as long as that is open."""
        if len(self._open) >= MOST_READERS:
            return _refusal(503, f"{MOST_READERS} readers are open, and no more are begun; close one.")
        socket = web.WebSocketResponse(heartbeat=15, max_msg_size=_LARGEST)
        self._open.add(socket)
        try:
            await socket.prepare(request)
            reader = ReaderProcess(
                self._words, light=request.cookies.get("ground") == "light",
                has_clipboard=request.cookies.get("clipboard") != "none",
                write=socket.send_bytes, say=socket.send_str, close=socket.close,
            )  # fmt: skip
            await reader.start(_number(request, "width"), _number(request, "height"))
            try:
                async for message in socket:
                    if message.type == WSMsgType.TEXT:
                        with suppress(ValueError, RecursionError):  # no JSON
                            await reader.take(message.json())
            finally:
                await reader.stop()
        finally:
            self._open.discard(socket)
        return socket


def _number(request: web.Request, name: str) -> int:
    text = request.query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _refusal(status: int, why: str) -> web.Response:
    return web.Response(status=status, text=f"{why}\n", headers=_HEADERS)
