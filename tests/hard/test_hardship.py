"""Systems that hold back what programs take for granted: no home, folders and disks that cannot be written to, files
that are closed to one. Each costs a sentence at most, never a traceback, and the answer is there all the same.

Who may do everything is refused nothing: as that one, the tests become somebody else in a process of their own.
"""

from __future__ import annotations

import errno
import io
import os
import re
import resource
import shutil
import signal
import sqlite3
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli import main
from briefing.cli.group import group
from briefing.desk.desk import Desk
from briefing.desk.state import State, StateError
from briefing.model.clock import Clock
from tests.hard.processes import load
from tests.terminal import Terminal, environ, reader

if sys.platform == "win32":
    pytest.skip("there nobody is refused anything in this way", allow_module_level=True)

SOMEBODY = 54321
"""Who has no entry among the users of any system, and so no home."""
FOLDERS = ("CACHE", "STATE", "CONFIG")
COMMANDS = ("list", "check", "doctor", "themes", "digest --since 2025-05-01")
BRIEF = "title: {0}\ndate: 2025-05-15\nactors: [mary]\nbody: |\n  Mary held talks {0}.\n"


class Place:
    """A desk with all that its reader has, and what is done to it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.desk = folder, folder / "desk"
        (self.desk / "inside").mkdir(parents=True)
        for name in ("one", "two", "inside/three"):
            (self.desk / f"{name}.yaml").write_text(BRIEF.format(name.rpartition("/")[2]))
        (self.desk / "actors.yaml").write_text("mary: {name: Mary, kind: person}\n")
        (self.desk / "briefing.toml").write_text('[read]\nauthor = "actors"\n')
        self.variables = {name: value for name, value in os.environ.items() if not name.startswith(("XDG", "BRIEFING"))}
        self.variables |= {f"XDG_{name}_HOME": str(folder / name.lower()) for name in FOLDERS} | {"HOME": str(folder)}
        self.most = resource.RLIM_INFINITY

    def close(self, path: str, mode: int = 0) -> None:
        """Let nobody in."""
        file = self.folder / path
        if not file.exists():
            file.mkdir(parents=True)
        file.chmod(mode)

    def without(self, *names: str) -> None:
        for name in (*(f"XDG_{one}_HOME" for one in FOLDERS), *names):
            self.variables.pop(name, None)


def _no_home(place: Place) -> None:
    place.without("HOME")


def _home_is_no_folder(place: Place) -> None:
    place.without()
    place.variables["HOME"] = "/dev/null"


def _home_read_only(place: Place) -> None:
    place.without()
    place.close("home", 0o555)
    place.variables["HOME"] = str(place.folder / "home")


def _full(place: Place) -> None:
    place.most = 20_000


def _all_full(place: Place) -> None:
    place.most = 0


HARDSHIPS: dict[str, tuple[Callable[[Place], None], str]] = {
    "no home": (_no_home, ""),
    "home is no folder": (_home_is_no_folder, ""),
    "home read-only": (_home_read_only, ""),
    "cache read-only": (lambda place: place.close("cache", 0o555), ""),
    "cache closed": (lambda place: place.close("cache"), ""),
    "state read-only": (lambda place: place.close("state", 0o555), ""),
    "state closed": (lambda place: place.close("state/briefing"), ""),
    "settings closed": (lambda place: place.close("config/briefing/themes"), ""),
    "desk read-only": (lambda place: place.close("desk", 0o555), ""),
    "disk full": (_full, ""),
    "every disk full": (_all_full, ""),
    "folder closed": (lambda place: place.close("desk/inside"), "inside"),
    "brief closed": (lambda place: place.close("desk/two.yaml"), "two.yaml"),
    "registry closed": (lambda place: place.close("desk/actors.yaml"), "actors.yaml"),
    "briefing.toml closed": (lambda place: place.close("desk/briefing.toml"), "briefing.toml"),
}
"""What is done, and what `check` must tell of."""


def asked(words: str, place: Place) -> list[str]:
    """A command with the desk that it is about."""
    where = {"list": ["--desk", str(place.desk)], "digest": ["--desk", str(place.desk)], "check": [str(place.desk)]}
    return [*words.split(), *where.get(words.split()[0], [])]


@pytest.fixture(scope="module", autouse=True)
def loaded(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the copies of this process need: not all of it lies where somebody else may look."""
    load()
    for is_sound in (True, False):
        place = Place(tmp_path_factory.mktemp("loaded"))
        if not is_sound:
            (place.desk / "briefing.toml").unlink()
            (place.desk / "briefing.toml").mkdir()
            (place.desk / "two.yaml").write_text("title: A slip\ndate: 2025-13-45\nbody: |\n  Text.\n")
        for words in COMMANDS:
            CliRunner().invoke(group, asked(words, place), env=place.variables)


