"""Two commands side by side, as whole processes."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from statistics import median

from benchmarks.ratios import spread

ROUNDS = 9


def compare(name: str, ours: Sequence[str], theirs: Sequence[str], before: Callable[[], None] = lambda: None) -> None:
    """Print how many times as long one takes, of pairs the median, the lowest and the highest, and what both take;
    `before` each of ours."""

    def ready() -> Sequence[str]:
        before()
        return ours

    _seconds(ready())
    pairs = [(_seconds(ready()), _seconds(theirs)) for _ in range(ROUNDS)]
    ratio = spread(one / other for one, other in pairs)
    ms = [median(times) * 1000 for times in zip(*pairs, strict=True)]
    print(f"  {name:<48} {ratio:>20} ×   {ms[0]:.0f} ms to {ms[1]:.0f}")


def _seconds(command: Sequence[str]) -> float:
    environ = {**os.environ, "NO_COLOR": "1"}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environ, check=False)
    return time.perf_counter() - begun
