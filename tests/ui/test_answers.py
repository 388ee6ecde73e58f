"""An answered question names the story of the answer with its date, else the one that asks with its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefing.desk.desk import Desk
from briefing.model.clock import Clock
from briefing.model.views import Dossier, QuestionRow, Story
from briefing.report.data import question as question_data
from briefing.report.pages.parts import question_item
from briefing.ui.pages.pen import Pen
from briefing.ui.views import questions

TODAY = date(2025, 6, 1)
ASKS = """\
title: The story that asks
date: 2025-05-10
actors: [{name: Ada Lee, kind: person}]
questions:
  - {id: told, ask: Told?, asked: 2025-05-02, status: answered, answered: 2025-05-19, answer: Yes., answered_by: later,
     about: [Ada Lee]}
  - {id: known, ask: Known?, asked: 2025-05-02, status: answered, answered: 2025-05-19, answer: No., about: [Ada Lee]}
  - {id: left, ask: Left?, asked: 2025-05-02, status: dropped, about: [Ada Lee]}
body: |
  Ada Lee asks.
"""
LATER = "title: The story that tells\ndate: 2025-05-20\nbody: |\n  It is told.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "asks.yaml").write_text(ASKS)
    (tmp_path / "later.yaml").write_text(LATER)
    desk = Desk(tmp_path, tmp_path / "cache", Clock.at(TODAY))
    desk.refresh()
    return desk


def rows_of(desk: Desk) -> list[tuple[QuestionRow, ...]]:
    """The questions as the ledger, a dossier, and the page of the story have them."""
    dossier, story = desk.page("actor", "ada-lee"), desk.page("story", "asks")
    assert isinstance(dossier, Dossier)
    assert isinstance(story, Story)
    return [desk.questions(), dossier.questions, tuple(map(story.row, story.brief.questions))]


def test_every_list_names_one_story_with_its_own_date(desk: Desk) -> None:
    for rows in rows_of(desk):
        told = {row.ask: (row.telling.title, row.telling.when and row.telling.when.text) for row in rows}
        assert told == {
            "Told?": ("The story that tells", "2025-05-20"),
            "Known?": ("The story that asks", "2025-05-10"),
            "Left?": ("The story that asks", "2025-05-10"),
        }
    facts = {
        item.title: " · ".join((item.facts, *item.spare))
        for item in (questions.question_item(row, Pen(TODAY)) for row in desk.questions())
    }
    assert facts == {
        "Told?": "20\u00a0May\u00a02025 · The story that tells",
        "Known?": "10\u00a0May\u00a02025 · The story that asks",
        "Left?": "10\u00a0May\u00a02025 · The story that asks",
    }


def test_on_a_page_and_in_print_too(desk: Desk) -> None:
    told = next(row for row in desk.questions() if row.ask == "Told?")
    lines = ["".join(piece.text for piece in (*para.lead, *para.pieces)) for para in Pen(TODAY).question(told)]
    assert [line.replace("\u00a0", " ").strip() for line in lines[1:]] == [
        "asked 2 May 2025", "Yes.", "→ The story that tells  20 May 2025",
    ]  # fmt: skip
    assert "".join(run.text for run in question_item(told, TODAY).runs).splitlines() == [
        "Told?", "answered · asked 2 May 2025 · asks:told", "Yes.", "-> The story that tells · 20 May 2025 · later",
    ]  # fmt: skip
    assert question_data(told)["story"]["date"]["text"] == "2025-05-10"
    later = desk.page("story", "later")
    assert isinstance(later, Story)
    lines = ["".join(piece.text for piece in para.pieces) for para in Pen(TODAY).question(told, answering=False)]
    assert lines[1].endswith("The story that asks")
    assert [row.key for row in later.answered_here] == ["asks:told"]
