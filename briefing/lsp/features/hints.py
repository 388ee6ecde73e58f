"""Names behind ids, for those who read a file that names by id."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.lsp.sites import Site, sites
from briefing.lsp.targets import meant, said_of
from briefing.lsp.wire import Json
from briefing.lsp.workspace import Request
from briefing.model.brief import Actor, Venue
from briefing.model.names import looks_like_id
from briefing.parse.registry_name import is_registry
from briefing.report.wrap import cut

_WIDTH = 40
"""Cells of a name; what is longer ends in an ellipsis."""


def answer(request: Request) -> list[Json]:
    file = request.file
    wanted = request.params.get("range")
    start, end = (file.ruler.offset(wanted[side]) for side in ("start", "end")) if wanted else (0, len(file.text.text))
    return [
        {
            "position": file.ruler.range_of(site.end, site.end)["start"],
            "label": cut(name, _WIDTH),
            "kind": 1,
            "paddingLeft": True,
        }
        for site, name in _named(request)
        if start <= site.end <= end
    ]


def _named(request: Request) -> Iterator[tuple[Site, str]]:
    desk, file = request.desk, request.file
    brief = None if is_registry(file.file) else desk.brief_of(file)
    for site in sites(file.text):
        if site.is_own or site.is_former or site.is_link or not looks_like_id(site.written):
            continue
        target = meant(desk, file, site.kinds, site.written)
        if target is None:
            continue
        kind, key = target
        if kind == "story":
            story = desk.around.stories.get(key)
            name = story.title if story else ""
        else:
            said = said_of(desk, brief, kind, key)
            name = said.name if isinstance(said, Actor | Venue) else ""
        if name and name.casefold() != site.written:
            yield site, name