@pytest.fixture
def place() -> Iterator[Place]:
    folder = Path(tempfile.mkdtemp(prefix="briefing-hardship-"))  # pytest's own let in nobody else
    yield Place(folder)
    for file in folder.rglob("*"):
        if file.is_dir():
            file.chmod(0o755)
    shutil.rmtree(folder)


def _as_somebody(place: Place, words: list[str]) -> tuple[int, str, str]:
    """The exit status of a command, and what it wrote to standard output and error."""
    files = [place.folder / name for name in ("answer", "aside")]
    for file in files:
        file.write_bytes(b"")
    pid = os.fork()
    if not pid:
        try:
            for number, file in enumerate(files, 1):
                os.dup2(os.open(file, os.O_WRONLY | os.O_APPEND), number)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            if not os.geteuid():
                os.setgroups([])
                os.setgid(SOMEBODY)
                os.setuid(SOMEBODY)
            os.environ.clear()
            os.environ.update(place.variables)
            os.chdir("/")
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            if (
                place.most != resource.RLIM_INFINITY
            ):  # what is told is told by a pipe or a terminal, which is never full
                resource.setrlimit(resource.RLIMIT_FSIZE, (place.most, place.most))
            sys.stdout, sys.stderr = (
                io.TextIOWrapper(io.FileIO(number, "w", closefd=False), "utf-8", write_through=True)  # type: ignore[type-var]
                for number in (1, 2)
            )
            main(words)
            os._exit(0)
        except SystemExit as how:
            os._exit(how.code if isinstance(how.code, int) else 0)
        except BaseException:
            os.write(2, traceback.format_exc().encode())
        finally:
            os._exit(99)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return status, files[0].read_text(), files[1].read_text()


@pytest.mark.parametrize("hardship", HARDSHIPS)
def test_each_costs_a_sentence_at_most(hardship: str, place: Place) -> None:
    make, told = HARDSHIPS[hardship]
    if not os.geteuid():
        for file in (place.folder, *place.folder.rglob("*")):
            os.chown(file, SOMEBODY, SOMEBODY)
    make(place)
    if not os.geteuid():
        for file in (place.folder, *place.folder.rglob("*")):
            os.chown(file, SOMEBODY, SOMEBODY)
    for words in COMMANDS:
        status, answer, aside = _as_somebody(place, asked(words, place))
        assert "Traceback" not in aside, aside
        assert aside.count("\n") <= 2, aside
        if place.most:  # else an answer has nowhere to go
            is_wrong = words == "doctor" or (told and told != "inside" and words == "check")
            refused = hardship == "settings closed" and words == "themes"
            assert status in ((2,) if refused else (0, 1) if is_wrong else (0,)), (words, status, aside)
            assert answer or refused, words
        if words == "check" and told:
            assert told in answer + aside, answer + aside


def test_a_tilde_of_nobody_is_a_name(place: Place) -> None:
    place.without("HOME")
    status, _answer, aside = _as_somebody(place, ["check", "~no-such-user/desk"])
    assert status == 2
    assert "Traceback" not in aside
    place.variables["BRIEFING_DESK"] = "~no-such-user/desk"
    status, _answer, aside = _as_somebody(place, ["list"])
    assert status == 2
    assert "no folder" in aside


def test_the_reader_tells_of_a_closed_file(place: Place) -> None:
    (place.desk / "briefing.toml").unlink()
    (place.desk / "briefing.toml").mkdir()  # which nobody can read, whoever they are
    desk = Desk(place.desk, place.folder / "cache", Clock())
    found = desk.refresh().problems
    desk.close()
    assert [(one.span.file, one.code) for one in found] == [("briefing.toml", "B025")]


