"""Where a published desk is: an address as PostgreSQL's programs take it, and the schema.

    postgresql://reader@archive.example/news?schema=ukraine
    postgresql:///?service=archive

What is not said comes from the usual places: `PGHOST` and the others, a service file, `.pgpass`. The schema is
`briefing` where none is named. There may be several hosts, `one:5432,two:5433`, of which the first that answers is
asked. Off this machine the connection is encrypted, unless the address, a service or `PGSSLMODE` says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import zip_longest
from pathlib import Path
from urllib.parse import quote, unquote, urlencode, urlsplit

from briefing.model.value import dataclass
from briefing.postgres.service import of_service

SCHEMA = "briefing"
_PLACE = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+(?:%[^\]]*)?)\]|(?P<host>[^\[\]:]*))(?::(?P<port>[0-9]{0,5}))?")
_LOOPBACK = ("", "localhost", "127.0.0.1", "::1")
SECONDS = 10
"""So long is a connection waited for."""


class AddressError(ValueError):
    """An address that is none; the text says why, and repeats nothing secret of it."""


@dataclass(frozen=True, slots=True)
class DeskAddress:
    """`url` is for libpq and may have a password; nothing else of it may be shown, logged or kept. Of several hosts
    `host` and `port` have each, with commas between them."""

    url: str
    schema: str
    host: str
    port: str
    database: str
    service: str

    def __repr__(self) -> str:
        """What a description of a fault has of it."""
        return self.shown

    @property
    def whole(self) -> str:
        """The address as it can be given once more: a secret, as `url` is."""
        return f"{self.url}{'' if self.url.endswith('?') else '&'}{urlencode({'schema': self.schema})}"

    @property
    def shown(self) -> str:
        """The address without user and password."""
        is_socket = "/" in self.host
        hosts = "" if is_socket or not self.host else ",".join(self._places)
        said = (("host", self.host * is_socket), ("service", self.service), ("schema", self.named_schema))
        more = {key: value for key, value in said if value}
        return f"postgresql://{hosts}/{quote(self.database)}{'?' if more else ''}{_query(more)}"

    @property
    def place(self) -> str:
        """The same in a few words, for sentences."""
        named = f"`{self.database}` " if self.database else ""
        return f"the database {named}at {self.service or ' or '.join(self._places)}"

    @property
    def _places(self) -> list[str]:
        """Each host with its port."""
        hosts, ports = self.host.split(","), self.port.split(",")
        ports *= len(hosts) if len(ports) == 1 else 1
        named = ["this machine" if not host or host.startswith("/") else _bracketed(host) for host in hosts]
        return [f"{host}{f':{port}' if port else ''}" for host, port in zip_longest(named, ports, fillvalue="")]

    @property
    def named_schema(self) -> str:
        """The schema, where it is not the usual one."""
        return self.schema if self.schema != SCHEMA else ""

    @property
    def name(self) -> str:
        """What the desk is called."""
        return self.named_schema or self.database or self.service or "desk"

    @property
    def root(self) -> Path:
        """A path that no folder has and that tells this desk from all others: by it the reader's marks are kept."""
        parts = (self.service, self.host, self.port, self.database, self.schema)
        return Path("/", *[f"postgresql:{quote(part, safe='')}" for part in parts])

    def parameters(self, environ: Mapping[str, str]) -> str:
        """The whole address, for libpq."""
        url = urlsplit(self.url)
        given = _given(url.query)
        asked = {
            "connect_timeout": str(SECONDS), "application_name": "briefing",
            # a server that is gone without a word is noticed
            "keepalives_idle": "20", "keepalives_interval": "5", "keepalives_count": "3",
        }  # fmt: skip
        service = of_service(self.service or environ.get("PGSERVICE", ""), environ)
        if not ("PGSSLMODE" in environ or service is None or "sslmode" in service):
            addresses = given.get("hostaddr") or service.get("hostaddr") or environ.get("PGHOSTADDR")
            hosts = addresses or self.host or service.get("host") or environ.get("PGHOST", "")
            if not all(host in _LOOPBACK or host.startswith("/") for host in hosts.split(",")):
                asked["sslmode"] = "require"
        return f"postgresql://{url.netloc}{url.path}?{_query(asked | given)}"


def address_of(text: str) -> DeskAddress:
    """The address that a text is. Raises `AddressError`."""
    try:
        url = urlsplit(text)
        host, port = _hosts(url.netloc.rpartition("@")[2])
        given = _given(url.query)
        if "@" in url.path or url.fragment:  # of a password with signs that end a part
            raise ValueError
    except ValueError:
        raise AddressError(
            "the address of a desk is written postgresql://HOST/DATABASE?schema=NAME; `/`, `?`, `#` and `@` in a"
            " password are written %2F, %3F, %23 and %40"
        ) from None
    schema = given.pop("schema", SCHEMA)
    if not unquote(text).isprintable():
        raise AddressError("the address of a desk has a character that cannot be shown")
    if not re.fullmatch(r"(?!pg_|information_schema$)[a-z_][a-z0-9_]{0,39}", schema):
        raise AddressError(
            "a schema is named with at most 40 small letters, digits and `_`, a letter first; `pg_` is PostgreSQL's"
        )
    return DeskAddress(
        url=f"postgresql://{url.netloc}{url.path}?{_query(given)}",
        schema=schema,
        host=host or given.get("host", "") or given.get("hostaddr", ""),
        port=port or given.get("port", ""),
        database=unquote(url.path.lstrip("/")) or given.get("dbname", ""),
        service=given.get("service", ""),
    )


def _hosts(places: str) -> tuple[str, str]:
    """The hosts and the ports of an address, each with commas between them. Raises `ValueError`."""
    found = [_PLACE.fullmatch(place) for place in places.split(",")]
    if not all(found):
        raise ValueError
    hosts, ports = zip(*[(one["six"] or one["host"], one["port"] or "") for one in found if one], strict=True)
    return ",".join(map(unquote, hosts)), ",".join(ports) if any(ports) else ""


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _given(query: str) -> dict[str, str]:
    """What an address says behind its `?`. Unlike in a form, `+` is no blank there. Raises `ValueError`."""
    pairs = [part.partition("=") for part in query.split("&") if part]
    if not all(sign for _key, sign, _value in pairs):
        raise ValueError(query)
    return {unquote(key): unquote(value) for key, _sign, value in pairs}


def _query(given: Mapping[str, str]) -> str:
    return urlencode(given, quote_via=quote)
