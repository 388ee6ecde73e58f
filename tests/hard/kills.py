"""The reader and every command that writes, killed (-9) at any moment, while briefs change and a second reader is open.

After each kill every file of the desk is whole, and as before or as after; what the next command finishes is all or
none; the marks that were written are there; the index heals.

    python -m tests.hard.kills [TIMES] [SEED]
"""

from __future__ import annotations

import contextlib
import fcntl
import gc
import os
import pty
import re
import select
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from random import Random

from briefing.cli import main as run_program
from briefing.cli.table import COMMANDS
from briefing.desk.desk import Desk
from briefing.desk.state import State
from briefing.desk.trace_file import lines
from briefing.desk.traces import all_traces
from briefing.model.clock import Clock
from briefing.model.files import put
from briefing.model.traces import Trace

_BRIEFS = 24
_LIVE = 3
"""Briefs that somebody writes all the time."""
_PATIENCE = 30.0
_WHOLE = re.compile(r"title: Live \d+\ndate: 2025-06-01\nbody: \|\n(  Line \d+ of \d+\.\n)+  The end\.\n")

Texts = dict[str, bytes]


def _static() -> Texts:
    """The files of the desk that nobody but the commands writes."""
    texts = {
        "actors.yaml": "old: Old Name\nother:\n  name: Other Name\n  kind: person\n",
        "places.yaml": "istanbul: {name: Istanbul, country: TR, lat: 41.0, lon: 28.9}\n",
        "note.md": "---\ntitle: A note\ndate: 2025-05-01\n---\n\nText of [[old]].\n",
    }
    for number in range(_BRIEFS):
        slip = "status:developing\n" if number % 3 == 0 else ""
        texts[f"b{number}.yaml"] = (
            f"date: 2025-05-{number % 28 + 1:02}\ntitle: Story {number}\n{slip}actors: [old,   other, Ada King]\n"
            "events: [{name: Talks, who: [old, other]}]\nbody: |\n  [[old]] saw Ada King.\n\n  The end.\n"
        )
    return {name: text.encode() for name, text in texts.items()}


def _articles(folder: Path) -> None:
    """What is imported."""
    folder.mkdir()
    for number in range(8):
        text = f"# Article {number}\n\n15 May 2025. Old Name met Other Name in Istanbul.\n\n" + "They talked on. " * 40
        (folder / f"article-{number}.md").write_text(text)
    rows = "".join(f"Person {number};person;DE\n" for number in range(40))
    (folder / "people.csv").write_text(f"name;kind;country\n{rows}")


WORDS: Mapping[str, str] = {
    "init": "init NEW",
    "init --from": "init --from NOTES --yes",
    "new": "new Title --desk DESK --at 2025-06-01",
    "fmt": "fmt DESK",
    "check --fix": "check DESK --fix",
    "convert": " ".join(["convert", *(f"DESK/b{number}.yaml" for number in range(12))]),
    "promote": "promote Ada-King --desk DESK",
    "rename": "rename old new --desk DESK",
    "merge": "merge other old --desk DESK",
    "split": "split old second b3 b7 b11 --desk DESK",
    "undo": "undo --desk DESK",
    "draft": "draft ARTICLES/article-0.md --quick --desk DESK --at 2025-06-01",
    "import": "import ARTICLES --desk DESK --at 2025-06-01",
    "import people": "import people ARTICLES/people.csv --desk DESK --yes",
    "snapshot": "snapshot --desk DESK --open b1 --at 2025-06-01 --output OUT.txt",
    "schema": "schema --desk DESK --output OUT.json",
    "export": "export Story --to jsonl --desk DESK --at 2025-06-01 --output OUT.jsonl",
    "export a folder": "export Story --to csv --desk DESK --at 2025-06-01 --output OUT",
    "tag": "tag Grain --query Story --desk MARKED --at 2025-06-01",
    "note": "note So --query Story --desk MARKED --at 2025-06-01",
    "state import": "state import MARKS --desk MARKED",
    "state export": "state export --desk MARKED --output OUT.marks",
    "state merge": "state merge MARKS MARKS2 --output OUT.marks",
    "list": "list --desk DESK",
    "check": "check DESK",
}
"""What each command is asked, so that it writes."""
_AGAIN = ("init", "init --from", "fmt", "check --fix", "import", "import people", "schema", "export", "export a folder",
          "tag", "note", "state import", "state export", "state merge")  # fmt: skip
"""What is gone on with by asking once more."""
_JOURNALS = ("promote", "rename", "merge", "split", "undo")
_READERS = ("reader", "marks")


