"""Searching a desk of 10,000 briefs of 5 KB, or of as many as are asked for: from the query to fifty stories with their
sentences, beside `rg -l` for the same word on the same files, where that is installed.

    python -m benchmarks.searching [BRIEFS]
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.desks import write_desk
from benchmarks.ratios import spread

BRIEFS = 10_000
SIZE = 4200  # characters of body: files of about 5 KB
ROUNDS = 9
QUERIES = {
    "a common word": ("ministers ", "ministers"),
    "a word that may go on": ("ministers", "ministers"),
    "a name": ("NAME ", "NAME"),
    "two words": ("prisoners winter ", "prisoners"),
    "a beginning of three letters": ("min", "min"),
    "a beginning of one letter": ("m", "m"),
    "a phrase": ('"before the weekend"', "before the weekend"),
    "two words and an actor": ("prisoners winter actor:person-7", "prisoners"),
    "a word, but not another": ("prisoners -xyzzy", "prisoners"),
    "keys only": ("venue:place-3 since:2020", "place-3"),
    "nothing is found": ("xyzzy", "xyzzy"),
}
"""Queries, each with what a plain search looks for that is asked in its place."""
SENTENCES = {"sentences with a word": "quotes ministers", "sentences that name an actor": "quotes actor:person-7"}


def main(briefs: int = BRIEFS) -> None:
    from briefing.desk.desk import Desk
    from briefing.model.clock import Clock
    from briefing.model.query import parse_query

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "desk"
        write_desk(root, briefs, SIZE)
        desk = Desk(root, Path(folder) / "cache", Clock())
        desk.refresh()
        plain = shutil.which("rg")
        person = re.findall(r"name: \w+ (\w+)", (root / "actors.yaml").read_text(encoding="utf-8"))[0]
        print(f"Searching {briefs:,} briefs (median of {ROUNDS}; the first alone, fifty with sentences, × `rg -l`)")
        if not plain:
            print("  rg is not installed: left out")
        for name, pair in QUERIES.items():
            text, word = (one.replace("NAME", person) for one in pair)
            query = parse_query(text, date(2025, 6, 1))
            found = desk.search(query)
            first = _middle(partial(desk.search, query, limit=1))
            whole = _middle(partial(desk.search, query))
            beside = f"{_beside(partial(desk.search, query), [plain, '-lF', word, str(root)])} ×" if plain else ""
            print(f"  {name:<30} {first * 1000:6.1f} ms {whole * 1000:6.1f} ms {beside}   {found.count:6,} stories")
        for name, text in SENTENCES.items():
            whole = _middle(partial(desk.quotes, parse_query(text, date(2025, 6, 1))))
            print(f"  {name:<30} {'':9} {whole * 1000:6.1f} ms")
        completing = _middle(partial(desk.complete, "actor:p"))
        print(f"  {'completion':<30} {'':9} {completing * 1000:6.1f} ms")
        desk.close()


def _beside(work: Callable[[], object], command: Sequence[str]) -> str:
    """The time of some work to that of a command, in pairs."""
    return spread((_seconds(work) / _seconds(partial(_run, command)) for _ in range(ROUNDS)), digits=3)


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def _middle(work: Callable[[], object]) -> float:
    return median(_seconds(work) for _ in range(ROUNDS))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
