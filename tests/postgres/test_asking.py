"""Questions on their way to a server: what goes together, what is planned, and what becomes of an error."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from sqlite3 import ProgrammingError
from typing import Any

import pytest

from briefing.desk.share import Share
from briefing.model.clock import Clock
from briefing.model.query import parse_query
from briefing.postgres import asking
from briefing.postgres.address import DeskAddress
from briefing.postgres.asking import AskedRows, Asker
from briefing.postgres.connection import connect
from briefing.postgres.desk import PublishedDesk
from briefing.postgres.limited import Limited
from briefing.postgres.publishing import publish
from tests.desk.conftest import TODAY


@pytest.fixture
def asker(address: DeskAddress) -> Iterator[Asker]:
    with contextlib.closing(connect(address)) as connection:
        yield Asker(connection)


def journeys(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many questions go with each journey from now on."""
    made, ask = list[int](), Asker.ask

    def noted(self: Asker) -> None:
        made.append(len(self._waiting))
        ask(self)

    monkeypatch.setattr(Asker, "ask", noted)
    return made


def test_what_asks_loads_neither_yaml_nor_markdown(desk: Path, tmp_path: Path, address: DeskAddress) -> None:
    publish(desk, tmp_path, address, Clock.at(TODAY))
    code = f"""
import sys
from briefing.model.clock import Clock
from briefing.postgres.address import address_of
from briefing.postgres.desk import PublishedDesk
desk = PublishedDesk(address_of({address.whole!r}), Clock())
assert desk.is_indexed and desk.page("story", desk.stories()[0].id) and desk.page("actor", desk.actors()[0].key)
print([name for name in ("yaml", "markdown_it", "watchfiles", "textual", "rich") if name in sys.modules])
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_questions_that_were_asked_before_rows_are_taken_go_together(
    asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = journeys(monkeypatch)
    rows = [asker.execute("SELECT CAST(? AS bigint), 'x'", (number,)) for number in range(3)]
    assert not made
    assert [row.fetchone() for row in rows] == [(0, "x"), (1, "x"), (2, "x")]
    assert rows[0].fetchone() is None
    assert made == [3]


@pytest.mark.parametrize("is_direct", [True, False])
def test_a_question_is_asked_again_and_again(asker: Asker, is_direct: bool) -> None:
    """It is planned once, unless each may be asked of another process of the server."""
    asker.is_direct = is_direct
    for number in range(4):
        assert asker.execute("SELECT CAST(? AS bigint) + 1", (number,)).fetchall() == [(number + 1,)]
    planned = "SELECT count(*) FROM pg_catalog.pg_prepared_statements"
    assert asker.execute(planned).fetchone() == (int(is_direct),)
    assert bool(asker._plans) == is_direct, "behind a pooler nothing is taken away of what others have planned"


def test_so_many_are_planned_and_no_more(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_MOST_PLANNED", 3)
    for _again in range(2):
        for number in range(8):
            for _turn in range(3):
                assert asker.execute(f"SELECT {number} + CAST(? AS bigint)", (1,)).fetchone() == (number + 1,)
    found = asker.execute("SELECT count(*) FROM pg_catalog.pg_prepared_statements").fetchone()
    assert found is not None
    assert found[0] <= 4


@pytest.mark.parametrize(
    ("value", "sql", "back"),
    [
        (None, "CAST(? AS text)", None),
        ("it's \\ 'ü' \U0001f600", "CAST(? AS text)", "it's \\ 'ü' \U0001f600"),
        ("a\0b\ud800", "CAST(? AS text)", "a\ufffdb\ufffd"),
        (True, "CAST(? AS bigint)", 1),
        (-(1 << 63), "CAST(? AS bigint)", -(1 << 63)),
        (1 << 63, "? + 0", 1 << 63),
        (0.1, "?", 0.1),
        (3, "sum(CAST(? AS bigint))", 3),
        (3, "avg(CAST(? AS bigint)) / 2", 1.5),
    ],
)
def test_values_come_back_as_sqlite_would_give_them(asker: Asker, value: Any, sql: str, back: Any) -> None:
    for _turn in range(2):
        found = asker.execute(f"SELECT {sql}", (value,)).fetchone()
        assert found == (back,)
        assert not isinstance(found[0], Decimal)


def test_after_an_error_the_connection_goes_on(asker: Asker) -> None:
    import psycopg

    def both(divisor: int) -> tuple[Any, Any]:
        one, other = asker.execute("SELECT 1 / CAST(? AS bigint)", (divisor,)), asker.execute("SELECT 2")
        return one.fetchone(), other.fetchone()

    for _turn in range(3):  # new, planned with the error in the way, planned
        with pytest.raises(psycopg.errors.DivisionByZero):
            both(0)
        assert both(1) == ((1,), (2,))


def test_a_long_answer_comes_by_the_piece(asker: Asker) -> None:
    rows = asker.execute("SELECT g FROM generate_series(1, 2500) AS g")
    assert rows.fetchmany(2) == [(1,), (2,)]
    assert [number for (number,) in rows] == list(range(3, 2501))
    assert rows.fetchall() == []


def test_what_is_larger_than_the_line_goes_over_too(asker: Asker) -> None:
    text = "x" * 3_000_000
    rows = [asker.execute("SELECT CAST(? AS text)", (text,)) for _turn in range(4)]
    assert all(row.fetchone() == (text,) for row in rows)


def test_a_transaction_begins_and_ends_with_no_journey_of_its_own(
    desk: Path,
    tmp_path: Path,
    address: DeskAddress,
    opened: Callable[[], PublishedDesk],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish(desk, tmp_path / "publisher", address, Clock.at(TODAY))
    published, made = opened(), list[int]()
    answers = Limited.answers

    def noted(self: Limited, unheard: int = 0) -> list[Any]:
        made.append(unheard)
        return answers(self, unheard)

    monkeypatch.setattr(Limited, "answers", noted)
    backend = [published.asked(lambda db: db.execute("SELECT pg_backend_pid()").fetchone()[0]) for _turn in range(3)]
    assert made == [0, 1, 1]
    with contextlib.closing(connect(address)) as other:  # nobody holds what a publisher needs
        state = "SELECT state FROM pg_stat_activity WHERE pid = %s"
        while other.execute(state, backend[:1]).fetchone()[0] != "idle":
            pass
    published.asked(lambda _db: None)
    assert len(made) == 3, "who asks nothing goes nowhere"
    kept = published.roll("story", "name")
    assert published.roll("story", "name") is kept
    assert len(made) == 5, "whether a list is still so is asked"


def test_what_is_sent_ahead_comes_with_the_next_answers(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    for turn in range(4):
        one = asker.execute("SELECT CAST(? AS bigint)", (turn,))
        asker.send()
        other = asker.execute("SELECT 2")
        assert (other.fetchone(), one.fetchone()) == ((2,), (turn,))
        alone = asker.execute("SELECT 3")
        asker.send()
        assert alone.fetchone() == (3,)


@pytest.mark.parametrize("sql", ["SELECT 1", "SELECT 1 / CAST(? AS bigint)"])
def test_a_transaction_may_end_before_what_is_sent_is_answered(asker: Asker, sql: str) -> None:
    for _turn in range(4):
        asker.open(lambda asked: asker.go([("BEGIN", (), AskedRows(asker)), *asked], is_beginning=True))
        asker.execute("SELECT 0").fetchone()
        lost = asker.execute(sql, (0,) if "?" in sql else ())
        asker.send()
        asker.end()
        with pytest.raises(ProgrammingError):
            lost.fetchone()
        numbers = {asker.execute("SELECT CAST(CAST(pg_current_xact_id() AS text) AS bigint)").fetchone() for _ in "ab"}
        assert len(numbers) == 2, "each is a transaction of its own again"


def test_rows_of_what_is_forgotten_are_none(asker: Asker) -> None:
    rows = asker.execute("SELECT 1")
    asker.end()
    with pytest.raises(ProgrammingError):
        rows.fetchone()


def test_a_page_takes_few_journeys(
    desk: Path,
    tmp_path: Path,
    address: DeskAddress,
    opened: Callable[[], PublishedDesk],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish(desk, tmp_path / "publisher", address, Clock.at(TODAY))
    published = opened()
    story = published.newest(1)[0].id
    actor, other = (row.key for row in published.actors("stories")[:2])
    question = published.questions()[0].key
    most: dict[Callable[[], object], int] = {
        lambda: published.page("story", story): 4,
        lambda: published.page("question", question): 2,
        lambda: published.page("actor", actor): 8,
        lambda: published.page("actor", actor, Share(newest=1)): 8,
        lambda: published.page("path", f"{actor}|{other}"): 7,
        lambda: published.digest(date(2022, 1, 1)): 3,
        lambda: published.search(parse_query("ceasefire talks", TODAY)): 3,
        lambda: published.roll("story"): 1,
        lambda: published.roll("event"): 1,
        lambda: published.count(parse_query("ceasefire talks ", TODAY)) + 1: 2,
        lambda: published.differing(("", -1), (), lambda ids: {}): 1,
    }
    made = journeys(monkeypatch)
    for ask, few in most.items():
        made.clear()
        assert ask()
        assert len(made) <= few
