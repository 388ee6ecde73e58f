"""What stands in a database of one desk: its *editions*, and which of them is asked.

The schema of a desk has one table, `editions`, and each edition is a schema of its own beside it, `<schema>__<number>`.
A publisher fills a new one while the last is read, and then says that it is the one: who asks learns which it is with
the first word of a transaction, and so sees one edition throughout. A few changes are made in the edition itself, in
one transaction.
"""

from __future__ import annotations

from typing import Any

from briefing.model.value import dataclass
from briefing.postgres.address import DeskAddress

CHANNEL = "briefing"
"""What publishers notify, with the schema as what they say."""

CONTROL = """
CREATE TABLE IF NOT EXISTS {control}.editions (
  number bigint PRIMARY KEY, state text NOT NULL, changes bigint NOT NULL, form bigint NOT NULL, program text NOT NULL,
  published timestamptz NOT NULL DEFAULT now(), is_current boolean NOT NULL,
  is_whole boolean NOT NULL
);
CREATE TABLE IF NOT EXISTS {control}.readers (role text PRIMARY KEY);
"""
"""An edition is of a `state` of a publisher's index (`log.py`), after so many changes of that; `is_whole` when nothing
is missing in it.
`readers` are the roles that may read all editions."""


@dataclass(frozen=True, slots=True)
class PublishedEdition:
    """One of a desk's editions."""

    number: int
    state: str
    changes: int
    form: int
    program: str
    is_whole: bool = True


def control(address: DeskAddress) -> str:
    """The schema of a desk, as SQL has it: it may be called as a word of SQL is."""
    return f'"{address.schema}"'


def schema_of(address: DeskAddress, number: int) -> str:
    """The schema of an edition."""
    return f"{address.schema}__{number}"


COLUMNS = "number, state, changes, form, program, is_whole"


def current(connection: Any, address: DeskAddress) -> PublishedEdition | None:
    """The edition that is asked; None where there is none. Raises what psycopg does."""
    select = f"SELECT {COLUMNS} FROM {control(address)}.editions WHERE is_current"
    found = connection.execute(select).fetchone()
    return PublishedEdition(*found) if found else None
