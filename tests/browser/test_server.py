"""`briefing serve`: who is let in, what they get, and that a reader comes with each page and goes with it."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

aiohttp = pytest.importorskip("aiohttp", reason="the extra `serve` is not installed")
pytest.importorskip("textual_serve", reason="the extra `serve` is not installed")

from briefing.browser.gate import Gate, is_loopback  # noqa: E402
from briefing.browser.server import MOST_READERS, ReaderServer  # noqa: E402
from tests.terminal import environ  # noqa: E402
from tests.test_house import ROOT  # noqa: E402

PATIENCE = 30
_ECHO = """
import json, os, sys
def put(kind, data): sys.stdout.buffer.write(kind + len(data).to_bytes(4, "big") + data); sys.stdout.flush()
print("__GANGLION__", flush=True)
put(b"D", json.dumps([sys.argv[1:], os.environ["COLUMNS"], os.environ["ROWS"], os.environ["TERM"],
                      os.environ["COLORFGBG"], os.environ["BROWSER_CLIPBOARD"]]).encode())
while kind := sys.stdin.buffer.read(1):
    data = sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(4), "big"))
    put(b"D", kind + data)
    if data == b"q": break
    if data == b"o":
        for url in ("javascript:alert(1)", "https://example.org/"):
            put(b"M", json.dumps({"type": "open_url", "url": url, "new_tab": True}).encode())
