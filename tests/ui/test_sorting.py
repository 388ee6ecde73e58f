"""Lists are sorted by `,` and a letter: the marked row stays, the head says how, and the desk is found again so."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.model.orders import ACTORS, EVENTS, QUESTIONS, STORIES, VENUES
from briefing.model.views import Counts
from briefing.ui.app import BriefingApp
from briefing.ui.commands import COMMANDS
from briefing.ui.library import Library
from briefing.ui.views import VIEWS, view_named
from briefing.ui.views.kept import KeptView
from tests.ui.conftest import Drive, press, settle, text_of

WARSAW = """\
title: A talk in Warsaw
date: 2025-05-18
actors: [{id: poland, name: Poland, kind: state, country: PL}]
venues: [{id: warsaw, name: Warsaw, country: PL}]
events:
  - {name: One, when: 2025-05-17, where: warsaw}
  - {name: Two, when: 2025-05-18, where: warsaw}
body: Poland spoke in Warsaw. Poland, Poland, Poland.
"""


def titles(app: BriefingApp) -> list[str]:
    return [item.title for item in app.desk_screen.crew.list.items if item.key]


def headings(app: BriefingApp) -> list[str]:
    return [item.title for item in app.desk_screen.crew.list.items if not item.key]


def marked(app: BriefingApp) -> str:
    item = app.desk_screen.crew.list.item
    return item.title if item else ""


def row_of(app: BriefingApp, text: str) -> int:
    """The line of the screen on which the list's cursor shows a text; -1 where it does not."""
    lines = text_of(app).split("\n")
    return next((number for number, line in enumerate(lines) if line.startswith("▌") and text in line), -1)


@pytest.fixture
def larger(desk: Path) -> Path:
    (desk / "warsaw.yaml").write_text(WARSAW, encoding="utf-8")
    return desk


def test_stories_by_name_and_unread_first(drive: Drive, larger: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert titles(app) == ["A talk in Warsaw", "The first day", "Talks in Istanbul", "Grain leaves"]
        assert headings(app) == ["2025", "2022"]
        await press(app, pilot, ",", "n")
        assert titles(app) == ["A talk in Warsaw", "Grain leaves", "Talks in Istanbul", "The first day"]
        assert headings(app) == []
        assert "22 July 2022" in text_of(app).replace("\u00a0", " ")  # no heading says the year any more
        await press(app, pilot, "u", "j", "u", ",", "u")
        assert titles(app) == ["The first day", "Talks in Istanbul", "A talk in Warsaw", "Grain leaves"]
        await press(app, pilot, "g", "u")
        assert titles(app)[0] == "The first day"  # reading a story moves no row
        await press(app, pilot, ",", "u")
        assert titles(app)[0] == "Talks in Istanbul"
        await press(app, pilot, ",", ",")
        assert titles(app)[0] == "A talk in Warsaw"

    drive(steps, folder=larger)


def test_actors_by_each_order(drive: Drive, larger: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        rows = app.desk_screen.crew.list
        await press(app, pilot, "2")
        assert headings(app) == ["People", "States"]
        await press(app, pilot, ",", "n")
        assert titles(app) == sorted(titles(app))
        await press(app, pilot, ",", "m")
        counts = [int(item.count) for item in rows.items if item.count]
        assert counts == sorted(counts, reverse=True)
        assert next(item.count for item in rows.items if item.title == "Poland") == "4"
        await press(app, pilot, ",", "d")
        assert (titles(app)[0], rows.items[0].count) == ("Poland", "18\u00a0May")
        await press(app, pilot, ",", "c")
        assert headings(app) == ["Poland", "Russia", "Turkey", "Ukraine"]

    drive(steps, folder=larger)


def test_places_stand_by_what_happened_there_and_under_countries_where_that_is_asked(
    drive: Drive, larger: Path
) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "3")
        assert [(item.title, item.count) for item in app.desk_screen.crew.list.items] == [
            ("Warsaw", "2"), ("Ankara", "1"), ("Istanbul", ""),
        ]  # fmt: skip
        assert "By what happened" in text_of(app)
        assert "city · Turkey" in text_of(app)
        await press(app, pilot, ",", "c")
        assert headings(app) == ["Poland", "Turkey"]
        await press(app, pilot, ",", "n")
        assert titles(app) == ["Ankara", "Istanbul", "Warsaw"]

    drive(steps, folder=larger)


def test_the_number_of_a_place_is_that_of_its_page(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        venues = app.library.desk.venues("events")
        pages = {row.key: app.library.desk.page("venue", row.key) for row in venues}
        assert {row.key: row.events for row in venues} == {at: len(page.events) for at, page in pages.items()}  # type: ignore[union-attr]

    drive(steps, folder=Path("briefs").resolve())


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
def test_the_marked_row_stays_in_sight_and_is_where_it_was(drive: Drive, tmp_path: Path, size: tuple[int, int]) -> None:
    large = tmp_path / "large"
    large.mkdir()
    for number in range(90):
        day = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
        text = f"title: Story {number * 37 % 90:02}\ndate: {day}\nbody: Text.\n"
        (large / f"s{number:02}.yaml").write_text(text, encoding="utf-8")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, *["j"] * 40)
        title = marked(app)
        row = row_of(app, title)
        for letter in ("n", "u", "d"):
            await press(app, pilot, ",", letter)
            assert marked(app) == title
            assert row_of(app, title) == row

    drive(steps, folder=large, size=size)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("1 , m", "Stories can't be sorted by mentions, but by date, name or unread"),
        ("4 , s", "Questions can't be sorted by stories, but by date or name"),
        ("5 , u", "Timeline can't be sorted by unread, but by date or name"),
        ("6 , n", "Map has one order: from near to near"),
    ],
)
def test_a_letter_that_means_nothing_in_a_view_says_so(drive: Drive, keys: str, said: str) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        *before, last = keys.split()
        await press(app, pilot, *before)
        rows = titles(app)
        await press(app, pilot, last)
        assert said in text_of(app)
        assert titles(app) == rows

    drive(steps)


