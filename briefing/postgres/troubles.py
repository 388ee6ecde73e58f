"""What is the matter with a server, in a sentence: never in its own words, which may tell of users and of hosts."""

from __future__ import annotations

import re

from briefing.postgres.address import DeskAddress

_IN = "{where} does not let us in"
_PASSWORD = f"{_IN}: the user or the password is wrong"
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
    "no encryption": "{where} takes only encrypted connections, or none from here: sslmode=require asks for one",
    "no pg_hba.conf entry": f"{_IN} from here",
    "certificate": "the certificate of {where} is not one that we trust, or is missing",
    "does not exist": "there is no such user or database at {shown}",
    "could not translate host name": "no machine is called `{host}`",
    "name or service not known": "no machine is called `{host}`",
    "failed to resolve host": "no machine is called `{host}`",
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
names in it; where the text is not English, only a password that was not right is known."""


def of_servers() -> tuple[type[Exception], ...]:
    """Errors that tell of a server and not of a question of ours."""
    from psycopg import InterfaceError, OperationalError, errors

    return OperationalError, InterfaceError, errors.InsufficientPrivilege, errors.UndefinedTable, OSError


def said(error: Exception, address: DeskAddress) -> str:
    """What an error says, without a full stop."""
    text, state = re.sub(r'"[^"]*"', "", str(error)).lower(), getattr(error, "sqlstate", None)
    found = _STATES.get(state or "") or next((_WORDS[part] for part in _WORDS if part in text), "")
    if not found and (asked := getattr(error, "pgconn", None)):  # in whatever language it says so
        found = _PASSWORD if asked.used_password else f"{_IN} without a password" if asked.needs_password else ""
    if not found:
        is_gone = not state or state.startswith("08")
        found = "{where} does not answer" if is_gone else f"{{where}} answers with the error {state}"
    return found.format(where=address.place, shown=address.shown, host=address.host, service=address.service)
