"""What a desk costs as it grows: a first reading, its index, the look at its files; beside a bare walk, the stock
loader, notmuch and mu on the same texts as mails. And on paper, from the last two sizes, what ten million would cost.

    python -m benchmarks.growth [BRIEFS …]
"""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.desks import write_desk
from benchmarks.ratios import spread

SIZES = (1_000, 4_000)
SIZE = 4200  # characters of body: files of about 5 KB
LATER = 2.1  # seconds; a file is trusted that was not changed just before it was looked at
PAPER = 10_000_000
PAIRS = 5
AGAIN, _SMALL = 3, 1_000
"""How often a desk is read anew that has no more briefs than this; a larger one once."""


class Cost(NamedTuple):
    """Seconds of processors, and bytes."""

    briefs: int
    reading: float
    index: int
    look: float


def main(sizes: tuple[int, ...] = SIZES) -> None:
    print("A first reading a brief, the index, a look at all files (CPU; × stock loader, × text, × bare walk;")
    print(f"  the median of {AGAIN} readings where there are few, and of {PAIRS} pairs, lowest to highest)")
    costs = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            costs.append(_measured(Path(folder) / str(size), size))
            shutil.rmtree(Path(folder) / str(size))
    if len(costs) > 1:
        few, many = costs[-2:]
        times = (PAPER - many.briefs) / (many.briefs - few.briefs)
        reading, index, look = (
            after + (after - before) * times for before, after in zip(few[1:], many[1:], strict=True)
        )
        print(f"On paper, by the slope of the last two sizes, {PAPER:,} briefs: {reading / 3600:.1f} h of CPU for the")
        print(f"  first reading, {index / 1e9:.0f} GB of index, {look:.0f} s of CPU for a look; a list 8 bytes a row")


def _measured(folder: Path, briefs: int) -> Cost:
    import yaml

    from briefing.desk.desk import Desk
    from briefing.desk.glance import changes_on_disk, meta
    from briefing.desk.schema import index_file
    from briefing.model.clock import Clock

    root, cache = folder / "desk", folder / "cache"
    write_desk(root, briefs, SIZE)
    files = sorted(root.glob("story-*.yaml"))
    text = sum(file.stat().st_size for file in files)
    time.sleep(LATER)
    some = [file.read_bytes() for file in files[:1000]]
    stock = _cpu(lambda: [yaml.load(data, Loader=yaml.CSafeLoader) for data in some]) / len(some)
    readings: list[tuple[float, float]] = []
    for _ in range(AGAIN if briefs <= _SMALL else 1):
        shutil.rmtree(cache, ignore_errors=True)
        desk = Desk(root, cache, Clock())
        begun = time.perf_counter()
        used = _cpu(desk.refresh)
        readings.append((used / briefs, (time.perf_counter() - begun) / briefs))
        desk.close()
    desk = Desk(root, cache, Clock())
    reading = median(used for used, _took in readings) * briefs
    file = index_file(root, cache)
    with sqlite3.connect(file) as db:
        registry = meta(db, "registry")
        looks = [(_cpu(lambda: changes_on_disk(root, db, registry)), _cpu(lambda: _walk(root))) for _ in range(PAIRS)]
    ones = []
    for at in range(PAIRS + 1):
        file = files[at * briefs // (PAIRS + 1)]
        file.write_bytes(file.read_bytes().replace(b"envoys", b"legates"))
        ones.append((_cpu(desk.refresh), _cpu(lambda: _walk(root))))
    ones = ones[1:]  # with the first, what is needed for it is imported
    desk.close()
    look = median(took for took, _bare in looks)
    index = sum(part.stat().st_size for part in cache.iterdir())
    print(
        f"  {briefs:>9,}: read {spread(used * 1000 for used, _took in readings)} ms a brief,"
        f" {spread((used / stock for used, _took in readings), 1)} × of CPU and"
        f" {spread((took / stock for _used, took in readings), 1)} × by the clock; index {index / text:.2f} ×"
    )
    print(
        f"             look {spread(took / walk for took, walk in looks)} ×,"
        f" one file changed {spread(took / walk for took, walk in ones)} × ({ones[0][0] * 1000:.0f} ms)"
    )
    _mails(folder, files, reading / briefs)
    return Cost(briefs, reading, index, look)


def _walk(root: Path) -> None:
    folders = [str(root)]
    while folders:
        with os.scandir(folders.pop()) as listing:
            for entry in listing:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    entry.stat()


def _mails(folder: Path, files: list[Path], ours: float) -> None:
    """What notmuch and mu take for the same texts, as mails; those that are not installed are left out. `ours` are the
    seconds that a brief takes."""
    box = folder / "mail"
    for name in ("cur", "new", "tmp"):
        (box / name).mkdir(parents=True)
    for at, file in enumerate(files):
        head = f"From: a{at}@example.org\nTo: b@example.org\nSubject: {file.stem}\nMessage-ID: <{at}@example.org>\n"
        dated = f"Date: Thu, 15 May 2025 10:00:{at % 60:02} +0000\n\n"
        (box / "cur" / f"{at}:2,S").write_text(head + dated + file.read_text(encoding="utf-8"), encoding="utf-8")
    config = folder / "notmuch"
    config.write_text(f"[database]\npath={box}\n[user]\nname=A\nprimary_email=a@example.org\n")
    environ = {**os.environ, "NOTMUCH_CONFIG": str(config)}
    ways = {
        "notmuch": [["notmuch", "new"]],
        "mu": [
            ["mu", "init", f"--maildir={box}", f"--muhome={folder / 'mu'}"],
            ["mu", "index", f"--muhome={folder / 'mu'}"],
        ],
    }
    for name, commands in ways.items():
        if not shutil.which(name):
            print(f"             {name} is not installed: left out")
            continue
        took = sum(_cpu(lambda command=command: _run(command, environ)) for command in commands) / len(files)  # type: ignore[misc]
        print(f"             {name} {took * 1000:.2f} ms a text: we take {ours / took:.2f} ×")


def _run(command: list[str], environ: dict[str, str]) -> None:
    subprocess.run(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


def _cpu(work: Callable[[], object]) -> float:
    """Seconds of processors, those of other processes that it waited for too."""
    before = _used()
    work()
    return _used() - before


def _used() -> float:
    use = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in use)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