def test_questions_and_events_by_name_lose_their_headings(drive: Drive, larger: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        for view in ("4", "5"):
            await press(app, pilot, view)
            assert headings(app)
            await press(app, pilot, ",", "n")
            assert titles(app) == sorted(titles(app))
            assert not headings(app)

    drive(steps, folder=larger)


def test_each_view_is_found_again_as_it_was_sorted(drive: Drive, larger: Path) -> None:
    async def leave(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, ",", "n", "2", ",", "m", "q")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert app.desk_screen.reading.view.name == "people"
        assert "By mentions" in text_of(app)
        await press(app, pilot, "1")
        assert "By name" in text_of(app)
        assert titles(app) == sorted(titles(app))
        await press(app, pilot, "3")
        assert "By what happened" in text_of(app)
        await press(app, pilot, "1", ",", ",")
        assert "Newest first" in text_of(app)
        assert app.desk_screen.crew.memory.session().orders == {"people": "mentions"}

    drive(leave, folder=larger)
    drive(steps, folder=larger)


def test_a_small_list_says_an_order_that_is_not_its_own(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        assert "Newest first" not in text_of(app)  # every line is needed
        await press(app, pilot, ",", "n", "g")
        assert "By name" in text_of(app).split("\n")[1]

    drive(steps, size=(40, 12))


def test_a_filter_stays_while_the_list_is_sorted(drive: Drive, larger: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "/", "2", "0", "2", "5", "enter", ",", "n")
        assert titles(app) == ["A talk in Warsaw", "Talks in Istanbul", "The first day"]

    drive(steps, folder=larger)


def test_a_kept_search_is_sorted_as_the_stories_are(drive: Drive, larger: Path) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        library: Library = app.library
        await library.ask(library.kept.keep, "of 2025", "since:2025")
        await app.desk_screen.orders.show_kept(KeptView("of 2025"))
        await press(app, pilot, ",", "n")
        assert titles(app) == ["A talk in Warsaw", "Talks in Istanbul", "The first day"]

    drive(steps, folder=larger)


def test_every_view_has_the_orders_that_its_rows_have() -> None:
    of = {"stories": STORIES, "people": ACTORS, "places": VENUES, "questions": QUESTIONS, "timeline": EVENTS}
    known = {order for orders in of.values() for order in orders}
    for view in VIEWS:
        assert view.orders
        assert tuple(order.id for order in view.orders) == of.get(view.name, ("walk",))
    letters = {command.id.removeprefix("sort.") for command in COMMANDS if command.id.startswith("sort.")}
    assert letters == {*known - {order[0] for order in (ACTORS, VENUES, QUESTIONS)}, "own"}


def test_the_first_rows_of_a_large_desk_come_in_the_order(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        library = app.library
        view = view_named("stories")
        monkeypatch.setattr("briefing.ui.views.listed.FEW", 2)
        first = view.first(library, Counts(stories=100_000), "name")
        assert not first.is_whole
        assert [item.title for item in first.items] == ["Grain leaves", "Talks in Istanbul"]

    drive(steps)


def test_a_date_is_gone_to_where_people_stand_by_it(drive: Drive) -> None:
    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        await press(app, pilot, "2", ",", "d", "D", *"may", "enter")
        assert "No row here has a date" not in text_of(app)
        assert app.desk_screen.crew.list.item is not None

    drive(steps)


def test_rows_that_come_late_are_shown_where_the_cursor_is_by_then(
    drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.ui.views.listed.FEW", 0)
    many = tmp_path / "many"
    many.mkdir()
    for number in range(500):
        (many / f"s{number:03}.yaml").write_text(f"title: Story {number:03}\nbody: It is told.\n")

    async def steps(app: BriefingApp, pilot: Pilot[None]) -> None:
        crew = app.desk_screen.crew
        await press(app, pilot, "1", "g", "j")
        for further in (1, 400):
            moved = crew.list.cursor + further
            crew.shelves.restock_soon()
            await asyncio.sleep(0)  # what is near has been asked for
            crew.list.put(moved)
            await settle(app, pilot)
            assert crew.list.item
            assert (crew.list.cursor, crew.list.item.title) == (moved, f"Story {moved:03}")

    drive(steps, folder=many)
