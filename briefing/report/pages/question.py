"""A question in print: what it asks, since when, what speaks for which answer, who answered it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefing.model.body import Block
from briefing.model.views import QuestionPage
from briefing.report.blocks import Inline, facts_of, ident, item, para, section, title
from briefing.report.data import Data, day, linked, named
from briefing.report.data import question as question_data
from briefing.report.pages.parts import name_item, question_item, story_item
from briefing.report.words import ago, due, shown


def blocks(page: QuestionPage, today: date) -> Iterator[Block]:
    question = page.question
    asked = f"asked {shown(page.asked)}" if page.asked else ""
    age = (ago(page.asked, today), due(question.due, today)) if question.is_open else ()
    yield from title(question.ask, question.status, asked, *age, ident(page.key))
    yield from section("Asked in", [story_item(page.story)])
    answer = [para(question.answer)] if question.answer else []
    by = [story_item(page.answered_by)] if page.answered_by else []
    yield from section("Answer", [*answer, *by], shown(question.answered))
    yield from section("Hypotheses", _hypotheses(page))
    yield from section("About", map(name_item, page.about))
    yield from section("Also asked there", [question_item(row, today, asking=False) for row in page.siblings])


def data(page: QuestionPage, today: date) -> Data:
    question = page.question
    return {
        "id": page.key,
        "ask": question.ask,
        "status": question.status,
        "asked": day(page.asked),
        "due": day(question.due),
        "answered": day(question.answered),
        "answer": question.answer,
        "answered_by": linked(page.answered_by),
        "story": linked(page.story),
        "about": [named(name) for name in page.about],
        "hypotheses": [
            {
                "say": one.say, "likelihood": one.likelihood, "support": list(one.support),
                "against": list(one.against),
            }
            for one in question.hypotheses
        ],
        "siblings": [question_data(row) for row in page.siblings],
    }  # fmt: skip


def _hypotheses(page: QuestionPage) -> Iterator[Block]:
    for one in page.question.hypotheses:
        below: list[tuple[Inline, ...]] = [facts_of(one.likelihood)] if one.likelihood else []
        below += [(f"for: {ground}",) for ground in one.support]
        below += [(f"against: {ground}",) for ground in one.against]
        yield item(one.say, below=below)
