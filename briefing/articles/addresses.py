"""Addresses of the web: which ones are fetched, how they are written down, and which mean the same."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from briefing.articles.article import NoArticle
from briefing.model.names import clean, composed

_TRACKING = r"(?i)(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|ref_src|ocid|cmpid|_hs(?:enc|mi))=?.*"
"""Parameters that say how a reader came, and not what they read."""
_PORTS = {"http": 80, "https": 443}
_UNSAFE = r"[^!-~\xa1-\ud7ff\uf900-\U0010ffff]|[\"'<>\\^`{|}]"
_LONGEST = 4000


def is_address(text: str) -> bool:
    """Whether a text is meant to be an address and not a file: it has a scheme."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", text) is not None


def written(text: str, base: str = "") -> str:
    """An address as a brief has it: its host in small letters, without part, without what tracks readers; `base` is
    what it may be relative to. Raises `NoArticle` for what is no http or https address, or has a password in it."""
    text = clean(text).strip()
    if len(text) > _LONGEST:
        raise NoArticle("the address is too long")
    try:
        if base:
            from urllib.parse import urljoin

            text = urljoin(base, text)
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise NoArticle("this is no address") from None
    if parts.scheme not in _PORTS:
        raise NoArticle("only http:// and https:// are fetched")
    if not host or re.search(r"[\s/\\?#@%]", host):
        raise NoArticle("this address names no server")
    if parts.username or parts.password:
        raise NoArticle("an address with a name or a password in it is not kept")
    if ":" in host:
        host = f"[{host}]"
    if port not in (None, _PORTS[parts.scheme]):
        host = f"{host}:{port}"
    query = "&".join(part for part in parts.query.split("&") if part and not re.fullmatch(_TRACKING, part))
    address = urlunsplit((parts.scheme, host, parts.path or "/", query, ""))
    return re.sub(_UNSAFE, lambda match: quote(match[0], safe="", errors="replace"), address)


def written_or_none(text: str, base: str = "") -> str:
    """Like `written`, and empty where that raises."""
    try:
        return written(text, base) if text else ""
    except NoArticle:
        return ""


def key(address: str) -> str:
    """What two addresses of the same have in common; that of a file stays as it is. Behind a blank may stand what is
    meant there."""
    if not is_address(address):
        return address
    address, blank, part = address.partition(" ")
    address = re.sub(r"^https?://(?:www\.)?", "", composed(unquote(written_or_none(address) or address)))
    return address.rstrip("/?") + blank + part


def host(address: str) -> str:
    """The name of the server, without `www.`."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def is_home(address: str) -> bool:
    """Whether an address is that of a whole site, which is none of an article."""
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query


def on_the_wire(address: str) -> str:
    """An address in the characters that a request may have. Raises `NoArticle` where its server's name has none."""
    parts = urlsplit(address)
    try:
        name = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    except UnicodeError:
        raise NoArticle("this address names no server") from None
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return urlunsplit((parts.scheme, name, path, query, ""))
