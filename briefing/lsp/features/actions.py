"""What can be done at the cursor: every fix of the checker, to list whom the text names, to put somebody into the
registry, to write where a city is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from briefing.check.edits import line_end
from briefing.check.fixes import put_right
from briefing.check.unplaced import unplaced
from briefing.desk.database import ERRORS
from briefing.desk.registry.known import files_naming
from briefing.desk.registry.promote import promote
from briefing.lsp.diagnostics import diagnostic
from briefing.lsp.edits import edit_of, plan_edit, refusing, text_edits
from briefing.lsp.features import FIXES, OPEN
from briefing.lsp.listing import listing
from briefing.lsp.live import LiveDesk
from briefing.lsp.open_file import OpenFile
from briefing.lsp.said import Said
from briefing.lsp.targets import mention_at, said_of
from briefing.lsp.wire import Json, NotDone
from briefing.lsp.workspace import Request
from briefing.model.brief import Actor, Brief, Venue
from briefing.model.problem import Edit, Problem
from briefing.model.span import Span
from briefing.parse.registry_name import is_registry, owner_of
from briefing.parse.text import Text

_FIX, _REFACTOR, _ALL = FIXES
_SHOWN = 60
"""Characters of a fix that its title says."""


def answer(request: Request) -> list[Json]:
    desk, file = request.desk, request.file
    if not file.is_checked:
        desk.look(file)
    place = request.params.get("range") or {}
    start, end = (file.ruler.offset(place.get(side) or {}) for side in ("start", "end"))
    only = (request.params.get("context") or {}).get("only")
    found = [*_fixes(request, file, start, end)]
    found += _placed(request, desk, file, start)
    if not is_registry(file.file):
        found += _listed(request, desk, file, start)
        found += _promoted(request, desk, file, start)
        found.append(_reader(request, file, start))
    if not only or any(_ALL.startswith(kind) for kind in only):
        found += _all(request, file)
    found = [one for one in found if not only or any(_is_of(one.get("kind", ""), kind) for kind in only)]
    if request.workspace.can("textDocument.codeAction.codeActionLiteralSupport") is None:
        return [one["command"] for one in found if "command" in one]  # nothing else is known there
    return found


def resolve(request: Request) -> Json:
    """An action with its edit, which takes the whole desk to find; one that has all it needs is what it was, since some
    editors (Neovim from 0.10 on) ask about each that they carry out."""
    action = dict(request.params)
    data = action.get("data")
    if not data:
        return action
    of_file = Request(request.workspace, {"textDocument": {"uri": data.get("uri", "")}})
    thing = _own_at(of_file.desk.brief_of(of_file.file), of_file.file, int(data.get("offset", -1)))
    if thing is None or thing.key != data.get("key"):
        raise NotDone("nobody stands here any more")
    return {**action, "edit": _promotion(of_file, thing)}


def _is_of(kind: str, wanted: str) -> bool:
    return not wanted or kind == wanted or kind.startswith(f"{wanted}.")


def _fixes(request: Request, file: OpenFile, start: int, end: int) -> Iterator[Json]:
    """The fixes of the problems that are touched."""
    for problem in file.problems:
        if not _touches(file.text, problem.span, start, end):
            continue
        if problem.changes:
            found = _action(request, file, _title(problem), _FIX, problem.changes)
            yield {**found, "isPreferred": problem.is_sure, "diagnostics": [diagnostic(problem, file.ruler)]}
        if silence := _silence(file, problem):
            found = _action(request, file, f"Silence {problem.code} on this line", _FIX, (silence,))
            yield {**found, "diagnostics": [diagnostic(problem, file.ruler)]}


def _title(problem: Problem) -> str:
    """What a fix does, in a line."""
    if not problem.edits or (len(problem.edits) == 1 and problem.edits[0].text.strip()):
        new = " ".join(problem.changes[0].text.split())
        shown = f"{new[:_SHOWN]}…" if len(new) > _SHOWN else new
        return f"Write `{shown}`" if problem.is_sure else f"Perhaps `{shown}`"
    first = problem.message.partition(";")
    told = (first[2] or first[0]).strip()
    return f"{'Put right' if problem.is_sure else 'Perhaps'}: {told[:_SHOWN]}{'…' * (len(told) > _SHOWN)}"


def _silence(file: OpenFile, problem: Problem) -> Edit | None:
    """The comment that silences a code on its line; none where a comment has no place."""
    line = problem.span.line - 1
    if problem.severity == "error" or line >= len(file.text.lines):
        return None
    from briefing.lsp.cursor import body_line

    if not is_registry(file.file) and line >= body_line(file.text):
        return None
    written = file.text.lines[line]
    if "#" in written or written.rstrip().endswith(("|", ">", "|-", ">-")):
        return None
    place = file.text.span_in_line(line, len(written.rstrip()), len(written))
    return Edit(place, f"  # briefing: ignore {problem.code}")


def _listed(request: Request, desk: LiveDesk, file: OpenFile, offset: int) -> Iterator[Json]:
    """To list whom the text names at the cursor, where the registry knows them."""
    brief = desk.brief_of(file)
    aim = mention_at(brief, file, offset)
    listed: tuple[Said, ...] = (*brief.actors, *brief.venues)
    if aim is None or any(one.key == aim.key for one in listed):
        return
    key = "actors" if aim.kind == "actor" else "venues"
    if edit := listing(file.text, key, aim.key):
        yield _action(request, file, f"List `{aim.key}` among the {key}", _FIX, (edit,))


def _promoted(request: Request, desk: LiveDesk, file: OpenFile, offset: int) -> Iterator[Json]:
    """To put somebody into the registry whom only briefs have. That looks through the whole desk: where the editor can
    wait for it, not before it is chosen."""
    brief = desk.brief_of(file)
    aim = mention_at(brief, file, offset)
    thing = _own_at(brief, file, offset) if aim is None else said_of(desk, brief, aim.kind, aim.key)
    if brief.is_guest or not isinstance(thing, Actor | Venue) or thing.registered:
        return
    action: Json = {"title": f"Put {thing.name} into the registry", "kind": _REFACTOR}
    if "edit" in (request.workspace.can("textDocument.codeAction.resolveSupport.properties") or ()):
        start = file.text.offset(thing.span.line, thing.span.column)
        yield {**action, "data": {"uri": file.uri, "offset": start, "key": thing.key}}
        return
    with suppress(NotDone):
        yield {**action, "edit": _promotion(request, thing)}


def _own_at(brief: Brief, file: OpenFile, offset: int) -> Actor | Venue | None:
    """Whom a brief lists at an offset, and the registry does not know."""
    listed: tuple[Actor | Venue, ...] = (*brief.actors, *brief.venues)
    own = (one for one in listed if not one.registered)
    return next((one for one in own if _touches(file.text, one.span, offset, offset)), None)


def _promotion(request: Request, thing: Actor | Venue) -> Json:
    """The plan of `briefing promote`. Raises `NotDone`."""
    desk, files = request.desk, request.desk.files()
    more: list[str] = []
    with suppress(*ERRORS):
        more = files_naming(desk.desk, [thing.name])
    with refusing():
        plan = promote(files, thing.name, more=[file for file in more if file in files.paths], at=thing.span)
        return plan_edit(request, files, plan)


def _placed(request: Request, desk: LiveDesk, file: OpenFile, offset: int) -> Iterator[Json]:
    """To write where a city is, if only one can be meant."""
    if owner_of(file.file):
        venues = [*desk.registry.venues.values()]
    else:
        brief = desk.brief_of(file)
        venues = [one for one in brief.venues if not one.registered and not brief.is_guest]
    here = [one for one in venues if one.span.file == file.file and _touches(file.text, one.span, offset, offset)]
    for problem in unplaced(here, file.text):
        yield _action(request, file, f"Write where it is: {problem.fix}", _FIX, problem.changes)


def _touches(text: Text, span: Span, start: int, end: int) -> bool:
    """Whether a span and a stretch have a place in common."""
    return text.offset(span.line, span.column) <= end and start <= text.offset(span.end_line, span.end_column)


def _all(request: Request, file: OpenFile) -> Iterator[Json]:
    """Everything that is certain in this file."""
    if not any(one.is_sure for one in file.problems):
        return
    desk = request.desk
    name = file.file
    better, count = put_right(file.text.text, name, lambda text: desk.problems_of(name, Text(text, name)))
    if count:
        edit = Edit(file.text.whole, better)
        title = "Put right what is certain in this file"
        yield {**_action(request, file, title, _ALL, ()), "edit": _edit(request, file, [edit], is_whole=True)}


def _reader(request: Request, file: OpenFile, offset: int) -> Json:
    command = {"title": "Open the reader here", "command": OPEN, "arguments": [file.uri, file.text.line_at(offset)]}
    return {"title": command["title"], "kind": _REFACTOR, "command": command}


def _action(request: Request, file: OpenFile, title: str, kind: str, edits: tuple[Edit, ...]) -> Json:
    return {"title": title, "kind": kind, "edit": _edit(request, file, list(edits))}


def _edit(request: Request, file: OpenFile, edits: list[Edit], is_whole: bool = False) -> Json:
    ending = "\n" if is_whole else line_end(file.text.text)
    return edit_of(request, {file.uri: text_edits(edits, file.ruler, ending)}, {file.uri: file.version})
