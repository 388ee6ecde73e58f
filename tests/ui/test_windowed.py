"""Lists of any length: what is made where it is seen is what the whole list would have been."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

import pytest
import yaml

from benchmarks.multiplied import multiply
from briefing.config.searches import Searches
from briefing.desk.by_name import slipped
from briefing.desk.desk import Desk
from briefing.desk.digest import coming, happened, lapsed, once, overdue
from briefing.desk.state import State
from briefing.model.clock import Clock
from briefing.model.countries import country_name
from briefing.model.fold import begins_word, fold
from briefing.model.typed import days_typed
from briefing.report.words import unsaid
from briefing.ui.crew.finding import _away
from briefing.ui.item import Item
from briefing.ui.library import Library
from briefing.ui.map.places import map_items, pins_of
from briefing.ui.palette import _fits
from briefing.ui.sieve import Sieve
from briefing.ui.sifting import Sifting
from briefing.ui.timeline import named_items, timeline_items
from briefing.ui.views import VIEWS as ALL_VIEWS
from briefing.ui.views import view_named
from briefing.ui.views.kept import KeptView
from briefing.ui.views.people import actor_item
from briefing.ui.views.places import venue_item
from briefing.ui.views.questions import question_item
from briefing.ui.views.stories import stocked
from briefing.ui.views.view import View
from briefing.ui.windowed import BLOCK, COMING, Windowed, choices_before, row_of_choice

TODAY = date(2025, 6, 1)
BRIEFS = 100
KINDS = ("person", "organisation", "state", "group", None)
COUNTRIES = ("TR", "PL", "UA", "x-none", None)
STATUSES = ("open", "open", "partly", "answered", "overtaken", "dropped")


def brief(chance: random.Random, number: int) -> dict[str, object]:
    """A brief that shares people, places, events and questions with others, or leaves them out."""

    def some(prefix: str, **facts: tuple[object, ...]) -> list[dict[str, object]]:
        found: list[dict[str, object]] = []
        for at in chance.sample(range(40), chance.randrange(4)):
            entry: dict[str, object] = {"id": f"{prefix}-{at}", "name": f"{prefix.title()} {chr(97 + at % 26)}{at}"}
            entry |= {key: value for key, known in facts.items() if (value := known[at % len(known)])}
            found.append(entry)
        return found

    day = TODAY - timedelta(chance.randrange(-30, 900))
    actors = some("actor", kind=KINDS, country=COUNTRIES, position=("Minister", None))
    for actor in actors:
        if chance.random() < 0.3:
            actor["role"] = chance.choice(("envoy", "host"))
    venues = some("place", kind=("port", "court", None), country=COUNTRIES)
    events = [
        {
            "name": f"Meeting {chance.randrange(60)}",
            "when": chance.choice((str(day), str(day.year), f"{day:%Y-%m}", str(day + timedelta(9)))),
            "status": chance.choice(("held", "expected", "cancelled", "")),
            "where": chance.choice(venues)["id"] if venues else "",
            "who": [actor["id"] for actor in actors[:2]],
        }
        for _ in range(chance.randrange(3))
    ]
    questions = [
        {
            "ask": f"Will {chance.choice(('it', 'this', 'that'))} be {chance.randrange(50)}?",
            "status": (status := chance.choice(STATUSES)),
            "due": str(day + timedelta(chance.randrange(90))) if chance.random() < 0.5 else "",
            "asked": str(day) if chance.random() < 0.3 else "",
            "answer": "So it was." if status == "answered" else "",
            "answered": str(day) if status == "answered" and chance.random() < 0.5 else "",
        }
        for _ in range(chance.randrange(3))
    ]
    found: dict[str, object] = {"title": f"Story {chance.choice('äAzÉ')} {number % 30}"}
    if chance.random() < 0.85:
        found["date"] = str(day)
    if number > 3 and chance.random() < 0.2:
        found["follows"] = f"s{number - 1}"
    bare = [{key: value for key, value in entry.items() if value} for entry in events]
    asked = [{key: value for key, value in entry.items() if value} for entry in questions]
    return {**found, "actors": actors, "venues": venues, "events": bare, "questions": asked}


def write(root: Path, chance: random.Random, numbers: Iterable[int]) -> None:
    for number in numbers:
        keys = {key: value for key, value in brief(chance, number).items() if value}
        text = yaml.safe_dump(keys, sort_keys=False, allow_unicode=True)
        (root / f"s{number}.yaml").write_text(f"{text}body: |\n  {chance.choice(('War', 'Peace'))} was told.\n")


@pytest.fixture(params=range(2))
def library(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A desk of some hundred briefs of which every list is windowed."""
    chance = random.Random(request.param)
    monkeypatch.setattr("briefing.ui.views.listed.FEW", 0)
    root = tmp_path / "desk"
    root.mkdir()
    write(root, chance, range(BRIEFS))
    clock = Clock.at(TODAY)
    desk, state = Desk(root, tmp_path / "cache", clock), State(root, tmp_path / "state")
    searches = Searches(tmp_path / "searches.yaml", tmp_path / "cache")
    searches.keep("war", "war")
    desk.refresh()
    state.set_all("read", [f"s{number}" for number in range(0, BRIEFS, 3)], True)
    state.set_all("star", [f"s{number}" for number in range(0, BRIEFS, 5)], True)
    made = Library(desk, state, clock, searches)
    made.read_before = state.read_ids()
    return made


