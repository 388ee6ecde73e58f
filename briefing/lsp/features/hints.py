"""Names behind ids, for those who read a file that names by id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from briefing.lsp.targets import said_of
from briefing.lsp.wire import Json
from briefing.lsp.workspace import Request
from briefing.model.brief import Actor, Venue
from briefing.model.names import looks_like_id
from briefing.model.span import Span
from briefing.parse.fields import Thing
from briefing.parse.registry_name import is_registry
from briefing.report.wrap import cut

_WIDTH = 40
"""Cells of a name; what is longer ends in an ellipsis."""


def answer(request: Request) -> list[Json]:
    file = request.file
    wanted = request.params.get("range")
    start, end = (file.ruler.offset(wanted[side]) for side in ("start", "end")) if wanted else (0, len(file.text.text))
    return [
        {"position": at, "label": cut(name, _WIDTH), "kind": 1, "paddingLeft": True}
        for place, name in _named(request)
        for at in [file.ruler.position(place.end_line - 1, place.end_column - 1)]
        if start <= file.text.offset(place.end_line, place.end_column) <= end
    ]


def _named(request: Request) -> Iterator[tuple[Span, str]]:
    """The ids of a file that stand for somebody, with their names; links have words of their own."""
    desk, file = request.desk, request.file
    brief = None if is_registry(file.file) else desk.brief_of(file)
    for use in desk.uses_of(file).uses:
        if use.is_own or use.where == "body" or not looks_like_id(use.text):
            continue
        if use.kind == "story":
            story = desk.around.stories.get(use.key)
            name = story.title if story else ""
        else:
            said = said_of(desk, brief, cast("Thing", use.kind), use.key)
            name = said.name if isinstance(said, Actor | Venue) else ""
        if name and name.casefold() != use.text:
            yield use.span, name
