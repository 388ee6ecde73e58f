"""A connection on which nothing is waited for without end: a server that is stuck says nothing of it."""

from __future__ import annotations

import logging
import time
from collections.abc import Generator
from typing import Any

import psycopg
from psycopg import errors

logging.getLogger("psycopg").addHandler(logging.NullHandler())  # else it writes onto the screen what it makes of errors


class Limited(psycopg.Connection[Any]):
    """A connection that waits for an answer no longer than `patience` seconds, if that is set, and for none at all once
    it is given up. Raises `QueryCanceled` then; what it was asked may go on, so the connection is of no more use."""

    patience: float | None = None
    is_given_up = False

    def wait(self, gen: Generator[Any, Any, Any], *arguments: Any, **named: Any) -> Any:
        """As psycopg's, which wakes up ten times a second."""
        return super().wait(self._within(gen), *arguments, **named)

    def _within(self, gen: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
        until = time.monotonic() + self.patience if self.patience is not None else None
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                is_late = until is not None and time.monotonic() > until
                if not ready and (is_late or self.is_given_up):
                    raise errors.QueryCanceled("no answer came")
                wanted = gen.send(ready)
        except StopIteration as end:
            return end.value
