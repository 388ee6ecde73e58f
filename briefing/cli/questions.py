"""`briefing questions`: the ledger."""

from __future__ import annotations

import click

from briefing.cli.printing import AnswerOptions, printed
from briefing.model.brief import QUESTION_STATUSES
from briefing.model.orders import QUESTIONS

STATUSES = ("open", "overdue", *QUESTION_STATUSES[1:], "all")


@click.command("questions")
@click.option("--status", type=click.Choice(STATUSES), default="open", help="Which of them (open, with the overdue).")
@click.option("--sort", type=click.Choice(QUESTIONS), default="due", help="In another order (due, open ones first).")
@printed
def command(status: str, sort: str, desk: str | None, at: str | None, shape: str) -> None:
    """Print the open questions of the desk, overdue ones first, then by the day they are due, then the oldest.

    In a pipe there is a line each with tabs between id, status, asked, due and the question.
    """
    from briefing.cli.desks import ahead, asked, today
    from briefing.cli.printing import put_list

    day = today(at)
    with asked(desk, at, lambda desk: ahead(desk.each("question", sort))) as (_desk, rows):
        wanted = (
            row
            for row in rows
            if status in ("all", row.status)
            or (status == "open" and row.is_open)
            or (status == "overdue" and row.is_open and row.due and row.due.last < day)
        )
        put_list("questions", wanted, AnswerOptions(desk, at, shape))
