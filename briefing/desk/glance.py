"""The look at a desk's files that nearly always finds nothing: are they as the index has them?"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

TRUSTED_AFTER_NS = 2_000_000_000
"""A file changed within two seconds before it was looked at may have changed again within one tick of its clock."""


def read_registry(root: Path) -> tuple[str, dict[str, bytes]]:
    """The registry's files by name, with the settings where they have a table `[read]`, and what stands for them all:
    what a file is read with."""
    import hashlib

    from briefing.desk.scan import SETTINGS_FILE, registry_files
    from briefing.model.files import read
    from briefing.model.limits import REGISTRY, SETTINGS
    from briefing.parse.read_table import has_table

    files: dict[str, bytes] = {}
    for name in (*registry_files(root), SETTINGS_FILE):
        try:
            data = read(root / name, (SETTINGS if name == SETTINGS_FILE else REGISTRY) + 1)
        except OSError:
            continue
        if name != SETTINGS_FILE or has_table(data):
            files[name] = data
    digest = hashlib.sha256()
    for name, data in files.items():
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()[:16], files  # every file is kept with it


def closed_to_us(root: Path, files: Collection[str]) -> list[str]:
    """The files of the registry, and the settings, that are there, are not among those that were read, and cannot be
    read either."""
    from briefing.desk.scan import SETTINGS_FILE, registry_files
    from briefing.model.files import read

    found = []
    for name in {*registry_files(root), SETTINGS_FILE}.difference(files):
        try:
            read(root / name, 1)
        except FileNotFoundError:
            continue
        except OSError:
            found.append(name)
    return sorted(found)


def meta(db: sqlite3.Connection, key: str) -> str:
    """A fact that the index keeps of itself; empty where it does not."""
    found = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return found[0] if found else ""


def changes_on_disk(root: Path, db: sqlite3.Connection, registry: str) -> tuple[list[tuple[str, int, int]], list[str]]:
    """The files of a desk that the index does not know as they are (path, size, when they were changed in ns), sorted,
    and the paths of those it knows that are gone. `registry` is what stands for the registry.
    """
    from briefing.desk.scan import listing

    few = _few_changes(root, db, registry)
    if few is not None:
        return few
    there = listing(root)
    trusted = f"registry = ? AND changed_ns <= seen_ns - {TRUSTED_AFTER_NS}"
    rows = db.execute(f"SELECT path, size, changed_ns FROM files WHERE {trusted}", (registry,))
    settled = {path: (size, changed_ns) for path, size, changed_ns in rows}
    found = [file for file in there if settled.get(file[0]) != file[1:]]
    others = [row[0] for row in db.execute(f"SELECT path FROM files WHERE NOT ({trusted})", (registry,))]
    if not found and not others and len(there) == len(settled):
        return [], []
    present = {path for path, _size, _time in there}
    return sorted(found), sorted([path for path in (*settled, *others) if path not in present])


_FEW = 200
"""Files that are looked at one by one where all the others are compared in sums."""


def _few_changes(
    root: Path, db: sqlite3.Connection, registry: str
) -> tuple[list[tuple[str, int, int]], list[str]] | None:
    """The same where only files changed that did so after all that the index knows of: a file that is moved, written or
    put there by its own is of now. Then nothing is asked of the others but how many they are, and sums over their
    sizes, times and paths. None where that does not show that they are as they were."""
    from briefing.desk.scan import Tally, path_sign, tally

    # the times in two parts, since their sum is more than SQLite can count
    sums = "count(*), total(size), sum(changed_ns / 1000000000), sum(changed_ns % 1000000000), sum(sign)"
    fresh = f"changed_ns > seen_ns - {TRUSTED_AFTER_NS}"
    select = f"SELECT {sums}, max(changed_ns), sum(registry <> ?), sum({fresh}) FROM files"
    files, sizes, seconds, nanos, signs, until, others, untrusted = db.execute(select, (registry,)).fetchone()
    if not files or others or untrusted > _FEW:
        return None
    rest, recent = tally(root, until)
    if len(recent) > _FEW:
        return None
    before = [file for path, _, _ in recent for file in db.execute(_FILE, (path,))]
    again = db.execute(f"SELECT path, size, changed_ns FROM files WHERE {fresh}").fetchall() if untrusted else []
    expected = Tally(
        files - len(before), int(sizes) - sum(size for size, _ in before),
        seconds * 1_000_000_000 + nanos - sum(changed for _, changed in before),
        signs - sum(path_sign(path) for path, _, _ in recent if db.execute(_FILE, (path,)).fetchone()),
    )  # fmt: skip
    if rest != expected:
        return None
    at_hand = {path for path, _, _ in recent}
    return sorted([*recent, *(file for file in again if file[0] not in at_hand)]), []


_FILE = "SELECT size, changed_ns FROM files WHERE path = ?"


class Glance:
    """A look at all the files of a desk, taken by a second process while this one goes on.

    `cache` is the folder of all index files. Only for a process without threads. Where the system cannot fork,
    `found_nothing` is always false.
    """

    def __init__(self, root: Path, cache: Path) -> None:
        self._child = 0
        if not hasattr(os, "fork"):
            return
        self._here, there = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            _report(root, cache, there)
        os.close(there)  # else a second process that was killed would be waited for without end

    def found_nothing(self) -> bool:
        """Whether the index was whole, and the files as it has them. Waits for the answer; to be asked once."""
        if not self._child:
            return False
        answer = os.read(self._here, 1)
        os.close(self._here)
        os.waitpid(self._child, 0)
        return answer == b"1"


def _report(root: Path, cache: Path, pipe: int) -> None:
    """In the second process: look, answer, and end."""
    try:
        from briefing.desk.schema import index_file
        from briefing.desk.store import Store

        is_same = False
        index = index_file(root, cache)
        if os.path.exists(index):  # unlike `Path.exists` it bears a folder that is closed to us
            store = Store(index)
            with store.reading() as db:
                registry, _files = read_registry(root)
                is_same = meta(db, "registry") == meta(db, "complete") == registry
                is_same = is_same and changes_on_disk(root, db, registry) == ([], [])
            store.close()
        os.write(pipe, b"1" if is_same else b"0")
    finally:  # what the process that was copied was about to do is not to be done twice
        os._exit(0)
