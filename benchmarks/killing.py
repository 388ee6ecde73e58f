"""Every writing command of names, killed at a random moment again and again: all files are whole each time, and all are
as before or all as after once the next command has run.

    python -m benchmarks.killing [TIMES]
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_BRIEFS = 60
_COMMANDS = {
    "rename": ["rename", "old", "new"],
    "promote": ["promote", "Ada King"],
    "merge": ["merge", "other", "old"],
    "split": ["split", "old", "second", "b3", "b7", "b11"],
    "undo": ["undo"],
}


def _desk(root: Path) -> dict[str, str]:
    texts = {"actors.yaml": "old: Old Name\nother:\n  name: Other Name\n  kind: person\n"}
    for number in range(_BRIEFS):
        texts[f"b{number}.yaml"] = (
            f"title: Story {number}\ndate: 2025-05-{number % 28 + 1:02}\nactors: [old, other, Ada King]\n"
            "events: [{name: Talks, who: [old, other]}]\nbody: |\n  [[old]] saw Ada King.\n"
        )
    _put(root, texts)
    return texts


def _put(root: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (root / name).write_text(text)


def _texts(root: Path) -> dict[str, str]:
    return {file.name: file.read_text() for file in root.iterdir()}


def _run(words: list[str], root: Path, environ: dict[str, str], wait: float = -1) -> None:
    command = [sys.executable, "-m", "briefing", *words, "--desk", str(root)]
    with subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        if wait >= 0:
            time.sleep(wait)
            process.kill()


def main(times: int) -> None:
    for name, words in _COMMANDS.items():
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder, "desk")
            root.mkdir()
            environ = {**os.environ, **{f"XDG_{one}_HOME": f"{folder}/{one}" for one in ("STATE", "CACHE", "CONFIG")}}
            before = _desk(root)
            if name == "undo":
                _run(["rename", "old", "new"], root, environ)
                start = _texts(root)
                _run(["undo"], root, environ)
            else:
                start = before
            began = time.perf_counter()
            _put(root, before)
            if name == "undo":
                _run(["rename", "old", "new"], root, environ)
            _run(words, root, environ)
            after, took = _texts(root), time.perf_counter() - began
            cut = 0
            for _ in range(times):
                for file in root.iterdir():
                    file.unlink()
                _put(root, before)
                if name == "undo":
                    _run(["rename", "old", "new"], root, environ)
                _run(words, root, environ, random.uniform(0.05, took / (1 + (name == "undo"))))
                left = _texts(root)
                for file, text in left.items():
                    assert file.endswith(".part") or text in (start.get(file), after.get(file)), file
                cut += left not in (start, after)
                _run(["rename", "nobody-at-all", "x"], root, environ)  # what comes next finishes what was cut off
                assert _texts(root) in (start, after), name
            print(f"{name:8} killed {times} times, {cut} of them half way: all whole, all or none")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
