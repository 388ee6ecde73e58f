"""What is the matter with a server, in a sentence: never in its own words, which may tell of users and of hosts."""

from __future__ import annotations

import os
import re
from typing import Any

from briefing.postgres.address import DeskAddress

_IN = "{where} does not let us in"
_PASSWORD = f"{_IN}: the user or the password is wrong"
_NO_VALUE = "PostgreSQL does not know what is said for {shown}: look at the port and behind the `?` of its address"
_STATES = {
    "57014": "{where} took too long to answer, and was not waited for",
    "28P01": _PASSWORD,
    "28000": _IN,
    "3D000": "there is no such user or database at {shown}",
    "42501": "we may not read what is published at {shown}",
    "40001": "{where} changed while it was asked; ask once more",
    "55P03": "{where} is busy with something else",
    "42P01": "nothing is published at {shown}",
    "3F000": "nothing is published at {shown}",
    "53300": "{where} has as many connections as it takes",
    "53100": "the disk of {where} is full",
    "25006": "{where} is read-only: publish to the server that it is a copy of",
    "57P01": "{where} is stopping",
    "57P02": "{where} has stopped",
    "57P03": "{where} is starting",
}
"""By the code of an error ("PostgreSQL Error Codes" of its manual)."""
_WORDS = {
    "password authentication failed": _PASSWORD,
    "no password supplied": f"{_IN} without a password",
    "authentication failed": _IN,
    "no encryption": f"{_IN} from here, or only encrypted, which sslmode=require asks for",
    "pg_hba.conf": f"{_IN} from here",
    "permission denied for database": f"{_IN}: we may not use it",
    "not permitted to log in": f"{_IN} as this user",
    "not currently accepting connections": "{where} takes no connections",
    "root certificate file": "the file of certificates that `sslrootcert` names for {where} is not there",
    "does not match host name": "the certificate of {where} is that of a machine of another name",
    "certificate": "the certificate of {where} is not one that we trust, or is missing",
    "does not exist": "there is no such user or database at {shown}",
    "could not translate host name": "no machine is called `{host}`",
    "name or service not known": "no machine is called `{host}`",
    "failed to resolve host": "no machine is called `{host}`",
    "could not parse network address": "no machine is called `{host}`",
    "hot standby mode": "{where} is not of the kind that target_session_attrs asks for",
    "session is": "{where} is not of the kind that target_session_attrs asks for",
    "invalid": _NO_VALUE,
    "unrecognized configuration parameter": _NO_VALUE,
    "bad value": _NO_VALUE,
    "definition of service": "no service `{service}` is defined",
    "does not support ssl": "{where} takes no encrypted connection; sslmode=disable in the address does without",
    "starting up": "{where} is starting",
    "recovery mode": "{where} is starting",
    "not yet accepting connections": "{where} is starting",
    "shutting down": "{where} is stopping",
    "no more connections": "{where} has as many connections as it takes",
    "too many": "{where} has as many connections as it takes",
    "connection refused": "{where} does not answer: no server runs there",
    "no such file": "{where} does not answer: no server runs there",
}
"""By what is in the text of an error that has no code, as those of a connection that could not be made, but for the
names in it."""
_SERVERS_OWN = re.compile(r"failed: \S+:  (.*)")
"""What a server says who does not let us in, in its own language; libpq's words are English, and behind one blank."""


def of_servers() -> tuple[type[Exception], ...]:
    """Errors that tell of a server and not of a question of ours."""
    from psycopg import InterfaceError, OperationalError, errors

    return OperationalError, InterfaceError, errors.InsufficientPrivilege, errors.UndefinedTable, OSError


def said(error: Exception, address: DeskAddress) -> str:
    """What an error says, without a full stop."""
    text, state = re.sub(r'"[^"]*"', "", str(error)).lower(), getattr(error, "sqlstate", None)
    found = _STATES.get(state or "") or next((_WORDS[part] for part in _WORDS if part in text), "")
    if not found and (own := _SERVERS_OWN.search(str(error))):
        found = _of_another_language(own[1], getattr(error, "pgconn", None), address)
    if not found:
        is_gone = not state or state.startswith("08")
        found = "{where} does not answer" if is_gone else f"{{where}} answers with the error {state}"
    return found.format(where=address.place, shown=address.shown, host=address.host, service=address.service)


def _of_another_language(text: str, asked: Any, address: DeskAddress) -> str:
    """What is the matter, by what is the same in all languages: what libpq makes of the code of the error, which it
    keeps to itself, which names are told, and whether a password was asked for."""
    from psycopg import pq

    if pq.PGconn.ping(address.parameters(os.environ).encode()) == pq.Ping.REJECT:
        return "{where} is starting, or stopping"
    if address.database and re.search(rf"\W{re.escape(address.database)}\W", text):
        return "{where} is not there, or we may not use it"
    return _PASSWORD if asked and asked.used_password else _IN
