"""What the reader did: read, starred, where they stopped. Kept apart from the index, which may be thrown away."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from briefing.desk.database import ERRORS, Damage, is_damage, is_fault, make_folder, transaction
from briefing.desk.kept import file_name
from briefing.desk.plain_session import plain, session_as_read
from briefing.desk.salvage import Log, asked, salvaged
from briefing.desk.state_tables import DIFFER, VERSION, migrate
from briefing.desk.state_trouble import free_name, sentence
from briefing.desk.traces import move, put, put_positions
from briefing.model.files import identity
from briefing.model.nouns import counted
from briefing.model.session import Session
from briefing.model.traces import Key
from briefing.model.value import dataclass

T = TypeVar("T")

BUSY_SECONDS = 5.0
_PIECE = 500
"""Stories that are asked for at once where all are walked through."""


def is_first_visit(folder: Path) -> bool:
    """Whether nothing was ever kept of any desk. Ask before a `State` is made: that begins its file."""
    return not any(folder.glob("*.sqlite*"))


class StateError(Exception):
    """A mark could not be kept on disk; the message is a sentence for the status line. It holds until the end of the
    session all the same."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The version of a story that the reader saw: its digest, the digests of its parts as JSON (`model/content.py`),
    and its words, squeezed, where it was opened.
    """

    digest: str
    parts: str
    text: bytes | None = None


class State:
    """What the reader did on one desk. Methods may be called from any thread.

    A write is on disk when the method returns, or raises `StateError`; what could not be written is remembered until
    `close`. `notice` is a sentence for the reader where something is the matter with the file, else empty;
    `is_begun_anew` says that it was damaged.
    """

    def __init__(self, root: Path, folder: Path, lasting: bool = True) -> None:
        """`root` is the desk's, `folder` that of all state files. Never raises: without a file, memory serves. What is
        not `lasting` need not outlive the machine, and waits for no disk."""
        self.path = folder / file_name(root, ".sqlite")
        self.notice = ""
        self._lasting = lasting
        self.is_begun_anew = False
        self._lock = threading.RLock()  # all threads share one connection; who holds it asks other methods
        self._db: sqlite3.Connection | None = None
        self._is_writable = False
        self._log: Log | None = None  # while the file is opened
        self._file = (0, 0)  # of the file that is open
        self._unsaved: dict[tuple[str, str], bool] = {}
        self._facts: dict[str, str] = {}
        self._seen: dict[str, Seen] = {}  # what is not on disk yet
        self.unsaved_remarks: dict[Key, str] = {}
        """Tags and notes that are not on disk yet; empty where they were taken off."""
        self._begin()

    def read_ids(self) -> frozenset[str]:
        """The ids of the stories that were read, in this process or another."""
        return self._marked("read")

    def starred_ids(self) -> frozenset[str]:
        return self._marked("star")

    def marked_among(self, mark: str, ids: Collection[str]) -> set[str]:
        """Those of some stories that have a mark (`read`, `star`)."""
        with self._lock:
            nothing: list[Any] = []
            ask = "SELECT id FROM marks WHERE mark = ? AND id IN (SELECT value FROM json_each(?))"
            rows = self._read(lambda db: db.execute(ask, (mark, json.dumps(list(ids)))).fetchall(), nothing)
            found = {row[0] for row in rows}
            for (kind, id_), is_set in self._unsaved.items():
                if kind == mark and id_ in ids:
                    (found.add if is_set else found.discard)(id_)
            return found

    def set_read(self, id: str, is_read: bool) -> None:
        self._mark("read", (id,), is_read)

    def set_starred(self, id: str, is_starred: bool) -> None:
        self._mark("star", (id,), is_starred)

    def set_all(self, mark: str, ids: Iterable[str], is_set: bool) -> None:
        """Set or take off a mark (`read`, `star`) of several stories, all of them or none on disk."""
        self._mark(mark, ids, is_set)

    def seen_among(self, ids: Collection[str]) -> dict[str, str]:
        """The digest of the version that was seen of each of some stories, by id, as far as one was."""
        with self._lock:
            nothing: list[Any] = []
            ask = "SELECT id, digest FROM seen WHERE id IN (SELECT value FROM json_each(?))"
            rows = self._read(lambda db: db.execute(ask, (json.dumps(list(ids)),)).fetchall(), nothing)
            return {**dict(rows), **{id_: self._seen[id_].digest for id_ in self._seen.keys() & ids}}

    def every_seen(self) -> Iterator[dict[str, str]]:
        """The digests of all that was seen, by id, by the piece. Nothing before the first `set_baseline`."""
        ask, last = f"SELECT id, digest FROM seen WHERE id > ? ORDER BY id LIMIT {_PIECE}", ""
        while True:
            with self._lock:
                nothing: list[Any] = []
                rows = self._read(lambda db, last=last: db.execute(ask, (last,)).fetchall(), nothing)  # type: ignore[misc]
                unsaved = {id_: seen.digest for id_, seen in self._seen.items()}
            yield {**dict(rows), **{id_: digest for id_, digest in unsaved.items() if not rows or id_ in dict(rows)}}
            if not rows:
                return
            last = rows[-1][0]

    def overwritten(self) -> int:
        """A number that stands for now: what `seen_at` takes."""
        with self._lock:
            ask = "SELECT coalesce(max(serial), 0) FROM overwritten"
            found: int = self._read(lambda db: db.execute(ask).fetchone()[0], 0)
            return found

    def seen_at(self, id: str, number: int) -> str:
        """The digest of the version of a story that was seen when `overwritten` was that number, or the first one
        since then; empty where it is still the one that is `seen`."""
        with self._lock:
            ask = "SELECT digest FROM overwritten WHERE id = ? AND serial > ? ORDER BY serial LIMIT 1"
            row = self._read(lambda db: db.execute(ask, (id, number)).fetchone(), None)
            return row[0] if row else ""

    def seen(self, id: str) -> Seen | None:
        """The version of a story that was seen; None where none was."""
        with self._lock:
            if id in self._seen:
                return self._seen[id]
            ask = "SELECT s.digest, v.parts, v.text FROM seen AS s JOIN versions AS v ON v.id = s.id WHERE s.id = ?"
            row = self._read(lambda db: db.execute(ask, (id,)).fetchone(), None)
            return Seen(*row) if row else None

    def set_seen(self, seen: Mapping[str, Seen]) -> None:
        """Note the versions of stories that the reader saw."""
        with self._lock:
            self._seen |= seen  # before the write: where that fails they go with the next
            self._write(lambda db: None)

    def move(self, moved: Mapping[str, str]) -> None:
        """What was done with some stories was done with others: new ids by old ones."""

        def put_all(db: sqlite3.Connection) -> None:
            for old, new in moved.items():
                move(db, old, new)

        with self._lock:
            self._unsaved = {(mark, moved.get(id_, id_)): is_set for (mark, id_), is_set in self._unsaved.items()}
            self._seen = {moved.get(id_, id_): one for id_, one in self._seen.items()}
            self._write(put_all)

    def set_baseline(self, seen: Iterable[tuple[str, Seen]], now: datetime) -> None:
        """Note what there was when the desk was opened for the first time; what was seen since then stays."""

        def put_all(db: sqlite3.Connection) -> None:
            for id_, one in seen:
                if db.execute("INSERT OR IGNORE INTO seen (id, digest) VALUES (?, ?)", (id_, one.digest)).rowcount:
                    _put_version(db, id_, one)
            _put_facts(db, {"caught_up": now.isoformat()})

        with self._lock:
            self._write(put_all)
            self._facts["caught_up"] = now.isoformat()

    def caught_up(self) -> datetime | None:
        """When there was nothing new the last time; None before the first `set_baseline`."""
        return _moment(self._fact("caught_up"))

    def set_caught_up(self, now: datetime, mark: tuple[str, int] = ("", -1)) -> None:
        """`mark` stands for the index in which there was nothing new (`Desk.differing`)."""
        facts = {"caught_up": now.isoformat(), "compared": json.dumps(mark)}
        with self._lock:
            self._facts |= facts
            self._write(lambda db: _put_facts(db, facts))

    def compared(self) -> tuple[str, int]:
        """The mark of `set_caught_up`."""
        try:
            born, changes = json.loads(self._fact("compared") or '["", -1]')
        except ValueError:
            return "", -1
        return str(born), int(changes)

    def session(self) -> Session | None:
        """How the desk was left, or None the first time, or where that is unreadable."""
        text = self._fact("session")
        try:
            return session_as_read(json.loads(text)) if text else None
        except (ValueError, TypeError, KeyError, AttributeError):
            return None

    def save_session(self, session: Session) -> None:
        text = json.dumps(plain(session), ensure_ascii=False)
        self._set_fact("session", text, lambda db: put_positions(db, session))

    def last_visit(self) -> datetime | None:
        """When the visit before this one began: what is newer is new. None the first time.

        Before `begin_visit`, it is the last one begun.
        """
        return _moment(self._fact("previous" if self._facts.get("visit") else "visit"))

    def begin_visit(self, now: datetime) -> None:
        """Note that the desk is open; `last_visit` keeps telling of the visit before. Once a process."""
        self.verify()
        with self._lock:
            if self._facts.get("visit"):
                return
            previous = self._fact("visit")
            self._facts |= {"visit": now.isoformat(), "previous": previous}
            self._write(lambda db: _put_facts(db, {"visit": now.isoformat()}))

    def verify(self) -> None:
        """Look whether a mark changed that nobody changed, which takes longer than a first frame may: then `notice`
        says so, and the marks are those that could be read."""

        def look(db: sqlite3.Connection) -> None:
            if any(db.execute(differ).fetchone()[0] for differ in DIFFER):
                raise Damage("the marks")

        with self._lock:
            if self._is_writable:
                self._read(look, None)

    def close(self) -> None:
        with self._lock:
            self._let_go()

    def ask(self, ask: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """What the file answers; `otherwise` where there is none that can be read."""
        with self._lock:
            return self._read(ask, otherwise)

    def change(self, change: Callable[[sqlite3.Connection], T]) -> T:
        """Make a change of the file, all of it or none. Raises `StateError`."""
        made: list[T] = []
        with self._lock:
            self._write(lambda db: made.append(change(db)))
        return made[-1]

    # ── reading and writing ────────────────────────────────────────────────────────────────────────────────────────

    def _marked(self, mark: str) -> frozenset[str]:
        with self._lock:
            nothing: list[Any] = []
            ask = "SELECT id FROM marks WHERE mark = ?"
            rows = self._read(lambda db: db.execute(ask, (mark,)).fetchall(), nothing)
            found = {row[0] for row in rows}
            for (kind, id_), is_set in self._unsaved.items():
                if kind == mark:
                    (found.add if is_set else found.discard)(id_)
            return frozenset(found)

    def _mark(self, mark: str, ids: Iterable[str], is_set: bool) -> None:
        with self._lock:
            self._unsaved.update(((mark, id_), is_set) for id_ in ids)
            self._write(lambda db: None)  # marks that could not be kept before go with it

    def _fact(self, key: str) -> str:
        with self._lock:
            if key in self._facts:
                return self._facts[key]
            found = self._read(lambda db: db.execute("SELECT value FROM facts WHERE key = ?", (key,)).fetchone(), None)
            return found[0] if found else ""

    def _set_fact(self, key: str, value: str, also: Callable[[sqlite3.Connection], None] = lambda db: None) -> None:
        def put_it(db: sqlite3.Connection) -> None:
            _put_facts(db, {key: value})
            also(db)

        with self._lock:
            self._facts[key] = value  # first: it holds until the end of the session, written or not
            self._write(put_it)

    def _read(self, ask: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        for _attempt in range(2):
            if self._db is None:
                break
            try:
                return ask(self._db)
            except ERRORS as error:
                if not is_damage(error):
                    break
                self._set_aside()
        return otherwise

    def _write(self, change: Callable[[sqlite3.Connection], None]) -> None:
        """Make a change, with every mark that is not on disk yet, in one transaction."""
        if self._db is None or not self._is_writable:
            raise StateError(self.notice or "what you mark is kept only until you quit")
        if self._is_gone():
            self._bring_back(self._db)
        if self._db is None:
            raise StateError(self.notice)
        try:
            self._commit(self._db, change)
        except ERRORS as error:
            if not (is_damage(error) or is_fault(error)):  # a letter of a trigger may have changed
                raise StateError(sentence(error, self.path)) from error
            self._set_aside()
            if self._db is None:
                raise StateError(self.notice) from error
            try:
                self._commit(self._db, change)
            except ERRORS as again:
                raise StateError(sentence(again, self.path)) from again
        for unsaved in (self._unsaved, self._seen, self.unsaved_remarks):
            unsaved.clear()

    def _commit(self, db: sqlite3.Connection, change: Callable[[sqlite3.Connection], None]) -> None:
        with transaction(db):
            for (mark, id_), is_set in self._unsaved.items():
                if is_set:
                    db.execute("INSERT OR IGNORE INTO marks (id, mark) VALUES (?, ?)", (id_, mark))
                else:
                    db.execute("DELETE FROM marks WHERE id = ? AND mark = ?", (id_, mark))
            for id_, seen in self._seen.items():
                db.execute("INSERT OR REPLACE INTO seen (id, digest) VALUES (?, ?)", (id_, seen.digest))
                _put_version(db, id_, seen)
            for key, value in self.unsaved_remarks.items():
                put(db, key, value)
            change(db)

    # ── opening ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _begin(self) -> None:
        try:
            make_folder(self.path.parent)
            self._open()
        except ERRORS as error:
            if is_damage(error):
                self._set_aside()
            else:
                self._do_without(error)
        except OSError as error:
            self._do_without(error)

    def _open(self) -> None:
        self._log = log = Log(self.path)  # before SQLite sees it
        db = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        db.text_factory = _text
        try:
            version: int = db.execute("PRAGMA user_version").fetchone()[0]
            if version > VERSION:
                self._open_newer(db)
                return
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA journal_size_limit=1048576")  # the first visit notes every story
            # Nothing else has it: no power cut may take it.
            db.execute(f"PRAGMA synchronous={'FULL' if self._lasting else 'OFF'}")
            if log.is_torn(db):
                raise Damage("the log")
            migrate(db)
            for table in ("marks", "facts"):  # they are small, and nothing else has them
                damage = db.execute(f"PRAGMA quick_check({table})").fetchone()[0]
                if damage != "ok":
                    raise Damage(damage)
        except BaseException:
            db.close()
            raise
        finally:
            log.close()
        self._db, self._is_writable, self._log = db, True, None
        self._file = identity(self.path)

    def _is_gone(self) -> bool:
        """Whether the file was deleted meanwhile, or another put in its place: what is written would go nowhere."""
        return self._file != (0, 0) and identity(self.path) != self._file

    def _bring_back(self, db: sqlite3.Connection) -> None:
        """Begin the file anew with all that stood in it: as long as it is open, that can be read."""
        unsaved, seen = self._unsaved, self._seen
        held = asked(db)
        self._unsaved = {**{(mark, id_): True for id_, mark in held.marks}, **unsaved}
        self._seen = {**{id_: Seen(held.seen[id_], *rest) for id_, rest in held.versions.items()}, **seen}
        self._let_go()
        self._begin()
        if self._db is not None and self._is_writable:
            with contextlib.suppress(sqlite3.Error):
                with transaction(self._db):
                    held.put(self._db)
                self._unsaved, self._seen = unsaved, seen

    def _let_go(self) -> None:
        if self._db is not None:
            self._db.close()
        self._db, self._is_writable = None, False

    def _open_newer(self, db: sqlite3.Connection) -> None:
        """Read the file of a later version as far as it is understood, and leave it alone."""
        db.execute("PRAGMA query_only=1")
        self._db, self._is_writable = db, False
        self.notice = (
            "a newer version of briefing keeps your marks here; they are shown, and new ones last until you quit"
        )

    def _do_without(self, error: Exception) -> None:
        self.notice = sentence(error, self.path)
        self._is_writable = False
        try:
            uri = f"{self.path.absolute().as_uri()}?immutable=1"  # no log and no lock can be made beside it
            db = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
            db.text_factory = _text
            db.execute("SELECT 1 FROM marks LIMIT 1").fetchone()
        except (OSError, *ERRORS):
            self._db = None
        else:
            self._db = db

    def _set_aside(self) -> None:
        """Move a damaged file out of the way, never delete it, and begin a new one."""
        log = self._log
        self._let_go()
        try:
            target = free_name(self.path)
            for suffix in ("-wal", "-shm", ""):  # the log first: a new file must never meet an old one's
                with contextlib.suppress(FileNotFoundError):
                    os.rename(f"{self.path}{suffix}", f"{target}{suffix}")
            if log and log.data:
                Path(f"{target}-wal").write_bytes(log.data)
            self._open()
            assert self._db is not None
            rows = salvaged(target)
            with transaction(self._db):
                rows.put(self._db)
        except (OSError, *ERRORS) as error:
            self._do_without(error)
            return
        self.is_begun_anew = True
        rest = f"{counted(len(rows.marks), 'mark')} of it could be read" if rows.marks else "a new one is begun"
        self.notice = f"the file of your marks was damaged; it is kept as {target.name}, and {rest}"


def _text(data: bytes) -> str:
    """A bit that changed spoils one mark, not all."""
    return data.decode("utf-8", "replace")


def _put_version(db: sqlite3.Connection, id_: str, seen: Seen) -> None:
    db.execute("INSERT OR REPLACE INTO versions (id, parts, text) VALUES (?, ?, ?)", (id_, seen.parts, seen.text))


def _put_facts(db: sqlite3.Connection, facts: Mapping[str, str]) -> None:
    db.executemany("INSERT OR REPLACE INTO facts (key, value) VALUES (?, ?)", facts.items())


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
