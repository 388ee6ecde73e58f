"""What search answers is what a walk through all stories finds, word by word."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.desk import search as searching
from briefing.desk.desk import Desk
from briefing.desk.packing import Outline, packed
from briefing.desk.texts import notes_of, words
from briefing.model.query import Query, Word, parse_query
from briefing.model.views import Story
from tests.desk.conftest import TODAY, Write

VOCABULARY = [
    "talks",
    "talk",
    "tálk",
    "grain",
    "grains",
    "ship",
    "shipping",
    "Łódź",
    "停戦",
    "案",
    "co-op",
    "coop",
    "x",
]
STORIES = 40


@pytest.fixture
def desk(write: Write, open_desk: Callable[[], Desk]) -> Desk:
    chance = random.Random(14)

    def text(most: int) -> str:
        return " ".join(chance.choices(VOCABULARY, k=chance.randrange(1, most)))

    for number in range(STORIES):
        write(
            f"s{number}",
            title=text(4),
            summary=text(3),
            date=f"202{number % 5}-05-{number % 28 + 1:02}",
            status=chance.choice(["developing", "settled"]),
            tags=chance.sample(["ships", "peace", "aid"], 2),
            questions=[text(4)],
            actors=[{"name": text(3), "role": text(3)}],
            body=f"{text(20)}\n\n{text(9)}",
        )
    opened = open_desk()
    opened.refresh()
    return opened


@pytest.fixture
def stories(desk: Desk) -> list[Story]:
    found = [page for row in desk.stories() if isinstance(page := desk.page("story", row.id), Story)]
    assert len(found) == STORIES
    return found


def columns(story: Story) -> list[list[str]]:
    brief = story.brief
    notes = [text for _part, text in notes_of(brief)]
    names = sorted({name for one in brief.actors for name in (one.name, *one.aliases, *one.weak, *one.forms)})
    blocks = "\n".join(block.text for block in brief.blocks)
    return [words(text) for text in (brief.title, brief.summary, blocks, "\n".join(names), "\n".join(notes))]


def has(column: list[str], word: Word) -> bool:
    """Whether these words stand in a column in a row; `coop` also as `co-op`."""
    wanted = words(word.text)
    for parts in ([*wanted], [piece for part in wanted for piece in (("co", "op") if part == "coop" else (part,))]):
        for at in range(len(column) - len(parts) + 1):
            row = column[at : at + len(parts)]
            if row[:-1] == parts[:-1] and (row[-1].startswith(parts[-1]) if word.is_prefix else row[-1] == parts[-1]):
                return True
    return False


def fits(story: Story, query: Query) -> bool:
    found = columns(story)
    for word in query.words:
        if any(has(column, word) for column in found) == word.is_excluded:
            return False
    return all(keeps(story, term.key, term.value) != term.is_excluded for term in query.filters)


def keeps(story: Story, key: str, value: str) -> bool:
    brief = story.brief
    assert brief.date
    said = {"tag": value in brief.tags, "status": value == brief.status, "when": brief.date.text.startswith(value)}
    return said.get(key, brief.date.text >= value)


_WORD = st.sampled_from(
    ["talks", "talk", "tal", "grain", "gr*", "ship", "łódź", "lodz", "停戦", "戦案", "coop", "x", "zzz"]
)
_PHRASE = st.lists(st.sampled_from(["talks", "grain", "ship", "lodz", "x", "案"]), min_size=2, max_size=3).map(
    lambda parts: f'"{" ".join(parts)}"'
)
_KEY = st.sampled_from(["tag:ships", "tag:aid", "status:settled", "when:2023", "since:2022"])
_QUERY = st.lists(st.tuples(st.sampled_from(["", "", "-"]), _WORD | _PHRASE | _KEY), min_size=1, max_size=4).map(
    lambda terms: " ".join(f"{sign}{term}" for sign, term in terms)
)


@given(_QUERY, st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
def test_search_finds_what_a_walk_finds(desk: Desk, stories: list[Story], text: str, is_done: bool) -> None:
    query = parse_query(f"{text} " if is_done else text, TODAY)
    wanted = {story.brief.id for story in stories if fits(story, query)}
    found = desk.search(query)
    assert {hit.story.id for hit in found.hits} == wanted
    assert found.count == desk.count(query) == len(wanted)
    assert {row.id for row in desk.matching(query)} == wanted
    assert [hit.story.id for hit in desk.search(query, limit=3).hits] == [hit.story.id for hit in found.hits][:3]


def test_the_newest_are_ranked_and_all_are_counted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    query = parse_query("grain ", TODAY)
    every = desk.search(query)
    monkeypatch.setattr(searching, "RANKED", 5)
    newest = desk.search(query)
    days = {row.id: row.when.text for row in desk.stories() if row.when}
    order = sorted((hit.story.id for hit in every.hits), key=lambda id_: days[id_])
    assert {hit.story.id for hit in newest.hits} == set(order[-5:])
    assert [hit.story.id for hit in newest.hits] == [hit.story.id for hit in every.hits if hit.story.id in order[-5:]]
    assert newest.count == every.count == len(every.hits) > 5


def test_somebody_is_found_in_many_stories_as_in_few(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    actor, venue = desk.actors("stories")[0], desk.venues("stories")[0]
    texts = [
        f"{key}:{one.key}{words}" for key, one in (("actor", actor), ("venue", venue)) for words in ("", " grain ")
    ]
    texts += [f"grain -actor:{actor.key} ", f"actor:{actor.key[0]}"]
    few = [desk.search(parse_query(text, TODAY)) for text in texts]
    assert sum(found.count > 0 for found in few) > 3
    monkeypatch.setattr(searching, "_FEW", 0)
    assert [desk.search(parse_query(text, TODAY)) for text in texts] == few


def test_what_is_asked_for_by_the_piece_is_all_of_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "_LARGEST", 4)
    for text in ("grain ", "tal", "tag:ships", "x since:2022"):
        asked = desk._asked(parse_query(text, TODAY), (), ())
        every = desk.asked(lambda db, asked=asked: asked.newest(db, -1))  # type: ignore[misc]
        assert len(every) > 8
        for most in (-1, 0, 1, 8, len(every), len(every) + 1):
            pieces = desk.asked(lambda db, asked=asked, most=most: [*asked.newest_by_the_piece(db, most, 2)])  # type: ignore[misc]
            assert [number for piece in pieces for number in piece] == every[: most if most >= 0 else None]
            assert all(len(piece) <= 4 for piece in pieces)


def test_an_outline_says_what_the_brief_says(stories: list[Story]) -> None:
    for page in stories:
        outline = Outline(packed(page.brief, "[]", ()))
        assert list(outline.blocks()) == [(block.kind, block.text) for block in page.brief.blocks]
        assert list(outline.notes()) == list(notes_of(page.brief))
        assert outline.summary == page.brief.summary


def test_marks_are_in_order_and_apart(desk: Desk) -> None:
    for text in ("talk talks", '"talks grain" grain', "gr* grain"):
        for hit in desk.search(parse_query(text, TODAY)).hits:
            marks = hit.passage.marks
            assert all(start < end for start, end in marks)
            assert all(one[1] <= other[0] for one, other in pairwise(marks))
