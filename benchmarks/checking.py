"""Checking: whole processes, against the stock loader that only reads and against Python that does nothing."""

from __future__ import annotations

import sys
import tempfile
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
        write_desk(root / "desk", BRIEFS, SIZE)
        write_desk(root / "rich", BRIEFS, SIZE, is_rich=True)
        write_desk(root / "small", 20, SIZE)
        (root / "small" / "plain.yaml").write_text(PLAIN)
        (root / "small" / "rich.yaml").write_text(RICH)
        print(f"Checking (whole processes, median of {ROUNDS} pairs)")
        check, python = [sys.executable, "-m", "briefing", "check"], [sys.executable, "-c"]
        stock = [*python, STOCK, str(root / "desk")]
        nothing = [*python, "pass"]
        compare(f"check {BRIEFS:,} briefs to yaml.load", [*check, str(root / "desk")], stock)
        compare("  with rich Markdown", [*check, str(root / "rich")], stock)
        compare("check one brief to python", [*check, str(root / "small" / "plain.yaml")], nothing)
        compare("  with lists and headings", [*check, str(root / "small" / "rich.yaml")], nothing)


if __name__ == "__main__":
    main()
