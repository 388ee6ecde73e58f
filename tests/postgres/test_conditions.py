"""A server that is not well, or not where one thought: a pooler before it, a copy of it, one that is stuck or full."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from briefing.desk.away import Away
from briefing.model.clock import Clock
from briefing.postgres import news, store
from briefing.postgres.address import DeskAddress, address_of
from briefing.postgres.connection import connect
from briefing.postgres.desk import PublishedDesk
from briefing.postgres.editions import current, schema_of
from briefing.postgres.limited import IS_GIVEN_UP, Limited
from briefing.postgres.publishing import Published, PublishError, publish
from briefing.postgres.store import PublishedStore
from briefing.postgres.turns import TurnError, turn
from tests.desk.conftest import TODAY
from tests.postgres.server import Server, programs

Open = Callable[[], PublishedDesk]


def sent(desk: Path, tmp_path: Path, address: DeskAddress, **more: Any) -> Published:
    return publish(desk, tmp_path / "publisher", address, Clock.at(TODAY), **more)


@pytest.fixture
def pooler(address: DeskAddress, tmp_path: Path) -> Iterator[DeskAddress]:
    """The same desk by way of PgBouncer, which gives each transaction another connection to the server."""
    program = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin")
    if program is None:
        pytest.skip("there is no PgBouncer here")
    folder = Path(address.host).parent / f"pooler-{address.schema}"
    folder.mkdir(mode=0o777)
    (folder / "bouncer.ini").write_text(
        f"[databases]\npostgres = host={address.host} user=postgres\n[pgbouncer]\npool_mode = transaction\n"
        f"listen_addr =\nunix_socket_dir = {folder}\nauth_type = any\ndefault_pool_size = 3\nlogfile =\n"
        "server_round_robin = 1\n"
    )
    user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    if user:
        shutil.chown(folder, 65534, 65534)
    process = subprocess.Popen([*user, program, "-q", folder / "bouncer.ini"], stderr=subprocess.DEVNULL)
    through = address_of(f"postgresql://postgres@/postgres?host={folder}&port=6432&schema={address.schema}")
    try:
        while process.poll() is None:
            with contextlib.suppress(Away):
                connect(through).close()
                break
        yield through
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(folder)


def test_through_a_pooler_it_is_read_and_published(desk: Path, tmp_path: Path, pooler: DeskAddress) -> None:
    assert sent(desk, tmp_path, pooler).is_new
    with contextlib.closing(PublishedDesk(pooler, Clock.at(TODAY))) as reader:
        assert not reader.refresh()
        for _ in range(5):
            assert reader.counts().stories == 18
        (desk / "istanbul-talks.yaml").unlink()
        assert sent(desk, tmp_path, pooler) == Published(17, 1, False)
        assert reader.refresh().elsewhere
        assert len(reader.stories()) == 17


def test_who_took_a_pooler_for_the_server_asks_once_more(desk: Path, tmp_path: Path, pooler: DeskAddress) -> None:
    """It asks for what another process has planned, before it is told that this is another one."""
    sent(desk, tmp_path, pooler)
    store = PublishedStore(pooler)
    with contextlib.closing(PublishedDesk(pooler, Clock.at(TODAY), store)) as reader:
        for _ in range(12):
            store._asker.is_direct = True
            assert len(reader.newest(-1)) == 18
            assert not store._asker.is_direct


def test_through_a_pooler_one_publishes_at_a_time(desk: Path, tmp_path: Path, pooler: DeskAddress) -> None:
    sent(desk, tmp_path, pooler)
    for _ in range(2):  # nothing of it is left on a connection that the pooler keeps
        with contextlib.closing(connect(pooler)) as connection, turn(connection, pooler):
            for other in range(2):
                with pytest.raises(PublishError, match="somebody else is publishing"):
                    publish(desk, tmp_path / f"publisher-{other}", pooler, Clock.at(TODAY))
        assert sent(desk, tmp_path, pooler) == Published(18, 0, False)


def test_through_a_pooler_news_are_looked_for(
    desk: Path, tmp_path: Path, pooler: DeskAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "LOOKS_SECONDS", 0.2)
    monkeypatch.setattr(news, "WAKES_SECONDS", 0.1)
    sent(desk, tmp_path, pooler)
    told, stop, is_looking = threading.Semaphore(0), threading.Event(), threading.Event()

    def looked(connection: Any, address: DeskAddress) -> Any:
        found = current(connection, address)
        is_looking.set()
        return found

    monkeypatch.setattr(news, "current", looked)
    thread = threading.Thread(target=news.watch, args=(pooler, told.release, stop), daemon=True)
    thread.start()
    try:
        assert is_looking.wait(10)
        (desk / "new.yaml").write_text("title: New\ndate: 2025-06-01\nbody: ''\n")
        sent(desk, tmp_path, pooler)
        assert told.acquire(timeout=10)
    finally:
        stop.set()
        thread.join(10)


def test_a_turn_that_was_lost_publishes_nothing_more(desk: Path, tmp_path: Path, address: DeskAddress) -> None:
    sent(desk, tmp_path, address)
    with contextlib.ExitStack() as stack:
        one, other, third = (stack.enter_context(contextlib.closing(connect(address))) for _ in range(3))
        with contextlib.suppress(Exception), turn(one, address) as lost:
            one.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
            )
            with turn(other, address) as ours:
                with ours.transaction(third):
                    pass
                with pytest.raises(TurnError), lost.transaction(one):
                    raise AssertionError
    assert sent(desk, tmp_path, address) == Published(18, 0, False)


def test_two_copies_of_one_publishers_index_do_not_mix(
    desk: Path, tmp_path: Path, address: DeskAddress, opened: Open
) -> None:
    """As jobs have them that keep it from one time to the next."""
    sent(desk, tmp_path, address)
    shutil.copytree(tmp_path / "publisher", tmp_path / "copy")
    before = (desk / "istanbul-talks.yaml").read_text()
    (desk / "istanbul-talks.yaml").write_text(before.replace("title: ", "title: One, ", 1))
    assert not sent(desk, tmp_path, address).is_new
    (desk / "istanbul-talks.yaml").write_text(before)
    other = desk / "alaska-summit.yaml"
    other.write_text(other.read_text().replace("title: ", "title: Two, ", 1))
    assert publish(desk, tmp_path / "copy", address, Clock.at(TODAY)).is_new
    titles = {row.title for row in opened().stories()}
    assert not [title for title in titles if title.startswith("One, ")]
    assert [title for title in titles if title.startswith("Two, ")]
    assert sent(desk, tmp_path, address).is_new


def test_a_copy_of_the_server_is_read_and_not_published_to(desk: Path, tmp_path: Path) -> None:
    found = programs()
    if found is None or not (found / "pg_basebackup").exists():
        pytest.skip("no PostgreSQL can be had here that can be copied")
    with contextlib.ExitStack() as stack:
        first = Server(found)
        stack.callback(first.end)
        assert first.start()
        copy = Server(found, begun=False)
        stack.callback(copy.end)
        address = address_of(f"{first.url}&schema=copied")
        sent(desk, tmp_path, address)
        first.run(
            "pg_basebackup", "-h", first.folder, "-U", "postgres", "-D", copy.data, "-R", "-X", "stream", "-c", "fast"
        )
        assert copy.start()
        theirs = address_of(f"{copy.url}&schema=copied")
        reader = stack.enter_context(contextlib.closing(PublishedDesk(theirs, Clock.at(TODAY))))
        assert not reader.refresh()
        assert reader.counts().stories == 18
        with pytest.raises(Away, match="is read-only: publish to the server that it is a copy of"):
            publish(desk, tmp_path / "other", theirs, Clock.at(TODAY))
        (desk / "istanbul-talks.yaml").unlink()
        assert sent(desk, tmp_path, address) == Published(17, 1, False)
        with contextlib.closing(connect(address)) as asked:
            asked.execute("SET synchronous_commit = local")  # with it all that was done before is written, too
            asked.execute("SELECT pg_logical_emit_message(true, '', '')")
            behind = asked.execute("SELECT pg_current_wal_flush_lsn()").fetchone()[0]
        with contextlib.closing(connect(theirs)) as asked:
            while not asked.execute("SELECT pg_last_wal_replay_lsn() >= %s", (behind,)).fetchone()[0]:
                pass
        assert reader.refresh().elsewhere
        assert len(reader.stories()) == 17
        assert sent(desk, tmp_path, address, is_whole=True).is_new
        first.kill()
        assert len(reader.stories()) == 17


def test_a_lock_is_waited_for_no_longer_than_the_limit(
    desk: Path, tmp_path: Path, address: DeskAddress, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "SECONDS", 0.2)
    sent(desk, tmp_path, address)
    reader = opened()
    with contextlib.closing(connect(address)) as other:
        edition = current(other, address)
        assert edition is not None
        with other.transaction():
            other.execute(f"LOCK TABLE {schema_of(address, edition.number)}.briefs IN ACCESS EXCLUSIVE MODE")
            with pytest.raises(Away, match="took too long to answer"):
                reader.stories()
            assert reader.counts().stories == 18
    assert len(reader.stories()) == 18


def test_a_server_that_is_stuck_is_waited_for_no_longer_than_the_limit(
    desk: Path, tmp_path: Path, address: DeskAddress
) -> None:
    sent(desk, tmp_path, address)
    made: list[Any] = []

    def connected(to: DeskAddress) -> Any:
        made.append(connect(to, patience=0.3))
        return made[-1]

    with contextlib.closing(PublishedDesk(address, Clock.at(TODAY), PublishedStore(address, connected))) as reader:
        assert reader.counts().stories == 18
        stuck = made[0].info.backend_pid
        os.kill(stuck, signal.SIGSTOP)
        try:
            with pytest.raises(Away, match="took too long to answer"):
                reader.stories()
            assert len(reader.stories()) == 18
            assert len(made) == 2
        finally:
            os.kill(stuck, signal.SIGCONT)


@pytest.mark.parametrize("is_stuck", [False, True])
def test_closing_does_not_wait_for_a_question(
    desk: Path, tmp_path: Path, address: DeskAddress, is_stuck: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "SECONDS", 2)  # what a stuck server has to end by itself
    sent(desk, tmp_path, address)
    reader = PublishedDesk(address, Clock.at(TODAY))
    asks, ended = threading.Event(), threading.Event()
    backend: list[int] = []

    def ask(db: sqlite3.Connection) -> None:
        backend.append(db.execute("SELECT pg_backend_pid()").fetchone()[0])
        if is_stuck:
            os.kill(backend[0], signal.SIGSTOP)
        asks.set()
        db.execute("SELECT pg_sleep(600)").fetchone()

    def work() -> None:
        with pytest.raises(sqlite3.ProgrammingError, match="the desk is closed"):
            reader.asked(ask)
        ended.set()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        assert asks.wait(10)
        reader.close()
        assert ended.wait(5)
    finally:
        if is_stuck:
            os.kill(backend[0], signal.SIGCONT)
    with contextlib.closing(connect(address)) as other:
        left = "SELECT count(*) FROM pg_stat_activity WHERE pid = %s AND query LIKE '%%pg_sleep(600)%%'"
        while other.execute(left, (backend[0],)).fetchone()[0]:
            pass


def test_who_gives_up_waits_for_no_connection() -> None:
    told: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = address_of(f"postgresql://127.0.0.1:{silent.getsockname()[1]}/x?sslmode=disable")
        reader = PublishedDesk(address, Clock.at(TODAY))

        def ask() -> None:
            with pytest.raises(Away) as away:
                reader.counts()
            told.append(str(away.value))

        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        taken, _from = silent.accept()
        with taken:
            begun = time.monotonic()
            reader.give_up()
            thread.join(10)
            assert time.monotonic() - begun < 5  # of the ten that a connection is waited for
    ask()
    reader.close()
    assert told == [f"{address.place} does not answer", f"{address.place} is not asked any more"]


def test_a_name_server_that_says_nothing_holds_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system cannot be stopped from waiting for it: that is left to a thread for which no process stays."""
    asked, answers = threading.Event(), threading.Event()
    waiting: list[threading.Thread] = []

    def silent(*_host: Any, **_more: Any) -> Any:
        waiting.append(threading.current_thread())
        asked.set()
        assert answers.wait(30)
        raise socket.gaierror(socket.EAI_AGAIN, "no answer")

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    reader = PublishedDesk(address_of("postgresql://db.example/x"), Clock.at(TODAY))
    told: list[str] = []

    def ask() -> None:
        with pytest.raises(Away) as away:
            reader.counts()
        told.append(str(away.value))

    thread = threading.Thread(target=ask)
    thread.start()
    assert asked.wait(10)
    begun = time.monotonic()
    reader.give_up()
    thread.join(10)
    assert time.monotonic() - begun < 5
    assert told == ["the database `x` at db.example does not answer"]
    assert all(one.daemon for one in waiting)
    answers.set()
    for one in waiting:
        one.join(10)
    reader.close()


