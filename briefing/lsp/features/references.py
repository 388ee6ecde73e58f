"""Every place of the desk that names what is meant at the cursor: as `briefing refs`, and in the text of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.desk.registry.refs import OF_ONE_FILE, names_of, uses_of, uses_of_story
from briefing.lsp.edits import refusing
from briefing.lsp.open_file import OpenFile
from briefing.lsp.targets import Aim, aim_at, said_of, written_at
from briefing.lsp.wire import Json
from briefing.lsp.workspace import Request
from briefing.model.brief import Actor, Venue
from briefing.model.uses import Use
from briefing.parse.registry_name import is_registry


def answer(request: Request) -> list[Json]:
    desk, file, workspace = request.desk, request.file, request.workspace
    aim = aim_at(desk, file, request.offset)
    if aim is None:
        return []
    includes = (request.params.get("context") or {}).get("includeDeclaration", True)
    found: list[Json] = []
    with refusing():
        for name, use in _uses(request, aim):
            ruler = workspace.ruler_of(desk, name)
            if ruler is not None and (includes or not use.is_own):
                found.append({"uri": workspace.uri_of(desk, name), "range": ruler.range(written_at(ruler.text, use))})
    found += [{"uri": request.uri, "range": file.ruler.range_of(*place)} for place in _mentions(request, file, aim)]
    return found


def here(request: Request) -> list[Json]:
    """Those of the file itself, to be marked."""
    desk, file = request.desk, request.file
    aim = aim_at(desk, file, request.offset)
    if aim is None:
        return []
    places = [file.ruler.range(written_at(file.text, use)) for _file, use in _uses_here(request, aim)]
    places += [file.ruler.range_of(*place) for place in _mentions(request, file, aim)]
    return [{"range": place} for place in places]


def _uses(request: Request, aim: Aim) -> Iterable[tuple[str, Use]]:
    """The places of the desk that name what is meant, by their files, which may be open and not saved."""
    if aim.kind in OF_ONE_FILE:
        return _uses_here(request, aim)
    desk, file = request.desk, request.file
    files = desk.files()
    if aim.kind == "story":
        return uses_of_story(files, aim.key, files.stories(aim.key))
    said = said_of(desk, None if is_registry(file.file) else desk.brief_of(file), aim.kind, aim.key)
    names = names_of(said) if isinstance(said, Actor | Venue) else {aim.key}
    return uses_of(files, aim.key, {aim.kind}, names, () if is_registry(file.file) else [file.file])


def _uses_here(request: Request, aim: Aim) -> Iterator[tuple[str, Use]]:
    desk, file = request.desk, request.file
    for use in desk.uses_of(file).uses:
        is_by_name = aim.kind == "story" and use.where == "body" and desk.around.story_named(use.text) == aim.key
        if use.kind == aim.kind and (use.key == aim.key or is_by_name):
            yield file.file, use


def _mentions(request: Request, file: OpenFile, aim: Aim) -> Iterator[tuple[int, int]]:
    """Where the text of a brief names somebody."""
    if is_registry(file.file):
        return
    for mention in request.desk.brief_of(file).mentions:
        if (mention.kind, mention.key) == (aim.kind, aim.key) and mention.position >= 0 and not mention.explicit:
            yield mention.position, mention.position + mention.end - mention.start