def grouped(rows: Iterable[Item], title: Callable[[Item], str]) -> list[Item]:
    found: list[Item] = []
    for name, members in groupby(rows, title):
        items = list(members)
        found += [Item(name, count=str(len(items))), *items]
    return found


def whole(library: Library, view: View, order: str) -> tuple[list[Item], int]:
    """The list as it would be made at once, and the row at which it opens."""
    desk, pen = library.desk, library.pen()
    name = view.name
    if name == "people":
        kinds = {"person": "People", "organisation": "Organisations", "state": "States", "group": "Groups"}
        rows = {row.key: row for row in desk.actors(order)}
        items = [actor_item(row, order, pen) for row in rows.values()]
        if order == "kind":
            return grouped(items, lambda item: kinds.get(rows[item.key].kind) or unsaid(True)), -1
        if order == "country":
            return grouped(items, lambda item: country_name(rows[item.key].country) or "Elsewhere"), -1
        return items, -1
    if name == "places":
        places = {row.key: row for row in desk.venues(order)}
        items = [venue_item(row, order, pen) for row in places.values()]
        if order == "country":
            return grouped(items, lambda item: country_name(places[item.key].country) or "Elsewhere"), -1
        return items, -1
    if name == "questions":
        asked = {row.key: row for row in desk.questions(order)}

        def status(item: Item) -> str:
            row = asked[item.key]
            is_late = bool(row.due and row.due.last < TODAY)
            return ("Overdue" if is_late else "Open") if row.is_open else row.status.capitalize()

        items = [question_item(row, pen) for row in asked.values()]
        return (grouped(items, status) if order == "due" else items), -1
    if name == "timeline":
        if order == "name":
            return named_items(desk.timeline(), pen), -1
        return timeline_items(desk.timeline(), pen)
    stories = desk.stories(order, library.state.read_ids())
    if isinstance(view, KeptView):
        found = desk.matching(library.kept.query("war"))
        stories = tuple([row for row in stories if row in found])
    if order != "date":
        return stocked(library, stories), -1
    items = stocked(library, stories, in_year=True)
    years = {row.id: str(row.when.first.year) if row.when else "No date" for row in stories}
    return grouped(items, lambda item: years[item.key]), -1


