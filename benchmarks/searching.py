"""Searching a desk of 10,000 briefs of 5 KB: from the query to fifty stories with their sentences."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.desks import write_desk

BRIEFS = 10_000
SIZE = 4200  # characters of body: files of about 5 KB
ROUNDS = 9
QUERIES = {
    "a common word": "ministers",
    "as one types, one letter": "m",
    "as one types, three letters": "min",
    "two words and an actor": "prisoners winter actor:person-7",
    "a phrase": '"before the weekend"',
    "filters only": "venue:place-3 since:2020",
    "nothing is found": "xyzzy",
}


def main() -> None:
    from briefing.desk.desk import Desk
    from briefing.model.clock import Clock
    from briefing.model.query import parse_query

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "desk"
        write_desk(root, BRIEFS, SIZE)
        desk = Desk(root, Path(folder) / "cache", Clock())
        desk.refresh()
        print(f"Searching {BRIEFS:,} briefs (median of {ROUNDS}; the ranking alone, and with fifty sentences)")
        for name, text in QUERIES.items():
            query = parse_query(text, date(2025, 6, 1))
            found = desk.search(query)
            ranking = _middle(partial(desk.search, query, limit=1))
            whole = _middle(partial(desk.search, query))
            print(f"  {name:<28} {ranking * 1000:6.1f} ms {whole * 1000:6.1f} ms   {found.count:6,} stories")
        completing = _middle(partial(desk.complete, "actor:p"))
        print(f"  {'completion':<28} {completing * 1000:6.1f} ms")
        desk.close()


def _middle(work: Callable[[], object]) -> float:
    return median(_seconds(work) for _ in range(ROUNDS))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
