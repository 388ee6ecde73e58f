"""A question: what it asks, since when, what speaks for which answer, and who answered it."""

from __future__ import annotations

from briefing.model.place import Address
from briefing.model.views import QuestionPage
from briefing.ui.glyphs import glyph
from briefing.ui.pages.pen import Pen, question_mark, whole
from briefing.ui.sheet import Para, Piece, Sheet, heading, headline, joined


def question_sheet(page: QuestionPage, pen: Pen) -> Sheet:
    question = page.question
    mark, ink = question_mark(question.status)
    paras = [headline(question.ask, (Piece(f"{mark} ", ink, "b"),))]
    asked = f"asked {pen.when(page.asked)}" if page.asked else ""
    age = whole(pen.ago(page.asked)) if question.is_open else ""
    facts: list[Piece | str] = [Piece(question.status, ink), asked, age]
    if question.is_open:
        facts.append(whole(pen.due(question.due)))
    paras.append(Para(joined(facts)))
    paras.append(Para((Piece("in ", "faint"), pen.story(page.story, "soft"))))
    if question.answer or page.answered_by:
        paras.append(heading("Answer", pen.when(question.answered)))
        if question.answer:
            paras.append(Para((Piece(question.answer, "answered"),)))
        if page.answered_by:
            paras.append(pen.story_line(page.answered_by, glyph("to")))
    if question.hypotheses:
        paras.append(heading("Hypotheses"))
        for hypothesis in question.hypotheses:
            paras.append(Para((Piece(hypothesis.say),), tail=(Piece(hypothesis.likelihood, "soft"),)))
            for label, grounds in (("for: ", hypothesis.support), ("against: ", hypothesis.against)):
                lead = (Piece(f"  {label}", "faint"),)
                paras += [Para((Piece(ground, "soft"),), lead=lead) for ground in grounds]
    if page.about:
        paras.append(heading("About"))
        for name in page.about:
            paras += pen.listed(name)
    return Sheet(tuple(paras), Address("question", page.key))
