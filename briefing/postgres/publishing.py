"""Bringing a desk's index into a database: whole, as a new edition, or what changed since, in the edition that is read.

The publisher has an index of its own of the desk's files, brought in line as any is; what is in it is copied. Whoever
is killed leaves the edition that is read as it was: the next publisher goes on with the one that was not finished.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import briefing
from briefing.desk.away import Away
from briefing.desk.desk import Desk
from briefing.desk.kept import file_name
from briefing.desk.packing import unpacked
from briefing.desk.store import Store
from briefing.desk.texts import columns_of
from briefing.desk.versions import changes as changes_of
from briefing.model.clock import Clock
from briefing.model.files import read
from briefing.model.halves import in_halves
from briefing.model.limits import BRIEF
from briefing.model.value import dataclass
from briefing.postgres import log, rolls
from briefing.postgres.address import DeskAddress
from briefing.postgres.connection import connect, sendable
from briefing.postgres.editions import CHANNEL, COLUMNS, CONTROL, PublishedEdition, control, current, schema_of
from briefing.postgres.full_text import lexeme, vectors
from briefing.postgres.functions import functions
from briefing.postgres.marks import ROOM
from briefing.postgres.tables import FORM, FREQUENCIES, OF_TEXTS, ROLLS, TOTALS, Table, tables
from briefing.postgres.troubles import said
from briefing.postgres.turns import TURNS, Turn, TurnError, turn

Progress = Callable[[int, int], None]
_SEVERAL = 2
"""A new edition is made where more than one of so many briefs changed."""
DROPS_SECONDS = 5.0
"""So long is waited for those who still ask an edition that is to be dropped."""
_FEW = 100
"""Of no more than so many it never is."""
_OLDEST = 15
"""The oldest PostgreSQL that this was tried with."""
_AT_ONCE, _MANY = 1_000, 200
"""Briefs whose words are made together; fewer are not worth a second process."""


@dataclass(frozen=True, slots=True)
class Published:
    """What came of publishing: how many briefs the desk has, how many of them were sent, and whether in a new
    edition."""

    briefs: int
    sent: int
    is_new: bool


class PublishError(Exception):
    """Nothing was published; the text says why, in a sentence without a full stop."""


class _Source(Desk):
    """The publisher's own index of the files."""

    @property
    def store(self) -> Store:
        return self._store


def publish(
    root: Path,
    cache: Path,
    address: DeskAddress,
    clock: Clock,
    readers: Collection[str] = (),
    progress: Progress | None = None,
    is_whole: bool = False,
    keeps_marks: bool = False,
) -> Published:
    """Publish a desk as its files are now. `cache` is the folder of this publisher's indexes; `readers` are roles that
    may read it from now on; with `keeps_marks` they may keep what they marked there. Raises `Away`, `PublishError`."""
    import psycopg

    connection = connect(address, patience=None)
    try:
        _prepare(connection, address, readers, keeps_marks)
        own = cache / file_name(address.root, "")  # what was published there is known of no other place
        with turn(connection, address) as ours, contextlib.closing(_Source(root, own, clock)) as source:
            refreshed = source.refresh(progress)
            if refreshed.cancelled or not source.is_indexed:
                raise PublishError("the desk could not be read to its end")
            return _Publication(connection, ours, source).go(progress, is_whole)
    except TurnError:
        raise PublishError(f"somebody else is publishing to {address.shown}") from None
    except psycopg.Error as error:
        raise Away(said(error, address)) from None
    finally:
        with contextlib.suppress(Exception):
            connection.close()


def _prepare(connection: Any, address: DeskAddress, readers: Collection[str], keeps_marks: bool) -> None:
    """Make the schema of the desk where it is missing, and note who may read, and keep marks."""
    from psycopg import errors

    encoding = connection.execute("SHOW server_encoding").fetchone()[0]
    if encoding != "UTF8":
        raise PublishError(f"{address.place} is encoded in {encoding}; a desk needs one made with ENCODING 'UTF8'")
    if connection.info.server_version < _OLDEST * 10_000:
        raise PublishError(f"{address.place} is of a PostgreSQL before {_OLDEST}, which is too old")
    schema = control(address)
    try:
        with connection.transaction():
            # two at once would both find nothing and make it
            key = (f"briefing {address.schema} begins",)
            connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", key)
            if connection.execute("SELECT to_regnamespace(%s)", (schema,)).fetchone()[0] is None:
                connection.execute(f"CREATE SCHEMA {schema}")
            _make_room(connection, address)
            _let_read(connection, address.schema, readers)
            for role in readers:
                connection.execute(f"INSERT INTO {schema}.readers VALUES (%s) ON CONFLICT DO NOTHING", (role,))
            every, edition = _readers(connection, address), current(connection, address)
            _let_read(connection, address.schema, every)
            if keeps_marks:
                connection.execute(ROOM.format(control=schema))
            if connection.execute("SELECT to_regclass(%s)", (f"{schema}.marks",)).fetchone()[0]:
                _let(connection, ("INSERT, UPDATE ON {}.marks",), address.schema, every)
            if edition:
                _let_read(connection, schema_of(address, edition.number), every)
    except errors.UndefinedObject as error:
        raise PublishError("there is no such role to be given the right to read") from error
    except errors.InsufficientPrivilege as error:
        raise PublishError(f"we may not make or change the schema `{address.schema}` at {address.shown}") from error


