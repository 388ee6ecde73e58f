"""What a view shows when it is opened stands in its order in the index: SQLite keeps what it sorts in memory, and a
desk has any number of rows. How SQLite goes about a question does not depend on how many there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.config.searches import Searches
from briefing.desk.desk import Desk
from briefing.desk.state import State
from briefing.model.clock import Clock
from briefing.ui.library import Library
from briefing.ui.views import VIEWS
from briefing.ui.views.view import View

WHOLE_SORT = "USE TEMP B-TREE FOR ORDER BY"
"""What `EXPLAIN QUERY PLAN` says of a sort of everything; rows that are alike in what an index orders them by are
sorted among themselves."""
FEW = ("q.brief JOIN settled", "e.occasion <> e.id")
"""Of what not many are on any desk: questions that a later story settled, and older tellings of one event."""
ONE = "ORDER BY m.day DESC, m.id LIMIT 1"
SORTED = {
    "people": ("stories", "mentions", "name", "country", "date"),
    "places": ("mentions", "name", "date"),
    "stories": ("unread",),
    "questions": ("date", "name"),
}
"""Orders that are not a view's own, and are sorted when a key asks for them: an index for each would be written with
every brief."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder, clock = tmp_path_factory.mktemp("sorting"), Clock()
    desk = Desk(Path("briefs"), folder / "cache", clock)
    desk.refresh()
    return Library(desk, State(Path("briefs"), folder), clock, Searches(folder / "searches.yaml", folder))


def whole_sorts(library: Library, view: View, order: str) -> list[str]:
    """The questions to the index that sort all they find, of those that make a list."""
    asked: list[str] = []
    db = library.desk._store.connection()
    library.desk._lists.clear()
    db.set_trace_callback(asked.append)
    view.rows(library, order)
    db.set_trace_callback(None)
    # of the few that have one id the newest is sought, which is no order of a list
    parts = {one: one.replace(ONE, "").partition("ORDER BY")[0] for one in asked if one.startswith("SELECT")}
    lists = [one for one, before in parts.items() if "json_each" not in before]  # else of the rows of a window
    assert lists
    return [
        one
        for one in lists
        if WHOLE_SORT in [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {one}")]
        if not any(few in one for few in FEW)
    ]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_no_view_sorts_its_list_to_open_it(library: Library, view: View) -> None:
    for order in view.orders:
        is_sorted = order.id in SORTED.get(view.name, ())
        assert bool(whole_sorts(library, view, order.id)) == is_sorted, order.id


def test_the_first_rows_of_a_list_are_those_of_the_whole(library: Library) -> None:
    for kind, orders in {"question": ("due", "date", "name"), "venue": ("country",), "actor": ("kind",)}.items():
        for order in orders:
            every = library.desk.roll(kind, order).numbers  # type: ignore[arg-type]
            for most in (1, 3, len(every) - 1):
                assert library.desk.roll(kind, order, most=most).numbers == every[:most]  # type: ignore[arg-type]
