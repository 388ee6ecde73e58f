"""Reading one file of a desk: what the index is to know of it. Needs no index, so that any process can do it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

from briefing.desk import scan
from briefing.desk.rows import Packed, rows_of, unreadable
from briefing.desk.schema import ACTOR
from briefing.desk.unread import UNREADABLE
from briefing.model.brief import Brief, Registry
from briefing.model.files import read
from briefing.model.limits import BRIEF
from briefing.model.names import stem
from briefing.model.problem import Problem
from briefing.model.span import Span
from briefing.model.value import NamedTuple
from briefing.parse import brief as parser
from briefing.parse.names import RegistryNames
from briefing.parse.read_table import ReadTable


class FileRow(NamedTuple):
    """What the index remembers of a file: its stat, when that was taken (ns), its hash, the registry's then, and
    whether it is a brief.
    """

    path: str
    size: int
    changed_ns: int
    seen_ns: int
    sha: bytes
    registry: str
    is_brief: bool = False


class Look(NamedTuple):
    """What a look into a file gave: `row` is None where it is gone; `is_new` says that what it holds is not what the
    index knows; `rows` are those of its brief, if it is one. Of what could not be read there is a `problem`.
    """

    path: str
    row: FileRow | None
    is_new: bool = False
    rows: Packed | None = None
    problem: Problem | None = None


Parse = Callable[[bytes, str], Brief]
"""The brief that the bytes of a file, by its relative path, hold."""


class FileReader:
    """Reads the files of a desk with one state of its registry and its table `[read]`, which `digest` stands for."""

    def __init__(self, root: Path, digest: str, registry: Registry, table: ReadTable, parse: Parse) -> None:
        self._root = root
        self._digest = digest
        self._registry = registry
        self._table = table
        self._parse = parse

    def look(self, stat: scan.FileStat, known: FileRow | None) -> Look:
        """Read a file whose stat differs from what is known of it; parse it when its content does too."""
        seen_ns = time.time_ns()  # before the read: a change within one tick of the file's clock must not look settled
        try:
            data = read(self._root / stat.path, BRIEF + 1)
        except (FileNotFoundError, NotADirectoryError):
            return Look(stat.path, None)
        except OSError as error:
            message = f"cannot be read: {error.strerror or error}"
            problem = Problem(UNREADABLE, message, Span(stat.path, 1, 1, 1, 1))
            # never seen, so that every refresh tries again
            return Look(
                path=stat.path,
                row=self._row(stat, 0, b""),
                is_new=True,
                rows=unreadable(stat.path, message),
                problem=problem,
            )
        sha = hashlib.sha256(data).digest()[:16]
        row = self._row(stat, seen_ns, sha)
        if known is not None and known.sha == sha and known.registry == self._digest:
            return Look(stat.path, row)
        if not scan.is_story(stat.path, data, self._table) and not (known and known.is_brief and _is_blank(data)):
            return Look(stat.path, row, True)
        return Look(stat.path, row, True, rows_of(self._parse(data, stat.path), self._is_registered))

    def _row(self, stat: scan.FileStat, seen_ns: int, sha: bytes) -> FileRow:
        return FileRow(
            path=stat.path,
            size=stat.size,
            changed_ns=stat.changed_ns,
            seen_ns=seen_ns,
            sha=sha,
            registry=self._digest,
        )

    def _is_registered(self, sort: int, key: str) -> bool:
        return key in (self._registry.actors if sort == ACTOR else self._registry.venues)


def parse(data: bytes, path: str, registry: Registry, names: RegistryNames, table: ReadTable) -> Brief:
    """What a file holds. A fault of the parser, which is not the author's, is told in a brief that stands for it: it
    must not take the desk down with it.
    """
    try:
        return parser.read_brief(data, path, registry, names, table)
    except Exception as error:
        fault = f"this program failed on the file ({type(error).__name__}: {error}); the other files are not concerned"
        name = stem(path)
        return Brief(name, path, name, problems=(Problem(UNREADABLE, fault, Span(path, 1, 1, 1, 1)),))


def _is_blank(data: bytes) -> bool:
    """Whether a file lost its text, as one does that a program was about to write."""
    return not data.strip(b" \t\r\n\0")