def _make_room(connection: Any, address: DeskAddress) -> None:
    """Make the tables that tell of editions. Those of a version that kept other facts are made anew: of what it had
    published nothing is asked any more, and who may read is kept."""
    from psycopg import errors

    made = CONTROL.format(control=control(address)) + TURNS.format(control=control(address))
    try:
        with connection.transaction():
            connection.execute(made)
            current(connection, address)
    except errors.UndefinedColumn:
        connection.execute(f"DROP TABLE {control(address)}.editions; {made}")


def _readers(connection: Any, address: DeskAddress) -> list[str]:
    """The roles that may read; one that was dropped since is nobody any more."""
    select = f"SELECT role FROM {control(address)}.readers JOIN pg_catalog.pg_roles ON rolname = role"
    return [row[0] for row in connection.execute(select).fetchall()]


def _let_read(connection: Any, schema: str, roles: Iterable[str]) -> None:
    """Let roles read a schema, and do nothing else with it."""
    _let(connection, ("USAGE ON SCHEMA {}", "SELECT ON ALL TABLES IN SCHEMA {}"), schema, roles)


def _let(connection: Any, grants: Collection[str], schema: str, roles: Iterable[str]) -> None:
    from psycopg import sql

    for role in roles:
        for grant in grants:
            what = sql.SQL(grant).format(sql.Identifier(schema))
            connection.execute(sql.SQL("GRANT {} TO {}").format(what, sql.Identifier(role)))