def test_a_connection_that_comes_too_late_is_closed(address: DeskAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, answers, closed = threading.Event(), threading.Event(), threading.Event()
    make = Limited.connect.__func__  # type: ignore[attr-defined]

    def late(cls: type[Limited], *arguments: Any, **named: Any) -> Any:
        connection = make(cls, *arguments, **named)
        monkeypatch.setattr(connection, "close", closed.set)
        asked.set()
        assert answers.wait(30)
        return connection

    monkeypatch.setattr(Limited, "connect", classmethod(late))
    before = IS_GIVEN_UP.set(asked.is_set)
    try:
        with pytest.raises(Away):
            connect(address)
    finally:
        IS_GIVEN_UP.reset(before)
    answers.set()
    assert closed.wait(10)


def test_what_one_desk_gives_up_another_waits_for() -> None:
    one = PublishedDesk(address_of("postgresql://127.0.0.1:1/x"), Clock.at(TODAY))
    with pytest.raises(Away):
        one.counts()
    one.close()
    assert not IS_GIVEN_UP.get()()


def test_a_database_that_is_not_of_utf_8_is_refused(desk: Path, tmp_path: Path, address: DeskAddress) -> None:
    with contextlib.closing(connect(address)) as connection:
        connection.execute("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    try:
        theirs = address_of(address.url.replace("/postgres?", "/latin?") + f"&schema={address.schema}")
        with pytest.raises(PublishError, match="is encoded in LATIN1; a desk needs one made with ENCODING 'UTF8'"):
            sent(desk, tmp_path, theirs)
    finally:
        with contextlib.closing(connect(address)) as connection:
            connection.execute("DROP DATABASE latin")


def test_a_reader_has_no_more_than_two_connections(desk: Path, tmp_path: Path, address: DeskAddress) -> None:
    sent(desk, tmp_path, address)
    told, stop = threading.Semaphore(0), threading.Event()
    named = address_of(f"{address.url}&application_name=counted&schema={address.schema}")
    with contextlib.closing(PublishedDesk(named, Clock.at(TODAY))) as reader:
        watcher = threading.Thread(target=reader.watch, args=(lambda _files: told.release(), stop), daemon=True)
        watcher.start()
        askers = [threading.Thread(target=partial(reader.page, "story", "alaska-summit")) for _ in range(8)]
        for asker in askers:
            asker.start()
        with contextlib.closing(connect(address)) as other:
            count = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'counted'"
            found = {other.execute(count).fetchone()[0] for _ in range(50)}
        for asker in askers:
            asker.join()
        stop.set()
        watcher.join(10)
    assert max(found) <= 2


def test_a_schema_may_be_called_as_a_word_of_sql_is(desk: Path, tmp_path: Path, address: DeskAddress) -> None:
    named = address_of(f"{address.url}&schema=select")
    sent(desk, tmp_path, named)
    with contextlib.closing(PublishedDesk(named, Clock.at(TODAY))) as reader:
        assert reader.counts().stories == 18


def test_a_reader_that_is_no_role_any_more_is_nobody(desk: Path, tmp_path: Path, address: DeskAddress) -> None:
    role = f'reader "of" {address.schema}'
    with contextlib.closing(connect(address)) as connection:
        quoted = '"' + role.replace('"', '""') + '"'
        connection.execute(f"CREATE ROLE {quoted}")
        sent(desk, tmp_path, address, readers=[role])
        connection.execute(f"DROP OWNED BY {quoted}; DROP ROLE {quoted}")
    assert sent(desk, tmp_path, address, is_whole=True).is_new


def test_what_was_not_finished_is_dropped_before_another_is_begun(
    desk: Path, tmp_path: Path, address: DeskAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.postgres import publishing

    for number in range(3):
        with monkeypatch.context() as patch:
            patch.setattr(publishing._Publication, "_turn_to", lambda _self, _edition: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                sent(desk, tmp_path, address)
        (desk / f"n{number}.yaml").write_text("title: N\n")
    with contextlib.closing(connect(address)) as connection:
        left = f"SELECT count(*) FROM pg_namespace WHERE nspname LIKE '{address.schema}\\_\\_%'"
        assert connection.execute(left).fetchone()[0] == 1
