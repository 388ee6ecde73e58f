"""Whose turn it is to publish a desk: one publisher's at a time, and nobody's who is lost."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from briefing.model.value import dataclass
from briefing.postgres.address import DeskAddress
from briefing.postgres.connection import connect
from briefing.postgres.editions import control

TURNS = """
CREATE TABLE IF NOT EXISTS {control}.turns (number bigint NOT NULL);
INSERT INTO {control}.turns SELECT 0 WHERE NOT EXISTS (SELECT FROM {control}.turns);
"""
WAITS_SECONDS = 60
"""So long is waited for what others hold: a table that somebody works at, what a publisher began who is no more."""
_MANNER = (
    f"SET LOCAL lock_timeout = '{WAITS_SECONDS}s'; SET LOCAL idle_in_transaction_session_timeout = 0;"
    # a publisher that was killed is noticed in the midst of a long statement too
    " SET LOCAL client_connection_check_interval = '1s'"
)


class TurnError(Exception):
    """It is somebody else's turn."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One publisher's."""

    address: DeskAddress
    number: int

    @contextlib.contextmanager
    def transaction(self, connection: Any) -> Iterator[None]:
        """All of it, or nothing, and only as long as the turn is this one. Raises `TurnError`."""
        with connection.transaction():
            connection.execute(_MANNER)
            self._hold(connection)
            yield

    def _hold(self, connection: Any) -> None:
        """Until the end of the transaction nobody begins another turn."""
        found = connection.execute(f"SELECT number FROM {control(self.address)}.turns FOR SHARE").fetchone()
        if found is None or found[0] != self.number:
            raise TurnError


@contextlib.contextmanager
def turn(connection: Any, address: DeskAddress) -> Iterator[Turn]:
    """Publish alone; another publisher of the same desk is waited for no longer than one that was killed needs to be
    missed. Raises `TurnError`.

    A connection of its own is in a transaction all the time, and has a lock until that ends, however it ends. So it is
    through a pooler that gives each transaction another connection to the server too. If the lock is lost, the turn of
    the next begins behind the transaction that is under way, and no other follows.
    """
    from psycopg import errors

    with contextlib.closing(connect(address, patience=None)) as holder, holder.transaction():
        holder.execute("SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL lock_timeout = '1s'")
        try:
            holder.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"briefing {address.schema}",))
        except errors.LockNotAvailable:
            raise TurnError from None
        with connection.transaction():
            connection.execute(_MANNER)
            number = connection.execute(f"UPDATE {control(address)}.turns SET number = number + 1 RETURNING number")
            begun = Turn(address, number.fetchone()[0])
        yield begun
