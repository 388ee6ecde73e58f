"""What the reader did is never lost."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from briefing.desk.state import State, StateError
from briefing.desk.state_tables import VERSION
from briefing.model.place import Place, Position
from briefing.model.session import Session
from briefing.model.trail import Trail

Open = Callable[..., State]
MONDAY, TUESDAY, WEDNESDAY = (datetime(2025, 5, day, 9) for day in (12, 13, 14))


@pytest.fixture
def open_state(tmp_path: Path) -> Iterator[Open]:
    states: list[State] = []

    def open_state(root: str = "desk", folder: str = "state") -> State:
        states.append(State(tmp_path / root, tmp_path / folder))
        return states[-1]

    yield open_state
    for state in states:
        state.close()


def test_marks_last(open_state: Open) -> None:
    state = open_state()
    assert state.read_ids() == state.starred_ids() == frozenset()
    state.set_read("a", True)
    state.set_read("b", True)
    state.set_read("b", False)
    state.set_starred("a", True)
    for each in (state, open_state()):
        assert each.read_ids() == each.starred_ids() == {"a"}
        assert not each.notice


def test_a_bit_that_changed_spoils_one_mark(open_state: Open) -> None:
    state = open_state()
    for id_ in ("a", "b"):
        state.set_read(id_, True)
    state.close()
    with sqlite3.connect(state.path) as db:
        db.execute("UPDATE marks SET id = CAST(x'e1' AS TEXT) WHERE id = 'b'")
    db.close()
    again = open_state()
    assert again.read_ids() == {"a", "\ufffd"}
    again.set_read("c", True)
    assert open_state().read_ids() == {"a", "\ufffd", "c"}


def test_a_mark_that_nobody_changed_is_told_and_hides_no_other(open_state: Open) -> None:
    """A letter of an id became another one: as a text it is as good as before."""
    state = open_state()
    ids = {f"story-{number}" for number in range(900)}
    state.set_all("read", ids, True)
    state.close()
    data = state.path.read_bytes()
    state.path.write_bytes(data.replace(b"story-77read", b"stary-77read", 1))
    again = open_state()
    assert again.read_ids() == ids - {"story-77"} | {"stary-77"}
    again.verify()
    assert "901 marks of it could be read" in again.notice
    assert again.read_ids() == ids | {"stary-77"}
    kept = again.path.with_name(f"{again.path.name}.broken-1")
    assert b"stary-77read" in kept.read_bytes()
    again.close()
    last = open_state()
    last.verify()
    assert not last.notice
    assert last.read_ids() == ids | {"stary-77"}


def test_marks_of_an_older_program_get_their_twins(open_state: Open) -> None:
    state = open_state()
    state.set_read("a", True)
    state.close()
    with sqlite3.connect(state.path) as db:
        for name in ("twin_in", "twin_out", "twin_moved"):
            db.execute(f"DROP TRIGGER {name}")
        db.execute("DROP TABLE twins")
        db.execute("INSERT INTO marks VALUES ('b', 'read')")
    db.close()
    again = open_state()
    again.move({"a": "c"})
    again.set_read("b", False)
    again.verify()
    assert not again.notice
    assert open_state().read_ids() == {"c"}


def log_of_killed(state: State, tmp_path: Path) -> tuple[Path, bytearray]:
    """The log of a reader that marked nine stories and was killed, in the folder `killed`, and what is in it."""
    for number in range(9):
        state.set_read(f"story-{number}", True)
    shutil.copytree(state.path.parent, tmp_path / "killed")
    log = tmp_path / "killed" / f"{state.path.name}-wal"
    return log, bytearray(log.read_bytes())


def test_a_log_that_rotted_after_a_kill_is_told(open_state: Open, tmp_path: Path) -> None:
    """SQLite takes what is behind the first bad frame for never written."""
    state = open_state()
    log, data = log_of_killed(state, tmp_path)
    data[len(data) // 2] ^= 1
    log.write_bytes(bytes(data))
    killed = open_state(folder="killed")
    assert killed.read_ids() == {f"story-{number}" for number in range(9)}
    assert "was damaged" in killed.notice
    assert (log.parent / f"{state.path.name}.broken-1-wal").read_bytes() == bytes(data)


def test_a_file_that_was_deleted_meanwhile_is_begun_anew_with_all_that_stood_in_it(open_state: Open) -> None:
    state = open_state()
    state.set_read("a", True)
    state.save_session(Session(view="people"))
    shutil.rmtree(state.path.parent)
    state.set_starred("b", True)
    again = open_state()
    assert (again.read_ids(), again.starred_ids()) == ({"a"}, {"b"})
    found = again.session()
    assert found
    assert found.view == "people"
    shutil.rmtree(state.path.parent)
    other = open_state()
    other.set_read("c", True)  # another reader begins it first
    state.set_read("d", True)
    for each in (state, other, open_state()):
        assert each.read_ids() == {"a", "c", "d"}


def test_where_no_file_can_be_begun_anew_it_is_told_and_nothing_is_lost(open_state: Open) -> None:
    state = open_state()
    state.set_read("a", True)
    shutil.rmtree(state.path.parent)
    state.path.parent.write_text("in the way")
    with pytest.raises(StateError, match="kept only until you quit"):
        state.set_read("b", True)
    assert state.read_ids() == {"a", "b"}


def test_each_desk_has_its_own(open_state: Open) -> None:
    open_state("one/desk").set_read("a", True)
    assert open_state("two/desk").read_ids() == frozenset()


def test_two_readers_keep_both_their_marks(open_state: Open) -> None:
    left, right = open_state(), open_state()
    left.set_read("a", True)
    right.set_read("b", True)
    left.set_read("c", True)
    assert left.read_ids() == right.read_ids() == {"a", "b", "c"}
    right.set_read("a", False)
    assert left.read_ids() == {"b", "c"}


def test_a_session_comes_back(open_state: Open) -> None:
    state = open_state()
    assert state.session() is None
    trail = Trail().visit(Place.to("story", "a")).visit(Place.to("actor", "b", Position(3, 7))).back()
    session = Session(view="people", trail=trail, pane="reader", theme="ink", orders={"people": "mentions"})
    state.save_session(session)
    assert open_state().session() == session


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "[]",
        "null",
        '{"trail": 3}',
        '{"trail": {"places": [{}]}}',
        '{"trail": {"places": "x", "at": 9}}',
        '{"orders": 3}',
    ],
)
def test_a_session_that_cannot_be_read_is_none(text: str, open_state: Open) -> None:
    state = open_state()
    state._set_fact("session", text)
    assert open_state().session() is None


def test_a_session_of_another_version_is_taken_as_far_as_it_is_known(open_state: Open) -> None:
    text = '{"view": "map", "zoom": 2, "trail": {"places": [{"kind": "story", "key": "a", "x": 1}], "at": 7}}'
    open_state()._set_fact("session", text)
    assert open_state().session() == Session(view="map", trail=Trail((Place.to("story", "a"),), 0))


def test_a_visit_tells_of_the_one_before(open_state: Open) -> None:
    first = open_state()
    assert first.last_visit() is None
    first.begin_visit(MONDAY)
    assert first.last_visit() is None
    second = open_state()
    assert second.last_visit() == MONDAY
    second.begin_visit(TUESDAY)
    second.begin_visit(WEDNESDAY)
    assert second.last_visit() == MONDAY
    assert open_state().last_visit() == TUESDAY


def test_a_mark_outlives_a_kill(open_state: Open, tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from briefing.desk.state import State
state = State(Path(sys.argv[1]), Path(sys.argv[2]))
state.set_read("a", True)
print("marked", flush=True)
input()
"""
    arguments = [sys.executable, "-c", code, str(tmp_path / "desk"), str(tmp_path / "state")]
    worker = subprocess.Popen(arguments, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)
    assert worker.stdout
    assert worker.stdout.readline() == "marked\n"
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    assert open_state().read_ids() == {"a"}


