"""Checking: whole processes, against the stock loader that only reads and against Python that does nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.desks import write_desk

BRIEFS = 1000
SIZE = 4200  # characters of body: files of about 5 KB
ROUNDS = 9
STOCK = """
import sys, yaml
from pathlib import Path
for file in sorted(Path(sys.argv[1]).glob("*.yaml")):
    yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
"""
PLAIN = "title: Envoys may meet\nactors: [person-1, person-2]\nbody: |\n  They met, and [[person-1]] spoke.\n"
RICH = f"{PLAIN}\n  ## Later\n\n  - *Person two* left.\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_desk(root / "desk", BRIEFS, SIZE)
        write_desk(root / "small", 20, SIZE)
        (root / "small" / "plain.yaml").write_text(PLAIN)
        (root / "small" / "rich.yaml").write_text(RICH)
        print(f"Checking (whole processes, median of {ROUNDS} pairs)")
        check, python = [sys.executable, "-m", "briefing", "check"], [sys.executable, "-c"]
        stock = [*python, STOCK, str(root / "desk")]
        nothing = [*python, "pass"]
        _compare(f"check {BRIEFS:,} briefs to yaml.load", [*check, str(root / "desk")], stock)
        _compare("check one brief to python", [*check, str(root / "small" / "plain.yaml")], nothing)
        _compare("  with lists and headings", [*check, str(root / "small" / "rich.yaml")], nothing)


def _compare(name: str, ours: Sequence[str], theirs: Sequence[str]) -> None:
    _seconds(ours)
    pairs = [(_seconds(ours), _seconds(theirs)) for _ in range(ROUNDS)]
    ratio = median(one / other for one, other in pairs)
    ms = [median(times) * 1000 for times in zip(*pairs, strict=True)]
    print(f"  {name:<34} {ratio:8.2f} ×   ({ms[0]:.0f} ms to {ms[1]:.0f})")


def _seconds(command: Sequence[str]) -> float:
    environ = {**os.environ, "NO_COLOR": "1"}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, env=environ, check=False)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
