"""Whole lists lie in a published desk in order: as the index has them, whatever was published how often, on any day."""

from __future__ import annotations

import contextlib
import random
from array import array
from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.desk import undated as whole
from briefing.desk.desk import Desk
from briefing.desk.rolls import Roll, rolled
from briefing.desk.undated import ORDERS, dated
from briefing.model.clock import Clock
from briefing.postgres import rolls
from briefing.postgres.address import DeskAddress
from briefing.postgres.desk import PublishedDesk
from briefing.postgres.publishing import publish
from tests.desk.conftest import TODAY, text_of
from tests.desk.test_refresh import Author
from tests.postgres.published import Mirror
from tests.postgres.server import server

SEEDS, ROUNDS = 3, 6


@pytest.fixture
def mirror(tmp_path: Path, address: DeskAddress) -> Iterator[Mirror]:
    """A folder without briefs, which is published with every refresh."""
    found = server()
    assert found
    (tmp_path / "desk").mkdir()
    with contextlib.closing(Mirror(found, tmp_path / "desk", tmp_path / "cache", Clock.at(TODAY))) as one:
        yield one


def every_roll(desk: Desk) -> dict[str, Roll]:
    return {
        f"{kind} by {order}{f', the first {most}' if most >= 0 else ''}": desk.roll(kind, order, most=most)
        for kind, ways in ORDERS.items()
        for order in ways
        for most in (-1, 0, 3)
    }


def same(mirror: Mirror, days: Collection[date] = (TODAY,)) -> dict[str, Roll]:
    """All rolls are those of the index that was published, on some days; those of the last of them."""
    found: dict[str, Roll] = {}
    for day in days:
        with (
            contextlib.closing(PublishedDesk(mirror.address, Clock.at(day))) as published,
            contextlib.closing(Desk(mirror.root, mirror.own._store.path.parent, Clock.at(day))) as own,  # type: ignore[union-attr]
        ):
            expected, found = every_roll(own), every_roll(published)
            assert [key for key in expected if expected[key] != found[key]] == []
    return found


def written(mirror: Mirror) -> dict[tuple[str, str], int]:
    """Which transaction wrote each roll."""
    asked = "SELECT kind, sorted_by, CAST(CAST(xmin AS text) AS bigint) FROM rolls"
    return {(kind, order): by for kind, order, by in mirror.asked(lambda db: db.execute(asked).fetchall())}


def put(mirror: Mirror, name: str, **keys: Any) -> None:
    (mirror.root / f"{name}.yaml").write_text(text_of(**keys))


@pytest.mark.parametrize("seed", range(SEEDS))
def test_after_any_edits_they_are_those_of_the_index(
    seed: int, mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rolls, "_SEVERAL", 0)  # mended, however many were touched
    author = Author(mirror.root, seed)
    for _round in range(ROUNDS):
        for _ in range(author.chance.randrange(1, 6)):
            author.step()
        mirror.refresh()
        same(mirror)