def made(items: Sequence[Item]) -> list[Item]:
    """All rows, block by block."""
    assert isinstance(items, Windowed)
    for block in range(-(-len(items) // BLOCK)):
        items.hold(block, items.made(block))
    return list(items)


VIEWS = (*map(view_named, ("stories", "people", "places", "questions", "timeline")), KeptView("war"))


def test_the_windows_of_a_list_are_the_list_also_while_it_changes(library: Library) -> None:
    chance = random.Random(7)
    for _ in range(2):
        library.read_before = library.state.read_ids()
        for view in VIEWS:
            for order in view.orders:
                rows = library.shelf(view, order.id).rows
                expected, opens_at = whole(library, view, order.id)
                items = made(rows.items)
                assert [(item.title, item.count) for item in items] == [(item.title, item.count) for item in expected]
                assert (items, rows.opens_at) == (expected, opens_at)
                again = view.first(library, library.desk.counts(), order.id)
                assert again.is_whole == (order.id != "unread" or isinstance(view, KeptView))
                assert not again.is_whole or made(again.items) == expected
        before = {view: library.shelf(view, view.orders[0].id).rows.items for view in VIEWS[:4]}
        root = library.desk.root
        for number in range(0, BRIEFS, 40):
            (root / f"s{number}.yaml").unlink(missing_ok=True)
        write(root, chance, range(1, BRIEFS, 30))
        library.desk.refresh()
        for view, items in before.items():  # a window of before shows what there is now, as far as it is there
            now = {item.key: item for item in whole(library, view, view.orders[0].id)[0] if item.key}
            assert all(item.title == now[item.key].title for item in made(items) if item.key and item is not COMING)


def test_the_first_rows_are_those_of_the_list(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.ui.views.listed.FEW", 20)
    library.read_before = library.state.read_ids()
    for view, order in ((one, order) for one in VIEWS[:4] for order in one.orders):
        first = view.first(library, library.desk.counts(), order.id)
        assert not first.is_whole
        rows = [item for item in first.items if item.key]
        expected = [item for item in whole(library, view, order.id)[0] if item.key][:20]
        assert [item.key for item in rows] == [item.key for item in expected]


def test_a_row_is_found_by_its_key(library: Library) -> None:
    for view, order in ((one, order) for one in VIEWS for order in one.orders):
        items = library.shelf(view, order.id).rows.items
        assert isinstance(items, Windowed)
        rows = made(items)
        for index, item in enumerate(rows):
            if item.key:
                assert index in items.indices_of(item.key)
        assert items.indices_of("nobody") == []


TYPED = ("a", "ac", "actor a1", "envoy", "s", "story 1", "open", "2025", "2025-05", "may 2025 me", "will be", "zzz")


def test_a_filter_of_windows_is_that_of_the_list(library: Library) -> None:
    for view, order in ((one, order) for one in VIEWS for order in one.orders):
        items = library.shelf(view, order.id).rows.items
        assert isinstance(items, Windowed)
        expected = whole(library, view, order.id)[0]
        sifting = None
        for query in TYPED:
            sifting = Sifting(items, query, 24, sifting)
            while not sifting.is_done:
                sifting.go_on()
            found = sifting.found(anchor=7)
            kept, shown = Sieve(expected).sift(query, 24)
            assert list(found.kept) == kept, (view.name, order.id, query)
            assert made(found) == shown


def test_the_row_of_the_nearest_date_is_found(library: Library) -> None:
    for view, order in ((one, order) for one in VIEWS for order in one.orders):
        items = library.shelf(view, order.id).rows.items
        assert isinstance(items, Windowed)
        dated = [(at, when) for at, item in enumerate(whole(library, view, order.id)[0]) for when, _said in item.days]
        for text in ("2024-11", "2025-05-16", "2031", "1999-12-31", "today"):
            first, last = days_typed(text, TODAY)
            index = min(dated, key=lambda row: _away(row[1], first, last))[0] if dated else -1
            assert library.nearest(view, order.id, items, first, last) == index, (view.name, order.id, text)


def test_a_digest_is_what_the_whole_lists_say(library: Library) -> None:
    desk = library.desk
    rows, timeline = desk.questions(), desk.timeline()
    assert desk.questions_of([row.key for row in rows] + ["nobody:q1"]) == {row.key: row for row in rows}
    for days in (0, 3, 40, 400, 2000):
        since = TODAY - timedelta(days)
        found = desk.digest(since)
        answered = [row for row in rows if not row.is_open and row.answered and since <= row.answered.first <= TODAY]
        assert found.answered == once(answered)
        opened = [row for row in rows if row.is_open and row.asked and since <= row.asked.first <= TODAY]
        assert list(found.opened) == opened
        assert found.overdue == overdue(rows, since, TODAY)
        assert found.happened == happened(timeline, since, TODAY)
        assert found.coming == coming(timeline, TODAY)
        assert found.lapsed == lapsed(timeline, since, TODAY)
    assert found.answered
    assert found.opened
    assert found.overdue
    assert found.happened
    assert found.lapsed


def test_of_many_places_those_with_most_stories_are_walked_through(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = library.desk.root
    places = [f"{{name: Here {at}, lat: {at * 7 % 90}, lon: {at * 11 % 180}}}" for at in range(30)]
    (root / "placed.yaml").write_text(f"title: Many\nvenues: [{', '.join(places)}]\nbody: Text.\n")
    library.desk.refresh()
    view, desk = view_named("map"), library.desk
    every = {item.key for item in view.rows(library, "walk").items if item.key}
    monkeypatch.setattr("briefing.ui.views.map.WALKED", 50)
    monkeypatch.setattr("briefing.ui.views.map.PINNED", 55)
    rows = view.rows(library, "walk")
    items = made(rows.items)
    by_stories = desk.venues("stories")
    on_the_walk = [item for item in map_items(by_stories[:50]) if item.key][
        : sum(bool(row.point) for row in by_stories[:50])
    ]
    assert items[: len(on_the_walk)] == on_the_walk
    assert items[len(on_the_walk)].title == "More places"
    behind = [item.key for item in items[len(on_the_walk) + 1 :]]
    assert behind == [row.key for row in by_stories if row.key not in {item.key for item in on_the_walk}]
    assert {item.key for item in items if item.key} == every
    assert rows.pins == pins_of(by_stories[:55])


CALLED = ("a", "actor a1", "act", "story", "ory z", "oneill", "o'n", "o neill", "will it be 1", "place", "zzz", "e b3")


def test_what_is_called_so_is_found_as_among_all_rows(library: Library) -> None:
    root = library.desk.root
    (root / "joint.yaml").write_text("title: The O'Neill-Orban talks\nactors: [{name: Mary O’Neill}]\nbody: Text.\n")
    library.desk.refresh()
    views = {view.lists: whole(library, view, view.orders[0].id)[0] for view in VIEWS[:4]}
    rows = {kind: [item for item in items if item.key] for kind, items in views.items()}
    rows["venue"] = whole(library, view_named("places"), "stories")[0]
    for text in CALLED:
        found = library.named(text, 10_000)
        fits = {kind: [(_fits(f" {fold(item.title)}", text), item) for item in items] for kind, items in rows.items()}
        for kind, known in fits.items():
            expected = [(rank, item.key) for rank, item in sorted(known, key=lambda pair: -pair[0]) if rank]
            made = [item.key for item in found if item.place and item.place.kind == kind]
            if kind in ("story", "question"):  # those without a date, and those that are answered, have another order
                assert sorted(made) == sorted(key for _rank, key in expected)
            else:
                assert made == [key for _rank, key in expected], (kind, text)
        ranks = [_fits(f" {fold(item.title)}", text) for item in found]
        assert ranks == sorted(ranks, reverse=True)
        assert found[:3] == library.named(text, 3)
    for words in (["a"], ["actor", "a1"], ["oneill"], ["ma", "o'n"], ["zzz"], []):
        expected = [(item.title, item.key) for item in rows["actor"] if begins(item.title, words)]
        assert library.actors_called(words, 4) == expected[:4], words
    for text in ("actro", "stoyr", "wil it eb", "acto a11", "mayr", "qqq"):
        slips = {item.key for items in rows.values() for item in items if slipped(text, fold(item.title))}
        assert {item.key for item in library.named(text, 10_000, nearly=True)} == slips, text


def begins(name: str, words: Sequence[str]) -> bool:
    return all(begins_word(fold(name), word) for word in words)


def test_opening_a_view_looks_at_no_more_rows_on_a_larger_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.ui.views.listed.FEW", 20)
    monkeypatch.setattr("briefing.ui.views.timeline.FEW", 20)
    monkeypatch.setattr("briefing.ui.views.map.FEW", 20)
    work = [_work(tmp_path / str(briefs), briefs) for briefs in (200, 1600)]
    assert {name for name, small in work[0].items() if work[1][name] > 1.1 * small} == set()


def _work(folder: Path, briefs: int) -> dict[str, int]:
    """What SQLite does to open each view, in some of its own steps."""
    folder.mkdir()
    multiply(folder / "desk", folder, briefs)
    desk, state = Desk(folder / "desk", folder, Clock.at(TODAY)), State(folder / "desk", folder / "state")
    library = Library(desk, state, Clock.at(TODAY), Searches(folder / "searches.yaml", folder))
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    done = {}
    with desk._store.using() as db:
        db.set_progress_handler(step, 20)
        for view in ALL_VIEWS:
            if view.name == "places":
                continue  # they stand in the order of what happened there, which is counted once a change
            steps = 0
            assert not library.first_shelf(view).rows.is_whole
            done[view.name] = steps
        db.set_progress_handler(None, 20)
    library.close()
    return done


def test_headings_are_left_out_where_rows_are_counted() -> None:
    heads = [0, 1, 4, 9]
    rows = [index for index in range(12) if index not in heads]
    assert [row_of_choice(heads, choice) for choice in range(len(rows))] == rows
    for index in range(12):
        assert choices_before(heads, index) == sum(row < index for row in rows)
