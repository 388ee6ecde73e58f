"""What is fetched: one address after the other, each that somebody asked for, in a limited time and size.

Only http and https, also behind redirects. A server that is reached by a feed or a redirect, and not by an address that
the user gave, may not be one of the user's own network.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import time
import urllib.error
import urllib.request
import zlib
from email.message import Message
from http.client import HTTPMessage
from typing import IO, Any
from urllib.parse import urlsplit

import briefing
from briefing.articles.addresses import on_the_wire, written
from briefing.articles.article import Given, NoArticle
from briefing.model.limits import ARTICLE, MEGABYTE
from briefing.model.names import one_line

AGENT = "briefing-desk"
"""What it is called in `robots.txt`."""
_WAIT = 20.0
"""Seconds that a server may be silent."""
_WHOLE = 90.0
"""Seconds that an answer may take."""
_PAUSE = 1.0
"""Seconds between two requests to one server, unless it wants more of them."""
_LONGEST_PAUSE = 15.0
_REDIRECTS = 5
_CHUNK = 65_536


class Web:
    """Fetches what it is asked for. `pause` are the seconds between two requests to one server."""

    def __init__(self, pause: float = _PAUSE) -> None:
        self._pause = pause
        self._last: dict[str, float] = {}
        self._robots: dict[str, Any] = {}
        self._opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler(),
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(),
            urllib.request.HTTPDefaultErrorHandler(),
            urllib.request.HTTPErrorProcessor(),
            _Redirects(),
        ):  # and none for files or ftp
            self._opener.add_handler(handler)

    def get(self, address: str, found_at: str = "") -> Given:
        """What is at an address: one that the user gave, or that was found at such a one; those are left alone where
        `robots.txt` asks for it. Raises `NoArticle`."""
        address = written(address)
        if found_at:
            _refuse_inside(address, found_at)
            if not self._is_welcome(address):
                raise NoArticle("its server asks programs to leave it alone (robots.txt)")
        data, final, headers = self._fetch(address, ARTICLE, found_at)
        return Given(
            data,
            name=address,
            origin=written(final) if final else address,
            media=headers.get_content_type() if headers.get("Content-Type") else "",
            charset=headers.get_content_charset() or "",
        )

    def _fetch(self, address: str, limit: int, found_at: str = "") -> tuple[bytes, str, Message]:
        request = urllib.request.Request(
            on_the_wire(address),
            headers={
                "User-Agent": f"{AGENT}/{briefing.__version__} (a reader of news; one page, for a person)",
                "Accept": "text/html, application/rss+xml, application/atom+xml, application/pdf, text/plain, */*",
                "Accept-Encoding": "gzip",
            },
        )
        request.found_at = found_at or address  # type: ignore[attr-defined]
        self._wait_for(address)
        try:
            with self._opener.open(request, timeout=_WAIT) as answer:
                data = _body(answer, limit)
                return data, answer.geturl(), answer.headers
        except urllib.error.HTTPError as error:
            with error:
                raise NoArticle(_status(error.code, error.reason)) from None
        except urllib.error.URLError as error:
            if isinstance(error.reason, NoArticle):
                raise error.reason from None
            raise NoArticle(_failure(error.reason, address)) from None
        except (http.client.HTTPException, zlib.error):
            raise NoArticle("its server answered with something that is not understood") from None
        except OSError as error:
            raise NoArticle(_failure(error, address)) from None
        except (ValueError, UnicodeError):
            raise NoArticle("this is no address that can be fetched") from None
        finally:
            self._last[_server(address)] = time.monotonic()

    def _wait_for(self, address: str) -> None:
        """Let a server rest that was asked a moment ago."""
        server = _server(address)
        robots = self._robots.get(server)
        wanted = (robots.crawl_delay(AGENT) if robots else None) or 0
        pause = min(max(self._pause, float(wanted)), _LONGEST_PAUSE)
        rest = self._last.get(server, -pause) + pause - time.monotonic() if server in self._last else 0
        if rest > 0:
            time.sleep(rest)

    def _is_welcome(self, address: str) -> bool:
        from urllib.robotparser import RobotFileParser

        server = _server(address)
        if server not in self._robots:
            robots = self._robots[server] = RobotFileParser()
            try:
                data, _final, _headers = self._fetch(f"{server}/robots.txt", _CHUNK * 8)
                robots.parse(data.decode("utf-8", "replace").splitlines())
            except NoArticle:
                robots.parse([])  # it has none, or the page will not come either
        return bool(self._robots[server].can_fetch(AGENT, on_the_wire(address)))


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows to http and https only, and not from the open net into the user's own."""

    max_redirections = _REDIRECTS
    max_repeats = 2

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        found_at = getattr(req, "found_at", req.full_url)
        try:
            address = written(newurl)
            _refuse_inside(address, found_at)
        except NoArticle as error:
            raise urllib.error.URLError(NoArticle(f"it leads to {one_line(newurl)[:100]}: {error}")) from None
        request = super().redirect_request(req, fp, code, msg, headers, on_the_wire(newurl))
        if request is not None:
            request.found_at = found_at  # type: ignore[attr-defined]
        return request

    def http_error_302(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage
    ) -> Any:
        newurl = headers.get("location") or headers.get("uri") or ""
        scheme = re.match(r"\s*([A-Za-z][A-Za-z0-9+.-]*):", newurl)
        if scheme and scheme[1].lower() not in ("http", "https"):
            why = f"it leads to {one_line(newurl)[:100]}: only http:// and https:// are fetched"
            raise urllib.error.URLError(NoArticle(why))
        return super().http_error_302(req, fp, code, msg, headers)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


