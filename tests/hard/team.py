"""A desk of a team, where whoever publishes, whoever reads and the server are killed at any moment, over and over.

Every state of the desk has its number in every text of it, and another number of briefs than the state before. A reader
asks all the time, and writes down what it saw: all that it sees in one transaction is of one state, and of one that was
published. After each kill the next publish comes to its end by itself, and the same reader sees it.

    python -m tests.hard.team [TIMES] [SEED]
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from random import Random

from briefing.desk.away import Away
from briefing.desk.desk import Desk
from briefing.model.clock import Clock
from briefing.model.files import put
from briefing.postgres.address import DeskAddress, address_of
from briefing.postgres.desk import PublishedDesk
from briefing.postgres.publishing import PublishError, publish
from tests.hard import marking
from tests.postgres.server import Server, programs

KINDS = ("publisher", "reader", "backend", "postmaster", "immediate", "two publishers", "turnover", "marks")
_PATIENCE = 60.0
_CLOCK = Clock.at(date(2025, 6, 1))


def briefs_of(state: int) -> int:
    """How many briefs a state has."""
    return 20 + state % 7


def texts_of(state: int) -> dict[str, str]:
    """The files of a state."""
    return {
        f"b{number}.yaml": (
            f"title: Story {number} of state {state}\ndate: 2025-05-{number % 28 + 1:02}\n"
            f"actors: [{{name: Person {number} of {state}, kind: person}}]\n"
            f"questions: [{{id: q{number}, ask: Is it {state}?}}]\n"
            f"body: |\n  The word is state{state}x.\n"
        )
        for number in range(briefs_of(state))
    }


class TornError(AssertionError):
    """A reader saw what nobody published."""


def seen(desk: Desk) -> int:
    """The state that a reader sees; everything in one transaction is of it. Raises `TornError`, `Away`."""

    def ask(db: sqlite3.Connection) -> int:
        titles = [row[0] for row in db.execute("SELECT title FROM briefs")]
        states = {int(title.rpartition(" ")[2]) for title in titles}
        if len(states) != 1:
            raise TornError(f"titles of {sorted(states)}")
        state = states.pop()
        word = f"state{state}x"
        found = {
            "briefs": len(titles),
            "counted": db.execute("SELECT stories FROM counts").fetchone()[0],
            "texts": db.execute("SELECT count(*) FROM texts WHERE words @@ CAST(? AS tsquery)", (f"'{word}'",))
            .fetchone()[0],
            "rare": sum(row[0] for row in db.execute("SELECT briefs FROM frequencies WHERE word = ?", (word,))),
            "total": db.execute("SELECT briefs FROM totals").fetchone()[0],
            "sources": sum(word in row[0] for row in db.execute("SELECT text FROM sources")),
            "questions": sum(
                row[0] == f"Is it {state}?" for row in db.execute("SELECT ask FROM questions")
            ),
            "people": sum(row[0].endswith(f" of {state}") for row in db.execute("SELECT name FROM identities")),
        }  # fmt: skip
        if set(found.values()) != {briefs_of(state)}:
            raise TornError(f"state {state} of {briefs_of(state)} briefs: {found}")
        return state

    return desk.asked(ask)


def pages(desk: Desk) -> None:
    """What the screen asks: a list, and pages of it."""
    rows = desk.stories()
    states = {row.title.rpartition(" ")[2] for row in rows}
    if len(states) != 1 or len(rows) != briefs_of(int(states.pop())):
        raise TornError(f"a list of {len(rows)} stories of {states}")
    for row in (rows[0], rows[-1]):
        page = desk.page("story", row.id)
        if page is not None:
            text = repr(page)
            said = {*re.findall(r"of state (\d+)", text), *re.findall(r"state(\d+)x", text)}
            if len(said) != 1:
                raise TornError(f"a page of {said}")


class Team:
    """A server, a desk, and a reader that asks all the time."""

    def __init__(self, folder: Path) -> None:
        found = programs()
        if found is None:
            raise RuntimeError("no PostgreSQL can be had here")
        self.folder = folder
        self.desk = folder / "desk"
        self.desk.mkdir()
        self.state = 0
        self._published = 0
        self._took = 1.0
        self._server = Server(found)
        if not self._server.start():
            raise RuntimeError("the server does not start")
        self.address: DeskAddress = address_of(f"{self._server.url}&schema=team")
        self._write(1)
        self._publish_whole(is_whole=False)
        self._log = folder / "seen"
        self._log.touch()
        self._reader = self._begin_reading()

    def close(self) -> None:
        os.kill(self._reader, signal.SIGKILL)
        os.waitpid(self._reader, 0)
        self._server.end()

    def trial(self, kind: str, chance: Random) -> str:
        """One kill; what it met. Raises `AssertionError`."""
        self._write(self.state + 1)
        outcome = getattr(self, f"_{kind.replace(' ', '_')}")(chance)
        self._publish_whole(is_whole=chance.random() < 0.3)
        self._wait_for_reader()
        return str(outcome)

    # ── kills ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _publisher(self, chance: Random) -> str:
        pid = self._publishing(is_whole=chance.random() < 0.5)
        return _killed(pid, chance.uniform(0, self._took * 1.1))

    def _two_publishers(self, chance: Random) -> str:
        pids = [self._publishing(chance.random() < 0.5, cache) for cache in ("cache", "another")]
        is_killed = chance.random() < 0.5
        if is_killed:
            # the other may have been first, so that this one was refused before
            _killed(pids.pop(chance.randrange(2)), chance.uniform(0, self._took * 1.5), (0, 3))
        ends = [_ended(pid) for pid in pids]
        assert all(end in (0, 3) for end in ends), ends
        if not is_killed:
            assert 0 in ends, "neither of two published"
        return "one killed" if is_killed else f"{ends.count(0)} published"

    def _reader_of_its_own(self) -> None:
        with closing(PublishedDesk(self.address, _CLOCK)) as desk:
            while True:
                seen(desk)
                pages(desk)

    def _reader_kill(self, chance: Random) -> str:
        pids = [_forked(self._reader_of_its_own) for _ in range(3)]
        publisher = self._publishing(is_whole=True)
        for pid in pids:
            _killed(pid, chance.uniform(0, 0.2))
        assert _ended(publisher) == 0
        return "killed"

    def _backend(self, chance: Random) -> str:
        """One of the server's processes, which takes all connections with it."""
        publisher = self._publishing(is_whole=chance.random() < 0.5)
        time.sleep(chance.uniform(0, self._took * 1.1))
        postmaster = self._postmaster_id()
        children = _children(postmaster)
        with contextlib.suppress(ProcessLookupError):
            os.kill(chance.choice(children), signal.SIGKILL)
        end = _ended(publisher)
        assert end in (0, 3), end
        return "published" if end == 0 else "refused"

    def _postmaster(self, chance: Random) -> str:
        publisher = self._publishing(is_whole=chance.random() < 0.5)
        time.sleep(chance.uniform(0, self._took * 1.1))
        postmaster = self._postmaster_id()
        children = _children(postmaster)
        os.kill(postmaster, signal.SIGKILL)
        return self._begun_again(publisher, children)

    def _immediate(self, chance: Random) -> str:
        publisher = self._publishing(is_whole=chance.random() < 0.5)
        time.sleep(chance.uniform(0, self._took * 1.1))
        postmaster = self._postmaster_id()
        children = _children(postmaster)
        os.kill(postmaster, signal.SIGQUIT)  # what `pg_ctl stop -m immediate` does
        return self._begun_again(publisher, children)

    def _turnover(self, _chance: Random) -> str:
        """Whole editions, one after the other; the reader has no errors meanwhile."""
        before = self._lines()
        for _ in range(3):
            self._publish_whole(is_whole=True)
            self._write(self.state + 1)
        said = self._lines()[len(before) :]
        assert not [line for line in said if line.startswith("away")], said
        return "turned over"

    def _marks(self, chance: Random) -> str:
        """Two machines of one reader, and sometimes a process of the server."""
        folders = [self.folder / name for name in marking.MACHINES]
        if not folders[0].exists():
            publish(self.desk, self.folder / "cache", self.address, _CLOCK, keeps_marks=True)
        for folder in folders:
            folder.mkdir(exist_ok=True)
        pids = [_forked(partial(marking.mark_without_end, self.address, one, chance.random())) for one in folders]
        time.sleep(chance.uniform(0, 0.3))
        hits_server = chance.random() < 0.2
        if hits_server:
            with contextlib.suppress(ProcessLookupError):
                os.kill(chance.choice(_children(self._postmaster_id())), signal.SIGKILL)
        for pid in pids:
            _killed(pid, chance.uniform(0, 0.3))
        marking.come_together(self.address, folders)
        return "with the server" if hits_server else "readers"

    def _begun_again(self, publisher: int, children: list[int]) -> str:
        end = _ended(publisher)
        assert end in (0, 3), end
        assert self._server.process is not None
        self._server.process.wait()
        until = time.monotonic() + _PATIENCE
        while any(Path(f"/proc/{child}").exists() for child in children) and time.monotonic() < until:
            time.sleep(0.01)
        if not self._server.start():
            raise RuntimeError("the server does not start again")
        return "published" if end == 0 else "refused"

    # ── what the trials need ───────────────────────────────────────────────────────────────────────────────────────

    def _write(self, state: int) -> None:
        texts = texts_of(state)
        for file in self.desk.iterdir():
            if file.name not in texts:
                file.unlink()
        for name, text in texts.items():
            put(self.desk / name, text.encode())
        self.state = state

    def _publishing(self, is_whole: bool, cache: str = "cache") -> int:
        def work() -> None:
            try:
                publish(self.desk, self.folder / cache, self.address, _CLOCK, is_whole=is_whole)
            except (Away, PublishError) as error:
                with (self.folder / "refused").open("a") as log:
                    log.write(f"{error}\n")
                os._exit(3)

        return _forked(work)

    def _publish_whole(self, is_whole: bool) -> None:
        """One publish that nobody disturbs. A server that was killed is not waited for by a publisher: it is asked
        again, as a job is."""
        until = time.monotonic() + _PATIENCE
        begun = time.monotonic()
        while (end := _ended(self._publishing(is_whole))) == 3 and time.monotonic() < until:
            said = (self.folder / "refused").read_text().splitlines()[-1]
            assert re.search(r"is starting|does not answer|is stopping|has stopped", said), said
            begun = time.monotonic()
        assert end == 0, f"the next publish ended with {end}: {(self.folder / 'refused').read_text()[-300:]}"
        self._took = 0.5 * self._took + 0.5 * (time.monotonic() - begun)
        self._published = self.state

    def _begin_reading(self) -> int:
        def work() -> None:
            log = os.open(self._log, os.O_WRONLY | os.O_APPEND)
            with closing(PublishedDesk(self.address, _CLOCK)) as desk:
                while True:
                    try:
                        pages(desk)
                        said = f"saw {seen(desk)}"
                    except Away as error:
                        said = f"away {error}"
                        time.sleep(0.02)
                    except BaseException:
                        said = f"FAULT {traceback.format_exc()!r}"
                    os.write(log, f"{said}\n".encode())
                    time.sleep(0.01)  # the others need the processor too

        return _forked(work)

    def _lines(self) -> list[str]:
        lines = self._log.read_text().split("\n")[:-1]
        faults = [line for line in lines if line.startswith("FAULT")]
        assert not faults, faults[0]
        return lines

    def _wait_for_reader(self) -> None:
        """The reader of the beginning sees what was published last, and nothing else from then on."""
        at, until = len(self._lines()), time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            lines = self._lines()
            if f"saw {self._published}" in lines[at:]:
                return
            time.sleep(0.01)
        raise AssertionError(f"the reader did not go on: {self._lines()[-3:]}")

    def _postmaster_id(self) -> int:
        return int((self._server.data / "postmaster.pid").read_text().split("\n")[0])

    def away(self) -> Counter[str]:
        """What the reader was told, and how often."""
        return Counter(line for line in self._lines() if line.startswith("away"))

    def states_seen(self) -> int:
        return sum(line.startswith("saw") for line in self._lines())


