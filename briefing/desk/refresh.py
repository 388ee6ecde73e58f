"""Bringing the index in line with the files: look, read what changed, write it in short transactions."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.desk import scan
from briefing.desk.glance import MAX_BYTES, changes_on_disk, meta, read_registry
from briefing.desk.packing import UNREADABLE
from briefing.desk.refreshed import Refreshed
from briefing.desk.store import Store
from briefing.model.brief import Brief, Registry
from briefing.model.codec import decode
from briefing.model.names import stem
from briefing.model.problem import Problem
from briefing.model.span import Span
from briefing.model.value import replace

if TYPE_CHECKING:
    from briefing.desk.writing import FileRow, Packed
    from briefing.parse.names import RegistryNames

BATCH = 200
"""Files a transaction: a second process waits no longer than for these. Who is who is settled with the first, and then
whenever as many again were read: were it with each, a first reading would take the square of its files."""


@dataclass(slots=True)
class _Batch:
    rows: list[tuple[FileRow, Packed | None, bool]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


class Refresher:
    """Keeps what the parser needs (the registry) between refreshes. One refresh at a time; the caller sees to it."""

    def __init__(self, root: Path, store: Store) -> None:
        self._root = root
        self._store = store
        self._registry_digest = ""
        self._registry = Registry()
        self._names: RegistryNames | None = None

    def run(
        self,
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
        only: Collection[str] | None,
    ) -> Refreshed:
        """Refresh the index. Raises `sqlite3.Error` when it cannot be written.

        A root that is not there leaves the index as it is: a disk may only be unplugged.
        """
        if not os.path.isdir(self._root):
            message = "the desk's folder is not there; what is shown is from the last time"
            return Refreshed(problems=(Problem(UNREADABLE, message, Span("", 1, 1, 1, 1), "warning"),))
        digest, files = read_registry(self._root)  # before the briefs: each is kept with the registry it was read with
        with self._store.reading() as db:
            known = meta(db, "registry")
            was_complete = meta(db, "complete") == digest
        registry_changed = known != digest
        if registry_changed:
            self._load_registry(digest, files)
            from briefing.desk.writing import Writer

            with self._store.writing() as db:
                writer = Writer(db)
                # a transaction of its own, ahead of the briefs that refer to its entries
                writer.put_registry(self._registry, digest)
                writer.finish()
        if only is None or not was_complete:
            with self._store.reading() as db:
                found, gone = changes_on_disk(self._root, db, digest)
            suspects = [scan.FileStat(*stat) for stat in found]
        else:
            suspects, gone = self._some(only)
        result = _Run(self, digest, files).go(suspects, gone, progress, cancelled)
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
            self._registry = registry.read_registry(files)
            self._names = RegistryNames(self._registry)
            self._registry_digest = digest

    def parse(self, data: bytes, path: str, digest: str, files: dict[str, bytes]) -> Brief:
        from briefing.parse.brief import read_brief

        self._load_registry(digest, files)
        assert self._names is not None
        try:
            return read_brief(data, path, self._registry, self._names)
        except Exception as error:  # a fault of the parser, not of the author: it must not take the desk down with it
            fault = (
                f"this program failed on the file ({type(error).__name__}: {error}); the other files are not concerned"
            )
            name = stem(path)
            return Brief(name, path, name, problems=(Problem(UNREADABLE, fault, Span(path, 1, 1, 1, 1)),))

    @property
    def root(self) -> Path:
        return self._root

    @property
    def store(self) -> Store:
        return self._store


class _Run:
    """One refresh."""

    def __init__(
        self,
        refresher: Refresher,
        digest: str,
        files: dict[str, bytes],
    ) -> None:
        self._refresher = refresher
        self._rows: dict[str, FileRow] = {}
        self._digest = digest
        self._files = files
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
        with self._refresher.store.reading() as db:
            self._rows = _file_rows(db, [stat.path for stat in suspects])
        batch = _Batch(removed=gone)
        stopped = False
        total = len(suspects)
        for done, stat in enumerate(suspects, 1):
            if cancelled is not None and cancelled():
                stopped = True
                break
            self._look(stat, batch)
            if progress is not None:
                progress(done, total)
            if len(batch.rows) >= BATCH:
                self._write(batch, is_last=self._written + len(batch.rows) >= 2 * self._settled)
                batch = _Batch()
        if batch.rows or batch.removed:
            self._write(batch, is_last=True)
        with self._refresher.store.reading() as db:
            changed, added = _ids(db, self._changed), _ids(db, self._added)
        return Refreshed(changed, added, tuple(self._removed), problems=tuple(self._problems), cancelled=stopped)

    def _look(self, stat: scan.FileStat, batch: _Batch) -> None:
        """Read a file whose stat differs from the index's; parse it when its content does too."""
        from briefing.desk.writing import Packed

        known = self._rows.get(stat.path)
        seen_ns = time.time_ns()  # before the read: a change within one tick of the file's clock must not look settled
        try:
            with open(self._refresher.root / stat.path, "rb") as file:
                data = file.read(MAX_BYTES + 1)
        except (FileNotFoundError, NotADirectoryError):
            if known is not None:
                batch.removed.append(stat.path)
            return
        except OSError as error:
            ready = Packed.unreadable(stat.path, f"cannot be read: {error.strerror or error}")
            self._problems.extend(ready.brief.problems)
            row = self._row(stat, 0, b"")  # never seen, so that every refresh tries again
            batch.rows.append((row, ready, True))
            return
        sha = hashlib.sha256(data).digest()
        row = self._row(stat, seen_ns, sha)
        if known is not None and known.sha == sha and known.registry == self._digest:
            batch.rows.append((row, None, False))
        elif _is_no_brief(stat.path, data) and not (known and known.is_brief and _is_blank(data)):
            batch.rows.append((row, None, True))
        else:
            brief = self._refresher.parse(data, stat.path, self._digest, self._files)
            batch.rows.append((row, Packed.of(brief), True))

    def _row(self, stat: scan.FileStat, seen_ns: int, sha: bytes) -> FileRow:
        from briefing.desk.writing import FileRow

        return FileRow(
            path=stat.path,
            size=stat.size,
            changed_ns=stat.changed_ns,
            seen_ns=seen_ns,
            sha=sha,
            registry=self._digest,
        )

    def _write(self, batch: _Batch, is_last: bool) -> None:
        from briefing.desk.writing import Writer

        with self._refresher.store.writing() as db:
            writer = Writer(db)
            for path in batch.removed:
                self._removed.extend(filter(None, [writer.brief_id(path)]))
                writer.remove_file(path)
            for row, ready, is_new in batch.rows:
                if not is_new or writer.holds(row):
                    writer.touch_file(row)
                    continue
                before = writer.brief_id(row.path)
                if ready is None:
                    self._removed.extend(filter(None, [before]))
                    writer.remove_brief(row.path)
                    writer.put_file(row, None)
                else:
                    (self._changed if before else self._added).append(row.path)
                    writer.put_file(row, writer.put_brief(ready))
            writer.finish(is_last)
        self._written += len(batch.rows)
        if is_last:
            self._settled = self._written


def _is_no_brief(path: str, data: bytes) -> bool:
    """Whether a file is Markdown that is no brief."""
    return path.endswith(".md") and not scan.front_matter(data)


def _is_blank(data: bytes) -> bool:
    """Whether a file lost its text, as one does that a program was about to write."""
    return not data.strip(b" \t\r\n\0")


def _file_rows(db: sqlite3.Connection, paths: Collection[str]) -> dict[str, FileRow]:
    from briefing.desk.writing import FileRow

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
