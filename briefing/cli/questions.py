"""`briefing questions`: the ledger."""

from __future__ import annotations

import click

from briefing.cli.printing import printed
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
    from briefing.cli.desks import answered, today
    from briefing.cli.printing import put_list

    day = today(at)
    rows = [
        row
        for row in answered(desk, at, lambda asked: asked.questions(sort))
        if status in ("all", row.status)
        or (status == "open" and row.is_open)
        or (status == "overdue" and row.is_open and row.due and row.due.last < day)
    ]
    put_list("questions", rows, shape)
