"""Where the reader is: one owner, who tells of changes once a turn."""

from __future__ import annotations

from briefing.model.place import Place, Position
from briefing.model.trail import Trail
from briefing.ui.commands import LIST, MAP, MARGIN, READER
from briefing.ui.reading import RECENT, Reading
from briefing.ui.views.map import Map
from briefing.ui.views.stories import Stories
from briefing.ui.views.timeline import Timeline

A, B, C = (Place.to("story", key) for key in "abc")


def reading(pane: str = LIST) -> Reading:
    return Reading(Stories(), None, Trail(), pane=pane)


def test_changes_are_told_once_until_the_listener_has_settled() -> None:
    told: list[int] = []
    there = reading()
    there.listener = lambda: told.append(1)
    there.visit(A, None)
    there.open(Timeline())
    there.focus(READER, 120)
    assert told == [1]
    there.settled()
    there.zoom()
    assert told == [1, 1]


def test_pages_that_the_cursor_only_passes_are_one_step() -> None:
    there = reading()
    there.visit(A, None)
    there.pass_by(B, A.left_at(Position(4)))
    there.pass_by(C, B)
    assert there.trail.places == (A.left_at(Position(4)), C)
    there.stay()
    there.pass_by(A, C)
    assert there.trail.places == (A.left_at(Position(4)), C, A)
    assert there.step(there.trail.back())
    assert there.here == C
    assert not there.step(there.trail)


def test_the_map_takes_the_reader_s_place_until_a_page_is_opened() -> None:
    there = reading()
    there.open(Map())
    there.focus(LIST, 120)
    assert there.middle == MAP
    there.focus(MARGIN, 120)
    assert there.middle == MAP
    there.focus(READER, 120)
    assert there.middle == READER
    there.focus(MAP, 120)
    assert (there.pane, there.middle) == (MAP, MAP)
    there.focus(MAP, 40)
    assert (there.pane, there.middle) == (LIST, READER)


def test_a_pane_that_is_none_is_the_list_and_no_screen_moves_nothing() -> None:
    assert reading("attic").pane == LIST
    there = Reading(Map(), None, Trail(), pane=MAP)
    there.settle(0)
    assert there.pane == MAP


def test_the_margin_of_a_map_has_to_be_asked_for() -> None:
    there = reading()
    assert there.margin is None
    there.open(Map())
    there.focus(LIST, 120)
    assert there.margin is False
    there.want_margin(True)
    assert there.margin is True


def test_the_commands_that_were_chosen_last_come_first_and_once() -> None:
    there = reading()
    for id in ("quit", "help", "quit", *map(str, range(RECENT))):
        there.used(id)
    assert there.recent == tuple(map(str, reversed(range(RECENT))))


def test_views_are_the_same_by_what_they_are_of() -> None:
    assert Timeline() == Timeline()
    assert Timeline(A) != Timeline()
    assert Timeline(A) == Timeline(A)
    assert Map() != Stories()
