"""A desk at one moment: as it was committed, or as it lies in its folder now."""

from __future__ import annotations

import hashlib
import os
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from briefing.desk.checking import OnDisk
from briefing.desk.repository import Repository, RepositoryError, TreeFile
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

    def has(self, path: str) -> bool:
        return path in self.marks


class WorkingEdition(Edition):
    """The files as they lie in the folder now: those that git knows, and those that it is not told to ignore."""

    def __init__(self, repository: Repository, folder: Path) -> None:
        listing, touched = repository.working_files()
        self._disk, self._digits = OnDisk(folder), len(next(iter(listing.files), TreeFile("", "")).blob)
        links = {path for path in touched if (folder / path).is_symlink()}
        marks = self._marks(listing.files, touched - links, "")
        for path in {*listing.links, *links}:
            marks |= self._linked(repository, folder, path)
        submodules = {path: "" if path in touched else commit for path, commit in listing.submodules.items()}
        super().__init__("the working tree", marks, repository, submodules)

    def _marks(self, files: Iterable[TreeFile], touched: Iterable[str], below: str) -> dict[str, str]:
        """Of what git knows, with what is otherwise by now, `below` a folder."""
        marks = {f"{below}{file.path}": file.blob for file in files}
        for path in [f"{below}{path}" for path in touched]:
            data = self._disk.read(path, limit_of(path) + 1)
            if data is None:
                marks.pop(path, None)
            else:
                marks[path] = _blob_id(data, self._digits)
        return marks

    def _linked(self, repository: Repository, folder: Path, path: str) -> dict[str, str]:
        """What a link of the desk leads to, if that is a file or folder of the repository outside the desk."""
        desk, target = (Path(os.path.realpath(one)) for one in (folder, folder / path))
        root = desk.parents[repository.prefix.count("/") - 1] if repository.prefix else desk
        if target.is_relative_to(desk) or desk.is_relative_to(target) or not target.is_relative_to(root):
            return {}
        if not target.is_dir():
            return self._marks((), (path,), "")
        try:
            with Repository(target) as there:
                listing, touched = there.working_files()
        except RepositoryError:  # it is git's own folder
            return {}
        return self._marks(listing.files, touched, f"{path}/")

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
    tree = repository.tree(revision)
    listing = repository.files(tree)
    marks = {file.path: file.blob for file in listing.files}
    for path, blob in listing.links.items():
        said = os.fsdecode(repository.blob(blob, _MOST_OF_A_WAY) or b"")
        way = posixpath.normpath(posixpath.join(repository.prefix, posixpath.dirname(path), said))
        is_inside = f"{way}/".startswith(repository.prefix) or repository.prefix.startswith(f"{way}/")
        if said and not is_inside and way != "." and not f"{way}/".startswith(("/", "../")):
            marks |= {f"{path}{file.path[len(way) :]}": file.blob for file in repository.files_at(tree, way)}
    return Edition(name or revision, marks, repository, listing.submodules)


_MOST_OF_A_WAY = 4096  # bytes; no system follows longer ones


def _blob_id(data: bytes, length: int) -> str:
    """What git calls a blob (`git help hash-object`): SHA-1, or SHA-256 where its ids have 64 digits."""
    hashed = hashlib.new("sha256" if length == 64 else "sha1", usedforsecurity=False)
    hashed.update(b"blob %d\0" % len(data))
    hashed.update(data)
    return hashed.hexdigest()
