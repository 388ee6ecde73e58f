"""A place is read back from what any version wrote."""

from __future__ import annotations

import pytest

from briefing.model.place import CHANGED, TOP, At, AtAnchor, AtHit, AtMention, Place, Position, as_read, written

AT: tuple[At, ...] = (
    TOP,
    Position(3, 7, 2),
    Position(3, anchor="palace"),
    AtMention(4),
    AtAnchor(CHANGED),
    AtHit("a", "b"),
)


@pytest.mark.parametrize("at", AT)
def test_a_place_is_read_as_it_was_written(at: At) -> None:
    place = Place.to("story", "talks", at)
    assert as_read(written(place)) == place


def test_a_place_of_the_form_with_nine_fields_is_read() -> None:
    old = {
        "kind": "story", "key": "talks", "para": 0, "offset": 0, "stop": -1, "mention": -1, "anchor": "", "find": "",
        "near": "",
    }  # fmt: skip
    assert as_read(old) == Place.to("story", "talks")
    assert as_read({**old, "para": 4, "offset": 9, "stop": 2, "anchor": "x"}).at == Position(4, 9, 2, "x")
    assert as_read({**old, "anchor": "x"}).at == AtAnchor("x")
    assert as_read({**old, "mention": 0}).at == AtMention(0)
    assert as_read({**old, "find": "grain", "near": "grain leaves"}).at == AtHit("grain", "grain leaves")


def test_who_is_there_need_not_move() -> None:
    talks, grain = Place.to("story", "talks"), Place.to("story", "grain")
    there = talks.left_at(Position(5))
    event = Place.to("story", "talks", AtAnchor("palace"))
    assert talks.leads_to(there)
    assert not talks.leads_to(grain)
    assert not talks.leads_to(None)
    assert not event.leads_to(there)
    assert event.leads_to(event.left_at(Position(5)))
    assert talks.leads_to(event.left_at(Position(5)))
    assert not Place.to("story", "talks", AtMention(0)).leads_to(there)
