"""A desk in a database answers as its folder does, whatever was published how often."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg
import pytest

from briefing.desk.away import Away
from briefing.desk.desk import Desk
from briefing.desk.excerpt import ExcerptError
from briefing.model import orders
from briefing.model.clock import Clock
from briefing.model.query import parse_query
from briefing.postgres import publishing
from briefing.postgres.address import DeskAddress
from briefing.postgres.connection import connect
from briefing.postgres.desk import PublishedDesk
from briefing.postgres.editions import current, schema_of
from briefing.postgres.news import watch
from briefing.postgres.publishing import Published, PublishError, publish
from tests.desk.conftest import TODAY

Open = Callable[[], PublishedDesk]
QUERIES = (
    "ceasefire", "ceasefire talks", '"prisoner exchange"', "cease*", "peace -talks", "-talks", "actor:zelensky",
    "venue:istanbul talks", "country:TR", "kind:state", "status:developing", "question:open", "since:2025-06 NATO",
    "zel", "o'neill", "is:read", "a", "1,200", "-actor:nato", "tag:ceasefire", "the of and", "xyzzy",
)  # fmt: skip


def sent(desk: Path, tmp_path: Path, address: DeskAddress, **more: Any) -> Published:
    return publish(desk, tmp_path / "publisher", address, Clock.at(TODAY), **more)


def answers(desk: Desk, queries: Sequence[str]) -> dict[str, Any]:
    """All that a desk answers, by what was asked."""
    every: dict[str, Any] = {"counts": desk.counts(), "problems": desk.problems(), "passed": desk.passed()}
    keys: list[tuple[str, str]] = []
    for kind, singular in (("stories", "story"), ("actors", "actor"), ("venues", "venue"), ("questions", "question")):
        rows = getattr(desk, kind)()
        every[kind] = rows
        keys += [(singular, getattr(row, "id", None) or row.key) for row in rows]
    by = {"story": orders.STORIES, "actor": orders.ACTORS, "venue": orders.VENUES, "question": orders.QUESTIONS}
    for kind, ways in ({**by, "event": (*orders.EVENTS, "printed")}).items():
        for order in ways:
            every[f"each {kind} by {order}"] = list(desk.each(kind, order, ["alaska-summit"]))  # type: ignore[arg-type]
    every["timeline"] = desk.timeline()
    every["around"] = set(desk.events_around_today(5))
    for one, key in keys:
        every[f"{one} {key}"] = desk.page(one, key)  # type: ignore[arg-type]
    actors = [key for kind, key in keys if kind == "actor"]
    every["path"] = [desk.path(one, other) for one, other in zip(actors[:12], actors[5:17], strict=False)]
    for text in queries:
        query = parse_query(text, TODAY)
        every[f"search {text}"] = desk.search(query, ["alaska-summit"], ["istanbul-talks"])
        every[f"matching {text}"] = desk.matching(query, ["alaska-summit"])
        every[f"quotes {text}"] = desk.quotes(query)
        every[f"count {text}"] = desk.count(query)
        every[f"complete {text}"] = desk.complete(text)
        for kind in ("actor", "venue", "story", "question"):
            named = [number for number, _rank in desk.named(kind, text, 20)]  # type: ignore[arg-type]
            every[f"named {kind} {text}"] = sorted(map(repr, getattr(desk, f"{_many(kind)}_at")(named).values()))
            nearly = [number for number, _rank in desk.named_nearly(kind, text, 20)]  # type: ignore[arg-type]
            every[f"nearly {kind} {text}"] = sorted(map(repr, getattr(desk, f"{_many(kind)}_at")(nearly).values()))
        every[f"called {text}"] = desk.called(text)
        every[f"find {text}"] = desk.find(text)
        every[f"nearest {text}"] = desk.nearest_id(text)
    every["digest"] = desk.digest(TODAY.replace(year=2025, month=5, day=1))
    every["versions"] = sorted(desk.every_version())
    every["ids"] = desk.ids(("story", "actor", "venue"), "a", 30)
    return every


def _many(kind: str) -> str:
    return {"story": "stories"}.get(kind, f"{kind}s")


def same(desk: Path, tmp_path: Path, published: PublishedDesk, queries: Sequence[str] = QUERIES[1:4]) -> None:
    with contextlib.closing(Desk(desk, tmp_path / "own", Clock.at(TODAY))) as own:
        own.refresh()
        expected, found = answers(own, queries), answers(published, queries)
    assert [key for key in {**expected, **found} if expected.get(key) != found.get(key)] == []


def test_everything_is_answered_as_the_folder_answers_it(
    desk: Path, tmp_path: Path, address: DeskAddress, opened: Open
) -> None:
    assert sent(desk, tmp_path, address) == Published(18, 18, True)
    same(desk, tmp_path, opened(), QUERIES)


def test_what_changed_is_sent_and_no_more(desk: Path, tmp_path: Path, address: DeskAddress, opened: Open) -> None:
    sent(desk, tmp_path, address)
    reader = opened()
    assert not reader.refresh()
    story = desk / "alaska-summit.yaml"
    story.write_text(story.read_text().replace("ceasefire", "armistice").replace("title: ", "title: Once more, ", 1))
    (desk / "sofia-talks.yaml").write_text(
        "title: Talks in Sofia\ndate: 2025-08-20\nactors: [{name: Ivan O'Neill, kind: person}]\nbody: Somebody came.\n"
    )
    (desk / "istanbul-talks.yaml").unlink()
    assert sent(desk, tmp_path, address) == Published(18, 3, False)
    assert reader.refresh().elsewhere
    same(desk, tmp_path, reader, QUERIES)
    assert sent(desk, tmp_path, address) == Published(18, 0, False)
    assert not reader.refresh()


def test_a_registry_that_changed_is_sent(desk: Path, tmp_path: Path, address: DeskAddress, opened: Open) -> None:
    sent(desk, tmp_path, address)
    registry = desk / "actors.yaml"
    registry.write_text(registry.read_text() + "\nnobody-yet: {name: Somebody New, kind: person}\n")
    sent(desk, tmp_path, address)
    same(desk, tmp_path, opened())


def test_another_publisher_begins_anew_and_nobody_sees_half_of_it(
    desk: Path, tmp_path: Path, address: DeskAddress, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.postgres import publishing

    monkeypatch.setattr(publishing, "DROPS_SECONDS", 0.2)
    sent(desk, tmp_path, address)
    reader = opened()
    assert not reader.refresh()
    before = reader.counts()
    with reader._store.reading() as db:  # in the middle of a question
        assert publish(desk, tmp_path / "another", address, Clock.at(TODAY)).is_new
        assert db.execute("SELECT stories FROM counts").fetchone()[0] == before.stories
    assert reader.refresh().elsewhere
    same(desk, tmp_path, reader)
    with contextlib.closing(connect(address)) as connection:
        schemas = connection.execute(
            "SELECT count(*) FROM pg_namespace WHERE nspname LIKE %s", (f"{address.schema}\\_\\_%",)
        )
        assert schemas.fetchone()[0] <= 2
        sent(desk, tmp_path, address)


def test_a_publisher_that_is_stopped_is_gone_on_with(
    desk: Path, tmp_path: Path, address: DeskAddress, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.postgres import publishing

    copied: list[str] = []
    copy = publishing._Publication._copy

    def stops(self: Any, table: Any, rows: Any, **more: Any) -> None:
        if table.name == "questions" and "questions" not in copied:
            copied.append("questions")
            raise KeyboardInterrupt
        copied.append(table.name)
        copy(self, table, rows, **more)

    monkeypatch.setattr(publishing._Publication, "_copy", stops)
    with pytest.raises(KeyboardInterrupt):
        sent(desk, tmp_path, address)
    with pytest.raises(Away, match="nothing is published"):
        opened().counts()
    assert sent(desk, tmp_path, address).is_new
    assert copied.count("briefs") == 1
    same(desk, tmp_path, opened())


@pytest.mark.parametrize("gone", ["SCHEMA {}", "TABLE {}.sources", "TABLE {}.rolls"])
def test_what_somebody_dropped_by_hand_is_published_once_more(
    desk: Path, tmp_path: Path, address: DeskAddress, opened: Open, gone: str
) -> None:
    sent(desk, tmp_path, address)
    reader = opened()
    before = [row.title for row in reader.stories()]
    with contextlib.closing(connect(address)) as connection:
        edition = current(connection, address)
        assert edition
        connection.execute(f"DROP {gone.format(schema_of(address, edition.number))} CASCADE")
    assert sent(desk, tmp_path, address) == Published(18, 18, True)
    assert [row.title for row in reader.stories()] == before
    assert reader.text_of("istanbul-talks.yaml")
    assert sent(desk, tmp_path, address) == Published(18, 0, False)


def test_an_edition_that_was_begun_and_dropped_is_begun_anew(
    desk: Path, tmp_path: Path, address: DeskAddress, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_asked: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "_frequencies", stopped)
        with pytest.raises(KeyboardInterrupt):
            sent(desk, tmp_path, address)
    with contextlib.closing(connect(address)) as connection:
        connection.execute(f"DROP SCHEMA {schema_of(address, 1)} CASCADE")
    assert sent(desk, tmp_path, address).is_new
    assert len(opened().stories()) == 18


def test_two_publish_one_after_the_other(desk: Path, tmp_path: Path, address: DeskAddress) -> None:
    sent(desk, tmp_path, address)
    with contextlib.closing(connect(address)) as other:
        other.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", (f"briefing {address.schema}",))
        with pytest.raises(PublishError, match="somebody else is publishing"):
            sent(desk, tmp_path, address)
    assert sent(desk, tmp_path, address) == Published(18, 0, False)


def test_the_yaml_that_was_published_is_shown(desk: Path, tmp_path: Path, address: DeskAddress, opened: Open) -> None:
    sent(desk, tmp_path, address)
    text = (desk / "alaska-summit.yaml").read_text()
    assert opened().text_of("alaska-summit.yaml") == text
    with pytest.raises(ExcerptError, match="was not published"):
        opened().text_of("../../etc/passwd")


def test_who_may_read_may_not_write(desk: Path, tmp_path: Path, address: DeskAddress, opened: Open) -> None:
    with contextlib.closing(connect(address)) as connection, contextlib.suppress(psycopg.errors.DuplicateObject):
        connection.execute("CREATE ROLE reader_of_tests LOGIN")
    sent(desk, tmp_path, address)
    from briefing.postgres.address import address_of

    theirs = address_of(address.url.replace("postgres@", "reader_of_tests@") + f"&schema={address.schema}")
    with contextlib.closing(PublishedDesk(theirs, Clock.at(TODAY))) as reader:
        with pytest.raises(Away, match="we may not read"):
            reader.counts()
        sent(desk, tmp_path, address, readers=["reader_of_tests"])
        assert reader.counts().stories == 18
    with contextlib.closing(connect(theirs)) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(f"DELETE FROM {address.schema}.editions")
    with pytest.raises(PublishError, match="may not make or change"):
        publish(desk, tmp_path / "other", theirs, Clock.at(TODAY))
    with pytest.raises(PublishError, match="no such role"):
        sent(desk, tmp_path, address, readers=["nobody_of_tests"])


def test_a_lost_connection_is_made_anew_and_a_server_that_is_gone_is_told(
    desk: Path, tmp_path: Path, address: DeskAddress
) -> None:
    sent(desk, tmp_path, address)
    from briefing.postgres.store import PublishedStore

    connections: list[Any] = []
    is_gone = False

    def connected(to: DeskAddress) -> Any:
        if is_gone:
            raise Away("the server is gone")
        connections.append(connect(to))
        return connections[-1]

    with contextlib.closing(PublishedDesk(address, Clock.at(TODAY), PublishedStore(address, connected))) as reader:
        reader.counts()
        connections[-1].close()
        assert reader.counts().stories == 18
        backend = connections[-1].info.backend_pid
        with contextlib.closing(connect(address)) as other:
            other.execute("SELECT pg_terminate_backend(%s)", (backend,))
        assert reader.counts().stories == 18
        assert len(connections) == 3
        is_gone = True
        connections[-1].close()
        with pytest.raises(Away, match="the server is gone"):
            reader.stories("name")
        is_gone = False
        assert reader.stories("name")


def test_a_form_that_is_not_ours_is_told(desk: Path, tmp_path: Path, address: DeskAddress, opened: Open) -> None:
    sent(desk, tmp_path, address)
    with contextlib.closing(connect(address)) as connection:
        connection.execute(f"UPDATE {address.schema}.editions SET form = 99, program = '9.9'")
    with pytest.raises(Away, match=r"published by briefing 9\.9"):
        opened().counts()
    assert sent(desk, tmp_path, address).is_new
    assert opened().counts().stories == 18
    with contextlib.closing(connect(address)) as connection:
        connection.execute(f"ALTER TABLE {address.schema}.editions RENAME COLUMN state TO born")
    with pytest.raises(Away, match="another version of briefing"):
        opened().counts()
    assert sent(desk, tmp_path, address).is_new
    assert opened().counts().stories == 18


@contextlib.contextmanager
def watching(
    address: DeskAddress, begun: threading.Event, connected: Callable[[DeskAddress], Any]
) -> Iterator[threading.Semaphore]:
    """Somebody watches from when `begun` is set; released with each change that is told."""
    told, stop = threading.Semaphore(0), threading.Event()
    thread = threading.Thread(target=watch, args=(address, told.release, stop, connected), daemon=True)
    thread.start()
    try:
        assert begun.wait(10)
        yield told
    finally:
        stop.set()
        thread.join(10)


def test_who_has_it_open_is_told_at_once(desk: Path, tmp_path: Path, address: DeskAddress) -> None:
    sent(desk, tmp_path, address)
    is_listening = threading.Event()

    def connected(to: DeskAddress) -> Any:
        connection = connect(to)
        execute = connection.execute

        def executed(*asked: Any) -> Any:
            found = execute(*asked)
            if "SELECT" in str(asked[0]):
                is_listening.set()
            return found

        connection.execute = executed
        return connection

    with watching(address, is_listening, connected) as told:
        (desk / "istanbul-talks.yaml").unlink()
        sent(desk, tmp_path, address)
        assert told.acquire(timeout=5)


def test_a_desk_is_published_to_two_places_and_what_changed_is_sent_to_both(
    desk: Path, tmp_path: Path, address: DeskAddress
) -> None:
    from briefing.model.value import replace

    other = replace(address, schema=f"{address.schema}_too")
    for to in (address, other):
        assert sent(desk, tmp_path, to).is_new
    (desk / "istanbul-talks.yaml").unlink()
    for to in (address, other):
        assert sent(desk, tmp_path, to) == Published(17, 1, False)


def test_a_standby_which_tells_nothing_is_looked_at(
    desk: Path, tmp_path: Path, address: DeskAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.postgres import news

    monkeypatch.setattr(news, "WAKES_SECONDS", 0.01)
    monkeypatch.setattr(news, "LOOKS_SECONDS", 0.01)
    sent(desk, tmp_path, address)
    is_looked_at = threading.Event()

    def connected(to: DeskAddress) -> Any:
        connection = connect(to)
        execute = connection.execute

        def executed(*asked: Any) -> Any:
            if "LISTEN" in str(asked[0]):
                raise psycopg.errors.ReadOnlySqlTransaction("cannot execute LISTEN during recovery")
            found = execute(*asked)
            is_looked_at.set()
            return found

        connection.execute = executed
        return connection

    with watching(address, is_looked_at, connected) as told:
        (desk / "istanbul-talks.yaml").unlink()
        sent(desk, tmp_path, address)
        assert told.acquire(timeout=5)
