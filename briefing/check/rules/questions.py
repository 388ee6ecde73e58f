"""Questions and answers against the calendar."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.check.rule import Around, Finding, Reported, SourceLines, rule
from briefing.model.brief import Brief


@rule("B133", "warning")
def without_answer(brief: Brief, source: SourceLines, desk: Around) -> Iterator[Finding]:
    """a question is answered, and the answer is missing

    A reader who opens it wants to know: say it in `answer`, or name the story, event or claim in `answered_by`.

    Bad:

        title: Talks
        questions:
          - {ask: Will they come?, status: answered}
        body: |
          They came.

    Good:

        title: Talks
        questions:
          - {ask: Will they come?, status: answered, answer: They came.}
        body: |
          They came.
    """
    told = Reported(
        one
        for one in brief.problems
        if (one.code == "B101" and one.fix in ("answer", "answered_by"))
        or (one.code == "B113" and one.message.startswith("`answer"))
    )
    for question in brief.questions:
        if question.status == "answered" and not (
            question.answer or question.answered_by or told.within(question.span)
        ):
            at = source.value_of("status", question.span)
            yield Finding("this question is answered, but neither `answer` nor `answered_by` says how", at)


@rule("B134", "error")
def too_early(brief: Brief, source: SourceLines, desk: Around) -> Iterator[Finding]:
    """an answer or a due date comes before the question

    A question without `asked` was asked on the day of the story.

    Bad:

        title: Talks
        questions:
          - {ask: Will they come?, asked: 2025-05-15, status: answered, answered: 2025-05-14, answer: They came.}
        body: |
          They came.

    Good:

        title: Talks
        questions:
          - {ask: Will they come?, asked: 2025-05-14, status: answered, answered: 2025-05-15, answer: They came.}
        body: |
          They came.
    """
    for question in brief.questions:
        asked = question.asked or brief.date
        for key, when in (("answered", question.answered), ("due", question.due)):
            if asked and when and when.last < asked.first:
                verb = "answered" if key == "answered" else "due"
                yield Finding(
                    f"{verb} {when.display()}, before it was asked ({asked.display()})",
                    source.value_of(key, question.span),
                )


@rule("B304", "info")
def overdue(brief: Brief, source: SourceLines, desk: Around) -> Iterator[Finding]:
    """a question is past its due date, and still open

    Answer it, or say that it is `overtaken` or `dropped`.

    Bad:

        title: Talks
        questions:
          - {ask: Will they come?, due: 2001-05-16}
        body: |
          They wait.

    Good:

        title: Talks
        questions:
          - {ask: Will they come?, due: 2001-05-16, status: overtaken}
        body: |
          They wait.
    """
    for question in brief.questions:
        if question.is_open and question.due and question.due.last < desk.today:
            at = source.value_of("due", question.span)
            yield Finding(f"this question was due {question.due.display()} and is still open", at)
