"""Pages that a browser saved with all that belongs to them in one file: MHTML (RFC 2557), and Safari's web archive."""

from __future__ import annotations

import email
import plistlib
from collections.abc import Iterator
from email.message import Message
from typing import Any

from briefing.articles.article import Article, Given, LeadsTo, NoArticle
from briefing.articles.page import read_page
from briefing.model.value import replace


def read_archive(given: Given) -> Iterator[Article | LeadsTo]:
    """The article of the page that was saved. Raises `NoArticle`."""
    is_safari = given.data.startswith(b"bplist")
    data, charset, address = _safari(given.data) if is_safari else _mhtml(given.data)
    if not data:
        raise NoArticle("no page was found in it")
    yield from read_page(replace(given, data=data, charset=charset, saved_from=address))


def _mhtml(data: bytes) -> tuple[bytes, str, str]:
    """The page, its encoding, and where it was. Raises `NoArticle`."""
    try:
        whole = email.message_from_bytes(data)
    except Exception:  # of a library that reads what strangers wrote: it can be anything
        raise NoArticle("the archive is damaged") from None
    address = _header(whole, "Snapshot-Content-Location") or _header(whole, "Content-Location")
    pages = [part for part in whole.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    pages.sort(key=lambda part: bool(address) and _header(part, "Content-Location") != address)  # the rest are frames
    for part in pages:
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload.strip():
            return payload, part.get_content_charset() or "", address or _header(part, "Content-Location")
    return b"", "", ""


def _header(part: Message, name: str) -> str:
    return "".join(str(part.get(name, "")).split())


def _safari(data: bytes) -> tuple[bytes, str, str]:
    """As above. Raises `NoArticle`."""
    try:
        whole: Any = plistlib.loads(data)
    except Exception:  # of a library that reads what strangers wrote: it can be anything
        raise NoArticle("the web archive is damaged") from None
    main = whole.get("WebMainResource") if isinstance(whole, dict) else None
    facts = main if isinstance(main, dict) else {}
    page, charset, address = (facts.get(f"WebResource{key}") for key in ("Data", "TextEncodingName", "URL"))
    return (
        page if isinstance(page, bytes) else b"",
        charset if isinstance(charset, str) else "",
        address if isinstance(address, str) else "",
    )
