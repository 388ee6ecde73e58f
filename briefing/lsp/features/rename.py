"""Another id for what has one at the cursor, wherever the desk says the one that it has: as `briefing rename`."""

from __future__ import annotations

from briefing.desk.registry.plan import edit_of
from briefing.desk.registry.refs import OF_ONE_FILE
from briefing.desk.registry.rename import id_in, is_given, rename
from briefing.desk.registry.steps import Impossible
from briefing.lsp.edits import plan_edit, refusing
from briefing.lsp.live import LiveDesk
from briefing.lsp.open_file import OpenFile
from briefing.lsp.wire import Json, NotDone
from briefing.lsp.workspace import Request
from briefing.model.span import Span
from briefing.model.uses import Use


def prepare(request: Request) -> Json | None:
    """The id at the cursor, if it can have another one."""
    found = _id_at(request.desk, request.file, request.offset)
    if found is None:
        return None
    use, place = found
    return {"range": request.file.ruler.range(place), "placeholder": use.key}


def answer(request: Request) -> Json:
    found = _id_at(request.desk, request.file, request.offset)
    if found is None:
        raise NotDone("nothing that has an id is meant here")
    use, _place = found
    old = f"{request.file.file}:{use.key}" if use.kind in OF_ONE_FILE else use.key
    files = request.desk.files()
    with refusing():
        plan = rename(files, old, str(request.params.get("newName", "")), kind=use.kind)
        return plan_edit(request, files, plan)


def _id_at(desk: LiveDesk, file: OpenFile, offset: int) -> tuple[Use, Span] | None:
    """What is named at an offset by an id that it has, and where that stands: a name is nobody's id."""
    uses = desk.uses_of(file).uses
    for use in uses:
        if id_in(use) != use.key or not _has_id(desk, use, uses):
            continue
        try:
            place = edit_of(file.text, use.span, use.key, "").span
        except Impossible:
            continue
        start = file.text.offset(place.line, place.column)
        if start <= offset <= start + len(use.key):
            return use, place
    return None


def _has_id(desk: LiveDesk, use: Use, uses: list[Use]) -> bool:
    """Whether what a place means has its key for an id, and not only for want of one."""
    if use.kind == "story":
        return use.where == "id" or use.key in desk.around.stories
    known = desk.registry.actors if use.kind == "actor" else desk.registry.venues if use.kind == "venue" else ()
    return use.key in known or any(is_given(one, use.key) for one in uses)
