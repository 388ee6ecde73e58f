"""What can still be read in a damaged file of marks, page by page, where SQLite gives up as a whole.

After the description of SQLite's file format (https://sqlite.org/fileformat2.html). Whose a row is, is known by its
shape: the page that says so may be the one that is damaged.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Literal

from briefing.desk.traces import is_sound, put_rows
from briefing.model.traces import KINDS
from briefing.model.value import NamedTuple

_INDEX, _TABLE = (0x0A, 0x02), (0x0D,)
"""What begins a page with rows: of an index, which the tables without row numbers are, leaves and what joins them; of
a table the leaves."""
_FACTS = frozenset({"session", "visit", "caught_up", "compared"})
_INTEGERS = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0)
"""How many bytes the types of a row take that are no texts."""
_FRAME, _LOG_HEAD = 24, 32
_PAGE = 4096
"""What SQLite takes for the size of a page where nothing else is said."""


class Salvaged(NamedTuple):
    """Rows of the tables of `state_tables.py`: `(id, mark)`, `(id, digest)`, `(id, parts, text)`, `(key, value)`, and
    those of `kept`."""

    marks: set[tuple[str, str]]
    seen: dict[str, str]
    versions: dict[str, tuple[str, bytes | None]]
    facts: dict[str, str]
    kept: set[tuple[str, str, str, str, str]]

    def put(self, db: sqlite3.Connection) -> None:
        """Add them to a file in which nothing is lost for it."""
        versions = ((id_, *rest) for id_, rest in self.versions.items())
        db.executemany("INSERT OR IGNORE INTO marks (id, mark) VALUES (?, ?)", self.marks)
        db.executemany("INSERT OR IGNORE INTO seen (id, digest) VALUES (?, ?)", self.seen.items())
        db.executemany("INSERT OR IGNORE INTO versions (id, parts, text) VALUES (?, ?, ?)", versions)
        db.executemany("INSERT OR IGNORE INTO facts (key, value) VALUES (?, ?)", self.facts.items())
        put_rows(db, sorted(self.kept))


def nothing() -> Salvaged:
    return Salvaged(marks=set(), seen={}, versions={}, facts={}, kept=set())


def salvaged(path: Path) -> Salvaged:
    """All that can be read of a file, and of the log beside it. What cannot be read is no row; raises nothing."""
    found = nothing()
    with contextlib.suppress(OSError), path.open("rb") as file:
        pages = _Pages(file)
        for number in pages.used():
            for row in pages.rows(number):
                _take(found, row)
    return found


def asked(db: sqlite3.Connection) -> Salvaged:
    """All that SQLite still tells of a file that is open, though it has no name any more."""
    found = nothing()
    with contextlib.suppress(sqlite3.Error):
        found.marks.update(db.execute("SELECT id, mark FROM marks"))
        ask = "SELECT s.id, s.digest, v.parts, v.text FROM seen AS s JOIN versions AS v ON v.id = s.id"
        for id_, digest, parts, text in db.execute(ask):
            found.seen[id_], found.versions[id_] = digest, (parts, text)
        found.facts.update(db.execute("SELECT key, value FROM facts"))
        found.kept.update(db.execute("SELECT what, id, name, value, at FROM kept"))
    return found


class Log:
    """The log beside a file (`-wal`) as it is before the file is opened: SQLite cuts off what it cannot read."""

    def __init__(self, path: Path) -> None:
        self.data = b""
        self._file: BinaryIO | None = None
        with contextlib.suppress(OSError):
            self._file = open(f"{path}-wal", "rb")  # noqa: SIM115
            self.data = self._file.read()

    def is_torn(self, db: sqlite3.Connection) -> bool:
        """Whether SQLite, now that the file is open, gave up before the end of what was committed."""
        if not self.data or self._file is None:
            return False
        known: int = db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1]
        self._file.seek(0)
        if os.fstat(self._file.fileno()).st_nlink == 0 or self._file.read(_LOG_HEAD) != self.data[:_LOG_HEAD]:
            return False  # another process has finished with it meanwhile
        size = int.from_bytes(self.data[8:12], "big") if _is_sound(self.data) else _PAGE
        beyond = [(number, ends) for number, _page, ends, _at in _frames(self.data, size) if number > known]
        commits = sum(bool(ends) for _number, ends in beyond)
        # one may be of a process that was killed before it told the others: what it wrote was never said to be kept,
        # but it follows what is known, and nothing between is of no round at all
        has_gap = [number for number, _ends in beyond] != [*range(known + 1, known + 1 + len(beyond))]
        return known >= 0 and (commits > 1 or (commits == 1 and has_gap))

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


def _frames(log: bytes, size: int) -> Iterator[tuple[int, int, int, int]]:
    """The frames of a log that are not of an earlier round: its number from 1, the page, whether what was committed
    together ends with it (then that is not 0), and where the page begins."""
    starts = range(_LOG_HEAD, len(log) - _FRAME - size + 1, _FRAME + size)
    salts = [log[at + 8 : at + 16] for at in starts]
    salt = log[16:24] if _is_sound(log) else max(salts, key=salts.count, default=b"")
    for number, (at, own) in enumerate(zip(starts, salts, strict=True), 1):
        if own == salt:
            page, committed = (int.from_bytes(log[begin : begin + 4], "big") for begin in (at, at + 4))
            yield number, page, committed, at + _FRAME


def _is_sound(log: bytes) -> bool:
    """Whether the head of a log is as it was written: without that SQLite takes it for none."""
    order: Literal["big", "little"] = "big" if log[3:4] == b"\x83" else "little"
    one = other = 0
    for at in range(0, 24, 8):
        one = (one + int.from_bytes(log[at : at + 4], order) + other) & 0xFFFFFFFF
        other = (other + int.from_bytes(log[at + 4 : at + 8], order) + one) & 0xFFFFFFFF
    return log[24:32] == one.to_bytes(4, "big") + other.to_bytes(4, "big")


class _Pages:
    """The pages of a file, as the log beside it has them where it does."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        head = file.read(100)
        size = int.from_bytes(head[16:18], "big")
        self._size = size if size in (512, 1024, 2048, 4096, 8192, 16384, 32768) else _PAGE
        self._count = os.fstat(file.fileno()).st_size // self._size
        self._free = int.from_bytes(head[32:36], "big")
        self._log: Mapping[int, bytes] = {}
        with contextlib.suppress(OSError):
            log = Path(f"{file.name}-wal").read_bytes()
            frames = [*_frames(log, self._size)]
            last = max((number for number, _page, committed, _at in frames if committed), default=0)
            self._log = {page: log[at : at + self._size] for number, page, _committed, at in frames if number <= last}
            self._count = max([self._count, *self._log])
            if 1 in self._log:
                self._free = int.from_bytes(self._log[1][32:36], "big")

    def used(self) -> Iterator[int]:
        """The pages that were not given back: what stands in those was deleted."""
        free: set[int] = set()
        trunk = self._free
        while 0 < trunk <= self._count and trunk not in free:
            free.add(trunk)
            page = self.page(trunk)
            free |= {
                int.from_bytes(page[at : at + 4], "big")
                for at in range(8, min(8 + 4 * int.from_bytes(page[4:8], "big"), len(page)), 4)
            }
            trunk = int.from_bytes(page[:4], "big")
        return (number for number in range(1, self._count + 1) if number not in free)

    def page(self, number: int) -> bytes:
        if number in self._log:
            return self._log[number]
        self._file.seek((number - 1) * self._size)
        return self._file.read(self._size)

    def rows(self, number: int) -> Iterator[list[Any]]:
        """The rows on a page that can be read; what is no such page has none."""
        page = self.page(number)
        begin = 100 if number == 1 else 0
        if len(page) < begin + 12 or page[begin] not in (*_INDEX, *_TABLE):
            return
        is_table = page[begin] in _TABLE
        left = 4 if page[begin] == 0x02 else 0  # what joins leaves has the number of one before each row
        count = int.from_bytes(page[begin + 3 : begin + 5], "big")
        first = begin + 8 + left
        for at in range(first, min(first + 2 * count, len(page) - 1), 2):
            with contextlib.suppress(IndexError, ValueError):
                cell = int.from_bytes(page[at : at + 2], "big") + left
                size, cell = _varint(page, cell)
                if is_table:
                    _rowid, cell = _varint(page, cell)
                yield _row(self._payload(page, cell, size, is_table))

    def _payload(self, page: bytes, at: int, size: int, is_table: bool) -> bytes:
        """A row's bytes, gathered from the pages that it goes on to where it is long."""
        usable = self._size
        most = usable - 35 if is_table else (usable - 12) * 64 // 255 - 23
        if size <= most:
            return page[at : at + size]
        least = (usable - 12) * 32 // 255 - 23
        here = least + (size - least) % (usable - 4)
        here = here if here <= most else least
        parts, got = [page[at : at + here]], here
        following = int.from_bytes(page[at + here : at + here + 4], "big")
        while got < size and 0 < following <= self._count:
            page = self.page(following)
            parts.append(page[4 : 4 + size - got])
            if len(parts[-1]) == 0:
                break
            got += len(parts[-1])
            following = int.from_bytes(page[:4], "big")
        return b"".join(parts)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends. Raises `IndexError`."""
    value = 0
    for number in range(8):
        byte = data[at + number]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + number + 1
    return value << 8 | data[at + 8], at + 9


def _row(data: bytes) -> list[Any]:
    """The values of a row; a number is None. Raises `IndexError` and `ValueError`."""
    head, at = _varint(data, 0)
    body = head
    row: list[Any] = []
    while at < head:
        kind, at = _varint(data, at)
        size = _INTEGERS[kind] if kind < len(_INTEGERS) else (kind - 12) // 2
        if body + size > len(data):
            raise ValueError("the row is cut off")
        part = data[body : body + size]
        body += size
        row.append(None if kind < len(_INTEGERS) else part if kind % 2 == 0 else part.decode())
    return row


def _take(found: Salvaged, row: list[Any]) -> None:
    """Put a row where it belongs."""
    match row:
        case [str(id_), "read" | "star" as mark]:
            found.marks.add((id_, mark))
        case [str(key), str(value)] if key in _FACTS and not _is_digest(value):
            found.facts[key] = value
        case [str(what), str(), str(), str(), str()] if what in KINDS and is_sound((what, *row[1:])):
            found.kept.add((what, *row[1:]))
        case [str(id_), str(digest)] if _is_digest(digest):
            found.seen[id_] = digest
        case [str(id_), str(parts), (bytes() | None) as text]:
            found.versions[id_] = (parts, text)


def _is_digest(text: str) -> bool:
    return len(text) == 12 and text.isalnum()
