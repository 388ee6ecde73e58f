"""`benchmarks/RESULTS.md`: what the benches print, and of which machine.

python -m benchmarks.results            what takes a few minutes
python -m benchmarks.results --large    100,000 and a million briefs too
"""

from __future__ import annotations

import contextlib
import io
import os
import platform
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks import checking, finding, first_frame, growth, lists, long_story, long_text, printing, searching, team

FILE = Path(__file__).parent / "RESULTS.md"
Part = Callable[[], object]


def parts(is_large: bool) -> tuple[Part, ...]:
    return (
        first_frame.main,
        partial(lists.main, (4_000, 100_000, 1_000_000) if is_large else (4_000,)),
        partial(growth.main, (1_000, 10_000, 100_000) if is_large else (1_000, 4_000)),
        partial(searching.main, 100_000 if is_large else 4_000),
        checking.main,
        printing.main,
        long_text.main,
        long_story.main,
        finding.main,
        partial(team.main, team.LARGE if is_large else team.BRIEFS),
    )


def main(is_large: bool) -> None:
    kind = "with" if is_large else "without"
    said = [
        "# What was measured",
        f"By `python -m benchmarks.results{' --large' if is_large else ''}` on {date.today()}, {kind} the large desks:"
        f" {machine()}.",
    ]
    for part in parts(is_large):
        begun, printed = time.perf_counter(), io.StringIO()
        with contextlib.redirect_stdout(printed):
            part()
        text = printed.getvalue().rstrip()
        print(f"{text}\n  ({time.perf_counter() - begun:.0f} s)\n", flush=True)
        said.append(f"```\n{text}\n```")
        FILE.write_text("\n\n".join(said) + "\n", encoding="utf-8")  # after each: what was measured stays


def machine() -> str:
    """Processors, system, Python, and how busy the machine was."""
    name = platform.processor() or platform.machine()
    with contextlib.suppress(OSError, StopIteration):
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        name = next(line.partition(": ")[2] for line in lines if line.startswith("model name"))
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} × {name}, {platform.system()}, Python {platform.python_version()}{load}"


if __name__ == "__main__":
    main("--large" in sys.argv[1:])
