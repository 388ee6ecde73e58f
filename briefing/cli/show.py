"""`briefing show`: a story, or whatever else has an id, in print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefing.cli.completing import ids
from briefing.cli.printing import AnswerOptions, printed
from briefing.cli.refused import Refused

if TYPE_CHECKING:
    from briefing.desk.desk import Desk
    from briefing.model.place import PageKind
from briefing.model.views import Page


@click.command("show")
@click.argument("id", metavar="ID", shell_complete=ids("story", "actor", "venue"))
@printed
def command(id: str, desk: str | None, at: str | None, shape: str) -> None:
    """Print a story; with the id of an actor, a place or a question, that.

    `briefing list` prints the ids of stories. With `--format md` it is Markdown, with `json` all that the brief says.
    """
    from briefing.cli.desks import answered
    from briefing.cli.printing import put_page

    kind, page = answered(desk, at, lambda asked: _found(asked, id))
    put_page(kind, page, AnswerOptions(desk, at, shape))


def _found(desk: Desk, id: str) -> tuple[PageKind, Page]:
    """The page with an id. Raises `Refused` where there is none."""
    place = desk.find(id)
    page = desk.page(place.kind, place.key) if place else None
    if place is None and (questions := desk.questions_called(id)):
        keys = "".join(f"\n  {key}" for key in questions[:12])
        raise Refused(f"{len(questions)} questions of this desk have the id `{id}`; name one by its whole id:{keys}")
    if place is None or page is None:
        meant = desk.nearest_id(id)
        hint = f"; did you mean `{meant}`?" if meant else "; `briefing list` prints the ids"
        raise Refused(f"no story, actor, place or question `{id}` on this desk{hint}")
    return place.kind, page
