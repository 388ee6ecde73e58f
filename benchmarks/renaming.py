"""Renaming an id in a desk of 10,000 briefs of 5 KB, by how many of them say it, beside `rg -l` for it on the same
files: whole processes in turn, by the clock and by what they take of all processors.

Without the writing it is told what would change (`--dry-run`, whose text goes nowhere). With it the files are written
and `undo`, which is not counted, takes that back. The same files are also written alone, each whole and on the disk:
what a rename takes over that is told as well.

    python -m benchmarks.renaming [BRIEFS]
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.desks import write_desk
from benchmarks.ratios import spread

BRIEFS = 10_000
SIZE = 4200  # characters of body: files of about 5 KB
ROUNDS = 7
_TURNS = range(ROUNDS + 1)  # the first is not counted
OLD, NEW = "harbour-board", "port-board"
HITS = (0, 1, 100, 1000)


class Cost(NamedTuple):
    """What a process took with those that it began: seconds by the clock, and of processors."""

    wall: float
    cpu: float


def main(briefs: int = BRIEFS) -> None:
    if not (plain := shutil.which("rg")):
        print("Renaming: rg is not installed, left out")
        return
    print(f"Renaming in {briefs:,} briefs (× `rg -l`, median of {ROUNDS} pairs)")
    for hits in HITS:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "desk"
            write_desk(root, briefs, SIZE)
            _say(root, hits)
            environ = {**os.environ, "XDG_STATE_HOME": folder, "XDG_CACHE_HOME": folder}
            environ.pop("PYTHONDONTWRITEBYTECODE", None)
            ours = [sys.executable, "-c", "from briefing_desk import main; main()"]  # as the installed command does
            rename = [*ours, "rename", OLD, NEW, "--desk", str(root)]
            undo = [*ours, "undo", "--desk", str(root)]
            theirs = [plain, "-l", OLD, str(root)]
            _show(f"{hits} hits", [(_cost([*rename, "--dry-run"], environ), _cost(theirs, environ)) for _ in _TURNS])
            written = [_written(rename, theirs, undo, environ, _holders(root)) for _ in _TURNS]
            _show("  with the writing", [turn[:2] for turn in written])
            over = [((mine.wall - alone), other.wall) for mine, other, alone in written[1:]]
            ms = [median(times) * 1000 for times in ([alone for *_, alone in written[1:]], [wall for wall, _ in over])]
            print(f"    {spread(one / other for one, other in over)} × over the {ms[0]:.0f} ms of it: {ms[1]:.0f} ms")


def _written(
    rename: Sequence[str], theirs: Sequence[str], undo: Sequence[str], environ: dict[str, str], files: Sequence[Path]
) -> tuple[Cost, Cost, float]:
    """What a rename takes, and `rg -l`; and the seconds of writing its files alone, as they are then."""
    costs = _cost(rename, environ), _cost(theirs, environ)
    before = time.perf_counter()
    for file in files:
        part = file.with_suffix(".part")
        with part.open("wb") as stream:
            stream.write(file.read_bytes())
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    alone = time.perf_counter() - before
    _cost(undo, environ)
    return *costs, alone


def _holders(root: Path) -> list[Path]:
    return [file for file in sorted(root.glob("*.yaml")) if OLD.encode() in file.read_bytes()]


def _say(root: Path, hits: int) -> None:
    """Have an id of the registry in so many briefs: in a list, in an event, and in the text of every second one."""
    with (root / "actors.yaml").open("a", encoding="utf-8") as registry:
        registry.write(f"{OLD}: {{name: Harbour Board, kind: organisation}}\n")
    files = sorted(root.glob("story-*.yaml"))
    for number, file in enumerate(files[:: max(len(files) // hits, 1)][:hits] if hits else []):
        text = file.read_text(encoding="utf-8")
        text = text.replace("actors:\n", f"actors:\n  - {OLD}\n", 1).replace("who: [", f"who: [{OLD}, ", 1)
        if number % 2:
            text += f"\n  Then [[{OLD}]] met.\n"
        file.write_text(text, encoding="utf-8")


def _show(name: str, turns: Sequence[tuple[Cost, Cost]]) -> None:
    of_each = []
    for at, kind in enumerate(Cost._fields):
        seconds = [(one[at], other[at]) for one, other in turns[1:]]
        ms = [median(times) * 1000 for times in zip(*seconds, strict=True)]
        of_each.append(f"{kind} {spread(one / other for one, other in seconds):>18} × {ms[0]:5.0f} ms to {ms[1]:3.0f}")
    print(f"  {name:<20} {'   '.join(of_each)}", flush=True)


def _cost(command: Sequence[str], environ: dict[str, str]) -> Cost:
    before, begun = _processors(), time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environ, check=False)
    return Cost(time.perf_counter() - begun, _processors() - before)


def _processors() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
