"""What is the matter with a server, in a sentence: never in its own words, which may tell of users and of hosts."""

from __future__ import annotations

from briefing.postgres.address import DeskAddress

_IN = "{where} does not let us in"
_STATES = {
    "57014": "{where} took too long to answer, and was not waited for",
    "28P01": f"{_IN}: the user or the password is wrong",
    "28000": _IN,
    "3D000": "there is no such user or database at {shown}",
    "42501": "we may not read what is published at {shown}",
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
    "password": f"{_IN}: the user or the password is wrong",
    "authentication failed": _IN,
    "no pg_hba.conf entry": f"{_IN} from here",
    "does not exist": "there is no such user or database at {shown}",
    "could not translate host name": "no machine is called `{host}`",
    "name or service not known": "no machine is called `{host}`",
    "failed to resolve host": "no machine is called `{host}`",
    "definition of service": "no service `{service}` is defined",
    "ssl": "{where} takes no encrypted connection; sslmode=disable in the address does without",
    "starting up": "{where} is starting",
    "shutting down": "{where} is stopping",
    "too many": "{where} has as many connections as it takes",
    "connection refused": "{where} does not answer: no server runs there",
    "no such file": "{where} does not answer: no server runs there",
}
"""By what is in the text of an error that has no code, as those of a connection that could not be made; where the text
is not English, no more is known than that there was no answer."""


def of_servers() -> tuple[type[Exception], ...]:
    """Errors that tell of a server and not of a question of ours."""
    from psycopg import InterfaceError, OperationalError, errors

    return OperationalError, InterfaceError, errors.InsufficientPrivilege, errors.UndefinedTable, OSError


def said(error: Exception, address: DeskAddress) -> str:
    """What an error says, without a full stop."""
    text, state = str(error).lower(), getattr(error, "sqlstate", None)
    found = _STATES.get(state or "") or next((_WORDS[part] for part in _WORDS if part in text), "")
    if not found:
        is_gone = not state or state.startswith("08")
        found = "{where} does not answer" if is_gone else f"{{where}} answers with the error {state}"
    return found.format(where=address.place, shown=address.shown, host=address.host, service=address.service)
