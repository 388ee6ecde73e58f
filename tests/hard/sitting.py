"""A long sitting at a reader: walking, searching, filtering, every view, other sizes, files that change meanwhile.

What is left behind is measured after each round, once the reader is back where it began: memory, tasks, threads,
objects, open files. Then nobody touches it: what it takes of the processor and writes to the terminal.

    python -m tests.hard.sitting [MINUTES] [SEED] [DESK]

Without a desk, one of 10,000 briefs is made.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import resource
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from briefing.model.files import put
from tests.terminal import ROOT, environ

BRIEFS = 10_000
GROWTH = 0.05
"""What memory may grow by after it is warm."""
IDLE = 0.005
"""What of one processor an idle reader may take."""
WAKES = 20.0
"""How often a second an idle reader may wake up: a processor that is woken up saves no power."""
_WARM = 20
"""Rounds until all is there that is kept on purpose: threads come one by one, each with a connection and its cache."""
_QUIET = 0.08  # seconds without a word, after which the next key is typed
_PATIENCE = 60.0
_FIRST = 300.0
_LISTENED = 20.0  # after it was idle
_HOME = (120, 40)
_SIZES = ((40, 12), (80, 24), (200, 60), (1, 1), (69, 20), (110, 30), (300, 9))
_WORDS = (
    "strike",
    "harbour",
    "ceasefire vote",
    '"said that"',
    "since:2024-01",
    "is:unread",
    "kind:person",
    "question:open",
)
_PROBE = """
import sys; sys.argv[0] = 'briefing'
import asyncio, gc, json, os, signal, threading
from collections import Counter
def told(number, frame):
    gc.collect()
    tasks = [task for task in asyncio.all_tasks(LOOP[0]) if not task.done()] if LOOP else []
    kinds = Counter(f"{type(one).__module__}.{type(one).__qualname__}" for one in gc.get_objects())
    named = Counter(f"task: {task.get_name()}" for task in tasks)
    # asyncio's pool takes a thread more whenever all of it are at work, up to four more than there are processors, and
    # each has a connection to the index: what is counted is what is besides
    threads = [thread for thread in threading.enumerate() if not thread.name.startswith("asyncio_")]
    files = ["/proc/self/fd/" + number for number in os.listdir("/proc/self/fd")]
    files = [file for file in files if not (os.path.exists(file) and ".sqlite" in os.readlink(file))]
    answer = {"tasks": len(tasks), "threads": len(threads), "objects": sum(kinds.values()),
              "files": len(files), "kinds": dict(kinds.most_common(400)) | named}
    with open(os.environ["PROBE"] + ".part", "w") as stream:
        json.dump(answer, stream)
    os.rename(os.environ["PROBE"] + ".part", os.environ["PROBE"])
LOOP = []
from textual.app import App
def run(self, *given, _run=App.run_async, **more):
    LOOP.append(asyncio.get_running_loop())
    return _run(self, *given, **more)
