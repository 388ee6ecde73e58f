"""Partitions by day, tried: the words of a published desk in a table of a part a year, asked by the reader's own
questions beside the table that is there. The desk is one that somebody published before, of any size.

    python -m benchmarks.partitions postgresql://…
"""

from __future__ import annotations

import contextlib
import sys
import time
from datetime import date
from itertools import pairwise
from typing import Any

from benchmarks.team import TODAY, beside, questions
from briefing.desk.schema import DAY_BITS
from briefing.model.clock import Clock
from briefing.model.value import replace
from briefing.postgres.address import DeskAddress, address_of
from briefing.postgres.connection import connect
from briefing.postgres.desk import PublishedDesk
from briefing.postgres.editions import COLUMNS, CONTROL, current, schema_of
from briefing.postgres.functions import functions
from briefing.postgres.tables import FREQUENCIES, OF_TEXTS, TOTALS, tables

YEARS = range(1990, 2031)
_OF_WORDS = (
    "common word",
    "word that may go on",
    "two words",
    "beginning",
    "phrase",
    "not another",
    "count",
    "nothing",
)
"""Parts of the names of those questions that ask the full text."""


def main(text: str) -> None:
    address = address_of(text)
    parts = replace(address, schema=f"{address.schema}_parts")
    with contextlib.closing(connect(address, patience=None)) as connection:
        divide(connection, address, parts)
        clock = Clock.at(TODAY)
        with contextlib.closing(PublishedDesk(address, clock)) as whole:
            asked = {name: ask for name, ask in questions(whole).items() if any(part in name for part in _OF_WORDS)}
            with contextlib.closing(PublishedDesk(parts, clock)) as divided:
                print("  Of `the index` and `the database` the first is the one table, the second that of parts.")
                beside(asked, whole, divided)
        drop(connection, parts)


def divide(connection: Any, address: DeskAddress, parts: DeskAddress) -> None:
    """Make a desk beside one that has all tables in common with it but for the words."""
    edition = current(connection, address)
    assert edition is not None, "nothing is published there"
    old, new = schema_of(address, edition.number), schema_of(parts, 1)
    drop(connection, parts)
    begun = time.perf_counter()
    connection.execute(f'CREATE SCHEMA "{parts.schema}"; CREATE SCHEMA {new}')
    connection.execute(CONTROL.format(control=f'"{parts.schema}"'))
    connection.execute(
        f'INSERT INTO "{parts.schema}".editions ({COLUMNS}, is_current) VALUES (1, %s, %s, %s, %s, true, true)',
        (edition.state, edition.changes, edition.form, edition.program),
    )
    connection.execute(f"SET search_path = {new}, pg_catalog")
    connection.execute(functions())
    for table in (*tables().values(), *OF_TEXTS[1:], FREQUENCIES, TOTALS):
        connection.execute(f"CREATE VIEW {table.name} AS SELECT * FROM {old}.{table.name}")
    connection.execute(f"CREATE TABLE texts (LIKE {old}.texts INCLUDING STORAGE) PARTITION BY RANGE (brief)")
    starts = [0, *(date(year, 1, 1).toordinal() << DAY_BITS for year in YEARS), 1 << 62]
    for at, (low, high) in enumerate(pairwise(starts)):
        connection.execute(
            f"CREATE TABLE texts_{at} PARTITION OF texts FOR VALUES FROM ({low}) TO ({high})"
            " WITH (toast_tuple_target = 8160)"
        )
    connection.execute(f"INSERT INTO texts SELECT * FROM {old}.texts")
    for index in OF_TEXTS[0].indexes:
        connection.execute(index)
    connection.execute("ANALYZE texts; RESET search_path")
    print(f"Partitions: {len(starts) - 1} of a year, made in {time.perf_counter() - begun:.0f} s")


def drop(connection: Any, parts: DeskAddress) -> None:
    connection.execute(
        f'DROP SCHEMA IF EXISTS {schema_of(parts, 1)} CASCADE; DROP SCHEMA IF EXISTS "{parts.schema}" CASCADE'
    )


if __name__ == "__main__":
    main(sys.argv[1])