class Desks:
    """One desk with all that belongs to it, on which trial follows trial."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._desk = folder / "desk"
        self._desk.mkdir(parents=True)
        self._notes = folder / "notes"
        self._notes.mkdir()
        (self._notes / "n.md").write_text("---\ntitle: N\ntags: [a]\n---\n\nText.\n")
        _articles(folder / "articles")
        for name in ("STATE", "CACHE", "CONFIG", "DATA"):
            os.environ[f"XDG_{name}_HOME"] = str(folder / name.lower())
        self._state = folder / "state" / "briefing"
        self._cache = folder / "cache" / "briefing"
        self._marked: set[str] = set()
        self._static = _static()
        self._marks, self._marks_file = self._begin_marks(folder)
        self._after: dict[str, tuple[Texts, Texts]] = {}
        self._took: dict[str, float] = {}
        for number in range(_LIVE):
            put(self._desk / f"live-{number}.yaml", _live(number, 0))
        self._put(self._static)
        self._editor = _forked(self._edit)
        self._second = _Terminal("read", str(self._desk))
        self._second.wait_for(b"Story")

    def _begin_marks(self, folder: Path) -> tuple[bytes, Path]:
        """A desk of its own with some marks, and marks from elsewhere: what its state holds at first, and its file."""
        self._marked_desk = folder / "marked"
        for name, text in self._static.items():
            put(self._marked_desk / name, text, folders=True)
        state = State(self._marked_desk, self._state)
        state.set_all("star", [f"b{number}" for number in range(0, _BRIEFS, 2)], True)
        state.close()
        for number, name in enumerate(("marks", "marks-2")):
            marks = [
                f'{{"what": "read", "of": "b{of}", "value": true, "at": "2025-05-{number + 15}T09:30:00.000Z"}}'
                for of in range(400)
            ]
            put(folder / name, "\n".join(('{"briefing-marks": 1}', *marks, "")).encode())
        return state.path.read_bytes(), state.path

    def close(self) -> None:
        """The second reader, that was open all the time, ends in order."""
        os.kill(self._editor, signal.SIGKILL)
        os.waitpid(self._editor, 0)
        assert self._second.leave() == 0, "the second reader fell over"

    def _edit(self) -> None:
        chance = Random(0)
        while True:
            number = chance.randrange(_LIVE)
            put(self._desk / f"live-{number}.yaml", _live(number, chance.randint(1, 60)))
            time.sleep(0.03)

    # ── a trial ────────────────────────────────────────────────────────────────────────────────────────────────────

    def trial(self, kind: str, chance: Random, is_thorough: bool) -> str:
        """Kill once; when. Raises `AssertionError`."""
        self._second.drain()
        if kind == "reader":
            outcome = self._kill_reader(chance)
        elif kind == "marks":
            outcome = self._kill_marking(chance)
        else:
            outcome = self._kill_command(kind, chance)
        self._look(is_thorough)
        return outcome

    def _kill_command(self, kind: str, chance: Random) -> str:
        before, after = self._whole_run(kind)
        self._ready(kind)
        pid = _forked(lambda: self._command(kind))
        is_done = _killed(pid, chance.uniform(0.0, self._took[kind] * 1.1))
        left = self._texts()
        for name, text in left.items():
            assert text in (before.get(name), after.get(name)), f"{kind}: {name} is torn: {text[:200]!r}"
        for name in before.keys() - left.keys():
            assert name not in after, f"{kind}: {name} is gone"
        outcome = "done" if is_done else "not begun" if left == before else "finished" if left == after else "half way"
        if kind in _JOURNALS:
            _run("rename", "nobody-at-all", "x", "--desk", str(self._desk))  # what comes next finishes what was cut off
            assert self._texts() in (before, after), f"{kind} is done by half"
        elif kind in _AGAIN:
            self._command(kind, is_forked=True)
            assert self._texts() == after, f"{kind} could not be gone on with: {_differing(self._texts(), after)}"
        return outcome

    def _kill_reader(self, chance: Random) -> str:
        terminal = _Terminal("read", str(self._desk))
        until = time.perf_counter() + chance.uniform(0.0, 1.5)
        while time.perf_counter() < until:
            terminal.drain()
            if terminal.has_shown(b"Story"):
                terminal.type(chance.choice((b"j", b"J", b"m", b"s", b"2", b"1", b"\r", b"/talks\x1b", b"]")))
            time.sleep(0.02)
        terminal.kill()
        return "reading" if terminal.has_shown(b"Story") else "opening"

    def _kill_marking(self, chance: Random) -> str:
        """One who marks, and tells when a mark is kept."""
        ours, theirs = os.pipe()

        def mark() -> None:
            state = State(self._desk, self._state)
            for number in range(10_000):
                name = f"marked-{os.getpid()}-{number}"
                state.set_read(name, True)
                os.write(theirs, f"{name}\n".encode())

        pid = _forked(mark)
        os.close(theirs)
        _killed(pid, chance.uniform(0.0, 0.15))
        with open(ours, "rb") as stream:
            told = stream.read().decode().split()
        self._marked |= set(told)
        return "marking" if told else "opening"

    def _look(self, is_thorough: bool) -> None:
        """What must be right after every kill."""
        for number in range(_LIVE):
            text = (self._desk / f"live-{number}.yaml").read_text()
            assert _WHOLE.fullmatch(text), f"live-{number} is torn"
        state = State(self._desk, self._state)
        lost = self._marked - state.read_ids()
        notice = state.notice
        state.close()
        assert not notice, notice
        assert not lost, f"{len(lost)} marks are lost"
        desk = Desk(self._desk, self._cache, Clock())
        try:
            if not is_thorough:
                desk.refresh()
                there = {path for path in os.listdir(self._desk) if re.match(r"(b|live-)\d+\.(yaml|md)$", path)}
                assert there <= {
                    row[0] for row in desk.asked(lambda db: db.execute("SELECT path FROM files").fetchall())
                }
                return
            os.kill(self._editor, signal.SIGSTOP)
            desk.refresh()
            fresh = Desk(self._desk, self._folder / "fresh", Clock())
            fresh.refresh()
            for ask in (Desk.stories, Desk.actors, Desk.venues, Desk.timeline, Desk.problems, Desk.counts):
                assert ask(desk) == ask(fresh), f"the index did not heal: {ask.__name__}"
            fresh.close()
            shutil.rmtree(self._folder / "fresh")
        finally:
            desk.close()
            os.kill(self._editor, signal.SIGCONT)

    # ── before a trial ─────────────────────────────────────────────────────────────────────────────────────────────

    def _whole_run(self, kind: str) -> tuple[Texts, Texts]:
        """The files before a command and after it, where nobody kills it."""
        if kind not in self._after:
            self._ready(kind)
            before = self._texts()
            begun = time.perf_counter()
            self._command(kind, is_forked=True)
            self._took[kind] = time.perf_counter() - begun
            after = self._texts()
            is_asked_only = kind in ("list", "check")
            assert (before == after) == is_asked_only, f"{kind} wrote {'something' if is_asked_only else 'nothing'}"
            self._after[kind] = before, after
        return self._after[kind]

    def _ready(self, kind: str) -> None:
        self._put(self._static)
        for file in self._marks_file.parent.glob(f"{self._marks_file.stem}*"):
            file.unlink()
        self._marks_file.write_bytes(self._marks)
        for name in ("new", "out", "out.txt", "out.json", "out.jsonl", "out.marks", "notes/briefing.toml"):
            path = self._folder / name
            if path.is_dir():
                shutil.rmtree(path)
            path.unlink(missing_ok=True)
        if kind == "undo":
            _run("rename", "old", "new", "--desk", str(self._desk))

    def _put(self, texts: Texts) -> None:
        for file in self._desk.iterdir():
            if file.name not in texts and not file.name.startswith(("live-", ".live-")):  # somebody is at these
                file.unlink()
        for name, text in texts.items():
            put(self._desk / name, text)

    def _command(self, kind: str, is_forked: bool = False) -> None:
        names = {
            "DESK": str(self._desk), "NEW": str(self._folder / "new"), "NOTES": str(self._notes),
            "ARTICLES": str(self._folder / "articles"), "OUT": str(self._folder / "out"),
            "MARKED": str(self._marked_desk), "MARKS2": str(self._folder / "marks-2"),
            "MARKS": str(self._folder / "marks"),
        }  # fmt: skip
        pattern = "|".join(names)
        words = [re.sub(pattern, lambda found: names[found[0]], word) for word in WORDS[kind].split()]
        words = [word.replace("Ada-King", "Ada King") for word in words]
        (_run if is_forked else _main)(*words)

    def _texts(self) -> Texts:
        """What the desk and the other places hold, but for what somebody else writes and what is hidden."""
        found: Texts = {}
        for folder in (self._desk, self._folder / "new", self._folder / "out", self._notes):
            for file in sorted(folder.rglob("*")) if folder.exists() else ():
                name = file.relative_to(self._folder).as_posix()
                if file.is_file() and not re.search(r"/live-\d|\.part$|\.briefing-init$", name):
                    found[name.removeprefix("desk/")] = file.read_bytes()
        for file in self._folder.glob("out.*"):
            if not file.name.endswith(".part"):
                found[file.name] = file.read_bytes()
        return found | {"the marks": self._kept_marks()}

    def _kept_marks(self) -> bytes:
        """The marks of the desk that is marked, but for when they were set."""
        state = State(self._marked_desk, self._state)
        nothing: list[Trace] = []
        found = lines(state.ask(lambda db: [*all_traces(db)], nothing))
        notice = state.notice
        state.close()
        assert not notice, notice
        return re.sub(r', "at": "[^"]*"', "", "\n".join(sorted(found))).encode()


def _live(number: int, lines: int) -> bytes:
    text = "".join(f"  Line {line} of {lines + 1}.\n" for line in range(lines + 1))
    return f"title: Live {number}\ndate: 2025-06-01\nbody: |\n{text}  The end.\n".encode()


def _differing(one: Texts, other: Texts) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


# ── processes: copies of this one, since loading the program anew would take most of the time ────────────────────────


def load() -> None:
    """Load what the copies need."""
    for name in COMMANDS:
        import_module(f"briefing.cli.{name}")
    for module in ("cli.reading_in", "cli.importing.people", "cli.importing.articles", "ui.opening", "ui.screens.desk"):
        import_module(f"briefing.{module}")
    gc.freeze()


def _forked(work: Callable[[], None]) -> int:
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            with open(os.devnull, "r+b") as nothing:
                for number in range(3):
                    os.dup2(nothing.fileno(), number)
            work()
            status = 0
        finally:
            os._exit(status)
    return pid


def _main(*words: str) -> None:
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__  # pytest has others
    with contextlib.suppress(SystemExit):
        run_program(list(words))


def _run(*words: str) -> None:
    os.waitpid(_forked(lambda: _main(*words)), 0)


def _killed(pid: int, wait: float) -> bool:
    """Kill a process after a while; whether it had ended before."""
    until = time.perf_counter() + wait
    while time.perf_counter() < until:
        if os.waitpid(pid, os.WNOHANG)[0]:
            return True
        time.sleep(min(0.002, max(0.0, until - time.perf_counter())))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return False


class _Terminal:
    """The program in a terminal of its own."""

    def __init__(self, *words: str) -> None:
        self._shown = b""
        self._pid, self._end = pty.fork()
        if self._pid == 0:
            try:
                sys.stdin, sys.stdout, sys.stderr = (
                    open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
                    for number, mode in ((0, "r"), (1, "w"), (2, "w"))
                )
                sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
                os.environ |= {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
                run_program(list(words))
            finally:
                os._exit(0)
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def drain(self) -> None:
        while select.select([self._end], [], [], 0)[0]:
            try:
                self._shown = (self._shown + os.read(self._end, 65536))[-500_000:]
            except OSError:
                return

    def has_shown(self, word: bytes) -> bool:
        return word in self._shown

    def wait_for(self, word: bytes) -> None:
        until = time.perf_counter() + _PATIENCE
        while word not in self._shown:
            assert time.perf_counter() < until, f"{word!r} never came: {self._shown[-2000:]!r}"
            time.sleep(0.02)
            self.drain()

    def type(self, keys: bytes) -> None:
        with contextlib.suppress(OSError):
            os.write(self._end, keys)

    def kill(self) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._end)

    def leave(self) -> int:
        """Quit; the status it ends with."""
        self.drain()
        self.type(b"q")
        until = time.perf_counter() + _PATIENCE
        while time.perf_counter() < until:
            self.drain()
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                os.close(self._end)
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.02)
        raise AssertionError(f"it does not end: {self._shown[-2000:]!r}")


KINDS = (*WORDS, *_READERS)


def run(times: int, seed: int, folder: Path) -> Counter[str]:
    """Kill so many times, each kind in turn; how often at which stage. Raises `AssertionError`."""
    load()
    desks = Desks(folder)
    outcomes: Counter[str] = Counter()
    try:
        for number in range(seed, seed + times):
            kind = KINDS[number % len(KINDS)]
            try:
                outcome = desks.trial(kind, Random(number), is_thorough=number % 10 == 0)
            except AssertionError as error:
                error.add_note(f"{kind}, seed {number}")
                raise
            outcomes[f"{kind}: {outcome}"] += 1
    finally:
        desks.close()
    return outcomes


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def main(times: int, seed: int) -> None:
    with _folder() as folder:
        outcomes = run(times, seed, folder)
    for outcome, count in sorted(outcomes.items()):
        print(f"{count:5} × {outcome}")
    print(f"killed {outcomes.total() - sum(n for one, n in outcomes.items() if one.endswith(': done')):,} times")


if __name__ == "__main__":
    main(*(int(word) for word in (*sys.argv[1:], "1000", "0")[:2]))
