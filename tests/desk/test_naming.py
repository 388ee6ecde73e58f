"""Whom a name means that a person typed: the search for the nearest one, on desks where many names are alike."""

from __future__ import annotations

import random
import sqlite3
import string
from collections.abc import Iterable

import pytest

from briefing.desk import schema
from briefing.desk.naming import _Known, _left, called
from briefing.model import likeness
from briefing.model.brief import Actor
from briefing.model.codec import encode
from briefing.model.likeness import _TWO, _distance

NAMES = 2000


def slipped(chance: random.Random, word: str) -> str:
    """A word with one slip of the hand in it."""
    at, letter = chance.randrange(len(word) - 1), chance.choice(string.ascii_lowercase)
    return chance.choice(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
        )
    )


def syllables(number: int) -> str:
    return "".join("bdfgklmnpr"[int(digit)] + "aeiouaeiou"[int(digit)] for digit in f"{number:04}")


@pytest.fixture(scope="module")
def alike() -> sqlite3.Connection:
    """An index of many who have the same first name."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    for statement in schema.TABLES.split(";\n"):
        db.execute(statement)
    names = [f"boris {syllables(number)}" for number in range(NAMES)]
    db.executemany(
        "INSERT INTO identities (sort, key, name, folded, names, json) VALUES (0, ?, ?, ?, ?, ?)",
        [(name.replace(" ", "-"), name.title(), name, name, encode(Actor(key=name, name=name))) for name in names],
    )
    return db


def test_of_every_longer_word_two_slips_leave_something() -> None:
    chance = random.Random(13)
    near = 0
    for _ in range(20_000):
        word = "".join(chance.choice("abcdefgh") for _ in range(chance.randrange(6, 14)))
        typed = slipped(chance, slipped(chance, word))
        if len(typed) >= 6 and _distance(typed, word, _TWO) <= _TWO:
            near += 1
            assert any(piece in word for piece in _left(typed)), (typed, word)
    assert near > 15_000


def test_who_has_another_name_in_common_with_a_slip_is_not_compared(
    alike: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []
    nearest = likeness.nearest

    def counted(text: str, known: Iterable[str]) -> str:
        some = list(known)
        compared.append(len(some))
        return nearest(text, some)

    monkeypatch.setattr(likeness, "nearest", counted)
    decoded: list[str] = []
    monkeypatch.setattr(_Known, "_value", lambda one: decoded.append(one.name.key))
    assert called(alike, "Boris Wolodymyrenko", "actor").nearest == ""
    assert decoded == []
    assert called(alike, "Borsi Bafxgoku", "actor").nearest == "Boris Bafigoku"
    assert compared[0] == 0
    assert compared[1] < 0.6 * NAMES  # all who begin with those two letters


def test_the_nearest_of_many_alike_is_that_of_all(alike: sqlite3.Connection) -> None:
    chance, every = random.Random(4), [row[0] for row in alike.execute("SELECT folded FROM identities")]
    words = likeness.Words(every)
    for _ in range(60):
        name = f"boris {slipped(chance, slipped(chance, syllables(chance.randrange(NAMES))))}"
        meant = words.nearest(name)
        found = called(alike, name, "actor")
        assert found.nearest.lower() == ("" if found.names else meant), name
