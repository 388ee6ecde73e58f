"""Where a published desk is: an address as PostgreSQL's programs take it, and the schema.

    postgresql://reader@archive.example/news?schema=ukraine
    postgresql:///?service=archive

What is not said comes from the usual places: `PGHOST` and the others, a service file, `.pgpass`. The schema is
`briefing` where none is named. Off this machine the connection is encrypted, unless the address, a service or
`PGSSLMODE` says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, unquote, urlencode, urlsplit

from briefing.model.value import dataclass

SCHEMA = "briefing"
_LOOPBACK = ("", "localhost", "127.0.0.1", "::1")
SECONDS = 10
"""So long is a connection waited for."""


class AddressError(ValueError):
    """An address that is none; the text says why, and repeats nothing secret of it."""


@dataclass(frozen=True, slots=True)
class DeskAddress:
    """`url` is for libpq and may have a password; nothing else of it may be shown, logged or kept."""

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
        is_socket = self.host.startswith("/")
        host = "" if is_socket else f"[{self.host}]" if ":" in self.host else self.host
        port = f":{self.port}" if self.port and host else ""
        said = (("host", self.host * is_socket), ("service", self.service), ("schema", self.named_schema))
        more = {key: value for key, value in said if value}
        return f"postgresql://{host}{port}/{quote(self.database)}{'?' if more else ''}{_query(more)}"

    @property
    def place(self) -> str:
        """The same in a few words, for sentences."""
        where = self.service or ("" if self.host.startswith("/") else self.host) or "this machine"
        port = f":{self.port}" if self.port else ""
        return f"the database {f'`{self.database}` ' if self.database else ''}at {where}{port}"

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
        is_said = self.service or "PGSERVICE" in environ or "PGSSLMODE" in environ
        host = self.host or environ.get("PGHOST", "")
        if not is_said and host not in _LOOPBACK and not host.startswith("/"):
            asked["sslmode"] = "require"
        return f"postgresql://{url.netloc}{url.path}?{_query(asked | given)}"


def address_of(text: str) -> DeskAddress:
    """The address that a text is. Raises `AddressError`."""
    try:
        url = urlsplit(text)
        port = str(url.port or "")
        host = unquote(url.hostname or "")
        given = _given(url.query)
    except ValueError as error:
        raise AddressError("the address of a desk is written postgresql://HOST/DATABASE?schema=NAME") from error
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
        host=host or given.get("host", ""),
        port=port or given.get("port", ""),
        database=unquote(url.path.lstrip("/")) or given.get("dbname", ""),
        service=given.get("service", ""),
    )


def _given(query: str) -> dict[str, str]:
    """What an address says behind its `?`. Unlike in a form, `+` is no blank there. Raises `ValueError`."""
    pairs = [part.partition("=") for part in query.split("&") if part]
    if not all(sign for _key, sign, _value in pairs):
        raise ValueError(query)
    return {unquote(key): unquote(value) for key, _sign, value in pairs}


def _query(given: Mapping[str, str]) -> str:
    return urlencode(given, quote_via=quote)
