"""Files read by several processes, while this one writes.

Each is a Python of its own, and loads no more than reading needs: a process that has threads, as one with a screen
does, cannot be copied. They end when the pipe to them does, however this process ended. What one of them fails at is
left to this process: they make a reading quicker, and nothing depends on them.
"""

from __future__ import annotations

import json
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.desk.reading import FileRow, Look
    from briefing.desk.scan import FileStat
    from briefing.model.brief import Brief

    Task = Sequence[tuple[FileStat, FileRow | None]]
    """Files to be read, each with what the index knows of it."""

_SHARE = 20
"""Files that are handed over at once."""
_AHEAD = 3
"""Shares that each process has before it, and this one behind it: as many are in memory."""
_LARGEST = 2**40
"""Bytes of a message; what says that it is larger is none of ours."""
_START = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from briefing.desk.readers import serve; serve()"
"""With the path as it is here: the package need not be installed."""


def processes() -> int:
    """How many processes to start: one for each processor that this one may use, none where there is but one."""
    if not sys.executable:
        return 0
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return available if available > 1 else 0


class Readers:
    """Some processes that read files of a desk, with the files of its registry. To be closed."""

    def __init__(self, number: int, root: Path, digest: str, registries: dict[str, bytes]) -> None:
        start = pickle.dumps((str(root), digest, registries), -1)
        self._helpers: list[_Process] = []
        with suppress(OSError, ValueError):  # no more processes, or no such program: there are fewer then, or none
            for _ in range(number):
                self._helpers.append(_Process(start))

    def looks(self, files: Iterable[tuple[FileStat, FileRow | None]]) -> Iterator[tuple[Task, list[Look] | None]]:
        """The files in shares, in order, each with what a look into them gave; None where this process is to look."""
        tasks = _shares(files)
        waiting: list[tuple[Task, _Process | None]] = []
        turn = 0
        while True:
            while len(waiting) <= _AHEAD * len(self._helpers) and (task := next(tasks, None)):
                helper = self._helpers[turn % len(self._helpers)] if self._helpers else None
                turn += 1
                waiting.append((task, helper if helper is not None and helper.ask(task) else None))
            if not waiting:
                return
            task, helper = waiting.pop(0)
            yield task, helper.answer() if helper is not None else None

    def close(self) -> None:
        """Let them go; what they have not read yet is not read."""
        for helper in self._helpers:
            helper.close()


def _shares(files: Iterable[tuple[FileStat, FileRow | None]]) -> Iterator[Task]:
    share: list[tuple[FileStat, FileRow | None]] = []
    for file in files:
        share.append(file)
        if len(share) == _SHARE:
            yield share
            share = []
    if share:
        yield share


class _Process:
    """One process. A thread takes its answers, so that it need not wait for this process to ask."""

    def __init__(self, start: bytes) -> None:
        # without the folder that one is in (-P): a desk may have a json.py
        # nothing of it is to be seen: what goes wrong there is done here, and told
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._is_lost = False
        self._send(start)
        threading.Thread(target=self._take, name="reader", daemon=True).start()

    def ask(self, task: Task) -> bool:
        """Hand over a share; whether that was possible."""
        return not self._is_lost and self._send(pickle.dumps(task, -1))

    def answer(self) -> list[Look] | None:
        """What it found, in the order of what was asked; None where it failed."""
        data = None if self._is_lost else self._answers.get()
        if data is not None:
            with suppress(Exception):  # of another version, since this one is being replaced on the disk
                looks: list[Look] = pickle.loads(data)
                return looks
        self._is_lost = True
        return None

    def close(self) -> None:
        with suppress(OSError):
            assert self._process.stdin is not None
            self._process.stdin.close()
        self._process.kill()
        self._process.wait()

    def _send(self, data: bytes) -> bool:
        assert self._process.stdin is not None
        try:
            _write(self._process.stdin, data)
        except (OSError, ValueError):
            self._is_lost = True
            return False
        return True

    def _take(self) -> None:
        assert self._process.stdout is not None
        try:
            with self._process.stdout as pipe:
                while (data := _read(pipe)) is not None:
                    self._answers.put(data)
        finally:  # whatever came through the pipe, nobody may wait for more
            self._answers.put(None)


def _write(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(len(data).to_bytes(8, "big"))
    pipe.write(data)
    pipe.flush()


def _read(pipe: IO[bytes]) -> bytes | None:
    """The next message, or None where there is none any more."""
    head = pipe.read(8)
    size = int.from_bytes(head, "big")
    data = pipe.read(size) if len(head) == 8 and size < _LARGEST else b""
    return data if data and len(data) == size else None


def serve() -> None:
    """The whole life of such a process: read what is asked for, until nobody asks any more."""
    import gc
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl+c is for the process that asks, which ends this one
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing else may write between the answers
    from briefing.desk import reading, scan
    from briefing.parse.names import RegistryNames
    from briefing.parse.read_table import read_table
    from briefing.parse.registry import read_registry

    start = _read(requests)
    if start is None:
        return
    root, digest, files = pickle.loads(start)
    registry = read_registry(files)
    names = RegistryNames(registry)
    table, _wrong = read_table(files.get(scan.SETTINGS_FILE, b""))

    def parse(data: bytes, path: str) -> Brief:
        return reading.parse(data, path, registry, names, table)

    reader = reading.FileReader(root=Path(root), digest=digest, registry=registry, table=table, parse=parse)
    gc.freeze()  # all of this stays
    gc.set_threshold(20_000)
    with suppress(BrokenPipeError):
        while (request := _read(requests)) is not None:
            _write(answers, pickle.dumps([reader.look(stat, known) for stat, known in pickle.loads(request)], -1))
