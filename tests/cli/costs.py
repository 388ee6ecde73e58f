"""Runs commands on bombs, each in a process of its own that is a copy of this one, and prints as JSON what each cost:
`python -m tests.cli.costs --size 4000000 [WORD...]` those whose names have a word in them."""

from __future__ import annotations

import argparse
import ctypes
import io
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from briefing.cli import main
from briefing.cli.table import COMMANDS
from briefing.model import limits
from tests.bombs import ARTICLES, BRIEFS, REGISTRIES, SETTINGS, TABLES, many
from tests.desk.git_desk import ENVIRONMENT

ON_BRIEF = (
    "check DESK", "list --desk DESK", "fmt --check DESK", "convert BOMB --print", "check --unsafe-fixes --diff BOMB",
    "show bomb --desk DESK", "who nato --desk DESK", "quotes NATO --desk DESK", "search x --desk DESK",
    "refs nato --desk DESK", "questions --desk DESK", "timeline --desk DESK", "rename nato otan --desk DESK --dry-run",
    "snapshot --desk DESK -o OUT.svg", "doctor", "diff --desk DESK", "digest --since 2025-05-16 --desk DESK",
    "export --to jsonl --desk DESK", "export --to html -o OUT --desk DESK", "export --to csv -o OUT --desk DESK",
    "export --to ics --desk DESK", "export --to bibtex --desk DESK", "export --to ftm --desk DESK",
)  # fmt: skip
ON_REGISTRY = ("check DESK", "list --desk DESK", "who nato --desk DESK", "merge --desk DESK", "fmt --check DESK",
               "import people PEOPLE --yes --diff --desk DESK", "show nato --desk DESK", "search NATO --desk DESK",
               "doctor", "diff --desk DESK", "export --to jsonl --desk DESK")  # fmt: skip
ON_SETTINGS = (
    "check DESK",
    "list --desk DESK",
    "new T --desk DESK",
    "doctor",
    "diff --desk DESK",
    "export --to jsonl --desk DESK",
)
ON_ARTICLE = (
    "draft BOMB --print --quick --desk DESK",
    "import BOMB --desk DESK",
    "init --from DESK",
    "new T --from BOMB --desk DESK",
)
ON_TABLE = ("import people BOMB --yes --diff --desk DESK", "import BOMB --desk DESK")


class Cost(NamedTuple):
    """What a command cost: its exit status (-9 where it took too much), CPU time in seconds, and megabytes; what it
    wrote at last to standard output and to standard error."""

    bomb: str
    command: str
    status: int
    seconds: float
    megabytes: int
    output: str
    aside: str


class Case(NamedTuple):
    """A bomb: its name, the file in the desk, what makes that, and the commands that are to be tried."""

    name: str
    file: str
    bomb: Callable[[], bytes]
    commands: tuple[str, ...]


def cases(size: int) -> Iterator[Case]:
    """Every bomb."""
    for name, (file, bomb) in BRIEFS.items():
        yield Case(name, file, partial(bomb, min(size, limits.BRIEF)), ON_BRIEF)
    for name, bomb in REGISTRIES.items():
        yield Case(f"registry: {name}", "actors.yaml", partial(bomb, min(size, limits.REGISTRY)), ON_REGISTRY)
    for name, bomb in SETTINGS.items():
        yield Case(f"settings: {name}", "briefing.toml", partial(bomb, min(size, limits.SETTINGS)), ON_SETTINGS)
    for name, (file, bomb) in ARTICLES.items():
        yield Case(f"article: {name}", f"in/{file}", partial(bomb, min(size, limits.ARTICLE)), ON_ARTICLE)
    for name, bomb in TABLES.items():
        yield Case(f"table: {name}", "in/people.csv", partial(bomb, min(size, limits.ARTICLE)), ON_TABLE)
    for file, most in (("bomb.yaml", limits.BRIEF), ("actors.yaml", limits.REGISTRY)):
        yield Case(f"too large: {file}", file, partial(many("word "), most + size), ON_BRIEF)
    too_large = many("word ", "[read]\nx = 'title'\n#")
    yield Case("too large: briefing.toml", "briefing.toml", partial(too_large, limits.SETTINGS + size), ON_SETTINGS)


def write_desk(root: Path, file: str, data: bytes) -> None:
    (root / "in").mkdir(parents=True)
    (root / "plain.yaml").write_text("title: Plain\ndate: 2025-05-16\nactors: [nato]\nbody: |\n  NATO met.\n")
    (root / "actors.yaml").write_text(
        "nato: {name: NATO, kind: organisation}\nerdogan: {name: Erdogan, kind: person}\n"
    )
    (root / file).write_bytes(data)


