"""What a later story settles is settled wherever the desk tells of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from briefing.desk.desk import Desk
from briefing.model.query import parse_query
from briefing.model.views import Dossier, QuestionPage, Story, VenuePage
from tests.desk.conftest import Write

Open = Callable[..., Desk]
ASK = {"id": "q-come", "ask": "Will Erdoğan come?", "due": "2025-05-20", "about": ["erdogan", "istanbul"]}
ANSWER = {"status": "answered", "answer": "He came.", "answered": "2025-05-22"}
EARLIER: dict[str, Any] = {
    "title": "First", "date": "2025-05-10", "actors": ["erdogan"], "venues": ["istanbul"], "questions": [ASK],
}  # fmt: skip
LATER: dict[str, Any] = {"title": "Later", "date": "2025-05-23", "actors": ["erdogan"]}


@pytest.fixture
def tell(write: Write, open_desk: Open) -> Callable[..., Desk]:
    def tell(**briefs: dict[str, Any]) -> Desk:
        for name, keys in briefs.items():
            write(name, **keys)
        desk = open_desk()
        desk.refresh()
        return desk

    return tell


def statuses(desk: Desk) -> dict[str, str]:
    return {row.key: row.status for row in desk.questions()}


def test_it_is_settled_in_every_list_and_on_every_page(tell: Callable[..., Desk]) -> None:
    desk = tell(first=EARLIER, later={**LATER, "questions": [{**ASK, **ANSWER, "due": "2025-05-20"}]})
    rows = {row.key: row for row in desk.questions()}
    row = rows["first:q-come"]
    assert (row.status, row.answer, row.answered_by, row.is_open) == ("answered", "He came.", "later", False)
    assert row.telling.when is not None
    assert (row.telling.title, row.telling.when.text) == ("Later", "2025-05-23")
    assert row.asked is not None
    assert row.asked.text == "2025-05-10"
    assert desk.counts().open_questions == 0
    assert {story.id: story.open_questions for story in desk.stories()} == {"first": 0, "later": 0}
    story, question = desk.page("story", "first"), desk.page("question", "first:q-come")
    actor, place = desk.page("actor", "erdogan"), desk.page("venue", "istanbul")
    assert isinstance(story, Story)
    assert story.row(story.brief.questions[0]) == row
    assert isinstance(question, QuestionPage)
    assert (question.question.status, question.question.answer) == ("answered", "He came.")
    assert question.answered_by is not None
    assert question.answered_by.id == "later"
    assert isinstance(actor, Dossier)
    assert isinstance(place, VenuePage)
    assert {one.key: one.status for one in (*actor.questions, *place.questions)} == {
        "first:q-come": "answered", "later:q-come": "answered",
    }  # fmt: skip
    for asked, found in (("question:open", []), ("question:overdue", []), ("question:answered", ["first", "later"])):
        assert sorted(hit.story.id for hit in desk.search(parse_query(asked, date(2025, 6, 1))).hits) == found
    digest = desk.digest(date(2025, 5, 1))
    assert [one.key for one in digest.answered] == ["first:q-come"]
    assert (digest.opened, digest.overdue) == ((), ())


@pytest.mark.parametrize("status", ["answered", "partly", "overtaken", "dropped"])
def test_whatever_became_of_it(tell: Callable[..., Desk], status: str) -> None:
    desk = tell(first=EARLIER, later={**LATER, "questions": [{**ASK, "status": status, "answer": "Well."}]})
    assert statuses(desk) == {"first:q-come": status, "later:q-come": status}
    row = next(row for row in desk.questions() if row.key == "first:q-come")
    assert row.answered is not None
    assert (row.answer, row.answered.text) == ("Well.", "2025-05-23")  # nobody says another day
    assert desk.counts().open_questions == (2 if status == "partly" else 0)


def test_the_story_that_the_answer_names_is_the_one_to_read(tell: Callable[..., Desk]) -> None:
    told = {**LATER, "questions": [{**ASK, **ANSWER, "answered_by": "visit"}]}
    desk = tell(first=EARLIER, later=told, visit={"title": "The visit", "date": "2025-05-22"})
    row = next(row for row in desk.questions() if row.key == "first:q-come")
    assert (row.telling.id, row.telling.title) == ("visit", "The visit")
    assert row.telling.when is not None
    assert row.telling.when.text == "2025-05-22"


@pytest.mark.parametrize(
    ("earlier", "later", "is_settled"),
    [
        ({}, {}, True),
        ({}, {"questions": [{"ask": "Will Erdoğan come", **ANSWER}]}, False),  # other words, no chain
        ({}, {"questions": [{"ask": "WILL ERDOGAN COME?", **ANSWER}]}, True),
        ({}, {"questions": [{"id": "q-come", "ask": "Is he there?", **ANSWER}]}, False),
        ({}, {"questions": [{"id": "q-come", "ask": "Is he there?", **ANSWER}], "follows": "first"}, True),
        ({}, {"actors": ["nato"]}, True),  # the questions are about the same
        ({}, {"actors": ["nato"], "questions": [{"ask": ASK["ask"], **ANSWER}]}, False),  # another story altogether
        ({}, {"actors": ["nato"], "questions": [{"ask": ASK["ask"], **ANSWER}], "follows": ["first"]}, True),
        ({}, {"actors": [], "questions": [{"ask": ASK["ask"], **ANSWER}]}, True),
        ({"actors": [], "venues": [], "questions": ["Will it rain?"]},
         {"actors": [], "questions": [{"ask": "Will it rain?", **ANSWER}]}, True),
        ({}, {"date": "2025-05-01"}, False),  # it was asked anew
        ({}, {"date": "2025-05-10"}, True),
        ({"follows": "later"}, {"date": "2025-05-10"}, False),
        ({"date": None}, {}, True),
        ({}, {"date": None}, True),
        ({"follows": "later"}, {"date": None}, False),
    ],
)  # fmt: skip
def test_which_are_one_question(
    tell: Callable[..., Desk], earlier: dict[str, Any], later: dict[str, Any], is_settled: bool
) -> None:
    def brief(keys: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in keys.items() if value is not None}

    told = {**LATER, "questions": [{**ASK, **ANSWER}], **later}
    desk = tell(first=brief({**EARLIER, **earlier}), later=brief(told))
    row = next(row for row in desk.questions() if row.story == "first")
    assert row.is_open is not is_settled


def test_what_is_asked_anew_stays_open_and_what_was_answered_stays_answered(tell: Callable[..., Desk]) -> None:
    desk = tell(
        first=EARLIER,
        later={**LATER, "questions": [{**ASK, **ANSWER}]},
        again={"title": "Again", "date": "2025-05-30", "actors": ["erdogan"], "questions": [ASK]},
    )
    assert statuses(desk) == {"first:q-come": "answered", "later:q-come": "answered", "again:q-come": "open"}


def test_it_is_open_again_once_the_later_story_is_gone(tell: Callable[..., Desk], write: Write) -> None:
    desk = tell(first=EARLIER, later={**LATER, "questions": [{**ASK, **ANSWER}]})
    write("first", **{**EARLIER, "title": "First, edited"})
    desk.refresh()
    assert desk.counts().open_questions == 0  # also when only the story that asks is read again
    (desk.root / "later.yaml").unlink()
    desk.refresh()
    assert statuses(desk) == {"first:q-come": "open"}
    assert desk.counts().open_questions == 1
