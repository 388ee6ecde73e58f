"""The questions to an index, as a connection to PostgreSQL takes them.

A question goes over when its rows are wanted, and all that were asked until then go along: those of a page that do not
wait for each other's answers take one journey, and what begins a transaction goes with the first of them. Each is
planned once, and its rows come as PostgreSQL itself has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import count
from sqlite3 import ProgrammingError
from typing import Any, TypeVar

from briefing.postgres.connection import sendable
from briefing.postgres.dialect import Values, as_asked
from briefing.postgres.full_text import Vectors

T = TypeVar("T")
_BINARY = 1
"""The form of the rows that is asked for."""
_AT_ONCE = 1000
"""Rows that are made at once of an answer that somebody goes through."""
_MOST_PLANNED = 300
_UNKNOWN, _INT8, _FLOAT8, _NUMERIC = 0, 20, 701, 1700
"""Types of values, by their numbers in `pg_type`; of an unknown one PostgreSQL sees what it has to be."""
_BEYOND = 1 << 63

Question = tuple[str, Values, "AskedRows"]
"""In SQLite's words, with its values, and where its rows come to."""


class Asker:
    """A connection (`Limited`) as the questions to an index take it; nobody else may use it."""

    full_text = Vectors()

    def __init__(self, connection: Any = None) -> None:
        self.connection: Any = None
        self._waiting: list[Question] = []
        self._on_way: list[tuple[AskedRows, int]] = []  # what is sent, each with the number of its answers
        self._numbers = count()
        self._opening: Callable[[Sequence[Question]], None] | None = None
        self._unheard = 0  # messages that were sent and whose answers nobody has taken in yet
        self._is_open = False
        self.is_in_step = True
        """Whether it is known what the server has answered: else the connection is of no more use."""
        if connection is not None:
            self.renew(connection)

    def renew(self, connection: Any) -> None:
        """Go on with this connection, of which nothing is known."""
        self.connection = connection
        self._plans: dict[tuple[str, tuple[int, ...]], bytes] = {}
        self._is_open, self._unheard, self._on_way = False, 0, []
        self.is_direct = True
        """Whether all questions go to one process of the server, which knows what it has planned."""
        connection.adapters.register_loader("numeric", _number())
        connection.pgconn.enter_pipeline_mode()

    def execute(self, sql: str, values: Values = ()) -> AskedRows:
        """Rows of a question in SQLite's words. They raise what psycopg does, when they are taken."""
        rows = AskedRows(self)
        self._waiting.append((sql, values, rows))
        return rows

    def open(self, opening: Callable[[Sequence[Question]], None]) -> None:
        """What is asked next is asked by way of `opening`: it has to `go` with it, behind what begins a transaction."""
        self._opening = opening

    def ask(self) -> None:
        """Ask all that waits."""
        waiting, self._waiting = self._waiting, []
        if self._opening is not None:
            self._opening(waiting)
            self._opening = None  # where it failed, the next question tries it again
        elif waiting or self._on_way:
            self.go(waiting)

    def send(self) -> None:
        """Send what waits, if the transaction is begun: it is answered while something else is done."""
        if self._waiting and self._opening is None:
            self.is_in_step = False
            self._send_all(self._waiting)
            self._waiting = []
            self.connection.pgconn.flush()
            self.is_in_step = True

    def _send_all(self, asked: Sequence[Question]) -> None:
        server = self.connection.pgconn
        self._on_way += [(rows, self._send(server, *as_asked(sql, values))) for sql, values, rows in asked]

    def need_open(self) -> None:
        """Begin the transaction, if that is still to be done."""
        if self._opening is not None:
            self.ask()

    def go(self, asked: Sequence[Question], is_beginning: bool = False) -> None:
        """Ask these, in one journey; their rows are there then. Of an error those of the questions before it are, too.

        With `is_beginning` they begin a transaction, which goes on until `end`."""
        from briefing.postgres.limited import fine

        self._is_open = self._is_open or is_beginning
        self.is_in_step = False
        if len(self._plans) > _MOST_PLANNED and not self._on_way:
            self._plans.clear()
            self._tell("DEALLOCATE ALL")
        self._send_all(asked)
        self.connection.pgconn.pipeline_sync()
        answers, sent = self.connection.answers(self._unheard), self._on_way
        self.is_in_step, self._unheard, self._on_way = True, 0, []
        at = 0
        for rows, number in sent:
            try:
                rows.come(self.connection, fine(answers[at : at + number]))
            except BaseException:
                self._plans.clear()  # which of them are made nobody knows
                raise
            at += number

    def end(self) -> None:
        """What was asked is wanted no more, and the transaction is over. Raises what psycopg does."""
        self._waiting, self._opening = [], None
        if not self.is_in_step:
            self.drop()
        elif self._is_open:
            self._is_open = False
            if self._on_way:  # an error in it would keep what follows from being done
                self._unheard, self._on_way = self._unheard + 1, []
                self._plans.clear()
                self.connection.pgconn.pipeline_sync()
            self._tell("ROLLBACK")

    def apart(self, work: Callable[[Any], T]) -> T:
        """Let something else use the connection as psycopg has it, outside of a transaction."""
        server = self.connection.pgconn
        server.pipeline_sync()
        self.is_in_step = False
        self.connection.answers(self._unheard)
        server.exit_pipeline_mode()
        self._unheard = 0
        made = work(self.connection)
        server.enter_pipeline_mode()
        self.is_in_step = True
        return made

    def drop(self) -> None:
        """Close the connection."""
        connection, self.connection = self.connection, None
        self._is_open, self.is_in_step = False, True
        if connection is not None:
            connection.close()

    def _tell(self, sql: str) -> None:
        """Send what nobody waits for the answer to: it comes before the next one."""
        self._unheard += 1
        self._send(self.connection.pgconn, sql, ())
        self.connection.pgconn.pipeline_sync()

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


@cache
def _transformer() -> Any:
    """What makes Python's values of PostgreSQL's."""
    from psycopg.adapt import Transformer

    return Transformer


class AskedRows:
    """The rows of a question; they become Python's as they are taken. Raises `ProgrammingError` where the transaction
    has ended before it was asked."""

    __slots__ = ("_asker", "_at", "_connection", "_number", "_result", "_rows")

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self._connection: Any = None
        self._result: Any = None  # libpq's, once it is there
        self._rows: Any = None  # psycopg's `Transformer`, once they are taken
        self._number = 0
        self._at = 0

    def come(self, connection: Any, result: Any) -> None:
        """The answer is there."""
        self._connection, self._result = connection, result

    @property
    def is_there(self) -> bool:
        return self._result is not None

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
        if not self.is_there:
            self._asker.ask()
        if not self.is_there:
            raise ProgrammingError("what was asked is forgotten")
        if self._rows is None:
            self._rows, self._number = _transformer()(self._connection), self._result.ntuples
            self._rows.set_pgresult(self._result)
