"""Values that are cheap to define are what the standard ones are."""

from __future__ import annotations

import pickle
from dataclasses import fields
from typing import get_type_hints

import pytest

from briefing.model.value import NamedTuple, dataclass, replace


@dataclass(frozen=True, slots=True)
class Point:
    """Somewhere."""

    x: int
    y: int = 2


class Pair(NamedTuple):
    """Two."""

    left: str
    right: int = 1

    @property
    def both(self) -> str:
        return f"{self.left}{self.right}"

    @classmethod
    def of(cls, text: str) -> Pair:
        return cls(text, right=len(text))


def test_a_value_is_made_compared_and_refuses_to_change() -> None:
    point = Point(1)
    assert [point, replace(point, y=3)] == [Point(x=1, y=2), Point(1, 3)]
    assert [field.name for field in fields(Point)] == ["x", "y"]
    with pytest.raises(AttributeError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(TypeError):
        Point()  # type: ignore[call-arg]


def test_a_named_tuple_is_one() -> None:
    pair = Pair.of("abc")
    assert isinstance(pair, tuple)
    assert [pair, pair.both, pair._replace(right=4), Pair("a")] == [("abc", 3), "abc3", ("abc", 4), ("a", 1)]
    assert [Pair._fields, Pair.__doc__, Pair.__name__, repr(pair)] == [
        ("left", "right"), "Two.", "Pair", "Pair(left='abc', right=3)",
    ]  # fmt: skip
    assert pickle.loads(pickle.dumps(pair)) == pair
    assert get_type_hints(Pair) == {"left": str, "right": int}
