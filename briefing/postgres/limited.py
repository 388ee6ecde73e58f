"""A connection on which nothing is waited for without end: a server that is stuck says nothing of it."""

from __future__ import annotations

import logging
import selectors
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from contextvars import ContextVar, copy_context
from functools import cached_property, partial
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any, cast

import psycopg
from psycopg import errors, pq

logging.getLogger("psycopg").addHandler(logging.NullHandler())  # else it writes onto the screen what it makes of errors
_MOMENT = 0.1
"""After so many seconds of silence it is looked whether the connection was given up."""
_NOBODY = "nobody waits any more"
_FINE = (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK)

IS_GIVEN_UP: ContextVar[Callable[[], bool]] = ContextVar("is_given_up", default=lambda: False)
"""Whether nobody waits any more for a connection that is being made."""


class Limited(psycopg.Connection[Any]):
    """A connection that waits for an answer no longer than `patience` seconds, if that is set, and for none at all once
    it is given up. Raises `QueryCanceled` then; what it was asked may go on, so the connection is of no more use."""

    patience: float | None = None
    is_given_up = False

    @classmethod
    def made_apart(cls, *arguments: Any, **named: Any) -> Limited:
        """As `connect`, in a thread that no end of the process waits for: a name server that says nothing is asked by
        the system, which cannot be stopped. Raises `OperationalError` once the connection is given up."""
        is_given_up, made, is_left = IS_GIVEN_UP.get(), SimpleQueue[Any](), Event()

        def close_if_left() -> None:
            """Whoever comes last finds it."""
            with suppress(Empty):
                if is_left.is_set() and isinstance(late := made.get_nowait(), Limited):
                    late.close()

        def make() -> None:
            try:
                made.put(cls.connect(*arguments, **named))
            except BaseException as error:
                made.put(error)
            close_if_left()

        Thread(target=copy_context().run, args=(make,), name="connect", daemon=True).start()
        try:
            while not is_given_up():
                with suppress(Empty):
                    answer = made.get(timeout=_MOMENT)
                    if isinstance(answer, BaseException):
                        raise answer
                    return cast("Limited", answer)
        finally:
            is_left.set()
            close_if_left()
        raise errors.OperationalError(_NOBODY)

    @classmethod
    def _connect_gen(cls, conninfo: str = "") -> Generator[Any, Any, Any]:
        """As psycopg's, which wakes up ten times a second here, too."""
        is_given_up = IS_GIVEN_UP.get()

        def need_somebody() -> None:
            if is_given_up():
                raise errors.OperationalError(_NOBODY)

        return _watched(super()._connect_gen(conninfo), need_somebody)

    def wait(self, gen: Generator[Any, Any, Any], *arguments: Any, **named: Any) -> Any:
        """As psycopg's, which wakes up ten times a second."""
        return super().wait(_watched(gen, partial(self._need_patience, self._until())), *arguments, **named)

    def answers(self, unheard: int = 0) -> list[Any]:
        """The results of what was sent by `pgconn` in its pipeline mode, up to where it is in step again, without those
        of so many messages before. Of an error there is one, and of what came behind it another. Raises what psycopg
        does where nothing more comes."""
        server, until = self.pgconn, self._until()
        while server.flush():
            self._listen(until, selectors.EVENT_READ | selectors.EVENT_WRITE)
        results: list[Any] = []
        while True:
            while server.is_busy():
                self._listen(until, selectors.EVENT_READ)
            if (result := server.get_result()) is None:
                if server.status == pq.ConnStatus.BAD:
                    raise errors.OperationalError(server.get_error_message())
            elif result.status != pq.ExecStatus.PIPELINE_SYNC:
                results.append(result)
            elif not unheard:
                return results
            else:
                unheard -= 1
                results.clear()

    def _listen(self, until: float | None, events: int) -> None:
        """Wait for a word of the server, and take it in."""
        self._selector.modify(self.pgconn.socket, events)
        while not (ready := self._selector.select(_MOMENT)):
            self._need_patience(until)
        if ready[0][1] & selectors.EVENT_READ:
            self.pgconn.consume_input()

    @cached_property
    def _selector(self) -> selectors.BaseSelector:
        """Of those that hold no file open themselves."""
        selector: selectors.BaseSelector = getattr(selectors, "PollSelector", selectors.SelectSelector)()
        selector.register(self.pgconn.socket, selectors.EVENT_READ)
        return selector

    def _until(self) -> float | None:
        return time.monotonic() + self.patience if self.patience is not None else None

    def _need_patience(self, until: float | None) -> None:
        if self.is_given_up or (until is not None and time.monotonic() > until):
            raise errors.QueryCanceled("no answer came")


def _watched(work: Generator[Any, Any, Any], look: Callable[[], None]) -> Generator[Any, Any, Any]:
    """What psycopg waits for; whenever nothing came for a moment it is looked whether that is still wanted."""
    try:
        wanted = next(work)
        while True:
            ready = yield wanted
            if not ready:
                look()
            wanted = work.send(ready)
    except StopIteration as end:
        return end.value


def fine(results: list[Any]) -> Any:
    """The last of some results. Raises the error that one of them is."""
    for result in results:
        if result.status not in _FINE:
            state = (result.error_field(pq.DiagnosticField.SQLSTATE) or b"").decode()
            try:
                kind = errors.lookup(state)
            except KeyError:
                kind = errors.DatabaseError if state else errors.OperationalError
            raise kind(result.get_error_message(), info=result)
    return results[-1]
