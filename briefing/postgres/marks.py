"""What readers did, kept in the database where the desk says so: each reader's facts (`desk/traces.py`), a line each.

The file on the reader's own machine stays what is asked; it and the *room* in the database are brought together. Of two
facts of one thing that is right which is later, so nothing is lost in whichever order that is done, and by whoever. A
row is its reader's alone: policies of the table see to it, by the name that they came in under.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

from briefing.desk import carrying
from briefing.desk.away import Away
from briefing.desk.carrying import Carried
from briefing.desk.state import State, StateError
from briefing.desk.trace_file import line_of, trace_of
from briefing.desk.traces import as_text
from briefing.model.limits import MARK
from briefing.model.traces import Trace
from briefing.postgres.address import DeskAddress
from briefing.postgres.connection import connect
from briefing.postgres.editions import control
from briefing.postgres.store import PublishedStore

ROOM = f"""
CREATE TABLE IF NOT EXISTS {{control}}.room (id uuid NOT NULL);
INSERT INTO {{control}}.room SELECT gen_random_uuid() WHERE NOT EXISTS (SELECT FROM {{control}}.room);
CREATE TABLE IF NOT EXISTS {{control}}.marks (
  reader text COLLATE "C" DEFAULT session_user, key bytea, number bigint NOT NULL,
  line text COLLATE "C" NOT NULL CHECK (octet_length(line) <= {MARK}), PRIMARY KEY (reader, key)
);
CREATE UNIQUE INDEX IF NOT EXISTS marks_by_number ON {{control}}.marks (reader, number);
ALTER TABLE {{control}}.marks ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON {{control}}.marks;
CREATE POLICY own ON {{control}}.marks USING (reader = session_user) WITH CHECK (reader = session_user);
"""
"""`room` tells this table from one that is made anew. A `key` stands for what is marked, however long that is, and a
`number` for when its row was written last: those of a reader are never given twice."""
_AT_ONCE = 500
"""Facts that are carried in one transaction: of those that were seen, with their words, that is about a megabyte."""
_MOMENT = 1.0
"""Seconds that who leaves the reader waits at most."""
_LOOKS_SECONDS = 15.0
"""How often it is looked what came from elsewhere."""


class Carrier:
    """Brings a reader's marks to the database, and what they did elsewhere from there, if it has a room for that. Its
    methods may be called from any thread; the first one finds out whether there is a room, and how."""

    def __init__(self, store: PublishedStore, folder: Path) -> None:
        """`folder` is that of the files of marks."""
        self._store = store
        self._folder = folder
        self._state: State | None = None  # as another reader of the same file has it
        self._alone = threading.Lock()
        self._is_there = True
        self._looked = 0.0
        self.is_new = False
        """Whether nothing had been carried from this machine before."""
        self.is_well = False
        """Whether both were brought together the last time that this was asked."""

    def go(self) -> int:
        """Bring both together; how many facts came from elsewhere. Nothing is done where the server does not answer, or
        a file cannot be written: it is done another time."""
        with self._alone:
            return self._go()

    def turn(self) -> None:
        """The same where something is to be carried, or nobody has looked for a while."""
        with self._alone:
            is_due = time.monotonic() - self._looked >= _LOOKS_SECONDS
            if self._is_there and (is_due or (self._state and self._state.ask(carrying.is_left, False))):
                self._go()

    def end(self) -> None:
        """Carry what is left, if all was well until now, and close the file. The reader is left by now and waits for
        this: so it takes no longer than a moment."""
        if not self._alone.acquire(timeout=_MOMENT):
            return  # a server that is stuck has it
        try:
            if self._state and self.is_well and self._state.ask(carrying.is_left, False):
                self._by_itself()
            if self._state:
                self._state.close()
            self._is_there = False
        finally:
            self._alone.release()

    def once(self) -> None:
        """Bring both together for a command that ends, which waits no longer than a moment."""
        with self._alone:
            self._by_itself()

    def _by_itself(self) -> None:
        """With a connection of its own: on that of the questions nothing may be waited for any more."""
        from briefing.postgres.limited import IS_GIVEN_UP

        until = time.monotonic() + _MOMENT
        before = IS_GIVEN_UP.set(lambda: time.monotonic() > until)
        try:
            with (
                contextlib.suppress(Exception),  # it is done another time
                contextlib.closing(connect(self._store.address, patience=_MOMENT)) as connection,
            ):
                while time.monotonic() < until and not self._exchange(connection)[1]:
                    pass
        finally:
            IS_GIVEN_UP.reset(before)

    def _go(self) -> int:
        self._looked = time.monotonic()
        taken, self.is_well = 0, False
        with contextlib.suppress(Away, StateError, sqlite3.ProgrammingError):
            while self._is_there:
                came, is_done = self._store.apart(self._exchange)
                taken += came
                if is_done:
                    break
            self.is_well = self._is_there
        return taken

    def _exchange(self, connection: Any) -> tuple[int, bool]:
        """One transaction: how many facts came that were not known here, and whether there is nothing more to do."""
        address = self._store.address
        if not has_room(connection, address):
            self._is_there = False
            return 0, True
        self._state = state = self._state or State(address.root, self._folder)
        with _turn_of(connection, address):
            room, top = _room(connection, address)
            now = state.ask(carrying.carried, Carried())
            self.is_new = self.is_new or not now.room
            if now.room != room or now.number > top:  # of another one, or of this one as it was before a backup
                state.change(lambda db: carrying.begin(db, room))
                now = Carried(room)
            rows = _since(connection, address, now.number)
            came = 0
            if rows:
                now = Carried(room, rows[-1][0])
                came = state.change(lambda db: carrying.take(db, _facts(line for _number, line in rows), now))
            if len(rows) == _AT_ONCE:  # what is not known yet may be later than what is here
                return came, False
            nothing: list[Trace] = []
            facts, until = state.ask(lambda db: carrying.left(db, _AT_ONCE), (nothing, 0))
            if until:
                _put(connection, address, facts, top)
                top += len(facts)
        if until:

            def carried(db: sqlite3.Connection) -> None:
                carrying.let_go(db, until)
                carrying.come_to(db, Carried(room, top))

            state.change(carried)  # behind the end of the other transaction: what was not kept goes once more
        return came, not state.ask(carrying.is_left, False)


def has_room(connection: Any, address: DeskAddress) -> bool:
    """Whether the desk keeps marks, and we may have ours there; not where nothing can be written, as at a replica."""
    row = connection.execute(
        "SELECT to_regclass(%(name)s) IS NOT NULL AND has_table_privilege(to_regclass(%(name)s), 'INSERT')"
        " AND NOT pg_is_in_recovery() AND NOT current_setting('default_transaction_read_only')::boolean",
        {"name": f"{control(address)}.marks"},
    ).fetchone()
    return bool(row[0])


@contextlib.contextmanager
def _turn_of(connection: Any, address: DeskAddress) -> Iterator[None]:
    """A transaction for which another one of the same reader waits: what is written in it is behind all that is
    there. It is on the disk when it ends, however the server does with others: whose marks were carried lets go of
    them."""
    with connection.transaction():
        connection.execute(
            "SET LOCAL lock_timeout = '5s'; SET LOCAL statement_timeout = '20s'; SET LOCAL synchronous_commit = on"
        )
        key = f"briefing marks {address.schema} "
        connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s || session_user, 0))", (key,))
        yield


def _room(connection: Any, address: DeskAddress) -> tuple[str, int]:
    """Which room it is, and the last number of ours."""
    where = control(address)
    select = f"SELECT (SELECT id::text FROM {where}.room), coalesce(max(number), 0) FROM {where}.marks"
    row = connection.execute(f"{select} WHERE reader = session_user").fetchone()
    return str(row[0]), int(row[1])


def _since(connection: Any, address: DeskAddress, number: int) -> list[tuple[int, str]]:
    """Our rows behind a number."""
    found = connection.execute(
        f"SELECT number, line FROM {control(address)}.marks WHERE reader = session_user AND number > %s"
        f" ORDER BY number LIMIT {_AT_ONCE}",
        (number,),
    )
    return list(found.fetchall())


def _facts(lines: Iterable[str]) -> Iterator[Trace]:
    """The facts of lines; what a later program wrote, or a hand, may be none."""
    for line in lines:
        with contextlib.suppress(ValueError):
            yield trace_of(line)


def _put(connection: Any, address: DeskAddress, facts: Iterable[Trace], top: int) -> None:
    """Write facts behind a number, each in the place of the one of the same thing."""
    rows = [(blake2b(as_text(fact.key).encode(), digest_size=16).digest(), line_of(fact)) for fact in facts]
    connection.execute(
        f"INSERT INTO {control(address)}.marks (key, line, number)"
        " SELECT key, line, %s + at FROM unnest(%s::bytea[], %s::text[]) WITH ORDINALITY AS new (key, line, at)"
        " ON CONFLICT (reader, key) DO UPDATE SET line = excluded.line, number = excluded.number",
        (top, [key for key, _line in rows], [line for _key, line in rows]),
    )
