"""The reader and every command that writes, killed (-9) at any moment, while briefs change and a second reader is open.

After each kill every file of the desk is whole, and as before or as after; what the next command finishes is all or
none; the marks that were written are there; the index heals.

A command is killed between two of its writes, or in the midst of one, each as often as any other: runs that nobody
kills tell where these are. By the clock alone nearly all would fall before the first.

    python -m tests.hard.kills [TIMES] [SEED] [KIND]...
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

from briefing.desk.desk import Desk
from briefing.desk.state import State
from briefing.desk.trace_file import lines
from briefing.desk.traces import all_traces
from briefing.model.clock import Clock
from briefing.model.files import put
from briefing.model.traces import Trace
from tests.hard.processes import Program, die_at, ended, forked, load, run_copy, run_here, spans

_BRIEFS = 24
_LIVE = 3
"""Briefs that somebody writes all the time."""
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
        slip = "status: Developing\n" if number % 3 == 0 else ""
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
        self._spans: dict[str, list[float]] = {}
        for number in range(_LIVE):
            put(self._desk / f"live-{number}.yaml", _live(number, 0))
        self._put(self._static)
        self._editor = forked(self._edit)
        self._second = Program("read", str(self._desk))
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
        spans = self._spans[kind]
        number = chance.randrange(len(spans))
        wait = chance.choice((0.0, 1.0)[number == 0 :]) * chance.uniform(0.0, spans[number])
        is_done = ended(forked(lambda: die_at(number, wait, self._is_written, lambda: self._command(kind))))
        left, is_under_way = self._texts(), any(self._halves())
        for name, text in left.items():
            assert text in (before.get(name), after.get(name)), f"{kind}: {name} is torn: {text[:200]!r}"
        for name in before.keys() - left.keys():
            assert name not in after, f"{kind}: {name} is gone"
        outcome = "during" if is_under_way else "before" if left == before else "after" if left == after else "during"
        if kind in _JOURNALS:
            run_copy("rename", "nobody-at-all", "x", "--desk", str(self._desk))  # it finishes what was cut off
            assert self._texts() in (before, after), f"{kind} is done by half"
        elif kind in _AGAIN:
            self._command(kind, is_forked=True)
            assert self._texts() == after, f"{kind} could not be gone on with: {_differing(self._texts(), after)}"
        return "not killed" if is_done else f"{outcome} the writing"

    def _halves(self) -> Iterator[Path]:
        """What is written, or to be done, and not in its place yet."""
        for name in ("*.part", "under-way.json"):
            for folder in (self._folder, self._desk, self._notes, self._state, self._folder / "out"):
                found = folder.glob(name) if folder is not self._state else folder.rglob(name)
                yield from (file for file in found if not file.name.startswith(".live-"))

    def _is_written(self, path: str) -> bool:
        """Whether a file is one of those that are not to be lost or torn."""
        path = path.removeprefix("file:")  # of SQLite
        is_ours = path.startswith(str(self._folder)) and not path.startswith(str(self._cache))
        return is_ours and os.path.basename(path) != "lock"

    def _kill_reader(self, chance: Random) -> str:
        terminal = Program("read", str(self._desk))
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

        pid = forked(mark)
        os.close(theirs)
        time.sleep(chance.uniform(0.0, 0.15))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
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
            self._command(kind, is_forked=True)
            after = self._texts()
            is_asked_only = kind in ("list", "check")
            assert (before == after) == is_asked_only, f"{kind} wrote {'something' if is_asked_only else 'nothing'}"
            self._after[kind] = before, after
            self._ready(kind)
            self._spans[kind] = spans(self._is_written, lambda: self._command(kind))
        return self._after[kind]

    def _ready(self, kind: str) -> None:
        for half in [*self._halves()]:
            half.unlink(missing_ok=True)
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
            run_copy("rename", "old", "new", "--desk", str(self._desk))

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
        (run_copy if is_forked else run_here)(*words)

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


KINDS = (*WORDS, *_READERS)


def run(times: int, seed: int, folder: Path, kinds: Sequence[str] = KINDS) -> Counter[str]:
    """Kill so many times, each kind in turn; how often at which stage. Raises `AssertionError`."""
    load()
    desks = Desks(folder)
    outcomes: Counter[str] = Counter()
    try:
        for number in range(seed, seed + times):
            turn, at = divmod(number, len(kinds))
            kind = kinds[at]
            try:
                outcome = desks.trial(kind, Random(number), is_thorough=turn % 10 == 0)
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


def main(times: str = "1000", seed: str = "0", *kinds: str) -> None:
    with _folder() as folder:
        outcomes = run(int(times), int(seed), folder, kinds or KINDS)
    for outcome, count in sorted(outcomes.items()):
        print(f"{count:5} × {outcome}")
    print(f"killed {outcomes.total() - sum(n for one, n in outcomes.items() if one.endswith('not killed')):,} times")


if __name__ == "__main__":
    main(*sys.argv[1:])