class _Publication:
    """What one publisher does."""

    def __init__(self, connection: Any, turn: Turn, source: _Source) -> None:
        self._connection = connection
        self._turn = turn
        self._address = turn.address
        self._source = source

    def go(self, progress: Progress | None, is_whole: bool) -> Published:
        published = current(self._connection, self._address)
        named, state = log.name_of_now(self._source.store)
        with self._source.store.reading() as db:
            changes = changes_of(db)
            if changes != named:
                raise PublishError("somebody else is bringing the same index in line")
            briefs = db.execute("SELECT stories FROM counts").fetchone()[0]
            follows = (
                not is_whole and published is not None and published.form == FORM and published.state in log.states(db)
            ) and self._stands(published.number, [table.name for table in _every()])
            sent = len(log.touched(db, "documents")) if follows else briefs
            if published is not None and follows and sent * _SEVERAL <= max(briefs, _FEW):
                if published.state != state:
                    self._follow(db, published, changes, state)
                done = Published(briefs, sent, False)
            else:
                edition = self._edition(changes, state)
                self._fill(db, edition, briefs, progress)
                self._turn_to(edition)
                done = Published(briefs, briefs, True)
        (log.begin if done.is_new else log.clear)(self._source.store, changes, state)
        self._drop_older()
        return done

    # ── a new edition ──────────────────────────────────────────────────────────────────────────────────────────────

    def _edition(self, changes: int, state: str) -> PublishedEdition:
        """An edition to fill: one of the same state that somebody did not finish, else a new one."""
        editions = f"{control(self._address)}.editions"
        made_of = (state, changes, FORM, briefing.__version__)
        found = self._connection.execute(
            f"SELECT {COLUMNS} FROM {editions} WHERE NOT is_whole"
            " AND (state, changes, form, program) = (%s, %s, %s, %s)"
            " ORDER BY number DESC LIMIT 1",
            made_of,
        ).fetchone()
        if found and self._stands(found[0], ["done"]):
            return PublishedEdition(*found)
        self._drop_older()  # what nobody will finish may be what the disk is full of
        with self._turn.transaction(self._connection):
            number = self._connection.execute(
                f"INSERT INTO {editions} (number, state, changes, form, program, is_current, is_whole)"
                f" SELECT coalesce(max(number), 0) + 1, %s, %s, %s, %s, false, false FROM {editions}"
                " RETURNING number",
                made_of,
            ).fetchone()[0]
            schema = schema_of(self._address, number)
            # one that a hand left, which dropped the schema of the desk alone
            self._connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
            self._connection.execute(f"CREATE SCHEMA {schema}")
            self._connection.execute(f"CREATE TABLE {schema}.done (what text PRIMARY KEY)")
            self._use(schema)
            self._connection.execute(functions())
        return PublishedEdition(number, *made_of, is_whole=False)

    def _stands(self, number: int, names: list[str]) -> bool:
        """Whether an edition has tables of these names: a hand may have dropped some, or all of it."""
        found = self._connection.execute(
            "SELECT bool_and(to_regclass(%s || '.' || name) IS NOT NULL) FROM unnest(%s::text[]) AS name",
            (schema_of(self._address, number), names),
        )
        return bool(found.fetchone()[0])

    def _use(self, schema: str) -> None:
        self._connection.execute(f"SET LOCAL search_path = {schema}, pg_catalog")

    def _fill(self, db: Any, edition: PublishedEdition, briefs: int, progress: Progress | None) -> None:
        schema = schema_of(self._address, edition.number)
        done = {row[0] for row in self._connection.execute(f"SELECT what FROM {schema}.done")}

        def once(what: str, work: Callable[[], object]) -> None:
            """Do something in a transaction of its own, unless it was done."""
            if what in done:
                return
            with self._turn.transaction(self._connection):
                self._use(schema)
                self._connection.execute("SET LOCAL synchronous_commit = off; SET LOCAL maintenance_work_mem = '256MB'")
                work()
                self._connection.execute("INSERT INTO done VALUES (%s)", (what,))

        def load(table: Table, rows: Iterable[tuple[Any, ...]]) -> Callable[[], object]:
            def work() -> None:
                self._connection.execute(table.sql)
                self._copy(table, rows, is_new=True)

            return work

        for table in tables().values():
            order = _ORDERS.get(table.name, "")
            once(table.name, load(table, db.execute(f"SELECT {', '.join(table.columns)} FROM {table.name}{order}")))
        for table in OF_TEXTS:
            once(table.name, load(table, _MADE[table.name](db, self._source.root, "", briefs, progress)))
        once(FREQUENCIES.name, load(FREQUENCIES, _frequencies(db, None)))
        once(ROLLS.name, load(ROLLS, rolls.rows(db)))
        once(TOTALS.name, lambda: self._connection.execute(f"{TOTALS.sql}; {_SUMS}"))
        for table in _every():
            for index in table.indexes:
                once(index, lambda index=index: self._connection.execute(index))  # type: ignore[misc]
        once("analysed", lambda: self._connection.execute("; ".join(f"ANALYZE {table.name}" for table in _every())))
        _let_read(self._connection, schema, _readers(self._connection, self._address))

    def _turn_to(self, edition: PublishedEdition) -> None:
        """Let all ask a new edition from now on."""
        with self._turn.transaction(self._connection):
            self._connection.execute(
                f"UPDATE {control(self._address)}.editions SET is_current = (number = %(one)s),"
                " is_whole = is_whole OR number = %(one)s, published = CASE number WHEN %(one)s THEN now()"
                " ELSE published END",
                {"one": edition.number},
            )
            self._tell()

    def _tell(self) -> None:
        self._connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, self._address.schema))

    def _drop_older(self) -> None:
        """Drop the editions that nobody asks any more; one that somebody is still asking is left for the next time."""
        from psycopg import errors

        editions, busy = f"{control(self._address)}.editions", (errors.LockNotAvailable, errors.DeadlockDetected)
        for (number,) in self._connection.execute(f"SELECT number FROM {editions} WHERE NOT is_current").fetchall():
            schema = schema_of(self._address, number)
            with contextlib.suppress(*busy), self._turn.transaction(self._connection):
                self._connection.execute(f"SET LOCAL lock_timeout = '{DROPS_SECONDS}s'")
                if self._connection.execute("SELECT to_regclass(%s)", (f"{schema}.counts",)).fetchone()[0]:
                    # whoever asks has it: first, or each would wait for what the other has
                    self._connection.execute(f"LOCK TABLE {schema}.counts IN ACCESS EXCLUSIVE MODE")
                self._connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
                self._connection.execute(f"DELETE FROM {editions} WHERE number = %s", (number,))

    # ── what changed ───────────────────────────────────────────────────────────────────────────────────────────────

    def _follow(self, db: Any, published: PublishedEdition, changes: int, state: str) -> None:
        """Bring the edition that is read in line, in one transaction."""
        with self._turn.transaction(self._connection):
            self._use(schema_of(self._address, published.number))
            briefs = log.touched(db, "documents")
            old_words = self._words_of(briefs)
            for table in tables().values():
                keys = log.touched(db, table.name)
                if keys:
                    self._replace(table, keys, _touched_rows(db, table))
            if briefs:
                which = " JOIN touched AS t ON t.name = 'documents' AND t.key = d.brief"
                for table in OF_TEXTS:
                    made = _MADE[table.name](db, self._source.root, which, len(briefs), None)
                    self._replace(table, briefs, made)
                words = sorted(old_words | self._words_of(briefs))
                self._replace(FREQUENCIES, words, _frequencies(db, words))
                self._connection.execute(f"DELETE FROM totals; {_SUMS}")
            for row in rolls.changed_rows(db, self._connection):
                self._connection.execute("DELETE FROM rolls WHERE kind = %s AND sorted_by = %s", row[:2])
                self._copy(ROLLS, [row])
            self._connection.execute(
                f"UPDATE {control(self._address)}.editions SET state = %s, changes = %s, program = %s,"
                " published = now() WHERE number = %s",
                (state, changes, briefing.__version__, published.number),
            )
            self._tell()

    def _words_of(self, briefs: list[int]) -> set[str]:
        found = self._connection.execute(
            "SELECT DISTINCT unnest(tsvector_to_array(words)) FROM texts WHERE brief = ANY(%s::bigint[])", (briefs,)
        )
        return {row[0] for row in found}

    def _replace(self, table: Table, keys: list[Any], rows: Iterable[tuple[Any, ...]]) -> None:
        of = "text" if keys and isinstance(keys[0], str) else "bigint"
        sent = list(map(sendable, keys)) if of == "text" else keys
        self._connection.execute(f"DELETE FROM {table.name} WHERE {table.key[0]} = ANY(%s::{of}[])", (sent,))
        self._copy(table, rows)

    def _copy(self, table: Table, rows: Iterable[tuple[Any, ...]], is_new: bool = False) -> None:
        """Put rows into a table; into one that was made in the same transaction as if all had seen them already, so
        that nobody has to look at each."""
        put = f"COPY {table.name} ({', '.join(table.columns)}) FROM STDIN (FORMAT binary{', FREEZE' * is_new})"
        with self._connection.cursor() as cursor, cursor.copy(put) as copy:
            copy.set_types(table.types)
            write = copy.write_row
            texts = [at for at, of in enumerate(table.types) if of == "text"]
            for row in rows:
                if texts:
                    sent = list(row)
                    for at in texts:
                        if sent[at] is not None:
                            sent[at] = sendable(sent[at])
                    write(sent)
                else:
                    write(row)