def commit(root: Path, file: str) -> None:
    """A desk as it was committed, and since then half of the file is gone."""
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", *words], cwd=root, env=os.environ | ENVIRONMENT, check=True)
    data = (root / file).read_bytes()
    (root / file).write_bytes(data[: len(data) // 2])


def run(words: list[str], work: Path, most: int, is_ordinary: bool = False) -> tuple[int, float, int, str, str]:
    """The status of a command, what it cost beyond what this process holds already, and what it wrote at last;
    `is_ordinary`: as somebody whom files can be closed to."""
    pages = Path("/proc/self/statm")  # which only Linux has
    held = int(pages.read_text().split()[1]) * resource.getpagesize() // 1024 if pages.exists() else 0
    files = work / "answer", work / "aside"
    pid = os.fork()
    if not pid:
        try:
            os.chdir(work / "desk" if (work / "desk").is_dir() else work)
            for number, file in enumerate(files, 1):
                os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            sys.stdout, sys.stderr = (io.TextIOWrapper(io.FileIO(at, "w"), "utf-8") for at in (1, 2))
            resource.setrlimit(resource.RLIMIT_CPU, (most, most))
            signal.alarm(4 * most)  # what waits for ever takes no time of the processor
            if is_ordinary:
                become_ordinary()
            sys.argv = ["briefing", *words]
            main()
        except SystemExit as how:
            os._exit(how.code if isinstance(how.code, int) else 0)
        except BaseException:
            os.write(2, traceback.format_exc().encode("utf-8", "replace"))
        os._exit(99)
    _pid, status, used = os.wait4(pid, 0)
    said, aside = (file.read_bytes()[-2_000:].decode("utf-8", "replace") for file in files)
    seconds, megabytes = used.ru_utime + used.ru_stime, (used.ru_maxrss - held) // 1024
    return os.waitstatus_to_exitcode(status), seconds, megabytes, said, aside


def costs(words: list[str], commands: list[str], size: int, seconds: int, every: int = 1) -> Iterator[Cost]:
    """What each of the commands cost on each of the bombs that are meant; on one in so many of them."""
    work = Path(tempfile.mkdtemp(prefix="costs-"))
    for folder in ("CONFIG", "CACHE", "STATE", "DATA"):
        os.environ[f"XDG_{folder}_HOME"] = str(work / folder.lower())
    (work / "people.csv").write_text("name;kind\nAl Bo;person\n")
    try:
        meant = (one for one in cases(size) if not words or any(word in one.name for word in words))
        for name, file, bomb, lines in islice(meant, 0, None, every):
            data = bomb()
            desk = work / "desk"
            for line in lines:
                if commands and not line.startswith(tuple(commands)):
                    continue
                shutil.rmtree(desk, ignore_errors=True)
                write_desk(desk, file, data)
                if line.startswith("diff"):
                    commit(desk, file)
                put = {
                    "DESK": str(desk),
                    "BOMB": str(desk / file),
                    "OUT": str(work / "out"),
                    "PEOPLE": str(work / "people.csv"),
                }
                asked = [
                    put.get(word.removesuffix(".svg"), word) + ".svg" * word.endswith(".svg") for word in line.split()
                ]
                yield Cost(name, line, *run(asked, work, seconds))
    finally:
        shutil.rmtree(work, ignore_errors=True)


def become_ordinary() -> None:
    """Give up what lets root open every file (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH)."""
    if os.geteuid():
        return
    libc = ctypes.CDLL(None, use_errno=True)
    head, sets = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    if libc.capget(head, sets) == 0:
        sets[0] &= ~0b110
        libc.capset(head, sets)


def load() -> None:
    """Load what is tried, so that every copy has it."""
    for module in COMMANDS:
        __import__(f"briefing.cli.{module}")
    for module in ("desk.desk", "desk.checking", "ui.scene", "articles.page", "articles.paper", "articles.feed"):
        __import__(f"briefing.{module}")


if __name__ == "__main__":
    load()
    parser = argparse.ArgumentParser(prog="python -m tests.cli.costs")
    parser.add_argument("words", nargs="*", metavar="WORD")
    parser.add_argument("--size", type=int, default=limits.BRIEF - 100)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--command", action="append", default=[])
    asked = parser.parse_args()
    for cost in costs(asked.words, asked.command, asked.size, asked.seconds, asked.every):
        print(json.dumps(cost), flush=True)
