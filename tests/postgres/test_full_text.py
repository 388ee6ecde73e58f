"""How many briefs some words stand in, told without a look at them where that can be."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection
from itertools import combinations
from pathlib import Path

import pytest

from briefing.desk import search
from briefing.desk.desk import Desk
from briefing.model.clock import Clock
from briefing.model.query import parse_query
from briefing.postgres.address import DeskAddress
from briefing.postgres.connection import connect
from briefing.postgres.desk import PublishedDesk
from briefing.postgres.editions import current, schema_of
from briefing.postgres.publishing import publish
from tests.desk.conftest import TODAY

WORDS = {"always": range(12), "ever": range(12), "mostly": range(1, 12), "often": range(3, 12), "rarely": range(5, 7)}
"""In which of twelve briefs each word stands."""


def count(desk: Desk, words: tuple[str, ...]) -> int:
    return desk.count(parse_query(f"{' '.join(words)} ", TODAY))


@pytest.fixture
def published(tmp_path: Path, address: DeskAddress, opened: Callable[[], PublishedDesk]) -> PublishedDesk:
    root = tmp_path / "desk"
    root.mkdir()
    for number in range(12):
        text = " ".join(word for word, briefs in WORDS.items() if number in briefs)
        (root / f"s{number:02}.yaml").write_text(f"title: S{number}\ndate: 2025-01-01\nbody: {text}\n")
    publish(root, tmp_path / "publisher", address, Clock.at(TODAY))
    return opened()


@pytest.mark.parametrize("most", [3, 8, 10_001])
def test_what_has_several_words_is_counted(
    published: PublishedDesk, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "COUNTED", most)
    for number in (1, 2, 3):
        for words in combinations([*WORDS, "never"], number):
            every = set.intersection(*(set(WORDS.get(word, ())) for word in words))
            assert count(published, words) == min(len(every), most), words


@pytest.mark.parametrize("most", [3, 8, 10_001])
@pytest.mark.parametrize(
    ("text", "briefs"),
    [
        ("alw", range(12)),
        ("o", range(3, 12)),
        ("mostly of", range(3, 12)),
        ("always -rarely ", [*range(5), *range(7, 12)]),
        ("always -never", range(12)),
        ("often -mo", ()),
        ("mostly -rarely -never ", [*range(1, 5), *range(7, 12)]),
        ('"mostly often" ', range(3, 12)),
        ('always -"mostly often" ', range(3)),
    ],
)
def test_beginnings_and_what_is_left_out_are_counted(
    published: PublishedDesk, text: str, briefs: Collection[int], most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "COUNTED", most)
    assert published.count(parse_query(text, TODAY)) == min(len(briefs), most)
    monkeypatch.setattr(search, "RANKED", 2)
    assert published.search(parse_query(text, TODAY)).count == min(len(briefs), most)


def test_of_words_that_most_briefs_have_none_is_looked_at(published: PublishedDesk, address: DeskAddress) -> None:
    with contextlib.closing(connect(address)) as connection:
        edition = current(connection, address)
        assert edition is not None
        connection.execute(f"DELETE FROM {schema_of(address, edition.number)}.texts")
    assert count(published, ("always", "ever")) == 12
    assert count(published, ("always", "ever", "often")) == 9
    assert count(published, ("rarely",)) == 2
    assert count(published, ("mostly", "often")) == 0, "it depends on which briefs have them"
