"""The index's file may be lost, rotten, shared or forbidden; the desk goes on."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.desk import rows
from briefing.desk.desk import Desk
from briefing.desk.kept import drop_older, file_name
from briefing.desk.packing import unpacked, unpacked_namings
from briefing.desk.schema import index_file
from briefing.desk.store import CACHE_KIB, READING_KIB
from briefing.model.codec import DecodeError
from briefing.model.query import parse_query
from tests.desk import generate
from tests.desk.conftest import TODAY, Write
from tests.desk.test_refresh import answers

Open = Callable[..., Desk]


def index_of(desk: Desk, cache: str = "cache") -> Path:
    return index_file(desk.root, desk.root.parent / cache)


@pytest.mark.of_sqlite("is about the file of the index")
@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"this is no database " * 400,
        lambda data: data[: len(data) // 2],
        lambda data: data[:100],
        lambda data: data[:4096] + b"\xff" * (len(data) - 4096),
        lambda data: b"\0" * len(data),
    ],
    ids=["empty", "garbage", "half", "header", "rotten", "zeros"],
)
def test_a_damaged_index_is_made_anew(damage: Callable[[bytes], bytes], open_desk: Open, write: Write) -> None:
    write("a", actors=["zelensky"], body="Zelensky spoke.")
    write("b", follows="a")
    desk = open_desk()
    desk.refresh()
    before = answers(desk)
    desk.close()
    path = index_of(desk)
    path.write_bytes(damage(path.read_bytes()))
    again = open_desk()
    if not again.is_indexed:
        again.refresh()
    assert answers(again) == before


@pytest.mark.of_sqlite("is about the file of the index")
def test_an_index_that_rots_while_open_is_made_anew(open_desk: Open, write: Write) -> None:
    write("a", actors=["zelensky"])
    desk = open_desk()
    desk.refresh()
    before = answers(desk)
    desk._read(lambda db: db.execute("UPDATE documents SET packed = x'00'"))
    assert desk.page("story", "a") == before["story a"]
    desk._read(lambda db: db.execute("UPDATE identities SET json = '[1]'"))
    assert desk.page("actor", "zelensky") == before["actor zelensky"]


@pytest.mark.of_sqlite("is about the file of the index")
@pytest.mark.parametrize(
    ("rot", "ask"),
    [
        ("UPDATE documents SET packed = substr(packed, 1, 40)", lambda desk: desk.page("story", "a")),
        ("UPDATE documents SET packed = x'0102'", lambda desk: desk.page("story", "a")),
        ("UPDATE identities SET json = '[\"k\"'", lambda desk: desk.page("actor", "zelensky")),
        ("UPDATE identities SET json = '[1]'", lambda desk: desk.page("actor", "zelensky")),
        ("UPDATE meta SET value = '{' WHERE key = 'former'", lambda desk: desk.search(parse_query("actor:x", TODAY))),
        ("UPDATE briefs SET date = '[7]'", lambda desk: desk.stories()),
        ("UPDATE briefs SET title = CAST(x'7a81' AS TEXT)", lambda desk: desk.stories()),
        ("UPDATE documents SET packed = x'0102'", lambda desk: desk.parts("a")),
        ("UPDATE events SET json = '{}'", lambda desk: desk.timeline()),
        ("UPDATE problems SET json = '{'", lambda desk: desk.problems()),
    ],
)
def test_what_cannot_be_decoded_makes_the_index_anew(
    rot: str, ask: Callable[[Desk], object], open_desk: Open, write: Write
) -> None:
    write("a", date="2025-05-15", titel="x", actors=["zelensky"], events=[{"name": "Talks"}])
    desk = open_desk()
    desk.refresh()
    before, opening = ask(desk), desk._store.opening
    assert before is not None
    desk._lists.clear()
    with desk._store.writing() as db:
        db.execute(rot)
    assert ask(desk) == before
    assert desk._store.opening == opening + 1


@pytest.mark.parametrize(
    "lines", [b"", b"[]", b"[]\n[]", b"[]\n[]\n[", b"[]\n[]\n7", b'[]\n[]\n[[],[[0,"a",[[0,0,0,0,1]]]]]']
)
def test_what_is_not_the_lines_of_a_brief_is_told(lines: bytes) -> None:
    with pytest.raises(DecodeError):
        unpacked(zlib.compress(lines))
    with pytest.raises(DecodeError):
        unpacked_namings(zlib.compress(lines), 0, "a")


@pytest.mark.of_sqlite("is about the file of the index")
def test_a_rotten_variant_does_not_end_a_refresh(open_desk: Open, write: Write) -> None:
    write("a", actors=[{"name": "Ada"}])
    write("b", actors=[{"name": "Ada", "note": "Counts."}])
    desk = open_desk()
    desk.refresh()
    with desk._store.writing() as db:
        db.execute("UPDATE variants SET json = '[]'")
    write("c", actors=[{"name": "Ada", "note": "Writes."}])
    assert not desk.refresh().cancelled
    assert [row.stories for row in desk.actors() if row.key == "ada"] == [3]


@pytest.mark.of_sqlite("is about the file of the index")
@pytest.mark.parametrize("mistake", [TypeError("a bug"), ValueError("a bug"), KeyError("a bug")])
def test_a_fault_of_ours_is_no_damage(mistake: Exception, open_desk: Open, write: Write) -> None:
    """It is told at once, and nothing is read again for it."""
    write("a")
    desk = open_desk()
    desk.refresh()
    assert desk.is_indexed  # a published one is opened with the first question
    opening = desk._store.opening

    def fail(db: sqlite3.Connection) -> None:
        raise mistake

    with pytest.raises(type(mistake), match="a bug"):
        desk._read(fail)
    assert desk._store.opening == opening
    assert desk.is_indexed


@pytest.mark.of_sqlite("is about the file of the index")
def test_another_version_is_made_anew(open_desk: Open, write: Write) -> None:
    write("a")
    desk = open_desk()
    desk.refresh()
    desk.close()
    with sqlite3.connect(index_of(desk)) as db:
        db.execute("PRAGMA user_version=7")
        db.execute("DROP TABLE briefs")
    db.close()
    again = open_desk()
    assert not again.is_indexed
    again.refresh()
    assert [row.id for row in again.stories()] == ["a"]


@pytest.mark.of_sqlite("is about the file of the index")
def test_somebody_elses_database_is_not_an_index(open_desk: Open, write: Write) -> None:
    write("a")
    path = index_of(open_desk())
    for file in path.parent.iterdir():
        file.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE cookies (name)")
    db.close()
    desk = open_desk()
    desk.refresh()
    assert [row.id for row in desk.stories()] == ["a"]


@pytest.mark.of_sqlite("is about the file of the index")
def test_a_cache_that_cannot_be_made_is_done_without(open_desk: Open, write: Write, tmp_path: Path) -> None:
    write("a")
    (tmp_path / "file").write_text("")
    desk = open_desk("file/cache")
    desk.refresh()
    assert [row.id for row in desk.stories()] == ["a"]
    assert desk._store.path
    assert tmp_path not in desk._store.path.parents
    desk.close()
    assert not desk._store.path.parent.exists()


@pytest.mark.of_sqlite("is about the file of the index")
def test_without_any_disk_the_index_is_in_memory(
    open_desk: Open, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: str) -> str:
        raise OSError("no room")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    write("a", actors=["zelensky"])
    (tmp_path / "file").write_text("")
    desk = open_desk("file/cache")
    desk.refresh()
    assert desk._store.path is None
    write("b")
    desk.refresh()
    assert [row.id for row in desk.stories()] == ["a", "b"]
    assert desk.page("actor", "zelensky")


@pytest.mark.of_sqlite("is about the file of the index")
def test_a_disk_that_fills_up_is_left(open_desk: Open, write: Write) -> None:
    write("a")
    desk = open_desk()
    desk.refresh()
    path = index_of(desk)
    desk._store.connection().execute("PRAGMA max_page_count=1")
    write("b", body="A long text. " * 40_000)
    desk.refresh()
    assert [row.id for row in desk.stories()] == ["a", "b"]
    assert desk._store.path != path


def test_a_closed_desk_says_so(open_desk: Open) -> None:
    desk = open_desk()
    desk.close()
    desk.close()
    with pytest.raises(sqlite3.ProgrammingError):
        desk.stories()


@pytest.mark.of_sqlite("is about the file of the index")
def test_an_index_replaced_by_another_process_is_taken_up(open_desk: Open, write: Write) -> None:
    write("a")
    first = open_desk()
    first.refresh()
    path = index_of(first)
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    second = open_desk()
    second.refresh()
    write("b")
    first.refresh()
    assert [row.id for row in first.stories()] == [row.id for row in second.stories()] == ["a", "b"]


def test_closing_waits_for_whoever_is_asking(open_desk: Open, write: Write) -> None:
    for number in range(30):
        write(f"story-{number}", actors=["zelensky"])
    desk = open_desk()
    desk.refresh()
    asked = threading.Barrier(5)
    errors: list[str] = []

    def ask() -> None:
        asked.wait()
        try:
            while True:
                desk.page("actor", "zelensky")
        except sqlite3.ProgrammingError as error:
            errors.append(str(error))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    asked.wait()
    desk.close()
    for thread in threads:
        thread.join()
    assert errors == ["the desk is closed"] * 4


@pytest.mark.of_sqlite("what was read in part is not published")
def test_a_refresh_that_the_desk_is_closed_under_ends(open_desk: Open, write: Write) -> None:
    for number in range(3):
        write(f"story-{number}")
    desk = open_desk()
    assert desk.refresh(lambda done, of: desk.close()).cancelled


PROCESS = """
import sys
from pathlib import Path
from briefing.desk import rows
from briefing.desk.desk import Desk
from briefing.model.clock import Clock
desk = Desk(Path(sys.argv[1]), Path(sys.argv[2]), Clock())
"""


def process(folder: Path, cache: Path, code: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROCESS + code, str(folder), str(cache)],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    )


@pytest.mark.of_sqlite("what was read in part is not published")
def test_two_processes_open_and_refresh_at_once(open_desk: Open, folder: Path, tmp_path: Path) -> None:
    generate.desk(folder, 60, size=1500)
    code = "print(1, flush=True); input(); desk.refresh(); print(len(desk.stories()), desk.counts())"
    workers = [process(folder, tmp_path / "cache", code) for _ in range(3)]
    for worker in workers:
        assert worker.stdout
        assert worker.stdout.readline() == "1\n"
    for worker in workers:
        assert worker.stdin
        worker.stdin.write("\n")
        worker.stdin.flush()
    found = {worker.communicate(timeout=60)[0] for worker in workers}
    assert [worker.returncode for worker in workers] == [0, 0, 0]
    assert len(found) == 1
    assert found.pop().startswith("60 ")
    shared, fresh = open_desk(), open_desk("fresh")
    fresh.refresh()
    assert answers(shared) == answers(fresh)


@pytest.mark.of_sqlite("what was read in part is not published")
@pytest.mark.parametrize("after", [1, 31, 75])
def test_killed_while_refreshing_the_index_goes_on(after: int, open_desk: Open, folder: Path, tmp_path: Path) -> None:
    generate.desk(folder, 80, size=1500)
    code = f"""
