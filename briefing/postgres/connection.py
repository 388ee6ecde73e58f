"""Connections to a server, and what an error of one means in words."""

from __future__ import annotations

import os
import re
from typing import Any

from briefing.desk.away import Away
from briefing.postgres.address import DeskAddress
from briefing.postgres.troubles import said

PATIENCE = 25.0
"""Seconds that an answer is waited for; a server that is well gives up before (`store.SECONDS`)."""
_SURROGATES = dict.fromkeys((0, *range(55296, 57344)), "�")


def connect(address: DeskAddress, patience: float | None = PATIENCE, **more: Any) -> Any:
    """A connection of psycopg that commits by itself. Raises `Away`, and `ImportError` where the extra is not there."""
    import psycopg

    from briefing.postgres.limited import Limited

    try:
        connection = Limited.made_apart(
            address.parameters(os.environ), autocommit=True, client_encoding="utf-8", prepare_threshold=None, **more
        )
    except (psycopg.Error, OSError, UnicodeError) as error:
        raise Away(said(error, address)) from None  # the error's own words may have the user and more
    connection.patience = patience
    return connection


def sendable(text: str) -> str:
    """A text that PostgreSQL takes."""
    if "\\u" in text:
        text = _ESCAPE.sub(lambda found: found[0] if found["fine"] else f"{found['before']}\\ufffd", text)
    return text if text.isascii() and "\0" not in text else text.translate(_SURROGATES)


_HALF = r"\\u[dD][{0}][0-9a-fA-F]{{2}}"
_ESCAPE = re.compile(
    rf"(?P<fine>\\\\|{_HALF.format('89abAB')}{_HALF.format('c-fC-F')})"
    rf"|(?P<before>)(?:\\u0000|{_HALF.format('89abAB')}|{_HALF.format('c-fC-F')})"
)