"""
ECHO = (sys.executable, "-c", _ECHO, "DESK")
"""In place of a reader: says how it was started, and what it is sent."""
Steps = Callable[[Any, str], Awaitable[None]]


def served(steps: Steps, token: str = "", words: Sequence[str] = ECHO, host: str = "127.0.0.1") -> None:
    """Take steps against a server, with a client and the address where it listens."""

    async def go() -> None:
        ports: asyncio.Queue[int] = asyncio.Queue()
        server = ReaderServer(tuple(words), Gate(host, token), "A <desk>")
        running = asyncio.create_task(server.run("127.0.0.1", 0, ports.put_nowait))
        port = await ports.get()
        jar = aiohttp.CookieJar(unsafe=True)  # of a number, too
        try:
            async with aiohttp.ClientSession(cookie_jar=jar) as client:
                await asyncio.wait_for(steps(client, f"http://127.0.0.1:{port}"), PATIENCE)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    asyncio.run(go())


async def status(client: Any, address: str, **headers: str) -> int:
    async with client.get(address, headers=headers, allow_redirects=False) as answer:
        return int(answer.status)


def opened(client: Any, address: str, query: str = "", origin: str | None = None, **headers: str) -> Any:
    return client.ws_connect(f"{address}/ws{query}", headers={"Origin": origin or address, **headers})


async def refused(client: Any, address: str, **how: Any) -> int:
    with pytest.raises(aiohttp.WSServerHandshakeError) as why:
        await opened(client, address, **how)
    return int(why.value.status)


def test_the_page_and_all_that_it_needs_come_from_here() -> None:
    async def steps(client: Any, address: str) -> None:
        async with client.get(f"{address}/") as answer:
            page = await answer.text()
            policy = answer.headers["Content-Security-Policy"]
        assert "<title>A &lt;desk&gt;</title>" in page
        assert f'data-session-websocket-url="ws{address[4:]}/ws"' in page
        assert "http://" not in page
        assert "https://" not in page
        assert "frame-ancestors 'none'" in policy
        for name in re.findall(r'"(of/[\w.]+)"', page):
            async with client.get(f"{address}/{name}") as answer:
                assert answer.status == 200
                assert len(await answer.read()) > 200
        for odd in ("/of/..%2f..%2fpyproject.toml", "/of/server.py", "/static/", "/download/x", "/of/"):
            assert await status(client, f"{address}{odd}") == 404, odd

    served(steps)


@pytest.mark.parametrize("listens_at", ["127.0.0.1", "0.0.0.0"])
def test_by_a_name_of_somebody_elses_nothing_is_answered(listens_at: str) -> None:
    async def steps(client: Any, address: str) -> None:
        assert await status(client, f"{address}/") == 200
        for name in (
            "rebound.example",
            "rebound.example:8000",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "[",
        ):
            for path in ("/", "/of/textual.js", "/ws"):
                assert await status(client, f"{address}{path}", Host=name, Origin=f"http://{name}") == 421, name

    served(steps, host=listens_at)


def test_only_its_own_page_opens_the_reader() -> None:
    async def steps(client: Any, address: str) -> None:
        other = f"{address}1"
        evil = ("https://evil.example", "null", "http://localhost", other, f"{address}@evil.example")
        for origin in (*evil, "http://[", "http://a℀.example", f"ftp{address[4:]}", f"{address}/", address[7:]):
            assert await refused(client, address, origin=origin) == 403, origin
        assert await status(client, f"{address}/ws", Upgrade="websocket", Connection="Upgrade") == 403
        async with opened(client, address) as socket:
            assert (await socket.receive()).data

    served(steps)


def test_without_the_token_nobody_is_let_in() -> None:
    async def steps(client: Any, address: str) -> None:
        for path in ("/", "/of/textual.js", "/?token=", "/?token=sesam%20", "/?token=%F0%9F%98%80"):
            assert await status(client, f"{address}{path}") == 403, path
        assert await refused(client, address) == 403
        async with client.get(f"{address}/?token=sesam") as answer:  # led to the page, without it in the address
            assert (answer.status, str(answer.url)) == (200, f"{address}/")
            [led] = answer.history
            assert "HttpOnly" in led.headers["Set-Cookie"]
            assert "SameSite=Strict" in led.headers["Set-Cookie"]
        async with opened(client, address) as socket:
            assert (await socket.receive()).data

    served(steps, token="sesam")


def test_a_browser_names_no_size_that_takes_all_memory() -> None:
    async def steps(client: Any, address: str) -> None:
        sizes = {"?width=99999999&height=99999999": ["500", "500"], "?width=52&height=44": ["52", "44"],
                 "": ["80", "24"], "?width=-3&height=1e9&desk=/etc&command=sh": ["80", "24"]}  # fmt: skip
        for query, size in sizes.items():
            async with opened(client, address, query, Cookie="ground=light; clipboard=none") as socket:
                said = json.loads((await socket.receive()).data)
                assert said == [["DESK"], *size, "xterm-256color", "0;15", "none"], query
                for odd in ("", "{}", "[]", "no", '["stdin", 7]', '["stdin"]', '["quit"]', '["resize", 1]',
                            '["exec", "sh"]', '["resize", {"width": "x", "height": 3}]', "[" * 5000):  # fmt: skip
                    await socket.send_str(odd)
                await socket.send_json(["resize", {"width": 10**12, "height": 0}])
                assert (await socket.receive()).data == b'M{"type": "resize", "width": 500, "height": 24}'
                await socket.send_json(["stdin", "\ud800é"])
                assert (await socket.receive()).data == "D?é".encode()

    served(steps)


def test_addresses_that_are_of_the_web_are_opened_and_the_end_is_told() -> None:
    async def steps(client: Any, address: str) -> None:
        async with opened(client, address) as socket:
            await socket.receive()
            await socket.send_json(["stdin", "o"])
            assert (await socket.receive()).data == b"Do"
            assert json.loads((await socket.receive()).data) == [
                "open_url", {"url": "https://example.org/", "new_tab": True},
            ]  # fmt: skip
            await socket.send_json(["stdin", "q"])
            assert (await socket.receive()).data == b"Dq"
            assert (await socket.receive()).type == aiohttp.WSMsgType.CLOSE

    served(steps)


def test_so_many_readers_and_no_more() -> None:
    async def steps(client: Any, address: str) -> None:
        sockets = [await opened(client, address) for _ in range(MOST_READERS)]
        assert await refused(client, address) == 503
        await asyncio.gather(*(socket.close() for socket in sockets))

    served(steps, words=[sys.executable, "-S", "-c", "import sys; sys.stdin.read()"])


def test_names_that_only_the_owner_gives() -> None:
    assert [is_loopback(one) for one in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "10.0.0.1", "a.example")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
    near, far = Gate("127.0.0.1"), Gate("news.example")
    known = ["localhost:8000", "127.0.0.1", "127.0.0.2:1", "[::1]:8000"]
    assert all(near.knows(one) and far.knows(one) for one in known)
    assert [near.knows(one) for one in ("10.0.0.1", "news.example", "", "[::1", "::1")] == [False] * 5
    assert [far.knows(one) for one in ("10.0.0.1", "NEWS.example:80", "", "evil.example")] == [True, True, False, False]


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_a_page_shows_the_first_frame_and_the_reader_goes_with_it(host: str, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "briefing", "serve", str(ROOT / "briefs"), "--port", "0", "--host", host]
    with subprocess.Popen(
        words, env=environ(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    ) as program:
        assert program.stdout
        assert program.stderr
        line = program.stdout.readline().strip()
        port, query = re.fullmatch(r"http://[^/]+:(\d+)/(.*)", line).groups()  # type: ignore[union-attr]
        assert bool(query) == (host == "0.0.0.0")
        try:
            asyncio.run(_look(f"http://127.0.0.1:{port}", query))
        finally:
            program.send_signal(signal.SIGINT)
        assert program.wait(PATIENCE) == 0
        told = program.stderr.read()
    assert "Traceback" not in told
    assert ("not encrypted" in told) == (host == "0.0.0.0")


async def _look(address: str, query: str) -> None:
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar, timeout=aiohttp.ClientTimeout(PATIENCE)) as client:
        if query:
            assert await status(client, address) == 403
        assert await status(client, f"{address}/{query}") == (303 if query else 200)
        async with opened(client, address, "?width=80&height=24") as socket:
            shown = ""
            while "Stories" not in shown:
                shown += (await socket.receive(timeout=PATIENCE)).data.decode()


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    from socket import create_server

    with create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        words = [sys.executable, "-m", "briefing", "serve", "--port", str(port)]
        done = subprocess.run(words, env=environ(tmp_path), capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 2
    assert f"nothing can listen at 127.0.0.1:{port}: " in done.stderr
    assert "Traceback" not in done.stderr