def _children(parent: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False)
    return [int(pid) for pid in found.stdout.split()]


def _forked(work: Callable[[], None]) -> int:
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            work()
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    return pid


def _killed(pid: int, wait: float, ends: Collection[int] = (0,)) -> str:
    """Kill a process after so many seconds, unless it came to one of these ends before."""
    until = time.perf_counter() + wait
    while time.perf_counter() < until:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            assert os.waitstatus_to_exitcode(status) in ends, status
            return "done before"
        time.sleep(0.002)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return "killed"


def _ended(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@contextlib.contextmanager
def team() -> Iterator[Team]:
    """A team in a folder that goes with it."""
    folder = Path(tempfile.mkdtemp(prefix="briefing-team-"))
    one = Team(folder)
    try:
        yield one
    finally:
        one.close()
        shutil.rmtree(folder, ignore_errors=True)


def main(times: int, seed: int, kinds: tuple[str, ...] = KINDS) -> None:
    """Kill everything so often, and print what it met."""
    chance = Random(seed)
    with team() as one:
        for kind in kinds:
            begun = time.monotonic()
            met = Counter(one.trial("reader kill" if kind == "reader" else kind, chance) for _ in range(times))
            print(f"{kind}: {times} survived, {time.monotonic() - begun:.0f} s: {dict(met)}", flush=True)
        print(f"the reader saw {one.states_seen()} states, all whole, and was told {dict(one.away())}")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 200,
        int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns() % 1_000_000,
        tuple(sys.argv[3:]) or KINDS,
    )
