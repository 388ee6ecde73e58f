"""Values to JSON-able lists and back."""

from __future__ import annotations

import json

import pytest

from briefing.model.brief import Actor, Brief
from briefing.model.codec import DecodeError, decode, encode, parsed
from tests.parse.desk import read
from tests.parse.test_brief import FULL


def test_a_whole_brief_comes_back_the_same() -> None:
    brief = read(FULL)
    assert decode(Brief, encode(brief)) == brief


def test_what_is_not_there_comes_back_as_nothing() -> None:
    brief = read("title: T\nquestions: [Why?]\nupdates: [{note: n}]\nbody: |\n  | a |\n  |---|\n  | b |\n")
    again = decode(Brief, encode(brief))
    assert again == brief
    assert again.date is None
    assert again.updates[0].at is None


@pytest.mark.parametrize("data", [[], ["a"], None, 7, ["k"] * 99])
def test_another_shape_is_refused(data: object) -> None:
    with pytest.raises(DecodeError):
        decode(Brief, json.dumps(data))
    with pytest.raises(DecodeError):
        decode(Actor, json.dumps(data))


@pytest.mark.parametrize("text", ["", "[", "\ud800", None, b"\xff[]"])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(DecodeError):
        parsed(text)
