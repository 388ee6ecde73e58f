"""Checking: whole processes, against the stock loader that only reads and against Python that does nothing."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.desks import write_desk
from benchmarks.processes import ROUNDS, compare

BRIEFS = 1000
SIZE = 4200  # characters of body: files of about 5 KB
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
        os.environ["XDG_CACHE_HOME"] = str(root / "cache")
        write_desk(root / "desk", BRIEFS, SIZE)
        write_desk(root / "rich", BRIEFS, SIZE, is_rich=True)
        write_desk(root / "small", 20, SIZE)
        (root / "small" / "plain.yaml").write_text(PLAIN)
        (root / "small" / "rich.yaml").write_text(RICH)
        print(f"Checking (whole processes, median of {ROUNDS} pairs)")
        check, python = [sys.executable, "-m", "briefing", "check"], [sys.executable, "-c"]
        nothing = [*python, "pass"]
        for name, kind in (("", "desk"), (" of rich Markdown", "rich")):
            ours, stock = [*check, str(root / kind)], [*python, STOCK, str(root / kind)]
            compare(f"check {BRIEFS:,} briefs{name} to yaml.load", ours, stock, partial(_forget, root / "cache"))
            compare("  one of them changed since", ours, stock, partial(_change, root / kind / "story-000007.yaml"))
        compare("check one brief to python", [*check, str(root / "small" / "plain.yaml")], nothing)
        compare("  with lists and headings", [*check, str(root / "small" / "rich.yaml")], nothing)


def _forget(cache: Path) -> None:
    shutil.rmtree(cache, ignore_errors=True)


def _change(file: Path) -> None:
    file.write_text(f"{file.read_text()}  And they met again.\n")


if __name__ == "__main__":
    main()
