"""Long lists are printed as their rows are asked for: the first at once, and no more than somebody reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.multiplied import multiply
from briefing.desk.desk import Desk
from briefing.model.clock import Clock
from briefing.model.orders import ACTORS, QUESTIONS, STORIES, VENUES
from briefing.report.listing import tabbed
from briefing.report.lists import LISTS

BRIEFS = 1500


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("many")
    multiply(folder / "desk", folder / "cache", BRIEFS)
    desk = Desk(folder / "desk", folder / "cache", Clock.at(date(2025, 6, 1)))
    yield desk
    desk.close()


def test_each_row_is_that_of_the_whole_list(desk: Desk) -> None:
    for order in STORIES:
        assert tuple(desk.each("story", order)) == desk.stories(order)
        assert tuple(desk.each("story", order, most=7)) == desk.stories(order)[:7]
    for order in ACTORS:
        assert tuple(desk.each("actor", order)) == desk.actors(order)
    for order in VENUES:
        assert tuple(desk.each("venue", order)) == desk.venues(order)
    for order in QUESTIONS:
        assert tuple(desk.each("question", order)) == desk.questions(order)
    days = sorted(desk.timeline(), key=lambda one: one.event.when.key if one.event.when else (date.max, date.max))
    assert list(desk.each("event", "printed")) == days


@pytest.mark.parametrize("kind", ["stories", "actors", "venues", "questions", "events"])
def test_no_more_rows_are_made_than_are_read(desk: Desk, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    of = {"stories": "story", "actors": "actor", "venues": "venue", "questions": "question", "events": "event"}[kind]
    ask = getattr(desk, f"{kind}_at")
    asked: list[int] = []
    monkeypatch.setattr(desk, f"{kind}_at", lambda numbers, *more: (asked.append(len(numbers)), ask(numbers, *more))[1])
    rows = desk.each(of, "printed" if of == "event" else "date")  # type: ignore[arg-type]
    known = {"today": date(2025, 6, 1)} if of == "event" else {}
    assert len(list(islice(tabbed(LISTS[kind][0](rows, **known)), 3))) == 3
    assert asked == [200]


def test_a_desk_of_files_is_printed_in_the_order_of_its_timeline(tmp_path: Path) -> None:
    sample = Path(__file__).parent.parent.parent / "briefs"
    desk = Desk(sample, tmp_path, Clock.at(date(2025, 6, 1)))
    desk.refresh()
    days = sorted(desk.timeline(), key=lambda one: one.event.when.key if one.event.when else (date.max, date.max))
    assert list(desk.each("event", "printed")) == days
    desk.close()
