"""Runs every command with every way out that can be broken, each in a process of its own that is a copy of this one:
so many would take minutes if each loaded the program anew. Prints what came of them as JSON.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

from briefing.cli import main
from briefing.cli.table import COMMANDS

HOSTILE = "no\x1b]0;owned\x07\x9b31m\u202esuch\x7f"
"""A word that steers a terminal, wherever it is repeated."""
ARGUMENTS = {
    "read": "DESK", "open": "DESK/talks.yaml:1", "list": "--desk DESK", "show": "talks --desk DESK",
    "search": "table --desk DESK", "quotes": "table --desk DESK", "questions": "--desk DESK",
    "timeline": "--desk DESK", "who": "erdogan --desk DESK", "where": "istanbul --desk DESK",
    "path": "zelensky erdogan --desk DESK", "digest": "--since 2025-05-16 --desk DESK", "check": "DESK",
    "fmt": "DESK --diff", "explain": "status", "schema": "", "init": "NEW", "new": "Título --desk DESK",
    "import": "people DESK/people.csv --desk DESK --yes", "snapshot": "--desk DESK", "completion": "bash",
    "doctor": "", "keys": "", "themes": "", "refs": "erdogan --desk DESK", "lsp": "", "undo": "--desk DESK",
    "mcp": "--desk DESK", "publish": "postgresql://127.0.0.1:1/none --desk DESK",
    "promote": "Olenka --desk DESK --dry-run", "merge": "zelensky erdogan --desk DESK --dry-run",
    "split": "erdogan rte talks --desk DESK --dry-run", "rename": "erdogan rte --desk DESK --dry-run",
    "export": "--to jsonl --desk DESK", "diff": "--desk DESK", "ci": "--desk DESK --no-tests --output NEW-report",
    "state": "export --desk DESK", "tag": "--format json --desk DESK",
    "note": "--format json --desk DESK",
    "serve": "DESK --port 0 --at nonsense",
    "convert": "DESK/talks.yaml --print", "draft": "DESK/news.txt --print --quick --desk DESK",
}  # fmt: skip
"""What each command is asked, so that it prints something."""
_ENDING = {"serve": ["--at", HOSTILE]}
"""What more a command is told so that it ends: `init` made a desk by the name of that word."""
_WRITING = ("new", "import", "snapshot")
"""Those that need a desk as it was before: they write to it, or come after those that do."""


def _full(number: int) -> Callable[[], None]:
    return lambda: os.dup2(os.open("/dev/full", os.O_WRONLY), number) and None


def _closed(*numbers: int) -> Callable[[], None]:
    def close() -> None:
        for number in numbers:
            os.close(number)
        sys.stdin = sys.stdin if 0 not in numbers else None

    return close


def _unread() -> None:
    reading, writing = os.pipe()
    os.dup2(writing, 1)
    os.close(reading)


def _gone() -> None:
    folder = tempfile.mkdtemp()
    os.chdir(folder)
    os.rmdir(folder)


def _nothing() -> None:
    pass


WAYS: dict[str, tuple[str, Callable[[], None]]] = {
    "sound": ("utf-8", _nothing), "ascii": ("ascii", _nothing), "full": ("utf-8", _full(1)),
    "unread": ("utf-8", _unread), "closed": ("utf-8", _closed(1)), "full aside": ("utf-8", _full(2)),
    "closed aside": ("utf-8", _closed(2)), "gone": ("utf-8", _gone), "cp1252": ("cp1252", _nothing),
    "all closed": ("utf-8", _closed(0, 1, 2)),
}  # fmt: skip
"""Every way out: the encoding that the system is said to have, and what breaks it."""
_TRIED = {"init": 5, "snapshot": 5, "check": 10, "list": 10}
"""With how many of the ways a command is tried, if it is not with eight: the first draw pictures, which takes long."""


def _stream(number: int, encoding: str, errors: str) -> io.TextIOWrapper | None:
    """A stream as Python opens it."""
    try:
        os.fstat(number)
    except OSError:
        return None
    return io.TextIOWrapper(open(number, "wb", closefd=False), encoding, errors, line_buffering=number == 2)


def run(words: list[str], way: tuple[str, Callable[[], None]], work: Path) -> tuple[int, str, str]:
    """The exit status of a command, and what it wrote to standard output and error."""
    answer, aside = work / "answer", work / "aside"
    pid = os.fork()
    if not pid:
        try:
            os.chdir(work)  # what is begun under an odd name is begun there
            for number, file in ((1, answer), (2, aside)):
                os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            encoding, break_it = way
            break_it()
            sys.stdout = _stream(1, encoding, "strict")
            sys.stderr = _stream(2, encoding, "backslashreplace")
            sys.argv = ["briefing", *words]
            main()
        except SystemExit as how:  # of `read` and `open`
            os._exit(how.code if isinstance(how.code, int) else 0)
        except BaseException:
            with open(aside, "a", encoding="utf-8") as stream:
                stream.write(traceback.format_exc())
        os._exit(99)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return status, answer.read_text("utf-8", "replace"), aside.read_text("utf-8", "replace")


def _all(model: Path, work: Path) -> dict[str, dict[str, tuple[int, str, str]]]:
    outcome: dict[str, dict[str, tuple[int, str, str]]] = {}
    desk = work / "desk"
    for name, line in ARGUMENTS.items():
        outcome[name] = {}
        for way in [*WAYS][: _TRIED.get(name, 8)]:
            shutil.rmtree(work / "new", ignore_errors=True)
            if name in _WRITING or not desk.exists():
                shutil.rmtree(desk, ignore_errors=True)
                shutil.copytree(model, desk)
            words = [word.replace("DESK", str(desk)).replace("NEW", str(work / "new")) for word in line.split()]
            outcome[name][way] = run([name, *words], WAYS[way], work)
        outcome[name]["hostile option"] = run([name, f"--{HOSTILE}"], WAYS["sound"], work)
        takes_desk = "--desk" in line
        outcome[name]["hostile word"] = run(
            [name, HOSTILE, *["--desk", HOSTILE] * takes_desk, *_ENDING.get(name, [])], WAYS["sound"], work
        )
    return outcome


if __name__ == "__main__":
    for module in COMMANDS:
        __import__(f"briefing.cli.{module}")
    __import__("briefing.ui.scene")
    __import__("briefing.desk.desk")
    __import__("briefing.desk.checking")
    print(json.dumps(_all(Path(sys.argv[1]), Path(sys.argv[2]))))