def _body(answer: Any, limit: int) -> bytes:
    """The whole of an answer. Raises `NoArticle` where it is too large or too slow."""
    is_packed = (answer.headers.get("Content-Encoding") or "identity").strip().lower()
    if is_packed not in ("identity", "gzip", "x-gzip"):
        raise NoArticle(f"its server sent it packed ({one_line(is_packed)[:20]}), which nobody asked for")
    unpacker = zlib.decompressobj(31) if is_packed != "identity" else None
    parts: list[bytes] = []
    size = 0
    end = time.monotonic() + _WHOLE
    while chunk := answer.read1(_CHUNK):
        if unpacker is not None:
            chunk = unpacker.decompress(chunk, limit - size + 1)
        size += len(chunk)
        if size > limit:
            raise NoArticle(f"it is larger than {limit // MEGABYTE or 1} MB")
        if time.monotonic() > end:
            raise NoArticle(f"it did not come within {_WHOLE:.0f} seconds")
        parts.append(chunk)
    if unpacker is not None:
        parts.append(unpacker.flush())
    if answer.length:
        raise NoArticle("the answer of its server broke off")
    return b"".join(parts)


def _server(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _status(code: int, reason: object) -> str:
    known = {401: "wants a password", 403: "does not give it out", 404: "has no such page", 410: "has it no more",
             429: "was asked too often; try later"}  # fmt: skip
    told = known.get(code) or (
        "is out of order" if code >= 500 else one_line(str(reason))[:60] or "does not give it out"
    )
    return f"its server says: {code}, it {told}" if code in known or code >= 500 else f"its server says: {code} {told}"


def _failure(error: object, address: str) -> str:
    import ssl

    name = urlsplit(address).hostname or ""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate of {name} is not to be trusted"
    if isinstance(error, TimeoutError | socket.timeout):
        return f"{name} did not answer within {_WAIT:.0f} seconds"
    if isinstance(error, socket.gaierror):
        return f"there is no server {name}, or no network"
    if isinstance(error, ConnectionRefusedError):
        return f"nobody answers at {name}"
    return f"{name} could not be reached"


def _refuse_inside(address: str, found_at: str) -> None:
    """Raise `NoArticle` for an address of the user's own network that was found elsewhere."""
    there, here = urlsplit(address), urlsplit(found_at)
    if there.hostname == here.hostname or _is_inside(here.hostname or ""):
        return
    if _is_inside(there.hostname or ""):
        raise NoArticle("it leads into your own network")


def _is_inside(name: str) -> bool:
    """Whether a server is one of the user's own network."""
    try:
        found = {str(one[4][0]) for one in socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        return False  # it will not be reached either
    numbers = (ipaddress.ip_address(one.partition("%")[0]) for one in found)
    return any(map(_is_of_here, numbers))


_NAT64 = "64:ff9b::/96"
"""Addresses that stand for those of the old net, in their last bits (RFC 6052)."""


def _is_of_here(number: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address is none of the open net, also where another one is written into it."""
    if isinstance(number, ipaddress.IPv6Address):
        packed = number in ipaddress.IPv6Network(_NAT64) and ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
        inner = number.ipv4_mapped or number.sixtofour or packed
        if inner:
            return _is_of_here(inner)
    return not number.is_global or number.is_multicast
