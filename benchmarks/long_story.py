"""A story of 300 KB in the reader, beside one of 3 KB: until it stands there, and how far behind a held page key is."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.first_frame import environment
from benchmarks.long_text import PARAGRAPH
from benchmarks.ratios import spread
from benchmarks.terminal import held, until_painted

RUNS = 7
HELD = 5
SIZES = {"short": 3_000, "long": 300_000}
_MARK = b"Beginning"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environ, root = environment(Path(folder)), Path(folder) / "desk"
        root.mkdir()
        for name, size in SIZES.items():
            body = "\n\n".join(f"  {PARAGRAPH}" for _ in range(size // len(PARAGRAPH)))
            (root / f"{name}.yaml").write_text(f"title: A {name} one\nbody: |\n  {_MARK.decode()}\n\n{body}\n")
        command = [sys.executable, "-m", "briefing", "read", str(root), "--open"]
        for name in SIZES:
            until_painted([*command, name], _MARK, environ)  # warm: the index, the disk's cache
        pairs = [tuple(until_painted([*command, name], _MARK, environ) for name in SIZES) for _ in range(RUNS)]
        ratio = spread(long / short for short, long in pairs)
        print(f"A story of 300 KB to one of 3 KB, until it stands there (median of {RUNS} pairs): {ratio} ×")
        for name in SIZES:
            lags, memory = zip(*(held([*command, name], _MARK, environ, b"\x1b[6~") for _ in range(HELD)), strict=True)
            print(
                f"  {name:<6} held page key {spread((lag * 1000 for lag in lags), 0)} ms behind, {max(memory):.0f} MiB"
            )


if __name__ == "__main__":
    main()
