"""The questions to an index, as a connection to PostgreSQL takes them.

A question goes over when its rows are wanted, and all that were asked until then go along: those of a page that do not
wait for each other's answers take one journey. Each is planned once, and its rows come as PostgreSQL itself has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from sqlite3 import ProgrammingError
from typing import Any

from briefing.postgres.connection import sendable
from briefing.postgres.dialect import Values, as_asked
from briefing.postgres.full_text import Vectors

_BINARY = 1
"""The form of the rows that is asked for."""
_AT_ONCE = 1000
"""Rows that are made at once of an answer that somebody goes through."""
_MOST_PLANNED = 300
_UNKNOWN, _INT8, _FLOAT8, _NUMERIC = 0, 20, 701, 1700
"""Types of values, by their numbers in `pg_type`; of an unknown one PostgreSQL sees what it has to be."""
_BEYOND = 1 << 63


class Asker:
    """A connection (`Limited`) as the questions to an index take it."""

    full_text = Vectors()

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self._waiting: list[tuple[str, Values, AskedRows]] = []
        self._plans: dict[tuple[str, tuple[int, ...]], bytes] = {}
        self._numbers = count()
        self.is_direct = True
        """Whether all questions go to one process of the server, which knows what it has planned."""
        connection.adapters.register_loader("numeric", _number())

    def execute(self, sql: str, values: Values = ()) -> AskedRows:
        """Rows of a question in SQLite's words. They raise what psycopg does, when they are taken."""
        rows = AskedRows(self)
        self._waiting.append((sql, values, rows))
        return rows

    def ask(self) -> None:
        """Ask all that waits."""
        waiting = self._waiting
        self.forget()
        if len(self._plans) > _MOST_PLANNED:
            self._plans.clear()
            self.connection.execute("DEALLOCATE ALL")
        server = self.connection.pgconn
        server.enter_pipeline_mode()
        parts = [self._send(server, *as_asked(sql, values)) for sql, values, _rows in waiting]
        server.pipeline_sync()
        try:
            answers = iter(self.connection.answers())
        except BaseException:
            self._plans.clear()  # which of them are made nobody knows
            raise
        server.exit_pipeline_mode()
        for number, (_sql, _values, rows) in zip(parts, waiting, strict=True):
            rows.come(self.connection, [next(answers) for _part in range(number)][-1])

    def forget(self) -> None:
        """What was asked is wanted no more."""
        self._waiting = []

    def _send(self, server: Any, asked: str, given: tuple[Any, ...]) -> int:
        """Send a question, and say how many answers it has. One that is asked again is planned before."""
        key = asked, tuple(map(_type, given))
        sent = tuple(map(_sent, given))
        if not self.is_direct or key not in self._plans:
            if self.is_direct:
                self._plans[key] = b""
            server.send_query_params(asked.encode(), sent, key[1], result_format=_BINARY)
            return 1
        is_new = not self._plans[key]
        if is_new:
            self._plans[key] = b"asked_%d" % next(self._numbers)
            server.send_prepare(self._plans[key], asked.encode(), key[1])
        server.send_query_prepared(self._plans[key], sent, result_format=_BINARY)
        return 1 + is_new

    def create_function(self, *_arguments: Any, **_named: Any) -> None:
        """The schema has its own."""


def _type(value: Any) -> int:
    if isinstance(value, int):
        return _INT8 if -_BEYOND <= value < _BEYOND else _NUMERIC
    return _FLOAT8 if isinstance(value, float) else _UNKNOWN


def _sent(value: Any) -> bytes | None:
    """A value as the text that the server reads."""
    if value is None:
        return None
    return sendable(value).encode() if isinstance(value, str) else str(+value).encode()


def _number() -> type:
    """PostgreSQL's sums of whole numbers are of a type of their own."""
    from psycopg.types.numeric import NumericBinaryLoader

    class Number(NumericBinaryLoader):
        def load(self, data: Any) -> Any:
            number = super().load(data)
            return int(number) if number == number.to_integral_value() else float(number)

    return Number


class AskedRows:
    """The rows of a question; they become Python's as they are taken. Raises `ProgrammingError` where the transaction
    has ended before it was asked."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self._rows: Any = None  # psycopg's `Transformer`, once they are there
        self._number = 0
        self._at = 0

    def come(self, connection: Any, result: Any) -> None:
        """The answer is there."""
        from psycopg.adapt import Transformer

        self._number = result.ntuples
        self._rows = Transformer(connection)
        self._rows.set_pgresult(result)

    def fetchmany(self, most: int) -> list[tuple[Any, ...]]:
        """The next rows, no more than so many."""
        self._need()
        begun, self._at = self._at, min(self._at + most, self._number)
        return list(self._rows.load_rows(begun, self._at, tuple))

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All that are left."""
        self._need()
        return self.fetchmany(self._number)

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next one; None behind the last."""
        return next(iter(self.fetchmany(1)), None)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        while rows := self.fetchmany(_AT_ONCE):
            yield from rows

    def _need(self) -> None:
        if self._rows is None:
            self._asker.ask()
        if self._rows is None:
            raise ProgrammingError("what was asked is forgotten")
