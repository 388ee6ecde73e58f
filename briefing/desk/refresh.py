"""Bringing the index in line with the files: look, read what changed, write it in short transactions."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import time
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.desk import scan
from briefing.desk.glance import changes_on_disk, closed_to_us, meta, read_registry
from briefing.desk.refreshed import Refreshed
from briefing.desk.store import Store
from briefing.desk.unread import UNREADABLE, unread
from briefing.model.brief import Brief, Registry
from briefing.model.codec import decode
from briefing.model.problem import Problem
from briefing.model.span import Span
from briefing.model.value import replace
from briefing.parse.read_table import NO_TABLE, read_table

if TYPE_CHECKING:
    from briefing.desk.reading import FileReader, FileRow, Look
    from briefing.desk.writing import KnownFile, Writer
    from briefing.parse.names import RegistryNames

BATCH = 200
"""Files of a first transaction, after which there is something to read."""
FURTHER = 500
"""Files of each that follows: a second process waits no longer than for these."""
SETTLING = 8
"""Who is who is settled with the first, whenever so many times as many were read, and at the end: were it with each, a
first reading would take the square of its files."""

MANY = 300
"""Fewer files are read by this process before others have started."""
_TRIES = 3
"""So often is begun anew what another process did to the index while this one read."""


class _Overtaken(Exception):
    """Another process read a newer registry meanwhile, and the index has that."""


class Refresher:
    """Keeps what the parser needs (the registry) between refreshes. One refresh at a time; the caller sees to it."""

    def __init__(self, root: Path, store: Store) -> None:
        self._root = root
        self._store = store
        self._registry_digest = ""
        self._registry = Registry()
        self._names: RegistryNames | None = None
        self._table = NO_TABLE

    def run(
        self,
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
        only: Collection[str] | None,
    ) -> Refreshed:
        """Refresh the index. Raises `sqlite3.Error` when it cannot be written.

        A root that is not there leaves the index as it is: a disk may only be unplugged.
        """
        was_overtaken = False
        for _ in range(_TRIES):
            try:
                found = self._run(progress, cancelled, only)
            except _Overtaken:
                was_overtaken = True
            else:
                return replace(found, registry_changed=True) if was_overtaken else found
        return Refreshed(registry_changed=True, cancelled=True)

    def _run(
        self,
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
        only: Collection[str] | None,
    ) -> Refreshed:
        """Refresh the index once. Raises `_Overtaken`."""
        if not os.path.isdir(self._root):
            message = "the desk's folder is not there; what is shown is from the last time"
            return Refreshed(problems=(Problem(UNREADABLE, message, Span("", 1, 1, 1, 1), "warning"),))
        with self._store.reading() as db:  # before the files: what others put there while these are read is newer
            known, complete = meta(db, "registry"), meta(db, "complete")
        digest, files = read_registry(self._root)  # before the briefs: each is kept with the registry it was read with
        was_complete = complete == digest
        registry_changed = known != digest
        if registry_changed:
            self._load_registry(digest, files)
            from briefing.desk.writing import Writer

            with self._store.writing() as db:
                if meta(db, "registry") != known:
                    raise _Overtaken
                writer = Writer(db)
                # a transaction of its own, ahead of the briefs that refer to its entries
                writer.put_registry(self._registry, digest)
                writer.finish()
        begun_ns = time.time_ns()
        if only is None or not was_complete:
            with self._store.reading() as db:
                found, gone = changes_on_disk(self._root, db, digest)
            suspects = [scan.FileStat(*stat) for stat in found]
        else:
            suspects, gone = self._some(only)
        result = _Run(self, digest, files, begun_ns).go(suspects, gone, progress, cancelled)
        if result:
            from briefing.desk.rows import forget

            forget()
        self._settle()
        if not was_complete and not result.cancelled:
            self._set_meta("complete", digest)  # last: until then a reading that was killed is begun anew
        if len(suspects) > BATCH:
            self._store.checkpoint()
        with self._store.reading() as db:
            problems = (*_problems(db, 0), *result.problems)
        return replace(result, registry_changed=registry_changed, problems=problems)

    def _some(self, paths: Collection[str]) -> tuple[list[scan.FileStat], list[str]]:
        """Of these files those that are there, and the known ones that are not."""
        asked = {path: scan.stat_of(self._root, path) for path in sorted(paths)}
        missing = [path for path, stat in asked.items() if stat is None]
        with self._store.reading() as db:
            gone = list(_file_rows(db, missing)) if missing else []
        return [stat for stat in asked.values() if stat is not None], gone

    def _settle(self) -> None:
        """Decide who is who, where a reading left that open: this one, stopped between two files, or one killed."""
        from briefing.desk.identifying import is_settled
        from briefing.desk.writing import Writer

        with self._store.reading() as db:
            if is_settled(db):
                return
        with self._store.writing() as db:
            Writer(db).finish()

    def _set_meta(self, key: str, value: str) -> None:
        from briefing.desk.writing import Writer

        with self._store.writing() as db:
            Writer(db).set_meta(key, value)

    def _load_registry(self, digest: str, files: dict[str, bytes]) -> None:
        from briefing.parse import registry
        from briefing.parse.names import RegistryNames

        if self._registry_digest != digest:
            self._table, wrong = read_table(files.get(scan.SETTINGS_FILE, b""))
            wrong = (*wrong, *(unread(name) for name in closed_to_us(self._root, files)))
            found = registry.read_registry(files)
            self._registry = replace(found, problems=(*found.problems, *wrong)) if wrong else found
            self._names = RegistryNames(self._registry)
            self._registry_digest = digest

    def parse(self, data: bytes, path: str) -> Brief:
        """What a file holds, read by this process with the registry of `reader`."""
        from briefing.desk.reading import parse

        assert self._names is not None
        return parse(data, path, self._registry, self._names, self._table)

    def reader(self, digest: str, files: dict[str, bytes]) -> FileReader:
        """What reads files in this process, with the registry that these files hold."""
        from briefing.desk.reading import FileReader

        self._load_registry(digest, files)
        return FileReader(root=self._root, digest=digest, registry=self._registry, table=self._table, parse=self.parse)

    @property
    def root(self) -> Path:
        return self._root

    @property
    def store(self) -> Store:
        return self._store


class _Run:
    """One refresh. `begun_ns` is when it was begun to look what is there: another process may know better since."""

    def __init__(self, refresher: Refresher, digest: str, files: dict[str, bytes], begun_ns: int) -> None:
        self._refresher = refresher
        self._rows: dict[str, FileRow] = {}
        self._digest = digest
        self._files = files
        self._begun_ns = begun_ns
        self._again: list[str] = []
        self._changed: list[str] = []
        self._added: list[str] = []
        self._removed: list[str] = []
        self._problems: list[Problem] = []
        self._written = 0
        self._settled = 0

    def go(
        self,
        suspects: list[scan.FileStat],
        gone: list[str],
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> Refreshed:
        if not suspects and not gone:
            return Refreshed()
        stopped = self._look_at(suspects, gone, progress, cancelled)
        for _ in range(_TRIES):
            if stopped or not self._again:
                break
            stats = [scan.stat_of(self._refresher.root, path) for path in self._again]
            self._again = []
            stopped = self._look_at([stat for stat in stats if stat is not None], [], None, cancelled)
        with self._refresher.store.reading() as db:
            changed, added = _ids(db, self._changed), _ids(db, self._added)
        return Refreshed(changed, added, tuple(self._removed), problems=tuple(self._problems), cancelled=stopped)

    def _look_at(
        self,
        suspects: list[scan.FileStat],
        gone: list[str],
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> bool:
        """Put into the index what these files hold; whether it was stopped between two of them."""
        with self._refresher.store.reading() as db:
            self._rows = _file_rows(db, [stat.path for stat in suspects])
        batch: list[Look] = [_gone(path) for path in gone]
        total, done = len(suspects), 0
        with contextlib.closing(self._looks(suspects)) as looks:
            while not (stopped := done < total and cancelled is not None and cancelled()):
                look = next(looks, None)
                if look is None:
                    break
                batch.append(look)
                done += 1
                if progress is not None:
                    progress(done, total)
                if len(batch) >= (FURTHER if self._written else BATCH):
                    self._write(batch, is_last=self._written + len(batch) >= SETTLING * self._settled)
                    batch = []
        if batch:
            self._write(batch, is_last=True)
        return stopped

    def _looks(self, suspects: list[scan.FileStat]) -> Generator[Look, None, None]:
        """A look into each file, in order; many are read by other processes."""
        files = [(stat, self._rows.get(stat.path)) for stat in suspects]
        if len(files) < MANY:
            yield from self._read_here(files)
            return
        from briefing.desk.readers import Readers, processes

        with contextlib.closing(Readers(processes(), self._refresher.root, self._digest, self._files)) as readers:
            for task, looks in readers.looks(files):
                yield from looks if looks is not None else self._read_here(task)

    def _read_here(self, files: Iterable[tuple[scan.FileStat, FileRow | None]]) -> Iterator[Look]:
        reader = self._refresher.reader(self._digest, self._files)
        for stat, known in files:
            yield reader.look(stat, known)

    def _write(self, batch: list[Look], is_last: bool) -> None:
        from briefing.desk.writing import Writer

        with self._refresher.store.writing() as db:
            if meta(db, "registry") != self._digest:
                raise _Overtaken
            writer = Writer(db)
            before = writer.files([look.path for look in batch])
            writer.look_up([look.rows for look in batch if look.rows is not None])
            for look in batch:
                self._put(writer, look, before.get(look.path))
            writer.finish(is_last)
        self._written += len(batch)
        if is_last:
            self._settled = self._written

    def _put(self, writer: Writer, look: Look, known: KnownFile | None) -> None:
        """Put what a look gave; `known` is what the index has by now: another process may have been first."""
        sha, registry, seen_ns, id_ = known or (b"", "", 0, "")
        self._problems.extend(filter(None, [look.problem]))
        if look.row is None:
            if seen_ns > self._begun_ns and scan.stat_of(self._refresher.root, look.path) is not None:
                self._again.append(look.path)  # it came back, and somebody saw it
            elif known is not None:
                self._removed.extend(filter(None, [id_]))
                writer.remove_file(look.path)
        elif (sha, registry) == (look.row.sha, look.row.registry):
            writer.touch_file(look.row)
        elif not look.is_new:  # it is as the index had it, and has it no more
            self._again.append(look.path)
        elif look.rows is None:
            self._removed.extend(filter(None, [id_]))
            writer.remove_brief(look.path)
            writer.put_file(look.row, None)
        else:
            (self._changed if id_ else self._added).append(look.path)
            writer.put_file(look.row, writer.put_brief(look.rows, is_known=known is not None))


def _gone(path: str) -> Look:
    from briefing.desk.reading import Look

    return Look(path, None)


def _file_rows(db: sqlite3.Connection, paths: Collection[str]) -> dict[str, FileRow]:
    from briefing.desk.reading import FileRow

    found = db.execute(
        "SELECT path, size, changed_ns, seen_ns, sha, registry, brief IS NOT NULL FROM files"
        " WHERE path IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(paths)),),
    )
    return {row[0]: FileRow(*row) for row in found}


def _ids(db: sqlite3.Connection, paths: list[str]) -> tuple[str, ...]:
    if not paths:
        return ()
    found = db.execute("SELECT id FROM briefs WHERE file IN (SELECT value FROM json_each(?))", (json.dumps(paths),))
    return tuple(sorted(row[0] for row in found))


def _problems(db: sqlite3.Connection, number: int) -> tuple[Problem, ...]:
    rows = db.execute("SELECT json FROM problems WHERE brief = ? ORDER BY ordinal", (number,))
    return tuple(decode(Problem, row[0]) for row in rows)
