"""A server that lets in some, each in another way, and others not."""

from __future__ import annotations

import contextlib

from tests.postgres.server import Server

PASSWORD = "s3cret pass/w@rd:'%"
"""Of `ann`, to whom the database `ours` belongs; nobody may use `news`."""
RULES = (
    "host all ann 127.0.0.1/32 scram-sha-256", "host all eve 127.0.0.1/32 reject", "host all ben 127.0.0.1/32 trust",
    "hostssl all tom 127.0.0.1/32 trust",
)  # fmt: skip
_BEGINS = (
    "CREATE ROLE ann LOGIN PASSWORD 's3cret pass/w@rd:''%'", "CREATE ROLE ben LOGIN", "CREATE ROLE eve LOGIN",
    "CREATE ROLE tom LOGIN", "CREATE ROLE kim LOGIN", "CREATE DATABASE ours OWNER ann", "CREATE DATABASE news",
    "REVOKE CONNECT ON DATABASE news FROM public",
)  # fmt: skip


def settled(one: Server) -> Server:
    """A server that runs, with its roles and databases."""
    import psycopg

    local = f"postgresql://postgres@:{one.port}/postgres?host={one.folder}"
    with contextlib.closing(psycopg.connect(local, autocommit=True)) as connection:
        for sentence in _BEGINS:
            connection.execute(sentence)
    return one
