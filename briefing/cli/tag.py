"""`briefing tag`: tags of the reader's own."""

from __future__ import annotations

import click

from briefing.cli.printing import AnswerOptions
from briefing.cli.remarking import remark, remarking


@click.command("tag")
@remarking
def command(
    text: str | None, ids: tuple[str, ...], query: str | None, off: bool, desk: str | None, at: str | None, shape: str
) -> None:
    """Put the tag TEXT on stories, people and places by their ids, or on all stories that a query finds; without TEXT,
    print all your tags.

    It is yours: it is kept with what you read and starred, and in no brief. `briefing search tag:TEXT` finds it, and
    behind the id of a story `#3` is its third paragraph.
    """
    remark("tag", text, ids, query, off, AnswerOptions(desk, at, shape))
