"""The trail: a line with a point on it."""

from __future__ import annotations

from briefing.model.place import Place, Position
from briefing.model.trail import LIMIT, Trail

A, B, C = (Place.to("story", key) for key in "abc")


def test_back_and_forward_and_a_new_branch() -> None:
    trail = Trail().visit(A).visit(B).visit(C)
    assert trail.here == C
    back = trail.back().back()
    assert (back.here, back.can_go_back, back.can_go_forward) == (A, False, True)
    assert back.back() == back
    assert back.forward().here == B
    branch = back.visit(C)
    assert branch.places == (A, C)
    assert not branch.can_go_forward


def test_an_empty_trail_goes_nowhere() -> None:
    trail = Trail()
    assert trail.here is None
    assert trail.back() == trail.forward() == trail.mark(A) == trail


def test_a_mark_keeps_the_place_on_the_page() -> None:
    here = Place.to("story", "a", Position(4, 7))
    trail = Trail().visit(A).visit(B).back().mark(here)
    assert trail.forward().back().here == here


def test_a_long_trail_forgets_its_beginning() -> None:
    trail = Trail()
    for number in range(LIMIT + 10):
        trail = trail.visit(Place.to("story", str(number)))
    assert len(trail.places) == LIMIT
    assert trail.here == Place.to("story", str(LIMIT + 9))
    assert trail.places[0].key == "10"