App.run_async = run
signal.signal(signal.SIGUSR1, told)
from briefing.cli import main; main()
"""
"""What runs the reader so that it tells of itself."""


def woken(process: int) -> int:
    """How often the threads of a process that are there woke up by themselves so far."""
    threads = [(thread / "status").read_text() for thread in Path(f"/proc/{process}/task").iterdir()]
    return sum(int(re.findall(r"^voluntary_ctxt_switches:\s*(\d+)", thread, re.M)[0]) for thread in threads)


class Found(NamedTuple):
    """What a reader holds when it is back where it began: bytes, numbers of things."""

    memory: int
    tasks: int
    threads: int
    objects: int
    files: int
    kinds: dict[str, int]


class Sitting:
    """A reader in a terminal, and who sits there. To be closed."""

    def __init__(self, desk: Path, home: Path, seed: int) -> None:
        self._desk, self._probe, self._chance = desk, home / "probe.json", Random(seed)
        self._files = sorted(desk.rglob("20*/*/*.*")) or sorted(desk.rglob("*.yaml"))
        self.written = 0
        variables = environ(home, PROBE=str(self._probe))
        self.process, self._end = pty.fork()
        if self.process == 0:
            os.chdir(ROOT)
            os.execve(sys.executable, [sys.executable, "-c", _PROBE, "read", str(desk)], variables)
        self.resize(_HOME)

    def close(self) -> int:
        """Quit; the exit status."""
        self.type("q")
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            pid, status = os.waitpid(self.process, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            self._take(0.05)
        os.kill(self.process, signal.SIGKILL)
        raise AssertionError("it does not end")

    def resize(self, size: tuple[int, int]) -> None:
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def type(self, *keys: str) -> None:
        """Type keys, each when the last one was answered."""
        for key in keys:
            os.write(self._end, key.encode())
            self.settle()

    def settle(self, quiet: float = _QUIET) -> None:
        """Take what is written until nothing comes for a while."""
        until = time.monotonic() + _PATIENCE
        while self._take(quiet):
            assert time.monotonic() < until, "it draws without end"

    def _take(self, patience: float) -> bool:
        if not select.select([self._end], [], [], patience)[0]:
            return False
        try:
            part = os.read(self._end, 65536)
        except OSError:
            return False
        self.written += len(part)
        return bool(part)

    def idle(self, seconds: float) -> tuple[float, int]:
        """Touch nothing for so long: the part of a processor that it took, the bytes that it wrote."""
        self.settle(3.0)
        begun, took, until = self.written, self._processor(), time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._take(left)
        return (self._processor() - took) / seconds, self.written - begun

    def _processor(self) -> float:
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def found(self) -> Found:
        """What it holds now."""
        self._probe.unlink(missing_ok=True)
        os.kill(self.process, signal.SIGUSR1)
        until = time.monotonic() + _PATIENCE
        while not self._probe.exists():
            assert time.monotonic() < until, "it does not answer"
            self._take(0.05)
        told = json.loads(self._probe.read_text())
        pages = int(Path(f"/proc/{self.process}/statm").read_text().split()[1])
        return Found(memory=pages * resource.getpagesize(), **told)

    # ── what is done ───────────────────────────────────────────────────────────────────────────────────────────────

    def round(self) -> None:
        """Do everything once, and go back to where it began."""
        steps: list[Callable[[], None]] = [
            self._walk, self._views, self._search, self._filter, self._sizes, self._others_write, self._look,
        ]  # fmt: skip
        self._chance.shuffle(steps)
        for step in steps:
            step()
            self._home()

    def _home(self) -> None:
        self.type("\x1b", "\x1b", "\x1b", "1", "g")

    def _walk(self) -> None:
        for _ in range(12):
            self.type(self._chance.choice(("J", "j", "K", "k", " ", "\t", "]", "[", "\r", "H", "L", "G", "g", ".")))
        self.type("\r", "f", "\x1b", "m", "m", "u", "u")

    def _views(self) -> None:
        for view in self._chance.sample("123456", 6):
            self.type(view, "j", "j", "\r", " ", "\x1b", "G", "g")

    def _search(self) -> None:
        self.type("s", self._chance.choice(_WORDS), "\r", "\x1b[B", "\r", "n", "\x1b", "\x1b")

    def _filter(self) -> None:
        self.type("1", "/", self._chance.choice("abcdest"), self._chance.choice("aeiou"), "\x1b[B", "\x1b", "\x1b")
        self.type("\r", "/", "the", "\r", "n", "N", "\x1b", "\x1b")

    def _sizes(self) -> None:
        for size in (*self._chance.sample(_SIZES, 4), _HOME):
            self.resize(size)
            self.settle()
            self.type("j", "\t")

    def _others_write(self) -> None:
        """Files are saved, one comes and goes."""
        new = self._desk / "while-it-is-read.yaml"
        chosen = self._chance.sample(self._files, min(4, len(self._files)))
        before = [file.read_bytes() for file in chosen]
        for file, text in zip(chosen, before, strict=True):
            put(file, text.rstrip() + b"\n\n  They went on.\n")
        put(new, f"title: New {self._chance.random()}\ndate: 2025-06-01\nbody: |\n  Text.\n".encode())
        self.settle(1.0)
        self.type("j", "\r")
        for file, text in zip(chosen, before, strict=True):
            put(file, text)
        new.unlink()
        self.settle(1.0)

    def _look(self) -> None:
        """What lies over the screen."""
        self.type(
            "?", "\x1b", ":", "theme", "\x1b", "t", "j", "\x1b", "!", "j", "\x1b", "p", "\x1b", "c", "c", "z", "z"
        )


def growth(found: list[Found], fact: Callable[[Found], int]) -> float:
    """By what part something grew from when it was warm to the end: medians, since one round differs from another."""
    warm = found[min(_WARM, len(found) // 2) :]
    part = max(1, len(warm) // 4)
    first, last = statistics.median(map(fact, warm[:part])), statistics.median(map(fact, warm[-part:]))
    return last / first - 1


def grown_kinds(found: list[Found]) -> dict[str, int]:
    """The kinds of objects of which there are more at the end than when it was warm, with how many more."""
    warm = found[min(_WARM, len(found) // 2) :]
    first, last = warm[0].kinds, warm[-1].kinds
    more = {kind: count - first.get(kind, 0) for kind, count in last.items()}
    more = {kind: count for kind, count in more.items() if count > (0 if kind.startswith("task: ") else 20)}
    return dict(sorted(more.items(), key=lambda each: (each[0][:5] != "task:", -each[1]))[:16])


def sit(desk: Path, home: Path, minutes: float, seed: int, tell: Callable[[str], None]) -> None:
    """Sit there for so long. Raises `AssertionError` where something is left behind."""
    sitting = Sitting(desk, home, seed)
    begun, found = time.monotonic(), list[Found]()
    sitting.settle(20.0)
    while sitting.idle(2.0)[0] > 2 * IDLE and time.monotonic() - begun < _FIRST:  # a first reading
        pass
    first_idle = sitting.idle(min(20.0, minutes * 6))
    while time.monotonic() - begun < minutes * 60 * 0.9:
        sitting.round()
        sitting.settle(1.0)
        now = sitting.found()
        found.append(now)
        tell(
            f"{time.monotonic() - begun:6.0f} s  {now.memory / 2**20:7.1f} MB  {now.tasks} tasks  {now.threads} threads"
            f"  {now.objects:,} objects  {now.files} files"
        )
    seconds = max(10.0, minutes * 60 * 0.1)
    last_idle = sitting.idle(seconds)
    since, woken_before = time.monotonic(), woken(sitting.process)
    sitting.idle(_LISTENED)
    wakes = (woken(sitting.process) - woken_before) / (time.monotonic() - since)
    status = sitting.close()
    facts: dict[str, Any] = {
        "rounds": len(found),
        "memory": f"{growth(found, lambda one: one.memory):+.1%}",
        "objects": f"{growth(found, lambda one: one.objects):+.1%}",
        "tasks": f"{growth(found, lambda one: one.tasks):+.1%}",
        "threads": f"{growth(found, lambda one: one.threads):+.1%}",
        "open files": f"{growth(found, lambda one: one.files):+.1%}",
        "idle at first": f"{first_idle[0]:.2%} of a processor, {first_idle[1]} bytes",
        "idle at last": f"{last_idle[0]:.2%} of a processor, {last_idle[1]} bytes",
        "woken up": f"{wakes:.1f} times a second",
        "more of": grown_kinds(found),
    }
    for fact, value in facts.items():
        tell(f"{fact}: {value}")
    assert status == 0
    assert growth(found, lambda one: one.memory) <= GROWTH, "memory grows"
    for each in ("tasks", "threads", "files"):
        assert growth(found, lambda one, each=each: getattr(one, each)) <= 0, f"{each} are left behind"  # type: ignore[misc]
    for took, wrote in (first_idle, last_idle):
        assert took < IDLE, "an idle reader works"
        assert wrote == 0, "an idle reader writes"
    assert wakes <= WAKES or seconds < 75, "an idle reader wakes up too often"  # for a minute it looks more often


def _made(folder: Path) -> Path:
    """A desk of as many briefs as an hour is promised for."""
    from tests.ui.test_growth import brief

    for number in range(BRIEFS):
        file = folder / f"20{number // 1000:02}" / f"{number % 10}" / f"story-{number:05}.yaml"
        put(file, brief(number, BRIEFS).encode(), folders=True)
    return folder


def main(minutes: float = 60.0, seed: int = 0, desk: Path | None = None) -> None:
    folder = Path(tempfile.mkdtemp(prefix="briefing-sitting-"))
    try:
        sit(desk or _made(folder / "desk"), folder / "home", minutes, seed, lambda text: print(text, flush=True))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(*(kind(word) for kind, word in zip((float, int, Path), sys.argv[1:], strict=False)))  # type: ignore[arg-type]
