"""A look at the files of a desk that compares sums tells what one that compares every file does."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.desk import glance, scan
from briefing.desk.desk import Desk
from briefing.desk.schema import index_file

pytestmark = pytest.mark.of_sqlite("is about the files that the index was made of")

Open = Callable[..., Desk]
HOUR = 3600 * 10**9


def by_the_file(root: Path, db: sqlite3.Connection, registry: str) -> tuple[list[tuple[str, int, int]], list[str]]:
    trusted = dict[str, tuple[int, int]]()
    paths = set()
    for path, size, changed, seen, of in db.execute("SELECT path, size, changed_ns, seen_ns, registry FROM files"):
        paths.add(path)
        if of == registry and changed <= seen - glance.TRUSTED_AFTER_NS:
            trusted[path] = size, changed
    there = scan.listing(root)
    return sorted(file for file in there if trusted.get(file[0]) != file[1:]), sorted(
        paths - {file[0] for file in there}
    )


@pytest.fixture
def index(open_desk: Open, folder: Path, tmp_path: Path) -> sqlite3.Connection:
    """Of a desk whose files were looked at long after they were written."""
    (folder / "sub" / "far").mkdir(parents=True)
    for number in range(12):
        target = folder / ("", "sub", "sub/far")[number % 3] / f"story-{number}.yaml"
        target.write_text(f"title: Story {number}\nbody: Text.\n")
    desk = open_desk()
    desk.refresh()
    db = sqlite3.connect(index_file(folder, tmp_path / "cache"), isolation_level=None)
    db.execute("UPDATE files SET seen_ns = seen_ns + ?", (HOUR,))
    return db


def registry_of(db: sqlite3.Connection) -> str:
    return glance.meta(db, "registry")


@pytest.mark.of_sqlite("is about the index beside the files")
@pytest.mark.parametrize("seed", range(8))
def test_both_looks_tell_the_same(seed: int, index: sqlite3.Connection, folder: Path) -> None:
    chance = random.Random(seed)
    assert glance.changes_on_disk(folder, index, registry_of(index)) == ([], [])
    for step in range(12):
        files = sorted(path for path in folder.rglob("*.yaml") if path.is_file())
        file = chance.choice(files)
        match chance.randrange(9):
            case 0:
                file.write_text(f"title: Other {step}\nbody: Text.\n")
            case 1:
                file.unlink()
            case 2:
                file.rename(file.with_name(f"moved-{step}.yaml"))
            case 3:
                other = chance.choice(files)
                kept = file.read_bytes()
                file.write_bytes(other.read_bytes())
                other.write_bytes(kept)
            case 4:
                (folder / f"new-{step}.yaml").write_text("title: New\nbody: Text.\n")
            case 5 if (folder / "sub").is_dir():
                (folder / "sub").rename(folder / f"sub-{step}")  # no file in it changes its time
            case 6:
                os.utime(file, ns=(HOUR, HOUR * (1 + step)))
            case 7:
                os.utime(file, ns=(0, 4 * 10**18))  # ahead of every clock
            case _:
                index.execute("UPDATE files SET seen_ns = changed_ns WHERE path = ?", (str(file.relative_to(folder)),))
        registry = chance.choice([registry_of(index), registry_of(index), "another"])
        assert glance.changes_on_disk(folder, index, registry) == by_the_file(folder, index, registry)


@pytest.mark.of_sqlite("is about the index beside the files")
def test_one_changed_file_is_found_without_a_list_of_the_others(
    index: sqlite3.Connection, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "story-3.yaml").write_text("title: Other\nbody: Text.\n")
    monkeypatch.setattr(scan, "listing", lambda *_: pytest.fail("every file was listed"))
    found, gone = glance.changes_on_disk(folder, index, registry_of(index))
    assert ([path for path, _size, _time in found], gone) == (["story-3.yaml"], [])
