"""Telling when a desk was published again, as it happens."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Any

from briefing.desk.away import Away
from briefing.postgres.address import DeskAddress
from briefing.postgres.connection import connect
from briefing.postgres.editions import CHANNEL, current

WAKES_SECONDS = 1.0
"""How often the thread looks whether it is to stop."""
LOOKS_SECONDS = 15.0
"""How often the database is asked: through a pooler that shares connections nothing is told, and a server that is gone
says nothing either."""
_PATIENCE = (0.5, 1.0, 2.0, 5.0, 10.0)
"""How long is waited before a server that does not answer is asked again."""


def watch(
    address: DeskAddress,
    on_change: Callable[[], None],
    stop: threading.Event,
    connected: Callable[[DeskAddress], Any] = connect,
    beside: Callable[[], None] = lambda: None,
) -> None:
    """Call `on_change` whenever the desk was published, and when the server goes or comes back, until `stop` is set;
    and every second what is done `beside` it as long as the server is there.

    Blocks: run it in a thread; both are called there.
    """
    known: object = None
    failed = 0
    while not stop.is_set():
        with contextlib.suppress(*_errors()), contextlib.closing(connected(address)) as connection:
            _hear(connection)
            now = current(connection, address)  # behind LISTEN: what is published meanwhile is told or seen
            if failed or (known is not None and now != known):
                on_change()
            known, failed = now, 0
            known = _listen(connection, address, on_change, stop, known, beside)
        if stop.is_set():
            return
        if failed == 0:
            on_change()  # the question that follows says what is the matter
        stop.wait(_PATIENCE[min(failed, len(_PATIENCE) - 1)])
        failed += 1


def _hear(connection: Any) -> None:
    """Be told from now on; a standby tells nothing, and is only looked at."""
    from psycopg import errors

    with contextlib.suppress(errors.ReadOnlySqlTransaction):
        connection.execute(f"LISTEN {CHANNEL}")


def _listen(
    connection: Any,
    address: DeskAddress,
    on_change: Callable[[], None],
    stop: threading.Event,
    known: object,
    beside: Callable[[], None],
) -> object:
    quiet = 0.0
    while not stop.is_set():
        beside()
        told = list(connection.notifies(timeout=WAKES_SECONDS, stop_after=1))
        quiet = 0.0 if told else quiet + WAKES_SECONDS
        if not told and quiet < LOOKS_SECONDS:
            continue
        quiet = 0.0
        now = current(connection, address)
        if now != known:
            known = now
            on_change()
    return known


def _errors() -> tuple[type[Exception], ...]:
    import psycopg

    return psycopg.Error, OSError, Away
