"""Answers of a desk of 10,000 indexed briefs: whole processes, against Python that imports sqlite3 and click."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.desks import write_desk
from benchmarks.processes import ROUNDS, compare

BRIEFS = 10_000
SIZE = 4200  # characters of body: files of about 5 KB
ANSWERS = {
    "list, all of them": ["list"],
    "list --limit 20": ["list", "--limit", "20"],
    "show a story": ["show", "story-000017"],
    "search, two words": ["search", "ministers", "weekend"],
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = str(Path(folder) / "desk")
        write_desk(Path(desk), BRIEFS, SIZE)
        os.environ["XDG_CACHE_HOME"] = folder
        ours, python = [sys.executable, "-m", "briefing"], [sys.executable, "-c", "import sqlite3, click"]
        subprocess.run([*ours, "list", "--desk", desk], stdout=subprocess.DEVNULL, check=True)
        print(f"Answers of {BRIEFS:,} briefs, to python with sqlite3 and click (processes, median of {ROUNDS} pairs)")
        for name, words in ANSWERS.items():
            compare(name, [*ours, *words, "--desk", desk], python)


if __name__ == "__main__":
    main()