def test_marks_survive_where_their_folder_is_removed_and_the_clock_goes_back(place: Place) -> None:
    from datetime import datetime

    state = State(place.desk, place.folder / "state")
    state.begin_visit(datetime(2030, 1, 1))
    state.set_read("one", True)
    shutil.rmtree(place.folder / "state")
    state.set_read("two", True)
    state.close()
    again = State(place.desk, place.folder / "state")
    again.begin_visit(datetime(2025, 1, 1))
    assert again.read_ids() == {"one", "two"}
    again.set_caught_up(datetime(2025, 1, 1))
    again.close()


def test_a_disk_that_is_full_loses_no_mark(place: Place) -> None:
    """A limit of the system stands for it: of so many bytes a file is full."""
    state = State(place.desk, place.folder / "state")
    state.set_read("before", True)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(StateError, match=r"the disk is full|kept only until you quit"):
            state.set_all("read", [f"story-{number}" for number in range(2000)], True)
        assert "story-7" in state.read_ids()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    state.set_read("after", True)
    state.close()
    again = State(place.desk, place.folder / "state")
    assert {"before", "after", "story-7"} <= again.read_ids()
    again.close()


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_where_files_cannot_be_locked_answers_come_and_marks_are_told(
    number: int, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite would wait for ever for who holds the lock."""

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    state = State(place.desk, place.folder / "state")
    state.set_read("one", True)
    state.close()
    monkeypatch.setattr("fcntl.lockf", refuse)
    monkeypatch.setattr("fcntl.flock", refuse)
    desk = Desk(place.desk, place.folder / "cache", Clock())
    assert len(desk.refresh().added) == 3
    assert len(desk.stories()) == 3
    desk.close()
    assert not [*(place.folder / "cache").rglob("*.sqlite")]
    state = State(place.desk, place.folder / "state")
    assert "has no locks" in state.notice
    assert state.read_ids() == {"one"}
    with pytest.raises(StateError, match="has no locks"):
        state.set_read("two", True)
    assert state.read_ids() == {"one", "two"}
    state.close()
    result = CliRunner().invoke(group, ["rename", "mary", "maria", "--desk", str(place.desk)], env=place.variables)
    assert (result.exit_code, "maria:" in (place.desk / "actors.yaml").read_text()) == (0, True)


def test_an_index_of_a_later_version_is_left_alone_and_so_is_its_state(place: Place) -> None:
    for folder in ("cache", "state"):
        (place.folder / folder).mkdir()
    desk = Desk(place.desk, place.folder / "cache", Clock())
    desk.refresh()
    desk.close()
    state = State(place.desk, place.folder / "state")
    state.set_read("one", True)
    state.close()
    (cache,) = (place.folder / "cache").glob("*.sqlite")
    for file in (cache, state.path):
        with closing(sqlite3.connect(file)) as db:
            db.execute("PRAGMA user_version = 2000000000")
    desk = Desk(place.desk, place.folder / "cache", Clock())
    desk.refresh()
    assert len(desk.stories()) == 3
    desk.close()
    again = State(place.desk, place.folder / "state")
    assert "newer version" in again.notice
    assert again.read_ids() == {"one"}
    again.close()
    with closing(sqlite3.connect(state.path)) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == 2000000000


def test_a_fault_while_a_desk_is_opened_is_a_sentence(place: Place) -> None:
    """As later in the reader, and the terminal is as it was."""
    fault = (
        "import sys; sys.argv[0] = 'briefing'\nimport briefing.ui.opening as opening\n"
        "def fault(*given, **more): raise ValueError('\\x1b]0;owned\\x07 of a brief')\nopening.Library = fault\n"
        "from briefing.cli import main; main()"
    )
    command = [*reader()[:1], "-c", fault, "read", str(place.desk)]
    with Terminal(command, environ(place.folder), answers=True) as terminal:
        assert terminal.end() == 2
        terminal.assert_as_found()
        assert b"Error: the reader ended by a fault of its own" in terminal.bytes
        assert b"Traceback" not in terminal.bytes
        assert b"owned" not in terminal.bytes
    report = (place.folder / "state" / "briefing" / "fault.txt").read_text(encoding="utf-8")
    assert re.search("ValueError: .*of a brief", report)
    assert "\x1b" not in report
