"""A desk at one moment: as it was committed, or as it lies in its folder now."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from briefing.desk.checking import OnDisk
from briefing.desk.repository import Repository
from briefing.desk.scan import SETTINGS_FILE, SUFFIXES, Survey, survey_of
from briefing.parse.read_table import ReadTable, read_table
from briefing.parse.text import limit_of


class Edition:
    """The files of a desk at one moment.

    `name` is what that moment is called. `marks` tells of every file by its path what stands for its text, the same
    in every edition. Reading gives None for what is not there, or not in this clone, and raises `RepositoryError`.
    """

    def __init__(
        self, name: str, marks: Mapping[str, str], repository: Repository, submodules: Mapping[str, str]
    ) -> None:
        self.name = name
        self.marks = marks
        self.submodules = submodules
        self._repository = repository

    @cached_property
    def surveyed(self) -> Survey:
        return survey_of(sorted(self.marks), lambda path: self.read(path, limit_of(path)), self.table)

    @cached_property
    def table(self) -> ReadTable:
        """How Markdown of other tools is read in it."""
        return read_table(self.read(SETTINGS_FILE, limit_of(SETTINGS_FILE)) or b"")[0]

    def survey(self) -> Survey:
        return self.surveyed

    def registries(self) -> Sequence[str]:
        return self.surveyed.registries

    def lacks(self, path: str) -> bool:
        """Whether a file is there, and what it says is not."""
        return path in self.marks and self.read(path, limit_of(path)) is None

    def read(self, path: str, most: int) -> bytes | None:
        mark = self.marks.get(path)
        return self._repository.blob(mark, most) if mark else None


class WorkingEdition(Edition):
    """The files as they lie in the folder now: those that git knows, and those that it is not told to ignore."""

    def __init__(self, repository: Repository, folder: Path) -> None:
        files, submodules, touched = repository.working_files()
        self._disk = OnDisk(folder)
        marks = {file.path: file.blob for file in files}
        length = len(next(iter(marks.values()), ""))
        for path in touched:
            data = self._disk.read(path, limit_of(path) + 1)
            if data is None:
                marks.pop(path, None)
            elif not (folder / path).is_symlink():
                marks[path] = _blob_id(data, length)
        super().__init__("the working tree", marks, repository, submodules)

    def read(self, path: str, most: int) -> bytes | None:
        if path not in self.marks:
            return None
        data = self._disk.read(path, most)
        if data is None:
            return super().read(path, most)  # it need not be checked out
        return self._repository.pointed_to(data, most)


def leave_out_elsewhere(old: Edition, new: Edition) -> list[str]:
    """The briefs and registries that differ and can't be compared, since this clone has no text of one of the two; the
    editions are without them from now on. To be called before anything else is read."""
    paths = [path for path in {**old.marks, **new.marks} if old.marks.get(path) != new.marks.get(path)]
    found = [path for path in sorted(paths) if path.endswith(SUFFIXES) and (old.lacks(path) or new.lacks(path))]
    for edition in (old, new) if found else ():
        edition.marks = {path: mark for path, mark in edition.marks.items() if path not in found}
    return found


def committed(repository: Repository, revision: str, name: str = "") -> Edition:
    """A desk as it is in a commit or a tree. Raises `RepositoryError`."""
    files, submodules = repository.files(repository.tree(revision))
    return Edition(name or revision, {file.path: file.blob for file in files}, repository, submodules)


def _blob_id(data: bytes, length: int) -> str:
    """What git calls a blob (`git help hash-object`): SHA-1, or SHA-256 where its ids have 64 digits."""
    hashed = hashlib.new("sha256" if length == 64 else "sha1", usedforsecurity=False)
    hashed.update(b"blob %d\0" % len(data))
    hashed.update(data)
    return hashed.hexdigest()