def _every() -> tuple[Table, ...]:
    """All tables of an edition."""
    return (*tables().values(), *OF_TEXTS, FREQUENCIES, TOTALS, ROLLS)


_ORDERS = {"castings": " ORDER BY variant, brief"}
"""What is mostly asked for together lies together."""
_SUMS = "INSERT INTO totals SELECT count(*), coalesce(sum(length), 0) FROM texts"


def _touched_rows(db: Any, table: Table) -> Iterator[tuple[Any, ...]]:
    columns = ", ".join(f"r.{column}" for column in table.columns)
    return cast(
        "Iterator[tuple[Any, ...]]",
        db.execute(
            f"SELECT {columns} FROM touched AS t JOIN {table.name} AS r ON r.{table.key[0]} = t.key WHERE t.name = ?",
            (table.name,),
        ),
    )


def _text_rows(
    db: Any, _root: Path, which: str, briefs: int, progress: Progress | None
) -> Iterator[tuple[int, int, bytes, bytes]]:
    """The words of each brief; of many at once, as a second process takes half of them."""
    found = db.execute(f"SELECT d.brief, d.packed FROM documents AS d{which}")
    done = 0
    while documents := found.fetchmany(_AT_ONCE):
        yield from in_halves(documents, _vectors, _MANY)
        done += len(documents)
        if progress is not None:
            progress(done, max(done, briefs))


def _vectors(documents: Sequence[tuple[int, bytes]]) -> list[tuple[int, int, bytes, bytes]]:
    return [(number, *vectors(columns_of(unpacked(packed))[0])) for number, packed in documents]


def _source_rows(
    db: Any, root: Path, which: str, _briefs: int, _progress: Progress | None
) -> Iterator[tuple[int, str]]:
    """The files of the briefs, as they are now."""
    ask = f"SELECT b.number, b.file FROM documents AS d{which} JOIN briefs AS b ON b.number = d.brief"
    for number, file in db.execute(ask):
        with contextlib.suppress(OSError):
            yield number, read(root / file, BRIEF).decode("utf-8-sig", "replace").replace("\r\n", "\n")


_MADE = {"texts": _text_rows, "sources": _source_rows}
"""The rows of the tables `OF_TEXTS`."""


def _frequencies(db: Any, words: list[str] | None) -> Iterator[tuple[str, int]]:
    """In how many briefs words stand; all words, where none are named."""
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'texts', 'row')")
    if words is None:
        for word, count in db.execute("SELECT term, doc FROM vocabulary"):
            if lexeme(word) == word:
                yield word, count
        return
    for word in words:
        found = db.execute("SELECT doc FROM vocabulary WHERE term = ?", (word,)).fetchone()
        if found:
            yield word, found[0]
