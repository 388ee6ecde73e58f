"""Lists of any length: the first frame of each view, what a held key waits for, memory; beside a blank Textual app."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.first_frame import ROOT, environment
from benchmarks.multiplied import multiply
from benchmarks.ratios import spread
from benchmarks.terminal import held, until_painted

SIZES = (4_000, 100_000)
RUNS = 7
HELD = 3
VIEWS = {
    "stories": b"Newest first",
    "people": b"By kind",
    "places": b"By what happened",
    "questions": b"Open first",
    "timeline": b"TODAY",  # where it opens, and not at its head
    "map": b"From near to near",
}
"""Each view, and what stands at the head of its list."""
_BLANK = ([sys.executable, str(ROOT / "benchmarks" / "blank.py")], b"blank-and-ready")


def main(sizes: tuple[int, ...] = SIZES) -> None:
    with tempfile.TemporaryDirectory() as folder:
        environ = environment(Path(folder))
        desks = {"sample": ROOT / "briefs"}
        for size in sizes:
            desks[f"{size:,}"] = desk = Path(folder) / str(size)
            multiply(desk, Path(environ["XDG_CACHE_HOME"]) / "briefing", size)
        print("First frame of a view, ratio to a blank Textual app (median of pairs, lowest to highest)")
        for view, marker in VIEWS.items():
            cells = []
            for name, desk in desks.items():
                command = [sys.executable, "-m", "briefing", "read", str(desk), "--view", view]
                until_painted(command, marker, environ)  # warm: the index, the disk's cache
                pairs = [
                    (until_painted(command, marker, environ), until_painted(*_BLANK, environ)) for _ in range(RUNS)
                ]
                cells.append(f"{name} {spread(ours / blank for ours, blank in pairs)}")
            print(f"  {view:<10} {'   '.join(cells)}")
        print("Holding j with the page following: how far behind it is in ms, and memory to that of a blank app")
        blank = held(*_BLANK, environ, b" ")[1]
        for name, desk in desks.items():
            command = [sys.executable, "-m", "briefing", "read", str(desk)]
            lags, memories = zip(*(held(command, b"Stories", environ, b"j") for _ in range(HELD)), strict=True)
            memory = max(memories)
            lag = spread((lag * 1000 for lag in lags), 0)
            print(f"  {name:<10} {lag} ms   {memory / blank:.2f} ({memory:.0f} MiB)")
        print("Opening a view, and opening it again, in ms")
        for name, desk in desks.items():
            print(f"  {name:<10} {_opening(desk, Path(folder), Path(environ['XDG_CACHE_HOME']) / 'briefing')}")


def _opening(root: Path, folder: Path, cache: Path) -> str:
    from briefing.config.searches import Searches
    from briefing.desk.desk import Desk
    from briefing.desk.state import State
    from briefing.model.clock import Clock
    from briefing.ui.library import Library
    from briefing.ui.views import view_named

    desk, state = Desk(root, cache, Clock()), State(root, folder / "state")
    library = Library(desk, state, Clock(), Searches(folder / "searches.yaml", cache))
    cells = []
    for name in list(VIEWS)[:-1]:
        view = view_named(name)
        first = _timed(lambda view=view: library.entered(view))  # type: ignore[misc]
        library.shelf(view)
        again = _timed(lambda view=view: library.entered(view))  # type: ignore[misc]
        cells.append(f"{name} {first:.0f}, {again:.0f}")
    library.close()
    return "   ".join(cells)


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
