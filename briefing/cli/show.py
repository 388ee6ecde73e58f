"""`briefing show`: a story, or whatever else has an id, in print."""

from __future__ import annotations

import click

from briefing.cli.completing import ids
from briefing.cli.printing import AnswerOptions, printed


@click.command("show")
@click.argument("id", metavar="ID", shell_complete=ids("story", "actor", "venue"))
@printed
def command(id: str, desk: str | None, at: str | None, shape: str) -> None:
    """Print a story; with the id of an actor, a place or a question, that.

    `briefing list` prints the ids of stories. With `--format md` it is Markdown, with `json` all that the brief says.
    """
    from briefing.cli.desks import answered, page_called
    from briefing.cli.printing import put_page

    kind, page = answered(desk, at, lambda asked: page_called(asked, id))
    put_page(kind, page, AnswerOptions(desk, at, shape))
