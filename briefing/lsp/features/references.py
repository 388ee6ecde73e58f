"""Every place of the desk that names what is meant at the cursor."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.lsp.open_file import OpenFile
from briefing.lsp.places import occurrences, sites_here
from briefing.lsp.targets import Aim, aim_at
from briefing.lsp.wire import Json
from briefing.lsp.workspace import Request
from briefing.parse.registry_name import owner_of


def answer(request: Request) -> list[Json]:
    desk, file = request.desk, request.file
    aim = aim_at(desk, file, request.offset)
    if aim is None:
        return []
    found: list[Json] = []
    includes = (request.params.get("context") or {}).get("includeDeclaration", True)
    for name, places in occurrences(desk, aim.kind, aim.key, file.file):
        ruler = request.workspace.ruler_of(desk, name)
        if ruler is not None:
            uri = request.workspace.uri_of(desk, name)
            found += [
                {"uri": uri, "range": ruler.range_of(one.start, one.end)}
                for one in places
                if includes or not one.is_own
            ]
    uri = request.uri
    found += [{"uri": uri, "range": file.ruler.range_of(*place)} for place in _mentions(request, file, aim)]
    return list({repr(one): one for one in found}.values())


def here(request: Request) -> list[Json]:
    """Those of the file itself, to be marked."""
    desk, file = request.desk, request.file
    aim = aim_at(desk, file, request.offset)
    if aim is None:
        return []
    places = [(one.start, one.end) for one in sites_here(desk, file, aim.kind, aim.key)]
    ranges = dict.fromkeys([*places, *_mentions(request, file, aim)])
    return [{"range": file.ruler.range_of(*place)} for place in ranges]


def _mentions(request: Request, file: OpenFile, aim: Aim) -> Iterator[tuple[int, int]]:
    """Where the text of a brief names somebody."""
    if owner_of(file.file):
        return
    for mention in request.desk.brief_of(file).mentions:
        if (mention.kind, mention.key) == (aim.kind, aim.key) and mention.position >= 0 and not mention.explicit:
            yield mention.position, mention.position + mention.end - mention.start
