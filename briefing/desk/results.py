"""What a check found, kept for the next one: a file that says the same, on a desk of which the same is known, need not
be read again.

A result is kept by the digest of the file's bytes, and counts only under one `mark`: the digest of all that a brief is
checked against besides itself, that is what is known of the desk's other briefs. The registries, the day of today and
the program are in the name of it all. It is a cache: it may be deleted, and what cannot be read in it is not there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from briefing.check.rule import Known, Own
from briefing.model.digests import blake2b
from briefing.model.files import put, read
from briefing.model.problem import Edit, Problem, Severity
from briefing.model.span import Span
from briefing.model.value import NamedTuple


class Result(NamedTuple):
    """What was found in one file: the digest of its bytes, what the other briefs need to know of it, its problems."""

    digest: str
    facts: Known
    problems: tuple[Problem, ...]


class Results:
    """The results of a desk's last check, by file. `stamp` is all that they rest on, but for the briefs."""

    def __init__(self, file: Path, stamp: str) -> None:
        self._file, self._stamp = file, stamp.encode("utf-8", "surrogatepass")
        self._mark, self._rows = self._read()
        self._digests: dict[bytes, str] = {}

    def facts(self, file: str, data: bytes | None) -> Known | None:
        """What is known of a file of these bytes; None where it is not."""
        row = self._row(file, data)
        return _facts(file, row) if row else None

    def all_facts(self) -> dict[str, Known]:
        """What was known of every file, whatever it may say now."""
        return {file: _facts(file, row) for file, row in self._rows.items()}

    def problems(self, file: str, data: bytes | None, mark: str) -> tuple[Problem, ...] | None:
        """What is wrong in a file of these bytes on a desk of this mark; None where that is not known."""
        row = self._row(file, data) if mark == self._mark else None
        return None if row is None else tuple([problem_of(file, *problem) for problem in row[2]])

    @staticmethod
    def mark_of(known: Iterable[Known]) -> str:
        """What stands for all that is known of a desk's briefs, in whatever order it is told."""
        rows = sorted([(one.file, *_facts_row(one)) for one in known])
        return _digest(repr(rows).encode("utf-8", "backslashreplace"))

    def result(self, data: bytes, known: Known, problems: tuple[Problem, ...]) -> Result:
        """The result of a file of these bytes."""
        return Result(self._digest_of(data), known, problems)

    def keep(self, files: Iterable[str], results: Mapping[str, Result], mark: str) -> None:
        """Keep for the next time what is new of these files and what is known of the others."""
        rows = {file: self._rows[file] for file in files if file in self._rows}
        if not results and mark == self._mark and len(rows) == len(self._rows):
            return
        for file, one in results.items():
            rows[file] = [one.digest, _facts_row(one.facts), [problem_row(problem) for problem in one.problems]]
        body = json.dumps([mark, rows], separators=(",", ":")).encode()
        try:
            put(self._file, self._seal(body) + body, folders=True)
        except OSError:
            return  # a cache that cannot be kept costs time, not correctness

    def _read(self) -> tuple[str, dict[str, Any]]:
        try:
            data = read(self._file)
        except OSError:
            return "", {}
        body = data[_SEAL:]
        if data[:_SEAL] != self._seal(body):  # damaged, or of another day, registry or program
            return "", {}
        mark, rows = json.loads(body)
        return mark, rows

    def _seal(self, body: bytes) -> bytes:
        return _digest(self._stamp + body).encode()

    def _row(self, file: str, data: bytes | None) -> Any:
        row = self._rows.get(file)
        return row if row and data is not None and row[0] == self._digest_of(data) else None

    def _digest_of(self, data: bytes) -> str:
        if data not in self._digests:
            self._digests[data] = _digest(data)
        return self._digests[data]


_SEAL = 32
"""Characters of a digest."""


def _digest(data: bytes) -> str:
    """What stands for these bytes: 128 bits of BLAKE2."""
    return blake2b(data, digest_size=16).hexdigest()


def _facts_row(known: Known) -> list[Any]:
    return [known.id, known.follows, known.actors, known.title, known.aliases]


def _facts(file: str, row: Any) -> Known:
    id_, follows, actors, title, aliases = row[1]
    return Known(
        id=id_,
        file=file,
        follows=tuple(follows),
        actors=tuple([Own(*one) for one in actors]),
        title=title,
        aliases=tuple(aliases),
    )


def problem_row(one: Problem) -> list[Any]:
    """A problem as JSON has it, without its file; `problem_of` makes one again."""
    edits = [[edit.span[1:], edit.text] for edit in one.edits]
    return [one.code, one.message, one.span[1:], one.severity, one.fix, edits, one.is_sure]


def problem_of(
    file: str, code: str, message: str, span: list[int], severity: Severity, fix: str, edits: list[Any], is_sure: bool
) -> Problem:
    changes = tuple([Edit(Span(file, *place), text) for place, text in edits])
    return Problem(
        code=code, message=message, span=Span(file, *span), severity=severity, fix=fix, edits=changes, is_sure=is_sure
    )
