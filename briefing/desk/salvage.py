"""What can still be read of a damaged file of marks."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from briefing.desk.database import FAILURES
from briefing.desk.state_tables import migrate

_TABLES = {
    "marks": ("id", "mark"), "facts": ("key", "value"), "seen": ("id", "digest"), "versions": ("id", "parts", "text"),
}  # fmt: skip
"""The tables of a state and their columns; rows lie in the order of the first."""
_MARKS = ("read", "star")
_MOST = 512 * 1024 * 1024
"""Bytes of a file that is read into memory."""
_PAGE = 4096  # bytes
_OF_A_TREE = {b"\x0a": (8, 0), b"\x02": (12, 4)}
"""What such a page begins with: bytes of its head, and of what stands before each row."""
_FEWEST = 32  # pages
_HEADER = 100  # bytes
_COUNT = slice(28, 32)  # of the header: how many pages the file has


def salvaged(file: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each table as far as they can be read, from either end. Where the beginning of the file is damaged,
    one that is sound is put before the rest, in memory; where marks lie behind a damaged page, the other pages are read
    one by one. Nothing is written to the file."""
    found: dict[str, dict[tuple[Any, ...], None]] = {table: {} for table in _TABLES}
    whole: set[str] = set()
    for db in _opened(file):
        for table, columns in _TABLES.items():
            for way in ("ASC", "DESC"):
                ask = f"SELECT {', '.join(columns)} FROM {table} ORDER BY {columns[0]} {way}"
                with contextlib.suppress(*FAILURES):
                    for row in db.execute(ask):
                        found[table][row] = None
                    whole.add(table)
    if "marks" not in whole:
        with contextlib.suppress(OSError), file.open("rb") as stream:
            while page := stream.read(_PAGE):
                found["marks"].update(dict.fromkeys(_pairs(page)))
    return {table: [row for row in rows if _is_sound(table, row)] for table, rows in found.items()}


def _pairs(page: bytes) -> Iterator[tuple[str, str]]:
    """The rows of two texts on a page of a tree without row ids, a leaf or one that leads to leaves
    (https://www.sqlite.org/fileformat2.html, 1.6)."""
    if page[:1] not in _OF_A_TREE:
        return
    head, pointer = _OF_A_TREE[page[:1]]
    for number in range(int.from_bytes(page[3:5], "big")):
        place = page[head + 2 * number : head + 2 * number + 2]
        _size, at = _varint(page, int.from_bytes(place, "big") + pointer)
        _header, types = _varint(page, at)
        one, types = _varint(page, types)
        two, types = _varint(page, types)
        lengths = [(kind - 13) // 2 for kind in (one, two) if kind >= 13 and kind % 2]
        if len(lengths) == 2 and types + sum(lengths) <= len(page):
            yield _text(page[types : types + lengths[0]]), _text(page[types + lengths[0] : types + sum(lengths)])


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of up to nine bytes, and where it ends."""
    value = 0
    for byte in data[at : at + 9]:
        value, at = value << 7 | byte & 0x7F, at + 1
        if byte < 0x80:
            break
    return value, at


def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """The file as it is, with its log; with a header that is sound; and with a first page that is."""
    with contextlib.suppress(*FAILURES), contextlib.closing(_connected(file)) as db:
        yield db
    with contextlib.suppress(OSError), file.open("rb") as stream:
        data = stream.read(_MOST)
        sound = _first_page()
        for first in (sound[:_HEADER] + data[_HEADER:_PAGE], sound):
            with contextlib.suppress(*FAILURES), contextlib.closing(sqlite3.connect(":memory:")) as db:
                db.deserialize(_as_a_file(first, data[_PAGE:]))
                db.text_factory = _text
                yield db


def _connected(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    db.text_factory = _text
    return db


def _first_page() -> bytes:
    """The first page of a file in which nothing is kept yet: its header, and where each table begins."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrate(db)
        return db.serialize()[:_PAGE]


def _as_a_file(first: bytes, rest: bytes) -> bytes:
    """A first page and all others, in whole pages, of which the header says how many there are: not fewer than those
    that tables begin on, or SQLite opens none of it."""
    pages = bytearray(first.ljust(_PAGE, b"\0") + rest)
    pages += bytes(-len(pages) % _PAGE)
    pages += bytes(max(0, _FEWEST * _PAGE - len(pages)))
    pages[_COUNT] = (len(pages) // _PAGE).to_bytes(4, "big")
    return bytes(pages)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _is_sound(table: str, row: tuple[Any, ...]) -> bool:
    """Whether a row has what somebody wrote: texts, of characters; of marks one that there is."""
    is_text = all(isinstance(value, str | bytes | None) and "\ufffd" not in str(value) for value in row) and row[0]
    return bool(is_text) and (table != "marks" or row[1] in _MARKS)
