"""An entry in other words is not a new one, and a new one is not an old one in other words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from briefing.desk.desk import Desk
from briefing.desk.since import Since
from briefing.desk.state import State
from briefing.model.clock import Clock
from briefing.model.place import Place
from briefing.report.changes import sentences
from tests.desk.conftest import TODAY, Write

Open = Callable[..., Desk]
Visit = Callable[[], Since]
CAST = {"actors": ["zelensky", "erdogan"], "venues": ["istanbul", "ankara"]}
LUNCH = {"name": "The ministers have lunch", "when": "2025-05-15", "where": "ankara", "who": ["zelensky", "erdogan"]}
SIEGE, BOMBERS = "How many people have died in Mariupol?", "How does Moscow answer the attack on its bombers?"


@pytest.fixture
def visit(open_desk: Open, folder: Any, tmp_path: Any) -> Visit:
    def visit() -> Since:
        desk = open_desk()
        desk.refresh()
        since = Since(desk, State(folder, tmp_path / "state"), Clock.at(TODAY))
        since.begin()
        return since

    return visit


REWORDED: list[tuple[str, list[Any], list[Any], str]] = [
    ("questions", ["What are the points on which they agreed?"], ["On which points did they agree?"],
     "On which points did they agree? reworded from What are the points on which they agreed?"),
    ("questions", [BOMBERS, SIEGE], [BOMBERS, "How many have died in Mariupol so far?"],
     f"How many have died in Mariupol so far? reworded from {SIEGE}"),
    ("questions", [SIEGE, BOMBERS], ["Who pays?", BOMBERS, "How many people died in Mariupol?"],
     f"How many people died in Mariupol? reworded from {SIEGE}"),  # moved, and another one is new
    ("questions", ["Who pays?"], ["Who pays for it?"], "Who pays for it? reworded from Who pays?"),
    ("questions", ["谁先停火?"], ["谁会先停火?"], "谁会先停火? reworded from 谁先停火?"),
    ("questions", ["Кто первым прекратит огонь?"], ["Кто прекратит огонь первым?"],
     "Кто прекратит огонь первым? reworded from Кто первым прекратит огонь?"),
    ("questions", [{"ask": "Is there a deal?", "due": "2025-09-28", "about": ["erdogan"]}],
     [{"ask": "Have both sides signed?", "due": "2025-09-28", "about": ["erdogan"]}],
     "Have both sides signed? reworded from Is there a deal?"),
    ("events", [LUNCH], [{**LUNCH, "name": "A meal at the palace"}],
     "A meal at the palace: renamed from The ministers have lunch"),
    ("events", [LUNCH], [{**LUNCH, "name": "The ministers have a long lunch", "who": ["zelensky"]}],
     "The ministers have a long lunch: renamed from The ministers have lunch, who without Recep Tayyip Erdoğan"),
    ("events", [{**LUNCH, "name": "Erdoğan receives the guest"}],
     [{**LUNCH, "name": "Turkey offers Zelensky its table"}],
     "Turkey offers Zelensky its table: renamed from Erdoğan receives the guest"),
    ("sources", [{"name": "Agency report", "url": "https://a.example/1"}],
     [{"name": "Wire", "url": "https://a.example/1"}], "Wire: renamed from Agency report"),
    ("claims", [{"say": "The ceasefire holds", "by": "erdogan"}],
     [{"say": "The ceasefire is holding everywhere", "by": "erdogan"}],
     "The ceasefire is holding everywhere: reworded from The ceasefire holds"),
]  # fmt: skip
NEW: list[tuple[str, list[Any], list[Any]]] = [
    ("questions", [SIEGE], [SIEGE, "How many people have left Mariupol?"]),
    ("questions", [SIEGE], [BOMBERS]),
    ("questions", [SIEGE, "Who pays?"], [SIEGE, "Who leads?"]),
    ("questions", ["Will it hold?"], ["Will it end?"]),
    ("questions", ["Will Zelensky come to Istanbul?"], ["Will Erdoğan come to Istanbul?"]),
    ("questions", [{"ask": "Will Zelensky come?", "about": ["zelensky"]}],
     [{"ask": "Will Erdoğan come?", "about": ["erdogan"]}]),
    ("questions", [], [SIEGE]),
    ("events", [LUNCH], [LUNCH, {**LUNCH, "name": "The ministers have dinner", "who": ["erdogan", "zelensky"]}]),
    ("events", [{**LUNCH, "name": "First round of talks"}],
     [{**LUNCH, "name": "Second round of talks", "when": "2025-06-02"}]),
    ("events", [LUNCH], [{"name": "A ship leaves", "when": "2025-05-15"}]),
    ("events", [LUNCH], [{**LUNCH, "name": "A parade", "who": ["nato"]}]),
    ("sources", [{"name": "Wire", "url": "https://a.example/1"}], [{"name": "Tass", "url": "https://b.example/1"}]),
]  # fmt: skip


@pytest.mark.parametrize("is_opened", [False, True])
@pytest.mark.parametrize(("sort", "before", "after", "said"), REWORDED)
def test_what_is_reworded_is_told_so(
    write: Write, visit: Visit, sort: str, before: list[Any], after: list[Any], said: str, is_opened: bool
) -> None:
    write("talks", **CAST, **{sort: before})
    since = visit()
    if is_opened:
        since.see(Place.to("story", "talks"))
    write("talks", **CAST, **{sort: after})
    since = visit()
    news = since.news()
    assert [place.key for place in news.changed] == ["talks"]
    assert [place.key for place in news.opened] == (["talks:who-pays"] if len(after) > len(before) else [])
    difference = since.difference("talks")
    assert difference is not None
    assert [line for line in sentences(difference) if not line.startswith("new question: Who pays?")] == [said]


@pytest.mark.parametrize(("sort", "before", "after"), NEW)
def test_what_is_new_is_told_so(write: Write, visit: Visit, sort: str, before: list[Any], after: list[Any]) -> None:
    write("talks", **CAST, **{sort: before})
    visit()
    write("talks", **CAST, **{sort: after})
    since = visit()
    assert len(since.news().opened) == (sort == "questions")
    difference = since.difference("talks")
    assert difference is not None
    assert [line.partition(":")[0] for line in sentences(difference)] in (
        [f"new {sort[:-1]}"], [f"new {sort[:-1]}", f"{sort[:-1]} taken out"],
    )  # fmt: skip


def test_a_question_that_was_reworded_and_answered_is_answered(write: Write, visit: Visit) -> None:
    write("talks", questions=[SIEGE])
    visit()
    write("talks", questions=[{"ask": "How many have died in Mariupol?", "status": "answered", "answer": "8,000."}])
    since = visit()
    news = since.news()
    assert [place.key for place in (*news.opened, *news.answered, *news.changed)] == [
        "talks:how-many-have-died-in-mariupol"
    ]
    assert since.see(news.answered[0]) is True
    assert since.news().places == ()
    assert visit().news().places == ()


def test_a_hundred_questions_are_told_apart_soon(write: Write, visit: Visit) -> None:
    write("talks", questions=[f"What of the matter numbered {number}?" for number in range(400)])
    visit()
    write("talks", questions=[f"What about the thing numbered {number}?" for number in range(400)])
    since = visit()
    assert len(since.news().opened) <= 400
    assert since.difference("talks") is not None