def test_every_write_is_flushed(open_state: Open) -> None:
    db = open_state()._db
    assert db
    assert db.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


@pytest.mark.parametrize("damage", [b"no database at all" * 99, b"\0" * 9000, b"SQLite format 3\0" + b"\xff" * 9000])
def test_a_damaged_file_is_moved_aside_and_never_deleted(damage: bytes, open_state: Open) -> None:
    path = open_state().path
    for number in (1, 2):
        path.write_bytes(damage)
        for suffix in ("-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        state = open_state()
        aside = path.with_name(f"{path.name}.broken-{number}")
        assert aside.read_bytes() == damage
        assert aside.name in state.notice
        state.set_read("a", True)
        assert open_state().read_ids() == {"a"}


def test_a_cut_file_is_moved_aside(open_state: Open) -> None:
    state = open_state()
    for number in range(500):
        state._unsaved["read", f"a rather long id of a story {number}"] = True
    state.set_read("a", True)
    state.close()
    data = state.path.read_bytes()
    state.path.write_bytes(data[: len(data) // 4096 // 2 * 4096])
    again = open_state()
    again.set_starred("b", True)
    assert again.notice
    assert open_state().starred_ids() == {"b"}
    assert len(list(state.path.parent.glob("*.broken-1"))) == 1


def test_the_file_of_a_later_version_is_read_and_left_alone(open_state: Open) -> None:
    state = open_state()
    state.set_read("a", True)
    state.close()
    with sqlite3.connect(state.path) as db:
        db.execute(f"PRAGMA user_version={VERSION + 1}")
        db.execute("ALTER TABLE marks ADD COLUMN colour TEXT")
    db.close()
    later = open_state()
    assert "newer version" in later.notice
    with pytest.raises(StateError, match="newer version"):
        later.set_read("b", True)
    assert later.read_ids() == {"a", "b"}
    later.close()
    assert open_state().read_ids() == {"a"}


def test_a_folder_that_cannot_be_written_to_leaves_memory(open_state: Open, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    state = open_state(folder="file/state")
    assert state.notice
    changes: tuple[Callable[[], None], ...] = (
        lambda: state.set_read("a", True),
        lambda: state.set_starred("b", True),
        lambda: state.save_session(Session(view="map")),
        lambda: state.begin_visit(MONDAY),
    )
    for change in changes:
        with pytest.raises(StateError, match="until you quit"):
            change()
    assert state.read_ids() == {"a"}
    assert state.starred_ids() == {"b"}
    assert state.session() == Session(view="map")


def test_a_full_disk_is_said_and_made_good_later(open_state: Open) -> None:
    state = open_state()
    state.set_read("a", True)
    assert state._db
    state._db.execute("PRAGMA max_page_count=1")
    long = "b" * 100_000
    with pytest.raises(StateError, match="disk is full"):
        state.set_read(long, True)
    assert state.read_ids() == {"a", long}
    assert open_state().read_ids() == {"a"}
    state._db.execute("PRAGMA max_page_count=100000")
    state.set_read("c", True)
    assert open_state().read_ids() == {"a", long, "c"}


def test_a_file_that_another_holds_is_said_and_made_good_later(
    open_state: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.desk.state.BUSY_SECONDS", 0.01)
    state, other = open_state(), open_state()
    assert other._db
    other._db.execute("BEGIN IMMEDIATE")
    with pytest.raises(StateError, match="another program"):
        state.set_read("a", True)
    assert state.read_ids() == {"a"}
    other._db.execute("ROLLBACK")
    state.set_read("b", True)
    assert other.read_ids() == {"a", "b"}


def test_a_closed_state_does_not_fall_over(open_state: Open) -> None:
    state = open_state()
    state.close()
    assert state.read_ids() == frozenset()
    with pytest.raises(StateError):
        state.set_read("a", True)


def test_a_mark_of_several_is_kept(open_state: Open) -> None:
    state = open_state()
    state.set_all("read", (str(number) for number in range(1_000)), True)
    state.set_all("read", ("7", "8"), False)
    for each in (state, open_state()):
        assert each.read_ids() == {str(number) for number in range(1_000)} - {"7", "8"}
        assert not each.starred_ids()


def test_a_log_that_lost_the_head_of_the_last_frame_but_one_is_told(open_state: Open, tmp_path: Path) -> None:
    """What was committed there says so nowhere any more; what was committed behind it does."""
    state = open_state()
    log, data = log_of_killed(state, tmp_path)
    ends = [at for at in range(32, len(data), 24 + 4096) if any(data[at + 4 : at + 8])]
    data[ends[-2] : ends[-2] + 24] = bytes(24)
    log.write_bytes(bytes(data))
    killed = open_state(folder="killed")
    assert killed.read_ids() == {f"story-{number}" for number in range(9)}
    assert "was damaged" in killed.notice
