"""A server of our own on this machine: what it has, what it was asked, and what it does otherwise than others."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Site:
    """Pages by path: text, or status, headers and bytes. `asked` are the paths that were asked for, in order."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.pages: dict[str, str | tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []


@contextmanager
def serving() -> Iterator[Site]:
    """A site until the end of a test."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/slow":
                time.sleep(3)
            if self.path != "/robots.txt":
                site.asked.append(self.path)
            page = site.pages.get(self.path, (404, {}, b""))
            status, headers, data = page if isinstance(page, tuple) else (200, {}, page.encode())
            self.send_response(status)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_words: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """Nothing: who has enough of a page hangs up."""

    server = Server(("127.0.0.1", 0), Handler)
    site = Site(server.server_port)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def packed(data: bytes) -> tuple[int, dict[str, str], bytes]:
    """A page as a server packs it."""
    return 200, {"Content-Encoding": "gzip"}, gzip.compress(data)


def moved(to: str, status: int = 302) -> tuple[int, dict[str, str], bytes]:
    """A page that is elsewhere."""
    return status, {"Location": to}, b""