import briefing.desk.refresh
briefing.desk.refresh.BATCH = briefing.desk.refresh.FURTHER = 10
desk.refresh(lambda done, of: done == {after} and (print(done, flush=True), input()))
"""
    worker = process(folder, tmp_path / "cache", code)
    assert worker.stdout
    assert worker.stdout.readline() == f"{after}\n"
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    shared, fresh = open_desk(), open_desk("fresh")
    assert not shared.is_indexed
    assert len(shared.stories()) == after // 10 * 10
    shared.refresh()
    fresh.refresh()
    assert answers(shared) == answers(fresh)


@pytest.mark.of_sqlite("is about the file of the index")
def test_each_program_has_an_index_of_its_own_and_the_oldest_go(tmp_path: Path, write: Write, open_desk: Open) -> None:
    write("talks", title="Talks", body="They met.")
    desk = open_desk()
    desk.refresh()
    cache, own = index_of(desk).parent, index_of(desk)
    others = [cache / file_name(desk.root, f"-{number:08x}.sqlite") for number in range(3)]
    for number, file in enumerate(others):
        file.write_bytes(b"")
        file.with_name(f"{file.name}-wal").write_bytes(b"")
        os.utime(file, (number, number))
    stranger = cache / "another-desk-123456789012.sqlite"
    stranger.write_bytes(b"")
    drop_older(cache, desk.root, ".sqlite")
    assert own.exists()
    assert stranger.exists()
    assert [file.exists() for file in others] == [False, False, True]
    assert not others[0].with_name(f"{others[0].name}-wal").exists()


@pytest.mark.of_sqlite("is about the file of the index")
def test_who_is_stopped_while_he_writes_the_index_keeps_nobody_waiting_for_ever(
    open_desk: Open, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As ctrl+z does in the middle of a first reading: the answer comes from an index of its own."""
    write("a", body="Zelensky spoke.")
    desk = open_desk()
    desk.refresh()
    desk.close()
    write("b", follows="a")
    monkeypatch.setattr("briefing.desk.store.BUSY_SECONDS", 0.01)
    again = open_desk()
    stopped = sqlite3.connect(index_of(desk), isolation_level=None)
    stopped.execute("BEGIN IMMEDIATE")
    again.refresh()
    assert [row.id for row in again.stories()] == ["a", "b"]
    stopped.execute("ROLLBACK")
    stopped.close()
    again.close()
    once_more = open_desk()
    once_more.refresh()
    assert [row.id for row in once_more.stories()] == ["a", "b"]


@pytest.mark.of_sqlite("is about the file of the index")
def test_a_thread_that_wrote_rests_with_as_little_memory_as_one_that_reads(open_desk: Open, write: Write) -> None:
    write("talks", actors=["NATO"])
    desk = open_desk()
    desk.refresh()
    kept = "PRAGMA cache_size"
    assert desk.asked(lambda db: db.execute(kept).fetchone()) == (-CACHE_KIB,)
    assert rows._KNOWN == {}
    before = desk.actors()
    desk.rest()
    assert desk.actors() == before
    assert desk.actors() is not before
    assert desk.asked(lambda db: db.execute(kept).fetchone()) == (-READING_KIB,)
    desk.close()
    desk.rest()  # a desk that was closed meanwhile has nothing to give back