def test_nobody_who_reads_has_a_whole_list_sorted(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    author = Author(mirror.root, 7)
    for _ in range(9):
        author.step()
    mirror.refresh()
    expected = every_roll(mirror.own)

    def none(*_asked: object, **_more: object) -> Roll:
        raise AssertionError("it was sorted")

    monkeypatch.setattr(whole, "undated", none)
    assert every_roll(mirror) == expected


def test_a_desk_without_briefs_has_them_too(mirror: Mirror) -> None:
    mirror.refresh()
    assert [roll for roll in same(mirror).values() if roll != Roll()] == []
    put(mirror, "one", title="One", date="2025-05-01")
    mirror.refresh()
    assert len(same(mirror)["story by date"].numbers) == 1


def test_what_changed_is_where_it_belongs_and_what_did_not_is_not_sent(mirror: Mirror) -> None:
    for number in range(40):
        put(
            mirror,
            f"story-{number}",
            title=f"Story {number}",
            date=f"2025-0{number % 9 + 1}-11",
            actors=[f"Member {number % 7}"],
            events=[{"name": f"Talks {number // 2}", "when": f"2025-0{number % 9 + 1}-0{number % 8 + 1}"}],
            questions=[{"ask": f"Will it hold, {number}?", "due": f"2025-0{number % 9 + 1}-20"}],
        )
    mirror.refresh()
    same(mirror)

    def after(change: Callable[[], object]) -> set[str]:
        before = written(mirror)
        change()
        mirror.refresh()
        same(mirror, (date(2025, 1, 1), date(2025, 5, 20), date(2025, 5, 21), date(2026, 1, 1)))
        return {" by ".join(one) for one, by in written(mirror).items() if before[one] != by}

    put(mirror, "plain", title="Plain", date="2025-05-01")
    mirror.refresh()
    assert after(lambda: put(mirror, "plain", title="Yet another", date="2025-05-01")) == {"story by name"}
    moved = after(lambda: put(mirror, "plain", title="Yet another", date="2025-09-30"))
    assert "story by date" in moved
    assert not any(one.startswith(("question", "event", "actor")) for one in moved)
    assert "story by date" in after(lambda: put(mirror, "plain", title="Yet another"))  # undated
    settles = {
        "title": "It held",
        "date": "2025-10-01",
        "actors": ["Member 3"],
        "questions": [{"ask": "Will it hold, 3?", "status": "answered", "answer": "Yes.", "answered_by": "plain"}],
    }
    assert "question by due" in after(lambda: put(mirror, "settles", **settles))
    statuses = {group for group, _count in mirror.roll("question", "due").groups}
    assert "answered" in statuses
    # the day of an answer is that of the story that it names, which has no question of its own
    after(lambda: put(mirror, "plain", title="Yet another", date="2025-03-03"))
    registry = "member: {name: Member One, aliases: [Member 1, Member 2], kind: person}\n"
    assert "actor by name" in after(lambda: (mirror.root / "actors.yaml").write_text(registry))
    after(lambda: (mirror.root / "actors.yaml").unlink())
    after(lambda: [(mirror.root / f"story-{number}.yaml").unlink() for number in range(3)])


@pytest.mark.parametrize("most", [0, 8])
def test_what_stands_elsewhere_because_of_another_row_is_put_there(
    most: int, mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rolls, "_SEVERAL", most)
    for number in range(30):
        put(mirror, f"other-{number}", title=f"Other {number}", date="2024-01-01", questions=[f"What of {number}?"])
    question, actors = "Will it hold?", ["Anna"]
    for name, day in (("a", "2025-01-01"), ("b", "2025-01-02")):
        asked = [f"{question} In {name}?"]
        put(mirror, f"asks-{name}", title="It may hold", date=day, actors=actors, questions=asked)
        answer = {"ask": asked[0], "status": "answered", "answer": "Yes.", "answered_by": f"told-{name}"}
        put(mirror, f"told-{name}", title="It held", date=f"2025-03-0{day[-1]}")
        put(mirror, f"settles-{name}", title="It held", date="2025-04-01", actors=actors, questions=[answer])
    alike = {"title": "Talks", "date": "2025-02-02", "questions": ["Why?"]}
    for name, id_ in (("one", "talks"), ("two", "talks"), ("three", "talksa")):
        events = [{"name": f"Talks {name}", "when": "2025-02-02"}]
        put(mirror, name, **alike, id=id_, events=events, actors=[f"Member {name}"])
    put(mirror, "asks-c", title="It may hold", date="2025-01-01", actors=actors, questions=["Who held it?"])
    for day in ("2025-03-15", "2025-05-01"):
        held = {"ask": "Who held it?", "status": "answered", "answer": f"Who could, on {day}."}
        put(mirror, f"settles-on-{day}", title="It held", date=day, actors=actors, questions=[held])
    put(mirror, "x", title="Xaver", date="2025-05-05", actors=["Xaver"])
    put(mirror, "y", title="Yann", date="2025-05-06", actors=["Yann"])
    mirror.refresh()
    assert [count for group, count in same(mirror)["question by due"].groups if group == "answered"] == [7]
    for change in (
        lambda: put(mirror, "x", title="Xaver", date="2025-05-07", actors=["Xaver"]),  # nothing is counted otherwise
        lambda: (mirror.root / "settles-on-2025-05-01.yaml").unlink(),  # the other one settles it
        lambda: put(mirror, "told-a", title="It held", date="2025-03-30"),  # the day of the answer, for who asked
        lambda: (mirror.root / "one.yaml").unlink(),  # `talks~2` is `talks` now, before `talksa`
        lambda: (mirror.root / "settles-b.yaml").unlink(),  # what it settled is open again
    ):
        before = [(roll.numbers, roll.groups) for roll in every_roll(mirror).values()]
        change()
        mirror.refresh()
        assert [(roll.numbers, roll.groups) for roll in same(mirror).values()] != before


def test_a_day_decides_what_the_groups_are_called(mirror: Mirror) -> None:
    put(
        mirror,
        "story",
        title="Story",
        date="2025-05-01",
        events=[
            {"name": "Talks", "when": "2025-05-10"}, {"name": "More talks", "when": "2025-05-12"},
            {"name": "A treaty", "when": "2026"}, {"name": "Peace"},
        ],
        questions=[
            {"ask": "When?", "due": "2025-05-10"}, {"ask": "Where?", "due": "2025-05-12"}, "Why?",
            {"ask": "Who?", "status": "answered", "answer": "They."},
        ],
    )  # fmt: skip
    mirror.refresh()

    def on(day: date) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
        found = same(mirror, (day,))
        return found["question by due"].groups, found["event by date"].groups

    eleventh = date(2025, 5, 11)
    later = (((2026, 0, True), 1), ((0, 0, True), 1))
    assert on(eleventh) == (
        (("overdue", 1), ("open", 2), ("answered", 1)),
        (((2025, 5, False), 1), ((2025, 5, True), 1), *later),
    )
    before, after = on(eleventh - timedelta(1)), on(eleventh + timedelta(2))
    assert before == ((("open", 3), ("answered", 1)), (((2025, 5, True), 2), *later))
    assert after == ((("overdue", 2), ("open", 1), ("answered", 1)), (((2025, 5, False), 2), *later))


def test_who_asks_while_it_is_published_sees_one_state(mirror: Mirror) -> None:
    for number in range(5):
        put(mirror, f"story-{number}", title=f"Story {number}", date=f"2025-05-0{number + 1}")
    mirror.refresh()
    with contextlib.closing(PublishedDesk(mirror.address, Clock.at(TODAY))) as reader:
        with reader.at_once():
            rows = reader.stories_at(reader.roll("story").numbers)
            (mirror.root / "story-0.yaml").unlink()
            put(mirror, "story-9", title="Story 9", date="2025-05-09")
            publish(mirror.root, mirror.cache, mirror.address, Clock.at(TODAY))
            roll = reader.roll("story", "name")
            assert reader.stories_at(roll.numbers) == rows
            assert len(roll.numbers) == 5
        titles = [reader.stories_at([number])[number].title for number in reader.roll("story", "name").numbers]
        assert titles == [f"Story {number}" for number in (1, 2, 3, 4, 9)]


@given(st.data())
def test_a_list_is_mended_as_if_it_were_sorted_anew(data: st.DataObject) -> None:
    keys = data.draw(st.dictionaries(st.integers(0, 400), st.integers(0, 30), max_size=60))
    touched = data.draw(st.sets(st.sampled_from([*keys, *range(500, 510)]), max_size=20))
    now = {number: key for number, key in keys.items() if number not in touched}
    now |= {number: data.draw(st.integers(0, 30)) for number in touched if data.draw(st.booleans())}
    asked: list[int] = []

    def ask(of: dict[int, int], among: Collection[int]) -> Roll:
        asked.append(len(among))
        return rolled([(number, of[number] // 7) for number in sorted(among, key=lambda one: (of[one], one))])

    before = ask(keys, keys)
    found = rolls.mended(before, touched, lambda among: ask(now, set(among) & set(now)))
    assert found == ask(now, now)


def test_of_a_long_list_few_rows_are_looked_at() -> None:
    every, asked = 40_000, list[int]()

    def ask(among: Collection[int]) -> Roll:
        asked.append(len(among))
        return rolled([(number, 0) for number in sorted(among)])

    touched = set(random.Random(1).sample(range(every), 10))
    before = rolled([(number, 0) for number in range(every)])
    assert rolls.mended(before, touched, ask) == before
    assert sum(asked) < 2_000


@pytest.mark.parametrize("order", ["little", "big"])
def test_what_is_kept_is_the_same_on_every_machine(order: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.byteorder", order)
    roll = Roll(array("q", [1, -2, 1 << 60]), ((("ü\0\ud800"), 2), (7, 1)), {1: (1, 5, 9)})
    kept = rolls.row("event", "date", roll)
    assert rolls._roll(*kept[2:]) == roll
    assert roll.numbers[0] == 1, "what is written is left as it is"
    if order == "little":
        assert kept[2][:8] == b"\1" + bytes(7)


def test_a_roll_that_hangs_on_no_day_is_left_as_it_is() -> None:
    roll = rolled([(1, 2025), (2, 2025)])
    assert dated(roll, "story", "date", TODAY) is roll
